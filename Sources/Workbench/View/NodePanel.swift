import CausalEngine
import TerminalUI

/// Draws the selected node: its states with their beliefs, its neighbours, its mechanism.
struct NodePanel {
    let model: Model

    func draw(in rect: Rect, on painter: inout Painter) {
        guard let node = model.selectedNode else {
            _ = painter.frame(rect, title: "node")
            return
        }
        let label = node.variable.label == node.name ? "" : " · \(node.variable.label)"
        let inner = painter.frame(rect, title: "\(node.name)\(label)", note: belief(painter.glyphs)).inset(
            left: 1, right: 1)
        var row = drawIntervention(node, in: inner, on: &painter)
        row = drawStates(node, in: inner, from: row, on: &painter)
        row = drawNeighbours(node, in: inner, from: row, on: &painter)
        drawMechanism(node, in: inner, from: row, on: &painter)
    }

    private func belief(_ glyphs: GlyphSet) -> String {
        guard let beliefs = model.document.beliefs else { return "" }
        return
            "\(Figures.count(beliefs.rows)) rows, \(glyphs.isASCII ? "+-" : "±")\(Figures.decimals(beliefs.largestError, 3))"
    }

    private func drawIntervention(_ node: Subject.Node, in rect: Rect, on painter: inout Painter) -> Int {
        guard let text = model.document.world.text(of: model.document.variable, in: model.subject) else { return 0 }
        let style = Style(.intervened, .bold)
        let cut =
            node.parents.isEmpty
            ? "" : "  \(painter.glyphs.scissors) \(node.parents.count) edge\(node.parents.count == 1 ? "" : "s") cut"
        painter.line("\(painter.glyphs.intervened) do(\(text))\(cut)", in: rect, style: style)
        return 1
    }

    private func drawStates(_ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter) -> Int {
        let look = NodeLook(model.document.variable, in: model, glyphs: painter.glyphs)
        let value = model.selectedValues?[model.document.variable]
        guard !node.variable.isContinuous else { return drawMoments(node, value, in: rect, from: row, on: &painter) }
        let room = max(1, rect.height - row - 3)
        let lines = look.stateLines
        let shown = Array(lines.prefix(lines.count <= room ? lines.count : max(1, room - 1)))
        for (offset, line) in shown.enumerated() {
            let isValue = value == .state(offset)
            if isValue {
                painter.line(painter.glyphs.pointer, in: rect, row: row + offset, style: Style(.accent, .bold))
            }
            BeliefLine.draw(line, in: rect.row(row + offset).inset(left: 2), on: &painter.canvas)
        }
        guard shown.count < lines.count else { return row + shown.count }
        painter.line(
            "  \(lines.count - shown.count) more states", in: rect, row: row + shown.count, style: Style(.muted))
        return row + shown.count + 1
    }

    private func drawMoments(
        _ node: Subject.Node, _ value: Value?, in rect: Rect, from row: Int, on painter: inout Painter
    ) -> Int {
        let marginals = model.document.beliefs?.marginals
        guard let marginals, marginals.indices.contains(model.document.variable),
            case .moments(let mean, let deviation, let low, let median, let high) = marginals[model.document.variable]
        else { return row }
        var unit = ""
        if case .continuous(let quantity) = node.variable.domain { unit = quantity.unit.map { " \($0)" } ?? "" }
        func text(_ number: Double) -> String { node.variable.wordedText(of: .number(number)) }
        painter.line("mean \(text(mean))  sd \(Figures.number(deviation, width: 8))\(unit)", in: rect, row: row)
        painter.line("5 % \(text(low))  median \(text(median))  95 % \(text(high))", in: rect, row: row + 1)
        guard let value else { return row + 2 }
        painter.line(
            "\(painter.glyphs.pointer) this skeleton \(node.variable.wordedText(of: value))\(unit)", in: rect,
            row: row + 2)
        return row + 3
    }

    private func drawNeighbours(_ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter) -> Int {
        let lines: [(String, [Int])] = [
            ("parents ", node.parents), ("children", node.children), ("blanket ", node.blanket),
        ]
        var row = row
        for (title, members) in lines {
            guard row < rect.height else { return row }
            let names = members.map { model.subject.nodes[$0].name }.joined(separator: ", ")
            painter.pieces(
                [("\(title) ", Style(.heading)), (names.isEmpty ? "–" : names, .text)], in: rect, row: row)
            row += 1
        }
        return row
    }

    private func drawMechanism(_ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter) {
        guard row < rect.height else { return }
        guard let table = node.table, rect.height - row >= 3 else {
            painter.line(node.mechanism, in: rect, row: row, style: Style(.muted))
            return
        }
        TableExcerpt(model, node, table).draw(in: rect.inset(top: row), on: &painter)
    }
}

/// A piece of a conditional probability table around the row that the selected skeleton uses.
private struct TableExcerpt {
    private let model: Model
    private let node: Subject.Node
    private let table: ProbabilityTable
    private let active: Int?

    init(_ model: Model, _ node: Subject.Node, _ table: ProbabilityTable) {
        self.model = model
        self.node = node
        self.table = table
        let states = node.parents.compactMap { model.selectedValues?[$0].stateIndex }
        active =
            states.count == node.parents.count && model.selectedValues != nil ? table.configuration(of: states) : nil
    }

    func draw(in rect: Rect, on painter: inout Painter) {
        let isDead = model.document.world.interventions[model.document.variable] != nil
        let widths = node.parents.map { parent in
            let names = [model.subject.nodes[parent].name] + model.subject.nodes[parent].states
            return min(node.parents.count > 2 ? 4 : 7, names.map(\.count).max() ?? 3)
        }
        let given = widths.isEmpty ? 0 : widths.reduce(1) { $0 + $1 + 1 }
        let cells = min(table.stateCount, max(1, (rect.width - given - 5) / 6))
        let style = Style(isDead ? .muted : .heading)
        for (place, x) in Self.starts(widths).enumerated() {
            let name = model.subject.nodes[node.parents[place]].name
            painter.line(String(name.prefix(widths[place])), in: rect, indent: x, style: style)
        }
        for state in 0..<cells {
            painter.line(
                painter.glyphs.padded(String(node.states[state].prefix(5)), to: 5, .right), in: rect,
                indent: given + 1 + 6 * state, style: style)
        }
        let room = rect.height - 1
        let first = min(max(0, (active ?? 0) - room / 2), max(0, table.rowCount - room))
        for offset in 0..<max(0, min(room, table.rowCount - first)) {
            drawRow(first + offset, widths, given, cells, isDead: isDead, in: rect, at: offset + 1, on: &painter)
        }
    }

    private func drawRow(
        _ row: Int, _ widths: [Int], _ given: Int, _ cells: Int, isDead: Bool, in rect: Rect, at offset: Int,
        on painter: inout Painter
    ) {
        var rest = row
        var states: [Int] = []
        for cardinality in table.parentCardinalities.reversed() {
            states.insert(rest % cardinality, at: 0)
            rest /= cardinality
        }
        let isActive = row == active && !isDead
        let style = Style(isDead ? .muted : .text, isActive ? .bold : [])
        for (place, x) in Self.starts(widths).enumerated() {
            let names = model.subject.nodes[node.parents[place]].states
            painter.line(
                String((names.indices.contains(states[place]) ? names[states[place]] : "").prefix(widths[place])),
                in: rect, row: offset, indent: x, style: style)
        }
        if given > 0 {
            painter.line(painter.glyphs.separator, in: rect, row: offset, indent: given - 1, style: Style(.border))
        }
        for (state, probability) in table.row(row).prefix(cells).enumerated() {
            painter.line(
                painter.glyphs.padded(Figures.decimals(probability, 3), to: 5, .right), in: rect, row: offset,
                indent: given + 1 + 6 * state, style: style)
        }
        guard isActive else { return }
        painter.line(
            "\(painter.glyphs.arrowLeft) #\(model.document.row)", in: rect, row: offset, indent: given + 2 + 6 * cells,
            style: Style(.accent, .bold))
    }

    private static func starts(_ widths: [Int]) -> [Int] {
        var x = 0
        return widths.map { width in
            defer { x += width + 1 }
            return x
        }
    }
}
