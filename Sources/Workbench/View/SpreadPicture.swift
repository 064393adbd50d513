import TerminalUI

/// The picture of a distribution of numbers on the variable's scale, one line high: thin from the 5 to the 95 % quantile, thick
/// within a standard deviation, with a dot at the mean.
struct SpreadPicture: Equatable {
    var mean: Double
    var deviation: Double
    var low: Double
    var high: Double
    var scale: ClosedRange<Double>

    /// The picture of the moments of a variable; `nil` for states, or where the variable has no scale.
    init?(_ marginal: Beliefs.Marginal?, scale: ClosedRange<Double>?) {
        guard case .moments(let mean, let deviation, let low, _, let high)? = marginal, let scale else { return nil }
        self.init(mean: mean, deviation: deviation, low: low, high: high, scale: scale)
    }

    init(mean: Double, deviation: Double, low: Double, high: Double, scale: ClosedRange<Double>) {
        self.mean = mean
        self.deviation = deviation
        self.low = low
        self.high = high
        self.scale = scale
    }

    /// Where a number lies on a scale, from 0 to 1; what lies outside is at its end.
    static func place(of number: Double, on scale: ClosedRange<Double>) -> Double {
        let width = scale.upperBound - scale.lowerBound
        guard width > 0, number.isFinite else { return 0 }
        return min(max(0, (number - scale.lowerBound) / width), 1)
    }

    private func column(of number: Double, width: Int) -> Int {
        min(width - 1, Int(Self.place(of: number, on: scale) * Double(width)))
    }

    /// The sign in each of `width` columns.
    func signs(width: Int, glyphs: GlyphSet) -> [String] {
        guard width > 0 else { return [] }
        let spread = column(of: low, width: width)...column(of: max(low, high), width: width)
        let least = max(low, mean - deviation)
        let thick = column(of: least, width: width)...column(of: max(least, min(high, mean + deviation)), width: width)
        let middle = column(of: mean, width: width)
        return (0..<width).map { column in
            if column == middle { return glyphs.isASCII ? "O" : glyphs.dot }
            if thick.contains(column) { return glyphs.isASCII ? "=" : "━" }
            if spread.contains(column) { return glyphs.isASCII ? "-" : "─" }
            return glyphs.empty
        }
    }
}

extension Canvas {
    /// Draws a spread in a row of cells.
    mutating func spread(_ picture: SpreadPicture, x: Int, y: Int, width: Int, style: Style) {
        for (column, sign) in picture.signs(width: width, glyphs: glyphs).enumerated() {
            put(sign, x: x + column, y: y, style: sign == glyphs.empty ? Style(.meterEmpty) : style)
        }
    }
}
