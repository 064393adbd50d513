/// The power of the tests whose statistic follows a χ² law: G² and X².
public enum ChiSquarePower {
    /// The value that a χ² variable exceeds with probability `alpha`.
    ///
    /// - Complexity: O(1), some sixty evaluations of the tail.
    public static func criticalValue(degrees: Int, alpha: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while Numerics.chiSquareTail(high, degrees: Double(degrees)) > alpha { high *= 2 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Numerics.chiSquareTail(middle, degrees: Double(degrees)) > alpha { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The probability that a test at level `alpha` rejects when the statistic follows the noncentral χ² law: a mixture of
    /// central laws with Poisson weights (Patnaik 1949).
    ///
    /// - Parameters:
    ///   - degrees: the degrees of freedom, at least 1.
    ///   - noncentrality: for G² on n rows, 2n times the conditional mutual information in nats.
    ///   - alpha: the level.
    /// - Complexity: O(√noncentrality) evaluations of the tail.
    public static func power(degrees: Int, noncentrality: Double, alpha: Double) -> Double {
        let critical = criticalValue(degrees: degrees, alpha: alpha)
        let mean = max(0, noncentrality) / 2
        let reach = 8 * (mean.squareRoot() + 1)
        let first = max(0, Int(mean - reach))
        var power = 0.0
        var weights = 0.0
        for count in first...Int(mean + reach + 1) {
            let weight = Numerics.exp(
                -mean + (count == 0 ? 0 : Double(count) * Numerics.log(max(mean, .leastNormalMagnitude)))
                    - Numerics.logGamma(Double(count) + 1))
            weights += weight
            power += weight * Numerics.chiSquareTail(critical, degrees: Double(degrees + 2 * count))
        }
        return weights > 0 ? min(1, power / weights) : alpha
    }
}
