import TerminalUI

/// Draws the changes that undo and redo go through.
struct HistoryPanel {
    let model: Model

    func draw(in rect: Rect, on painter: inout Painter) {
        let note = "\(model.key(.undo)) undo · \(model.key(.redo)) redo"
        let inner = painter.frame(rect, title: "history", note: note).inset(left: 1, right: 1)
        let past = model.past.map(\.title)
        let future = model.future.reversed().map(\.title)
        let all = ["open \(model.subject.name)"] + past + future
        let current = past.count
        let first = min(max(0, current - inner.height + 2), max(0, all.count - inner.height))
        for (row, title) in all.dropFirst(first).prefix(inner.height).enumerated() {
            let place = first + row
            let isUndone = place > current
            painter.pieces(
                [
                    (place == current ? "\(painter.glyphs.pointer) " : "  ", Style(.selection, .bold)),
                    (painter.glyphs.padded(String(place), to: 3, .right) + " ", Style(.muted)),
                    (
                        isUndone ? "(redo) \(title)" : title,
                        Style(isUndone ? .muted : .text, place == current ? .bold : [])
                    ),
                ], in: inner, row: row)
        }
    }
}
