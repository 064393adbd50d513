/// Numbers as a row of small columns.
public struct Sparkline: Widget, Sendable, Hashable {
    /// The numbers from left to right; what is not finite is left blank.
    public var values: [Double]
    /// The values at the bottom and at the top; those of the numbers if `nil`.
    public var range: ClosedRange<Double>?
    /// Whether only the last numbers are shown where there are more than columns; else means of equal parts are.
    public var isTail: Bool
    /// The columns' style.
    public var style: Style

    /// A row of columns.
    public init(
        _ values: [Double], range: ClosedRange<Double>? = nil, isTail: Bool = false, style: Style = Style(.plot)
    ) {
        self.values = values
        self.range = range
        self.isTail = isTail
        self.style = style
    }

    /// The heights as text, at most `width` columns.
    public func text(width: Int, glyphs: GlyphSet) -> String {
        let shown = sampled(width: width)
        let finite = shown.filter(\.isFinite)
        guard let low = range?.lowerBound ?? finite.min(), let high = range?.upperBound ?? finite.max() else {
            return String(repeating: " ", count: shown.count)
        }
        let levels = glyphs.eighthsUp
        return shown.map { value in
            guard value.isFinite else { return " " }
            // Numbers that are all the same stand in the middle.
            let share = high > low ? min(1, max(0, (value - low) / (high - low))) : 0.5
            return levels[min(levels.count - 1, Int(share * Double(levels.count)))]
        }.joined()
    }

    private func sampled(width: Int) -> [Double] {
        guard width > 0 else { return [] }
        guard values.count > width else { return values }
        if isTail { return Array(values.suffix(width)) }
        return (0..<width).map { column in
            let part = values[column * values.count / width..<max(1, (column + 1) * values.count / width)]
            let finite = part.filter(\.isFinite)
            return finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
        }
    }

    /// Draws the first row of `area`.
    public func render(into canvas: inout Canvas, area: Rect) {
        canvas.clipped(to: area) { canvas in
            let text = text(width: area.width, glyphs: canvas.glyphs)
            canvas.put(text, x: area.x, y: area.y, style: style, maxWidth: area.width)
        }
    }
}
