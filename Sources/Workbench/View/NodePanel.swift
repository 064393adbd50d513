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
        guard beliefs.impossibility == nil else { return ProbabilityOfEvidence.text(beliefs) }
        let evidence = beliefs.evidence.isEmpty ? "" : " · \(ProbabilityOfEvidence.text(beliefs))"
        guard !beliefs.exact.contains(model.document.variable), let sample = beliefs.sample else {
            return "exact\(evidence)"
        }
        let plusMinus = glyphs.isASCII ? "+-" : "±"
        if let error = beliefs.meanError(of: model.document.variable) {
            return "\(Figures.count(sample.rows)) rows, mean \(plusMinus)\(Figures.error(error))\(evidence)"
        }
        return "\(Figures.count(sample.rows)) rows, \(plusMinus)\(Figures.decimals(sample.largestError, 3))\(evidence)"
    }

    private func drawIntervention(_ node: Subject.Node, in rect: Rect, on painter: inout Painter) -> Int {
        guard let text = model.document.world.text(of: model.document.variable, in: model.subject) else {
            return drawFinding(in: rect, on: &painter)
        }
        let style = Style(.intervened, .bold)
        let cut =
            node.parents.isEmpty
            ? "" : "  \(painter.glyphs.scissors) \(node.parents.count) edge\(node.parents.count == 1 ? "" : "s") cut"
        painter.line("\(painter.glyphs.intervened) do(\(text))\(cut)", in: rect, style: style)
        return 1
    }

    private func drawFinding(in rect: Rect, on painter: inout Painter) -> Int {
        let variable = model.document.variable
        guard let text = model.document.evidence.text(of: variable, in: model.subject) else { return 0 }
        let isCertain = model.document.evidence.values[variable] != nil
        let mark = isCertain ? painter.glyphs.dot : painter.glyphs.ring
        let isMutilated = !model.document.world.interventions.isEmpty && rect.width >= 44
        let place = isMutilated ? ", in the mutilated world" : ""
        painter.line("\(mark) seen \(text)\(place)", in: rect, style: Style(.evidence, .bold))
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
        guard
            case .moments(let mean, let deviation, let low, let median, let high)? =
                model.document.beliefs?.marginal(of: model.document.variable)
        else { return row }
        var unit = ""
        if case .continuous(let quantity) = node.variable.domain { unit = quantity.unit.map { " \($0)" } ?? "" }
        func text(_ number: Double) -> String { node.variable.wordedText(of: .number(number)) }
        painter.line("mean \(text(mean))  sd \(Figures.number(deviation, width: 8))\(unit)", in: rect, row: row)
        painter.line("5 % \(text(low))  median \(text(median))  95 % \(text(high))", in: rect, row: row + 1)
        var row = row + 2
        if let scale = node.scale,
            let picture = SpreadPicture(model.document.beliefs?.marginal(of: model.document.variable), scale: scale)
        {
            let (from, to) = (text(scale.lowerBound), text(scale.upperBound))
            let used = painter.line("\(from) ", in: rect, row: row, style: Style(.muted))
            let width = max(0, rect.width - used - to.count - 1)
            painter.canvas.spread(picture, x: rect.x + used, y: rect.y + row, width: width, style: Style(.accent))
            painter.line(" \(to)", in: rect, row: row, indent: used + width, style: Style(.muted))
            row += 1
        }
        guard let value else { return row }
        painter.line(
            "\(painter.glyphs.pointer) this skeleton \(node.variable.wordedText(of: value))\(unit)", in: rect,
            row: row)
        return row + 1
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
            painter.line(node.mechanism.summary, in: rect, row: row, style: Style(.muted))
            return
        }
        TableExcerpt(model, node, table).draw(in: rect.inset(top: row), on: &painter)
    }
}
