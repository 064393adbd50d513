import CausalEngine
import TerminalUI

/// Draws seeing beside doing: how likely each other variable is when the selected one is seen in a state, and when it is set to it.
struct ComparePanel {
    let model: Model

    func draw(in rect: Rect, on painter: inout Painter) {
        guard let node = model.selectedNode, let state = model.comparedState else {
            let inner = painter.frame(rect, title: "seeing or doing").inset(left: 1, right: 1)
            _ = painter.paragraph(
                "only variables with states are compared; select another one", in: inner, row: 0, style: Style(.muted))
            return
        }
        let finding = "\(node.name)=\(node.states[state])"
        let comparison = model.comparison.flatMap { $0.question == model.comparisonQuestion ? $0 : nil }
        let note =
            comparison.map { $0.obstacle == nil ? "exact · \(model.key(.compare)) next state" : "" }
            ?? painter.glyphs.ellipsis
        let inner = painter.frame(rect, title: "seen \(finding) or do(\(finding))?", note: note).inset(
            left: 1, right: 1)
        guard let comparison else { return }
        if let obstacle = comparison.obstacle {
            _ = painter.paragraph(obstacle, in: inner, row: 0, style: Style(.warning))
            return
        }
        let words = conclusion(comparison, node)
        let height = min(inner.height, lineCount(of: words, width: inner.width, painter.glyphs))
        let list = Rect(x: inner.x, y: inner.y, width: inner.width, height: inner.height - height)
        draw(comparison, node, in: list, on: &painter)
        _ = painter.paragraph(words, in: inner, row: inner.height - height, style: Style(.info))
    }

    private func lineCount(of words: String, width: Int, _ glyphs: GlyphSet) -> Int {
        let letters = words.map { StyledLetter(character: $0, style: .text, variable: nil) }
        return StyledLines(letters, width: width, glyphs: glyphs).lines.count
    }

    /// What the gaps mean, for someone who hears of it for the first time.
    private func conclusion(_ comparison: Comparison, _ node: Subject.Node) -> String {
        let effects = comparison.rows.filter(\.isEffect)
        let left = comparison.left > 0 ? " \(comparison.left) without exact answer left out." : ""
        let hasOthers = !model.document.evidence.without([model.document.variable]).isEmpty
        let others = hasOthers ? " Other findings are left out here." : ""
        guard !effects.isEmpty else {
            return "\(node.name) has no effects here: setting it changes nothing, seeing it only tells."
                + others + left
        }
        guard effects.contains(where: { $0.distance >= 0.0005 }) else {
            return "No gap on its effects: no confounding, seeing \(node.name) is as good as setting it."
                + others + left
        }
        return "On its effects the gap is confounding: common causes move \(node.name) and them when it is seen, "
            + "not when it is set." + others + left
    }

    /// Where the columns begin.
    private struct Columns {
        let seen: Int
        let done: Int
        let gap: Int

        init(width: Int) {
            gap = width - 6
            done = gap - 7
            seen = done - 7
        }
    }

    private func draw(_ comparison: Comparison, _ node: Subject.Node, in rect: Rect, on painter: inout Painter) {
        let columns = Columns(width: rect.width)
        let heading = Style(.heading)
        painter.line("then P of", in: rect, style: heading)
        painter.line(" seen", in: rect, indent: columns.seen, style: Style(.evidence))
        painter.line(" do()", in: rect, indent: columns.done, style: Style(.intervened))
        painter.line("   gap", in: rect, indent: columns.gap, style: heading)
        var row = 1
        for (place, line) in comparison.rows.enumerated() {
            if !line.isEffect, place == 0 || comparison.rows[place - 1].isEffect, row < rect.height - 1 {
                painter.line("not moved by it, only told of:", in: rect, row: row, style: heading)
                row += 1
            }
            guard row < rect.height else { return }
            draw(line, columns, in: rect, row: row, on: &painter)
            row += 1
        }
    }

    private func draw(_ line: Comparison.Row, _ columns: Columns, in rect: Rect, row: Int, on painter: inout Painter) {
        let node = model.subject.nodes[line.variable]
        let state = shownState(line, node)
        let gap = line.seen[state] - line.done[state]
        let isWide = abs(gap) >= 0.0005
        let name = painter.glyphs.truncated("\(node.name)=\(node.states[state])", to: max(1, columns.seen - 1))
        painter.line(name, in: rect, row: row, indent: 0, style: Style(line.isEffect ? .text : .muted))
        let glyphs = painter.glyphs
        let number = { (value: Double) in glyphs.padded(Figures.decimals(value, 3), to: 5, .right) }
        painter.line(number(line.seen[state]), in: rect, row: row, indent: columns.seen)
        painter.line(number(line.done[state]), in: rect, row: row, indent: columns.done)
        let sign = gap > 0 ? "+" : "-"
        let text = isWide ? sign + Figures.decimals(abs(gap), 3) : "0"
        painter.line(
            painter.glyphs.padded(text, to: 6, .right), in: rect, row: row, indent: columns.gap,
            style: Style(isWide ? line.isEffect ? .changed : .text : .muted, isWide && line.isEffect ? .bold : []))
        painter.hit(rect.row(row), .select(variable: node.name))
    }

    /// Yes of a yes/no variable, else the state with the widest gap.
    private func shownState(_ line: Comparison.Row, _ node: Subject.Node) -> Int {
        if let affirmative = node.affirmative { return affirmative }
        let gaps = zip(line.seen, line.done).map { abs($0 - $1) }
        return gaps.indices.max { (gaps[$0], $1) < (gaps[$1], $0) } ?? 0
    }
}
