import Foundation

/// Curves through points, in braille dots (2 x 4 a cell), with a scale on the left and one below.
public struct LinePlot: Widget, Sendable, Hashable {
    /// One curve.
    public struct Series: Sendable, Hashable {
        /// What it is called in the key above the plot; none if empty.
        public var name: String
        /// Its points; the line is broken at those that are not finite.
        public var points: [Value]
        /// Its style.
        public var style: Style

        /// A curve.
        public init(name: String = "", points: [Value], style: Style = Style(.plot)) {
            self.name = name
            self.points = points
            self.style = style
        }
    }

    /// A point in the plot's own units.
    public struct Value: Sendable, Hashable {
        /// To the right.
        public var x: Double
        /// Upwards.
        public var y: Double

        /// A point.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// The curves; later ones are drawn over earlier ones.
    public var series: [Series]
    /// The values at the sides; those of the points if `nil`.
    public var xRange: ClosedRange<Double>?
    /// The values at bottom and top; those of the points if `nil`.
    public var yRange: ClosedRange<Double>?
    /// Whether the scales are drawn.
    public var hasAxes: Bool

    /// A plot.
    public init(
        _ series: [Series], xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        hasAxes: Bool = true
    ) {
        self.series = series
        self.xRange = xRange
        self.yRange = yRange
        self.hasAxes = hasAxes
    }

    /// Draws scales, key and curves.
    public func render(into canvas: inout Canvas, area: Rect) {
        guard let x = xRange ?? range(of: \.x), let y = yRange ?? range(of: \.y) else { return }
        canvas.clipped(to: area) { canvas in
            let field = hasAxes ? axes(x: x, y: y, area: area, &canvas) : area
            guard !field.isEmpty else { return }
            var dots = DotField(width: field.width, height: field.height)
            for (index, curve) in series.enumerated() { draw(curve, index, x: x, y: y, &dots) }
            dots.render(into: &canvas, at: field, styles: series.map(\.style))
            if hasAxes { key(field, &canvas) }
        }
    }

    private func range(of path: KeyPath<Value, Double>) -> ClosedRange<Double>? {
        let values = series.flatMap { $0.points.map { $0[keyPath: path] } }.filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return nil }
        return low < high ? low...high : low - 0.5...high + 0.5
    }

    private func draw(
        _ curve: Series, _ index: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, _ dots: inout DotField
    ) {
        func place(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
            let span = range.upperBound - range.lowerBound
            let share = span > 0 ? (value - range.lowerBound) / span : 0.5
            // Far outside is far enough: the line leaves in the right direction.
            return Int((min(4, max(-4, share)) * Double(max(0, count - 1))).rounded())
        }
        var last: Point?
        for point in curve.points {
            guard point.x.isFinite, point.y.isFinite else {
                last = nil
                continue
            }
            let here = Point(
                x: place(point.x, x, dots.columns), y: dots.rows - 1 - place(point.y, y, dots.rows))
            dots.line(from: last ?? here, to: here, series: index)
            last = here
        }
    }

    /// Draws the scales and returns what is left for the curves.
    private func axes(x: ClosedRange<Double>, y: ClosedRange<Double>, area: Rect, _ canvas: inout Canvas) -> Rect {
        let top = Self.label(y.upperBound)
        let bottom = Self.label(y.lowerBound)
        let width = max(top.count, bottom.count)
        guard area.width > width + 3, area.height > 2 else { return area }
        let field = area.inset(left: width + 1, bottom: 1)
        let style = Style(.axis)
        canvas.put(canvas.glyphs.padded(top, to: width, .right), x: area.x, y: field.y, style: style)
        canvas.put(canvas.glyphs.padded(bottom, to: width, .right), x: area.x, y: field.maxY - 1, style: style)
        let side = canvas.glyphs.line(up: true, right: false, down: true, left: false)
        canvas.verticalLine(x: field.x - 1, y: field.y, length: field.height, side, style: style)
        let left = Self.label(x.lowerBound)
        let right = Self.label(x.upperBound)
        canvas.put(left, x: field.x, y: field.maxY, style: style)
        if field.width > left.count + right.count {
            canvas.put(right, x: field.maxX - right.count, y: field.maxY, style: style)
        }
        return field
    }

    private func key(_ field: Rect, _ canvas: inout Canvas) {
        var x = field.x + 1
        for curve in series where !curve.name.isEmpty {
            x += canvas.put(curve.name, x: x, y: field.y, style: curve.style, maxWidth: max(0, field.maxX - x)) + 2
        }
    }

    /// A number in few letters.
    static func label(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
        return String(format: abs(value) >= 0.01 && abs(value) < 1000 ? "%.2f" : "%.1e", value)
    }
}
