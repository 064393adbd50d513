import CausalEngine
import TerminalUI

/// Draws a question of d-separation: X, Y and what is given, the verdict, and the paths with their reasons.
struct PathPanel {
    let model: Model

    func draw(in rect: Rect, on painter: inout Painter) {
        let pick = model.key(.pickNode)
        let note =
            "\(pick) pick · \(model.key(.nextPath))/\(model.key(.previousPath)) path · \(model.key(.endPaths)) end"
        let inner = painter.frame(rect, title: "d-separation", note: note).inset(left: 1, right: 1)
        guard let question = model.document.paths else { return }
        var row = drawQuestion(question, in: inner, on: &painter)
        guard question.to != nil else {
            _ = painter.paragraph(
                "Select another node and press \(pick): it is Y. Then \(pick) on others: they are given.", in: inner,
                row: row, style: Style(.muted))
            return
        }
        guard let answer = model.currentPaths else {
            painter.line(painter.glyphs.ellipsis, in: inner, row: row, style: Style(.muted))
            return
        }
        row = drawVerdict(answer, in: inner, from: row, on: &painter)
        drawPaths(answer, in: inner.inset(top: row), on: &painter)
    }

    private func name(_ node: Int) -> String { model.subject.nodes[node].name }

    private func drawQuestion(_ question: PathQuestion, in rect: Rect, on painter: inout Painter) -> Int {
        painter.pieces(
            [
                ("X ", Style(.heading)), (name(question.from), Style(.match, .bold)), ("  Y ", Style(.heading)),
                (question.to.map(name) ?? painter.glyphs.missing, Style(.match, .bold)),
            ], in: rect)
        let world = model.document.world.text(in: model.subject)
        guard !world.isEmpty else { return 1 }
        return painter.paragraph(
            "in the mutilated world, do(\(world)): cut edges carry no path", in: rect, row: 1,
            style: Style(.intervened))
    }

    /// `d-separated given {dysp}`, or how many paths are open.
    private func drawVerdict(_ answer: PathAnswer, in rect: Rect, from row: Int, on painter: inout Painter) -> Int {
        let names = answer.question.given.sorted().map(name).joined(separator: ", ")
        let given = names.isEmpty ? "given nothing" : "given {\(names)}"
        let open = answer.openCount
        let atLeast = answer.list.isComplete ? "" : "at least "
        let text =
            answer.list.isSeparated
            ? "\(painter.glyphs.check) d-separated \(given)"
            : "\(painter.glyphs.ring) d-connected \(given): \(atLeast)\(open) open path\(open == 1 ? "" : "s")"
        return painter.paragraph(
            text, in: rect, row: row, style: Style(answer.list.isSeparated ? .success : .warning, .bold))
    }

    private func drawPaths(_ answer: PathAnswer, in rect: Rect, on painter: inout Painter) {
        let paths = answer.list.paths
        guard !paths.isEmpty else {
            painter.line("no path joins them", in: rect, style: Style(.muted))
            return
        }
        let words = PathWords(answer, model.subject)
        // The lit path with its reason takes what it needs; the others a line each around it.
        let reasonHeight = 4
        let before = max(0, min(model.litIndex, rect.height - reasonHeight - 1))
        var row = 0
        for (index, path) in paths.enumerated().dropFirst(model.litIndex - before) {
            guard row < rect.height else { break }
            row = draw(path, index, words, in: rect, from: row, on: &painter)
        }
        guard row < rect.height, !answer.list.isComplete else { return }
        painter.line("and more paths than can be listed", in: rect, row: row, style: Style(.muted))
    }

    private func draw(
        _ path: CausalPath, _ index: Int, _ words: PathWords, in rect: Rect, from row: Int,
        on painter: inout Painter
    ) -> Int {
        let isLit = index == model.litIndex
        let mark = path.isOpen ? painter.glyphs.ring : painter.glyphs.cross
        let style = Style(path.isOpen ? .success : .muted, isLit ? .bold : [])
        let text = words.text(of: path, painter.glyphs)
        painter.line("\(isLit ? painter.glyphs.pointer : " ")\(mark)", in: rect, row: row, style: style)
        guard isLit else {
            painter.line(text, in: rect, row: row, indent: 3, style: style)
            return row + 1
        }
        let next = painter.paragraph(text, in: rect, row: row, indent: 3, style: style)
        return painter.paragraph(
            words.reason(for: path), in: rect, row: next, indent: 3, style: Style(path.isOpen ? .info : .warning))
    }
}
