/// Laid out text of which some lines are in sight.
public struct TextPane: Widget, Sendable, Hashable {
    /// All lines, see ``GlyphSet/wrapped(_:width:indent:)-(StyledText,_,_)``.
    public var lines: [TextLine]
    /// The first line in sight.
    public var offset: Int
    /// The background; the screen's if `nil`.
    public var surface: Role?

    /// A pane of lines.
    public init(lines: [TextLine], offset: Int = 0, surface: Role? = nil) {
        self.lines = lines
        self.offset = offset
        self.surface = surface
    }

    /// Draws the lines, and a scroll bar in the last column if there are more than fit.
    public func render(into canvas: inout Canvas, area: Rect) {
        let bar = ScrollBar(count: lines.count, visible: area.height, offset: offset)
        let text = bar.isNeeded ? area.inset(right: 1) : area
        canvas.clipped(to: text) { canvas in
            for row in 0..<text.height {
                let index = offset + row
                guard lines.indices.contains(index) else { continue }
                canvas.put(lines[index].spans, x: text.x, y: text.y + row, maxWidth: text.width, on: surface)
            }
        }
        bar.render(
            into: &canvas, area: Rect(x: area.maxX - 1, y: area.y, width: min(1, area.width), height: area.height))
    }
}
