/// What keys do now, in one row.
public struct KeyHints: Widget, Sendable, Hashable {
    /// One key and what it does.
    public struct Hint: Sendable, Hashable {
        /// The key as it is shown, such as `enter` or `d`.
        public var key: String
        /// What it does, in a word or two.
        public var label: String
        /// Hints of lower priority go first where there is too little room.
        public var priority: Int

        /// A hint.
        public init(_ key: String, _ label: String, priority: Int = 0) {
            self.key = key
            self.label = label
            self.priority = priority
        }
    }

    /// The hints in the order they are shown.
    public var hints: [Hint]
    /// The background; the screen's if `nil`.
    public var surface: Role?

    /// A row of hints.
    public init(_ hints: [Hint], surface: Role? = nil) {
        self.hints = hints
        self.surface = surface
    }

    /// The indices of the hints that fit into `width` columns: the later of two equal priorities goes first.
    public func fitting(width: Int, glyphs: GlyphSet) -> [Int] {
        let widths = hints.map { glyphs.width(of: $0.key) + 1 + glyphs.width(of: $0.label) }
        var kept = Array(hints.indices)
        var total = widths.reduce(0, +) + 2 * max(0, widths.count - 1)
        while total > width, let last = kept.last {
            var worst = last
            for index in kept.reversed() where hints[index].priority < hints[worst].priority { worst = index }
            kept.removeAll { $0 == worst }
            total -= widths[worst] + (kept.isEmpty ? 0 : 2)
        }
        return kept
    }

    /// Draws the first row of `area`.
    public func render(into canvas: inout Canvas, area: Rect) {
        canvas.clipped(to: area) { canvas in
            if surface != nil { canvas.fill(area.row(0), style: Style(.text, on: surface)) }
            var x = area.x
            for index in fitting(width: area.width, glyphs: canvas.glyphs) {
                x += canvas.put(hints[index].key, x: x, y: area.y, style: Style(.key, on: surface)) + 1
                x += canvas.put(hints[index].label, x: x, y: area.y, style: Style(.keyHint, on: surface)) + 2
            }
        }
    }
}
