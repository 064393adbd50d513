import CausalEngine
import Foundation

/// How far acceptance has moved the law of the skeletons: P_S(v) ∝ P(v) φ(v).
///
/// With φ the acceptance of each skeleton, equally weighted, and φ̄ its mean, the ratio of the laws is φ/φ̄, and
/// TV = ½ E|φ/φ̄ − 1|, χ² = CV²(φ), KL(P_S‖P) = E[φ/φ̄ · ln(φ/φ̄)].
public struct Divergences: Sendable, Hashable {
    /// The total variation distance.
    public var tv: Double
    /// The χ² divergence of the accepted law from the drawn one: the squared coefficient of variation of acceptance.
    public var chi2: Double
    /// The Kullback–Leibler divergence of the accepted law from the drawn one, in nats.
    public var kl: Double

    /// Divergences that were computed already.
    init(tv: Double, chi2: Double, kl: Double) {
        self.tv = tv
        self.chi2 = chi2
        self.kl = kl
    }

    /// The divergences for an acceptance of each of some skeletons, each counted `weight` times.
    ///
    /// - Parameters:
    ///   - acceptance: φ of each skeleton, from 0 to 1.
    ///   - weights: how often each is counted; `nil` counts each once.
    /// - Returns: `nil` when nothing is ever accepted.
    /// - Complexity: O(skeletons).
    public init?(acceptance: [Double], weights: [Double]? = nil) {
        let weights = weights ?? Array(repeating: 1, count: acceptance.count)
        let total = weights.reduce(0, +)
        let mean = zip(acceptance, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        guard total > 0, mean > 0 else { return nil }
        var (tv, chi2, kl) = (0.0, 0.0, 0.0)
        for (phi, weight) in zip(acceptance, weights) {
            let ratio = phi / mean
            tv += weight * abs(ratio - 1)
            chi2 += weight * (ratio - 1) * (ratio - 1)
            // x ln x − x + 1 sums to the same as x ln x, since the ratios average to 1, and no term of it is negative.
            kl += weight * (ratio > 0 ? ratio * log(ratio) - ratio + 1 : 1)
        }
        // The bounds hold for every φ that does not exceed 1; taking the lesser removes what rounding adds at equality.
        let bounds = AcceptanceBounds(rate: min(1, mean))
        self.tv = min(tv / (2 * total), bounds.tv)
        self.chi2 = min(chi2 / total, bounds.chi2 ?? .infinity)
        self.kl = min(kl / total, bounds.kl ?? .infinity)
    }
}

extension Divergences {
    /// The divergences under their names in reports.
    public var json: JSONValue { ["tv": .number(tv), "chi2": .number(chi2), "kl": .number(kl)] }
}

/// What the overall rate of acceptance alone guarantees, whatever is accepted: TV ≤ 1 − R, KL ≤ −ln R, χ² ≤ (1 − R)/R.
public struct AcceptanceBounds: Sendable, Hashable {
    /// The bound on the total variation distance.
    public var tv: Double
    /// The bound on χ²; `nil` at R = 0, where there is none.
    public var chi2: Double?
    /// The bound on the Kullback–Leibler divergence; `nil` at R = 0, where there is none.
    public var kl: Double?

    /// The bounds at an overall rate of acceptance from 0 to 1.
    public init(rate: Double) {
        tv = 1 - rate
        chi2 = rate > 0 ? (1 - rate) / rate : nil
        // ln 1 is 0, and its negative would be written as -0.
        kl = rate > 0 ? rate < 1 ? -log(rate) : 0 : nil
    }
}
