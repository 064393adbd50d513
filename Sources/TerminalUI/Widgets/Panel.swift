/// A framed pane with a title above and a note below.
public struct Panel: Widget, Sendable, Hashable {
    /// The title in the upper side.
    public var title: String
    /// What is shown on the right of the upper side, such as a count.
    public var note: String
    /// What is shown on the right of the lower side.
    public var footer: String
    /// Whether the pane has the keyboard: its frame is drawn in ``Role/focus``.
    public var isFocused: Bool
    /// The kind of frame.
    public var border: Border
    /// The background; the screen's if `nil`.
    public var surface: Role?

    /// A pane.
    public init(
        title: String, note: String = "", footer: String = "", isFocused: Bool = false, border: Border = .rounded,
        surface: Role? = nil
    ) {
        self.title = title
        self.note = note
        self.footer = footer
        self.isFocused = isFocused
        self.border = border
        self.surface = surface
    }

    /// Where the content goes.
    public static func interior(of area: Rect) -> Rect {
        area.inset(by: 1)
    }

    /// Draws frame, titles and an empty background.
    public func render(into canvas: inout Canvas, area: Rect) {
        canvas.clipped(to: area) { canvas in
            let frame = Style(isFocused ? .focus : .border, on: surface)
            // Focus shows without colours as well: by a heavier frame.
            let border = isFocused && border == .rounded ? Border.heavy : border
            canvas.fill(area, style: Style(.text, on: surface))
            canvas.box(area, style: frame, border: border)
            let room = area.width - 4
            guard room > 2 else { return }
            let titleStyle = Style(isFocused ? .focus : .title, on: surface)
            let used = label(title, x: area.x + 2, y: area.y, room: room, style: titleStyle, &canvas)
            right(note, y: area.y, room: room - used - 1, area: area, &canvas)
            if area.height > 1 { right(footer, y: area.maxY - 1, room: room, area: area, &canvas) }
        }
    }

    private func label(
        _ text: String, x: Int, y: Int, room: Int, style: Style, _ canvas: inout Canvas
    ) -> Int {
        guard !text.isEmpty, room > 2 else { return 0 }
        return canvas.put(" " + canvas.glyphs.truncated(text, to: room - 2) + " ", x: x, y: y, style: style)
    }

    private func right(_ text: String, y: Int, room: Int, area: Rect, _ canvas: inout Canvas) {
        guard !text.isEmpty, room > 2 else { return }
        let width = min(canvas.glyphs.width(of: text), room - 2) + 2
        let style = Style(.muted, on: surface)
        _ = label(text, x: area.maxX - 2 - width, y: y, room: room, style: style, &canvas)
    }
}
