import CausalEngine
import TerminalUI
import Verification

/// Draws the verdicts variable by variable, the draft before beside the one that is looked at, and what changed in the text.
struct VerdictPane {
    let model: Model

    /// The variables that fit into the panel: what the header, the difference and its heading leave.
    static func rowCount(in rect: Rect, of model: Model) -> Int {
        let inner = max(0, rect.height - 2)
        return max(0, inner - 1 - differenceHeight(inner, model))
    }

    private static func differenceHeight(_ inner: Int, _ model: Model) -> Int {
        guard inner >= 8, let draft = model.shownDraft, !draft.difference.isEmpty, model.shownWriting == nil else {
            return 0
        }
        let free = inner - 1 - VerdictRow.rows(of: model).count
        return max(min(inner / 3, 6), min(free, inner / 2 + 2))
    }

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let inner = painter.panel(
            rect, isFramed: isFramed, title: title, note: note, isFocused: model.focus == .verdicts)
        guard inner.height > 1, model.document.table != nil else { return }
        let rows = VerdictRow.rows(of: model)
        let columns = Columns(model, width: inner.width)
        drawHeader(columns, in: inner, on: &painter)
        let shown = min(Self.rowCount(in: rect, of: model), inner.height - 1)
        let first = min(model.scroll.verdicts, max(0, rows.count - shown))
        for (offset, row) in rows.dropFirst(first).prefix(shown).enumerated() {
            draw(row, columns, in: inner, at: offset + 1, on: &painter)
        }
        let height = Self.differenceHeight(rect.height - 2, model)
        guard height > 1 else { return }
        let used = 1 + min(shown, rows.count)
        drawDifference(in: inner.inset(top: min(used, inner.height - height)), on: &painter)
    }

    private var title: String {
        let name = model.label == nil ? model.titled(.focus(.verdicts), "verdicts") : "verdicts"
        guard let shown = model.shownAttempt else { return name }
        return shown > 0 ? "\(name) · iteration \(shown - 1) → \(shown)" : "\(name) · iteration 0"
    }

    private var note: String {
        guard let check = model.shownDraft?.attempt.check else { return "" }
        let matches = check.verdicts.all.count - check.verdicts.violations.count
        let before = model.previousDraft?.attempt.check.map {
            " · before \($0.verdicts.all.count - $0.verdicts.violations.count)"
        }
        return
            "\(matches) of \(check.verdicts.all.count) match\(before ?? "")\(model.showsOnlyProblems ? " · problems only" : "")"
    }

    /// Where the columns begin and how wide they are.
    private struct Columns {
        var name: Int
        var wanted: Int
        /// The columns of the draft before; 0 where there is no room for it.
        var before: Int
        var now: Int
        var hasBefore: Bool { before > 0 }

        init(_ model: Model, width: Int) {
            name = min(12, max(5, model.subject.nodes.map(\.nameWidth).max() ?? 8))
            wanted = min(8, max(4, model.subject.nodes.compactMap(\.stateWidth).max() ?? 6))
            let room = width - name - wanted - 5
            // The first draft has none before it. In a narrow panel the draft before gets just enough for a mark and a word or two.
            before = room < 24 || (model.shownAttempt ?? 0) == 0 ? 0 : room < 44 ? 11 : (room - 2) / 2
            now = before > 0 ? room - before - 2 : room
        }

        var beforeX: Int { name + wanted + 5 }
        var nowX: Int { hasBefore ? beforeX + before + 2 : beforeX }
    }

    private func drawHeader(_ columns: Columns, in rect: Rect, on painter: inout Painter) {
        let style = Style(.heading)
        painter.line(columns.name < 8 ? "fact" : "variable", in: rect, indent: 1, style: style)
        painter.line(
            painter.glyphs.truncated(columns.wanted < 6 ? "want" : "wanted", to: columns.wanted), in: rect,
            indent: columns.name + 2, style: style)
        let shown = model.shownAttempt
        if columns.hasBefore {
            painter.line(painter.glyphs.separator, in: rect, indent: columns.beforeX - 2, style: Style(.border))
            painter.line(
                shown.map { "  it \($0 - 1)" } ?? "", in: rect, indent: columns.beforeX, style: style)
        }
        painter.line(painter.glyphs.separator, in: rect, indent: columns.nowX - 2, style: Style(.border))
        painter.line(shown.map { "  it \($0)" } ?? "", in: rect, indent: columns.nowX, style: style)
    }

    private func draw(_ row: VerdictRow, _ columns: Columns, in rect: Rect, at offset: Int, on painter: inout Painter) {
        let node = model.subject.nodes[row.variable]
        let isSelected = row.variable == model.document.variable
        let wanted = row.wanted.map { node.variable.wordedText(of: $0) } ?? (node.variable.isLatent ? "unsaid" : "")
        if isSelected { painter.line(painter.glyphs.pointer, in: rect, row: offset, style: Style(.selection, .bold)) }
        painter.line(
            painter.glyphs.truncated(node.name, to: columns.name), in: rect, row: offset, indent: 1,
            style: Style(.text, isSelected ? .bold : []))
        painter.line(
            painter.glyphs.truncated(wanted, to: columns.wanted), in: rect, row: offset, indent: columns.name + 2,
            style: Style(.accent))
        if columns.hasBefore {
            painter.line(
                painter.glyphs.separator, in: rect, row: offset, indent: columns.beforeX - 2, style: Style(.border))
            let cell = Rect(x: rect.x + columns.beforeX, y: rect.y + offset, width: columns.before, height: 1)
            draw(row.before, of: model.previousDraft, node, in: cell, on: &painter)
        }
        painter.line(painter.glyphs.separator, in: rect, row: offset, indent: columns.nowX - 2, style: Style(.border))
        let cell = Rect(x: rect.x + columns.nowX, y: rect.y + offset, width: columns.now, height: 1)
        let old = columns.hasBefore ? nil : row.before
        draw(row.now, of: model.shownDraft, node, isChanged: row.isChanged, insteadOf: old, in: cell, on: &painter)
        if isSelected { painter.canvas.setSurface(in: rect.row(offset), .selection) }
        painter.hit(rect.row(offset), .focus(.verdicts), .select(variable: node.name))
    }

    /// The mark, a sign where the verdict is new (with the old one's mark where that has no column), and what was read.
    private func draw(
        _ verdict: Verdict?, of draft: Draft?, _ node: Subject.Node, isChanged: Bool = false,
        insteadOf old: Verdict? = nil,
        in cell: Rect, on painter: inout Painter
    ) {
        guard let verdict else { return }
        let glyphs = painter.glyphs
        let style = Style(verdict.kind.role)
        var pieces: [(text: String, style: Style)] = []
        if isChanged, let old {
            pieces.append((old.kind.mark(glyphs), Style(old.kind.role, .bold)))
            pieces.append((glyphs.arrowRight, Style(.muted)))
        }
        pieces.append((verdict.kind.mark(glyphs), style.adding(.bold)))
        pieces.append(isChanged ? (glyphs.changed, Style(.changed, .bold)) : (" ", .text))
        pieces.append((VerdictWords.found(verdict, in: draft?.attempt.text ?? "", node: node), style))
        painter.pieces(pieces, in: cell)
    }

    // MARK: The difference of the texts

    /// What the draft drops and adds, with a sign, a colour and a line through or under it.
    private func drawDifference(in rect: Rect, on painter: inout Painter) {
        guard let draft = model.shownDraft, rect.height > 1 else { return }
        let letters = DifferenceText.letters(draft.difference, glyphs: painter.glyphs)
        painter.canvas.horizontalLine(
            x: rect.x, y: rect.y, length: rect.width, painter.glyphs.isASCII ? "-" : "─", style: Style(.border))
        painter.line(
            letters.isEmpty ? " the text is the same " : " text: {+new+} [-gone-] ", in: rect, indent: 2,
            style: Style(.heading))
        let area = rect.inset(left: 1, top: 1, right: 1)
        let lines = StyledLines(letters, width: area.width, glyphs: painter.glyphs).lines
        for (row, line) in lines.prefix(area.height).enumerated() {
            painter.draw(line, in: area, row: row, subject: model.subject)
        }
        if lines.count > area.height, area.height > 0 {
            painter.line(
                painter.glyphs.ellipsis, in: area, row: area.height - 1, indent: area.width - 1, style: Style(.muted))
        }
    }
}
