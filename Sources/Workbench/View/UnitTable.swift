import CausalEngine
import TerminalUI

/// Draws the values of one unit in two worlds, variable by variable, with its noise.
struct UnitTable {
    let model: Model
    let twin: Twin

    /// How wide the columns are: what they hold, less where there is no room for it.
    private struct Columns {
        var name: Int
        var value: Int
        var mark = 14
        static let noise = 9

        init(_ subject: Subject) {
            name = min(14, max(8, subject.nodes.map(\.nameWidth).max() ?? 8))
            value = min(10, max(5, subject.nodes.map { $0.stateWidth ?? 8 }.max() ?? 5))
        }

        var width: Int { 1 + name + 1 + 2 * (value + 2) + mark + Self.noise }

        /// Gives way until the table fits into some columns: the marks first, down to “set, same”, then names and values.
        mutating func fit(into room: Int) {
            mark -= min(max(0, width - room), 2)
            name -= min(max(0, width - room), name - 8)
            value -= min(max(0, width - room + 1) / 2, value - 5)
        }
    }

    /// The columns that the table takes.
    static func width(of subject: Subject) -> Int { Columns(subject).width }

    func draw(in rect: Rect, on painter: inout Painter) {
        guard rect.height > 1 else { return }
        var columns = Columns(model.subject)
        columns.fit(into: rect.width)
        let (name, value) = (columns.name, columns.value)
        let was = name + 2
        let would = was + value + 2
        let mark = would + value + 2
        let noise = mark + columns.mark
        let heading = Style(.heading)
        painter.line("variable", in: rect, indent: 1, style: heading)
        painter.line("was", in: rect, indent: was, style: heading)
        painter.line("would be", in: rect, indent: would, style: heading)
        painter.line("noise u", in: rect, indent: noise, style: heading)
        let nodes = model.subject.nodes
        let shown = rect.height - 1
        let first = min(max(0, model.document.variable - shown / 2), max(0, nodes.count - shown))
        for (row, variable) in nodes.indices.dropFirst(first).prefix(shown).enumerated() {
            let node = nodes[variable]
            let isSelected = variable == model.document.variable
            let look = look(of: variable, painter.glyphs)
            let line = row + 1
            painter.line(
                (isSelected ? painter.glyphs.pointer : " ") + painter.glyphs.truncated(node.name, to: name), in: rect,
                row: line, style: Style(isSelected ? .selection : .text, isSelected ? .bold : []))
            let texts = [twin.unit.factual[variable], twin.unit.counterfactual[variable]].map {
                painter.glyphs.truncated(node.variable.wordedText(of: $0), to: value)
            }
            painter.line(texts[0], in: rect, row: line, indent: was)
            painter.line(texts[1], in: rect, row: line, indent: would, style: look.style)
            painter.line(look.words, in: rect, row: line, indent: mark, style: look.style)
            painter.line(
                words(for: twin.unit.noise[variable], node), in: rect, row: line, indent: noise, style: Style(.muted))
            if isSelected { painter.canvas.setSurface(in: rect.row(line), .selection) }
            painter.hit(rect.row(line), .select(variable: node.name))
        }
    }

    private func look(of variable: Int, _ glyphs: GlyphSet) -> (words: String, style: Style) {
        let isChanged = twin.unit.changed.contains(variable)
        if model.document.world.interventions[variable] != nil {
            return ("\(glyphs.intervened) set\(isChanged ? "" : ", same")", Style(.intervened, .bold))
        }
        return isChanged ? ("\(glyphs.changed) changed", Style(.changed, .bold)) : ("", .text)
    }

    private func words(for noise: CounterfactualUnit.Noise, _ node: Subject.Node) -> String {
        guard case .number(let number) = noise else { return "open" }
        switch node.mechanism {
        case .equation(_, nil), .outside: return "none"
        case .response: return "state \(Int(number))"
        case .equation: return Figures.number(number, width: 8)
        case .table: return Figures.decimals(number, 4)
        }
    }
}
