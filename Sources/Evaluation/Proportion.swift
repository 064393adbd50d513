import CausalEngine

/// A share of successes among trials, with its interval.
public struct Proportion: Sendable, Hashable {
    /// The number of successes.
    public var successes: Int
    /// The number of trials.
    public var trials: Int

    /// A share of successes among trials.
    public init(successes: Int, trials: Int) {
        self.successes = successes
        self.trials = trials
    }

    /// Successes over trials; `nil` without trials.
    public var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

    /// The 95 % interval of Wilson (1927), which keeps its coverage for rates near 0 and 1; `nil` without trials.
    public var wilson95: ClosedRange<Double>? {
        guard trials > 0 else { return nil }
        // Φ⁻¹(0.975)
        let z = 1.959963984540054
        let n = Double(trials)
        let p = Double(successes) / n
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        // At the ends the closed form is exactly 0 or 1; rounding must not say otherwise.
        let low = successes == 0 ? 0 : max(0, centre - half)
        let high = successes == trials ? 1 : min(1, centre + half)
        return low...high
    }

    /// The share as written in reports: `{"rate","low","high","interval":"wilson95"}`, nulls without trials.
    public var json: JSONValue {
        let interval = wilson95
        return [
            "rate": JSONValue(rate), "low": JSONValue(interval?.lowerBound), "high": JSONValue(interval?.upperBound),
            "interval": "wilson95",
        ]
    }
}
