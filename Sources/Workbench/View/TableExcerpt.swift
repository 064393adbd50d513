import CausalEngine
import TerminalUI

/// A piece of a conditional probability table around the row that the selected skeleton uses.
struct TableExcerpt {
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
            let parent = model.subject.nodes[parent]
            return min(node.parents.count > 2 ? 4 : 7, max(parent.nameWidth, parent.stateWidth ?? 3))
        }
        let given = widths.isEmpty ? 0 : widths.reduce(1) { $0 + $1 + 1 }
        let cells = min(table.stateCount, max(1, (rect.width - given - 5) / 6))
        let style = Style(isDead ? .muted : .heading)
        for (place, x) in Self.starts(widths).enumerated() {
            let name = model.subject.nodes[node.parents[place]].name
            painter.line(Self.beginning(of: name, widths[place]), in: rect, indent: x, style: style)
        }
        for state in 0..<cells {
            painter.line(
                painter.glyphs.padded(Self.beginning(of: node.states[state], 5), to: 5, .right), in: rect,
                indent: given + 1 + 6 * state, style: style)
        }
        if cells < table.stateCount {
            painter.line(
                "+\(table.stateCount - cells)", in: rect, indent: given + 2 + 6 * cells, style: Style(.muted))
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
                Self.beginning(of: names.indices.contains(states[place]) ? names[states[place]] : "", widths[place]),
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

    /// As many letters from the beginning as fit into some columns.
    private static func beginning(of name: String, _ width: Int) -> String {
        var used = 0
        return String(
            name.prefix { letter in
                used += GlyphSet.unicode.width(of: String(letter))
                return used <= width
            })
    }

    private static func starts(_ widths: [Int]) -> [Int] {
        var x = 0
        return widths.map { width in
            defer { x += width + 1 }
            return x
        }
    }
}
