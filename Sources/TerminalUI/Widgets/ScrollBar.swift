/// A bar that shows which part of something longer is in sight.
public struct ScrollBar: Widget, Sendable, Hashable {
    /// How many rows there are.
    public var count: Int
    /// How many of them are in sight.
    public var visible: Int
    /// The first one in sight.
    public var offset: Int

    /// A bar.
    public init(count: Int, visible: Int, offset: Int) {
        self.count = count
        self.visible = visible
        self.offset = offset
    }

    /// Whether there is anything out of sight.
    public var isNeeded: Bool { count > visible && visible > 0 }

    /// The part that moves, within a track of some length: never empty, and at an end only if the content is.
    public func thumb(in length: Int) -> Range<Int> {
        guard isNeeded, length > 0 else { return 0..<max(0, length) }
        let size = min(max(1, length * visible / count), length)
        let free = length - size
        let last = count - visible
        let place = min(max(0, offset), last)
        var start = (free * place + last / 2) / last
        if place > 0, start == 0, free > 1 { start = 1 }
        if place < last, start == free, free > 1 { start = free - 1 }
        return start..<start + size
    }

    /// Draws the first column of `area`; nothing if all is in sight.
    public func render(into canvas: inout Canvas, area: Rect) {
        guard isNeeded, area.width > 0 else { return }
        let thumb = thumb(in: area.height)
        canvas.clipped(to: area) { canvas in
            for row in 0..<area.height {
                let piece = thumb.contains(row) ? canvas.glyphs.scrollThumb : canvas.glyphs.scrollTrack
                canvas.put(piece, x: area.x, y: area.y + row, style: Style(.scrollBar))
            }
        }
    }
}
