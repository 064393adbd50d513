import TerminalUI

/// Which columns of the table are shown, and where.
struct TableColumns {
    struct Column {
        var variable: Int
        var x: Int
        var width: Int
        var header: String
        /// Abbreviations of the states; empty where marks or numbers are shown.
        var states: [String]
        var alignment: Alignment
    }

    let shown: [Column]
    let numberWidth: Int
    /// The column in which the first variable begins.
    let firstX: Int
    /// The column of the line before the summary.
    let summaryX: Int
    /// Whether the summary has room for the verdicts.
    let isWide: Bool
    let hiddenBefore: Int
    let hiddenAfter: Int

    /// Full names where all of them fit, else four letters each; then as many as fit, the selected one among them.
    init(_ model: Model, width: Int) {
        let nodes = model.subject.nodes
        numberWidth = max(3, String(max(0, (model.document.table?.count ?? 1) - 1)).count)
        firstX = numberWidth + 4
        isWide = width >= 44
        let summary = isWide ? 15 : 6
        let room = max(0, width - firstX - summary)
        let full = nodes.indices.map { Self.column(model, $0, header: nodes[$0].name, letters: 8) }
        let isFull = full.reduce(0) { $0 + $1.width + 1 } <= room
        let short = Abbreviation.abbreviations(of: nodes.map(\.name), width: 4)
        let columns = isFull ? full : nodes.indices.map { Self.column(model, $0, header: short[$0], letters: 4) }
        let range = Self.window(columns.map { $0.width + 1 }, room: room, selected: model.document.variable)
        var x = firstX
        shown = columns[range].map { column in
            var column = column
            column.x = x
            x += column.width + 1
            return column
        }
        hiddenBefore = range.lowerBound
        hiddenAfter = columns.count - range.upperBound
        summaryX = min(x, max(firstX, width - summary))
    }

    private static func column(_ model: Model, _ index: Int, header: String, letters: Int) -> Column {
        let node = model.subject.nodes[index]
        let isSet = model.document.world.interventions[index] != nil
        let name = GlyphSet.unicode.width(of: header)
        if node.affirmative != nil {
            return Column(
                variable: index, x: 0, width: max(name, isSet ? 2 : 1), header: header, states: [],
                alignment: .center)
        }
        if node.variable.isContinuous {
            return Column(
                variable: index, x: 0, width: max(name, 6), header: header, states: [], alignment: .right)
        }
        let states = Abbreviation.abbreviations(of: node.states, width: letters)
        let widest = states.map(GlyphSet.unicode.width).max() ?? 0
        return Column(
            variable: index, x: 0, width: max(name, widest + (isSet ? 1 : 0)), header: header, states: states,
            alignment: .left)
    }

    /// As many neighbouring columns as fit, from the first on, or with the selected one as the last.
    private static func window(_ widths: [Int], room: Int, selected: Int) -> Range<Int> {
        func end(from start: Int) -> Int {
            var used = 0
            var end = start
            while end < widths.count, used + widths[end] <= room {
                used += widths[end]
                end += 1
            }
            return end
        }
        var start = 0
        while start < widths.count, end(from: start) <= min(selected, widths.count - 1), end(from: start) > start {
            start += 1
        }
        return start..<max(start, end(from: start))
    }
}
