/// A framed box over the rest of the screen, sized for its content.
public struct Popup: Sendable, Hashable {
    /// The title in the upper side.
    public var title: String
    /// What is shown in the lower side, such as the keys that close it.
    public var footer: String
    /// Whether what lies around it is dimmed.
    public var dimsSurroundings: Bool

    /// A box.
    public init(title: String, footer: String = "", dimsSurroundings: Bool = false) {
        self.title = title
        self.footer = footer
        self.dimsSurroundings = dimsSurroundings
    }

    /// Where a box with a content of that size stands: in the middle of `area`, and no larger than it.
    public static func frame(width: Int, height: Int, in area: Rect) -> Rect {
        area.centered(width: width + 4, height: height + 2)
    }

    /// Draws the box and returns where its content goes; draw it on ``Role/popup``.
    @discardableResult
    public func render(into canvas: inout Canvas, frame: Rect) -> Rect {
        if dimsSurroundings {
            canvas.restyle(canvas.clip) { style in
                style = Style(.shade, on: style.surface == nil ? nil : .text)
            }
        }
        Panel(title: title, footer: footer, isFocused: true, border: .double, surface: .popup)
            .render(into: &canvas, area: frame)
        return frame.inset(left: 2, top: 1, right: 2, bottom: 1)
    }
}

/// A popup with a text: a message, a question or help.
public struct Dialog: Widget, Sendable, Hashable {
    /// The box.
    public var popup: Popup
    /// The text.
    public var text: StyledText
    /// The first line in sight, where there are more than fit.
    public var offset: Int

    /// A popup with a text.
    public init(_ popup: Popup, text: StyledText, offset: Int = 0) {
        self.popup = popup
        self.text = text
        self.offset = offset
    }

    /// Draws it in the middle of `area`, as wide as its longest line but at most 72 columns.
    public func render(into canvas: inout Canvas, area: Rect) {
        let limit = min(72, max(1, area.width - 4))
        let lines = canvas.glyphs.wrapped(text, width: limit)
        let titles = max(canvas.glyphs.width(of: popup.title), canvas.glyphs.width(of: popup.footer)) + 2
        let width = min(limit, max(lines.map(\.width).max() ?? 0, titles))
        canvas.clipped(to: area) { canvas in
            let frame = Popup.frame(width: width, height: lines.count, in: area)
            let inner = popup.render(into: &canvas, frame: frame)
            // The scroll bar has a column of the margin.
            let isCut = lines.count > inner.height
            TextPane(lines: lines, offset: offset, surface: .popup)
                .render(into: &canvas, area: isCut ? inner.inset(right: -1) : inner)
        }
    }
}
