import CausalEngine
import TerminalUI

/// Draws the values of one unit in two worlds, variable by variable, with its noise.
struct UnitTable {
    let model: Model
    let twin: Twin

    private static func nameWidth(_ subject: Subject) -> Int {
        min(14, max(8, subject.nodes.map(\.name.count).max() ?? 8))
    }

    private static func valueWidth(_ subject: Subject) -> Int {
        min(10, max(5, subject.nodes.map { $0.states.map(\.count).max() ?? 8 }.max() ?? 5))
    }

    private static let markWidth = 14
    private static let noiseWidth = 9

    /// The columns that the table takes.
    static func width(of subject: Subject) -> Int {
        1 + nameWidth(subject) + 1 + 2 * (valueWidth(subject) + 2) + markWidth + noiseWidth
    }

    func draw(in rect: Rect, on painter: inout Painter) {
        guard rect.height > 1 else { return }
        let name = Self.nameWidth(model.subject)
        let value = Self.valueWidth(model.subject)
        let was = name + 2
        let would = was + value + 2
        let mark = would + value + 2
        let noise = mark + Self.markWidth
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
