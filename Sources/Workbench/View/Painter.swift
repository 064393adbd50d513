import TerminalUI

/// A canvas while a screen is drawn on it, with what a click does in each place.
struct Painter {
    /// A place that can be clicked.
    struct Hit {
        /// The cells.
        var rect: Rect
        /// What clicking does, in order.
        var actions: [Action]
    }

    var canvas: Canvas
    private(set) var hits: [Hit] = []
    /// Where the terminal's cursor belongs: the end of a line of input.
    var cursor: Point?
    var glyphs: GlyphSet { canvas.glyphs }

    init(size: Size, glyphs: GlyphSet) {
        canvas = Canvas(size: size, glyphs: glyphs)
    }

    /// Makes a place clickable.
    mutating func hit(_ rect: Rect, _ actions: Action...) { hits.append(Hit(rect: rect, actions: actions)) }

    /// What a click in a cell does: the place that was added last lies on top.
    func actions(at point: Point) -> [Action] { hits.last { $0.rect.contains(point) }?.actions ?? [] }

    /// Forgets every place, for what is drawn over all others.
    mutating func dropHits() { hits = [] }

    /// Writes a text in a rectangle's row, cut with an ellipsis; returns the columns used.
    @discardableResult
    mutating func line(_ text: String, in rect: Rect, row: Int = 0, indent: Int = 0, style: Style = .text) -> Int {
        let area = rect.row(row)
        guard !area.isEmpty, indent < area.width else { return 0 }
        let room = area.width - indent
        return canvas.put(
            glyphs.truncated(text, to: room), x: area.x + indent, y: area.y, style: style, maxWidth: room)
    }

    /// Writes pieces of different styles one after the other in a rectangle's row, cut at its end.
    mutating func pieces(_ pieces: [(text: String, style: Style)], in rect: Rect, row: Int = 0, indent: Int = 0) {
        var used = indent
        for piece in pieces {
            guard used < rect.width else { return }
            used += line(piece.text, in: rect, row: row, indent: used, style: piece.style)
        }
    }

    /// A panel in a frame, or, where there is no room for one, under a line with its title; returns what lies inside.
    mutating func panel(_ rect: Rect, isFramed: Bool, title: String, note: String = "", isFocused: Bool = false) -> Rect
    {
        guard !isFramed else { return frame(rect, title: title, note: note, isFocused: isFocused) }
        canvas.fill(rect)
        return rect
    }

    /// A frame with a title, and a note in the lower right; returns what lies inside.
    mutating func frame(_ rect: Rect, title: String, note: String = "", isFocused: Bool = false) -> Rect {
        canvas.fill(rect)
        let title = isFocused ? "\(glyphs.pointer) \(title)" : title
        canvas.box(
            rect, title: title, style: Style(isFocused ? .focus : .border),
            titleStyle: Style(.title, isFocused ? .bold : []))
        if !note.isEmpty, rect.height > 2, rect.width > 8 {
            let text = " " + glyphs.truncated(note, to: rect.width - 6) + " "
            let width = glyphs.width(of: text)
            canvas.put(text, x: rect.maxX - 2 - width, y: rect.maxY - 1, style: Style(.muted))
        }
        return rect.inset(by: 1)
    }
}

extension Canvas {
    /// A bar of `width` columns filled to a share between 0 and 1, in eighths of a cell where the glyphs allow it.
    mutating func bar(_ share: Double, x: Int, y: Int, width: Int, style: Style) {
        guard width > 0 else { return }
        let steps = glyphs.eighthsRight.count + 1
        let filled = Int((min(max(share.isFinite ? share : 0, 0), 1) * Double(width * steps)).rounded())
        let full = filled / steps
        for column in 0..<width {
            let part = column == full ? filled % steps : 0
            let glyph = column < full ? glyphs.full : part > 0 ? glyphs.eighthsRight[part - 1] : glyphs.empty
            let isFilled = column < full || part > 0
            put(glyph, x: x + column, y: y, style: isFilled ? style : Style(.meterEmpty))
        }
    }
}
