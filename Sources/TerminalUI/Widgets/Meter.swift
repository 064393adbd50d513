/// A share of 1 as a bar in one row, in eighths of a cell.
public struct Meter: Widget, Sendable, Hashable {
    /// The share; what is not a number is drawn as an empty bar.
    public var value: Double
    /// Bounds of an interval around it: the bar is drawn faintly up to the upper one, and the part between is underlined.
    public var interval: ClosedRange<Double>?
    /// The colour; `nil` for low, middle and high by thirds.
    public var role: Role?
    /// Text to the right of the bar.
    public var label: String

    /// A bar.
    public init(_ value: Double, interval: ClosedRange<Double>? = nil, role: Role? = nil, label: String = "") {
        self.value = value
        self.interval = interval
        self.role = role
        self.label = label
    }

    private var color: Role {
        if let role { return role }
        return value < 1.0 / 3 ? .meterLow : value < 2.0 / 3 ? .meterMiddle : .meterHigh
    }

    /// Draws bar and label in the first row of `area`; the label is kept where there is room for only one of them.
    public func render(into canvas: inout Canvas, area: Rect) {
        canvas.clipped(to: area) { canvas in
            let labelWidth = canvas.glyphs.width(of: label)
            let width = label.isEmpty ? area.width : max(0, area.width - labelWidth - 1)
            let bar = canvas.glyphs.bar(value, width: width)
            for (index, piece) in bar.enumerated() {
                let isFilled = piece != canvas.glyphs.empty
                canvas.put(piece, x: area.x + index, y: area.y, style: Style(isFilled ? color : .meterEmpty))
            }
            if let interval { mark(interval, width: width, area: area, &canvas) }
            guard !label.isEmpty else { return }
            canvas.put(label, x: width > 0 ? area.x + width + 1 : area.x, y: area.y, maxWidth: area.width)
        }
    }

    private func mark(_ interval: ClosedRange<Double>, width: Int, area: Rect, _ canvas: inout Canvas) {
        guard interval.lowerBound.isFinite, interval.upperBound.isFinite, width > 0 else { return }
        let low = min(width - 1, max(0, Int(interval.lowerBound * Double(width))))
        let high = min(width - 1, max(low, Int((interval.upperBound * Double(width)).rounded(.up)) - 1))
        canvas.addAttributes(in: Rect(x: area.x + low, y: area.y, width: high - low + 1, height: 1), .underline)
    }
}

extension GlyphSet {
    /// A bar for a share of 1: full cells, one in part, and empty ones; `width` pieces of one column each.
    ///
    /// Something above 0 shows at least the smallest part, and something below 1 is never quite full.
    public func bar(_ value: Double, width: Int) -> [String] {
        guard width > 0 else { return [] }
        let share = value.isFinite ? min(1, max(0, value)) : 0
        let steps = eighthsRight.count + 1
        var parts = Int((share * Double(width * steps)).rounded())
        if share > 0 { parts = max(1, parts) }
        if share < 1 { parts = min(width * steps - 1, parts) }
        var pieces = Array(repeating: full, count: parts / steps)
        if parts % steps > 0 { pieces.append(eighthsRight[parts % steps - 1]) }
        return pieces + Array(repeating: empty, count: width - pieces.count)
    }
}
