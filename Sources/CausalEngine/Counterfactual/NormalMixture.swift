import Foundation

/// A mixture of normal laws, some of which may be points.
struct NormalMixture {
    /// The parts: weights that sum to 1, means and standard deviations.
    private(set) var parts: [(weight: Double, mean: Double, deviation: Double)] = []

    mutating func add(weight: Double, mean: Double, deviation: Double) {
        if weight > 0 { parts.append((weight, mean, deviation)) }
    }

    /// Mean, deviation and quantiles; exact but for the bisection of quantiles, which goes to the last bits.
    func summary(total: Double) -> NumberSummary {
        let mean = parts.reduce(0) { $0 + $1.weight / total * $1.mean }
        let variance = parts.reduce(0) {
            $0 + $1.weight / total * ($1.deviation * $1.deviation + ($1.mean - mean) * ($1.mean - mean))
        }
        return NumberSummary(
            mean: mean, meanError: 0, deviation: variance.squareRoot(), q05: quantile(0.05, total),
            q50: quantile(0.5, total), q95: quantile(0.95, total))
    }

    private func quantile(_ level: Double, _ total: Double) -> Double {
        if parts.count == 1, let part = parts.first {
            return part.deviation > 0 ? part.mean + part.deviation * Numerics.normalQuantile(level) : part.mean
        }
        var low = parts.map { $0.mean - 40 * $0.deviation }.min() ?? 0
        var high = parts.map { $0.mean + 40 * $0.deviation }.max() ?? 0
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if below(middle) < level * total { low = middle } else { high = middle }
        }
    }

    /// The weight at or below a number.
    private func below(_ x: Double) -> Double {
        parts.reduce(0) { sum, part in
            guard part.deviation > 0 else { return sum + (part.mean <= x ? part.weight : 0) }
            return sum + part.weight * 0.5 * erfc((part.mean - x) / (part.deviation * 2.0.squareRoot()))
        }
    }
}
