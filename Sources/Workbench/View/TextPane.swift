import TerminalUI

/// Draws the text of the attempt that is looked at: as it is being written, or with what was read in it.
struct TextPane {
    let model: Model

    /// The lines of the text that do not fit into its panel.
    static func hiddenLines(of model: Model) -> Int { TextPane(model: model).layout()?.hidden ?? 0 }

    /// The first line that speaks of a variable, how many lines are shown, and how many do not fit; `nil` where it is not spoken of.
    static func place(of variable: Int, in model: Model) -> (line: Int, shown: Int, hidden: Int)? {
        guard let layout = TextPane(model: model).layout(),
            let line = layout.lines.firstIndex(where: { $0.contains { $0.variable == variable } })
        else { return nil }
        return (line, layout.shown, layout.hidden)
    }

    private func layout() -> (lines: [[StyledLetter]], shown: Int, hidden: Int)? {
        let arrangement = Arrangement(model)
        guard let rect = arrangement.rect(of: .text) else { return nil }
        let inner = arrangement.kind == .single ? rect : rect.inset(by: 1)
        let lines = StyledLines(letters(.unicode), width: max(1, inner.width - 2), glyphs: .unicode).lines
        return (lines, max(1, inner.height), max(0, lines.count + legend(.unicode).count - inner.height))
    }

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let inner = painter.panel(
            rect, isFramed: isFramed,
            title: model.label == nil ? model.titled(.focus(.text), title(rect)) : title(rect),
            note: note,
            isFocused: model.focus == .text
        ).inset(left: 1, right: 1)
        guard !inner.isEmpty else { return }
        let letters = letters(painter.glyphs)
        guard !letters.isEmpty else {
            drawInvitation(in: inner, on: &painter)
            return
        }
        let lines = StyledLines(letters, width: inner.width, glyphs: painter.glyphs).lines
        let legend = legend(painter.glyphs)
        // What is being written is read at its end, what is written from its beginning.
        let hidden = max(0, lines.count - inner.height)
        let isWriting = model.shownWriting != nil
        let offset = isWriting ? hidden : min(model.scroll.text, max(0, lines.count + legend.count - inner.height))
        for (row, line) in lines.dropFirst(offset).prefix(inner.height).enumerated() {
            drawLine(line, in: inner, row: row, on: &painter)
        }
        let legendRow = max(0, lines.count - offset) + (lines.count + legend.count < inner.height ? 1 : 0)
        for (row, line) in legend.dropFirst(max(0, offset - lines.count)).enumerated()
        where legendRow + row < inner.height {
            painter.pieces(line, in: inner, row: legendRow + row)
        }
    }

    private func drawLine(_ line: [StyledLetter], in rect: Rect, row: Int, on painter: inout Painter) {
        painter.draw(line, in: rect, row: row, subject: model.subject)
    }

    private func letters(_ glyphs: GlyphSet) -> [StyledLetter] {
        if let writing = model.shownWriting {
            return (writing.text + glyphs.caret).map { StyledLetter(character: $0, style: .text, variable: nil) }
        }
        guard let draft = model.shownDraft else { return [] }
        if draft.attempt.text.isEmpty, let failure = draft.attempt.failure {
            return failure.map { StyledLetter(character: $0, style: Style(.error), variable: nil) }
        }
        return marked(draft).letters(selected: model.document.variable, glyphs: glyphs)
    }

    private func legend(_ glyphs: GlyphSet) -> [[(text: String, style: Style)]] {
        guard model.shownWriting == nil, let draft = model.shownDraft else { return [] }
        return marked(draft).legend(glyphs: glyphs)
    }

    private func marked(_ draft: Draft) -> MarkedText {
        MarkedText(draft, values: model.selectedValues ?? [], subject: model.subject)
    }

    private func title(_ rect: Rect) -> String { "text · \(state(isShort: rect.width < 46))" }

    /// Which attempt is shown, and what became of it.
    private func state(isShort: Bool) -> String {
        let iteration = isShort ? "it" : "iteration"
        let row = model.label ?? "#\(model.document.row)"
        if let writing = model.shownWriting {
            return "\(row) · \(iteration) \(writing.attempt) · \(isShort ? "" : "being ")written"
        }
        guard let index = model.shownAttempt, let draft = model.shownDraft else { return "\(row) · no draft" }
        let verdict: String
        if draft.attempt.isAccepted {
            verdict = "accepted"
        } else if draft.attempt.failure != nil {
            verdict = "failed"
        } else {
            verdict = "\(draft.attempt.check?.verdicts.violations.count ?? 0) to mend"
        }
        return "\(row) · \(iteration) \(index) · \(verdict)"
    }

    private var note: String {
        guard let record = model.selectedRecord, record.drafts.count > 1, let shown = model.shownAttempt else {
            return ""
        }
        return "\(shown + 1) of \(record.drafts.count) drafts"
    }

    /// What there is to do when there is no text yet, with the facts that it would have to state.
    private func drawInvitation(in rect: Rect, on painter: inout Painter) {
        guard let values = model.selectedValues else {
            painter.line("no skeletons yet", in: rect, style: Style(.muted))
            return
        }
        let row = painter.paragraph(
            model.label != nil
                ? [("no attempt was made yet on", Style(.muted))]
                : [
                    (model.key(.realize), Style(.key, .bold)), (" writes this skeleton, ", Style(.muted)),
                    (model.key(.toggleRun), Style(.key, .bold)),
                    (" all of them", Style(.muted)),
                ],
            in: rect, row: 0)
        let facts = zip(model.subject.nodes, values).filter { !$0.0.variable.isLatent }.map { node, value in
            "\(node.name)=\(node.variable.wordedText(of: value))"
        }.joined(separator: "  ")
        let letters = facts.map { StyledLetter(character: $0, style: Style(.muted), variable: nil) }
        let lines = StyledLines(letters, width: rect.width, glyphs: painter.glyphs).lines
        for (offset, line) in lines.prefix(max(0, rect.height - row - 1)).enumerated() {
            drawLine(line, in: rect, row: row + 1 + offset, on: &painter)
        }
    }
}
