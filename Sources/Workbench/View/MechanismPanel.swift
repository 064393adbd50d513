import CausalEngine
import TerminalUI

/// Draws the mechanism of the selected node: its noise and convention, and the part of it that the selected skeleton uses.
struct MechanismPanel {
    let model: Model

    func draw(in rect: Rect, on painter: inout Painter) {
        guard let node = model.selectedNode else {
            _ = painter.frame(rect, title: "mechanism")
            return
        }
        let inner = painter.frame(rect, title: "mechanism of \(node.name)", note: "\(model.key(.mechanism)) back")
            .inset(left: 1, right: 1)
        var row = drawIntervention(node, in: inner, on: &painter)
        row = drawFormula(node, in: inner, from: row, on: &painter)
        for line in node.mechanism.noise {
            row = painter.paragraph(line, in: inner, row: row, style: Style(.muted))
        }
        row = drawGiven(node, in: inner, from: row, on: &painter)
        switch node.mechanism {
        case .table(let table):
            guard row + 2 <= inner.height else { return }
            TableExcerpt(model, node, table).draw(in: inner.inset(top: row), on: &painter)
        case .response(let response): drawResponses(response, node, in: inner, from: row, on: &painter)
        case .equation, .outside: break
        }
    }

    private func drawIntervention(_ node: Subject.Node, in rect: Rect, on painter: inout Painter) -> Int {
        guard let text = model.document.world.text(of: model.document.variable, in: model.subject) else { return 0 }
        return painter.paragraph(
            "\(painter.glyphs.intervened) do(\(text)) stands in for it: it listens to no parent", in: rect, row: 0,
            style: Style(.intervened, .bold))
    }

    private func drawFormula(_ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter) -> Int {
        switch node.mechanism {
        case .equation(let source, _):
            return painter.paragraph("\(node.name) = \(source)", in: rect, row: row, style: Style(.text, .bold))
        case .outside(let words): return painter.paragraph(words, in: rect, row: row)
        case .table, .response: return row
        }
    }

    /// What the selected skeleton's parents are, and what came of them.
    private func drawGiven(_ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter) -> Int {
        guard let values = model.selectedValues else { return row }
        let nodes = model.subject.nodes
        let parents = node.parents.map { "\(nodes[$0].name)=\(nodes[$0].variable.wordedText(of: values[$0]))" }
        let given = parents.isEmpty ? "" : "\(parents.joined(separator: ", ")) \(painter.glyphs.arrowRight) "
        let value = "\(node.name)=\(node.variable.wordedText(of: values[model.document.variable]))"
        return painter.paragraph(
            "#\(model.document.row): \(given)\(value)", in: rect, row: row, style: Style(.accent))
    }

    /// The responses to each state of the noise in the row that the selected skeleton uses.
    private func drawResponses(
        _ response: FiniteResponse, _ node: Subject.Node, in rect: Rect, from row: Int, on painter: inout Painter
    ) {
        let states = node.parents.compactMap { model.selectedValues?[$0].stateIndex }
        guard states.count == node.parents.count, model.selectedValues != nil else { return }
        let place = zip(states, response.parentCardinalities).reduce(0) { $0 * $1.1 + $1.0 } * response.noise.count
        for (noise, probability) in response.noise.enumerated() where row + noise < rect.height {
            let state = response.values[place + noise]
            let value = node.states.indices.contains(state) ? node.states[state] : "?"
            painter.line(
                "u \(noise)  \(Figures.decimals(probability, 3))  \(painter.glyphs.arrowRight) \(value)", in: rect,
                row: row + noise, indent: 1)
        }
    }
}
