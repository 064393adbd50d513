import Foundation

extension NoiseLaw {
    /// The probability that the noise is at most a value: what ``quantile(_:)`` inverts.
    func cumulative(_ x: Double) -> Double {
        switch self {
        case .normal(let mean, let deviation): return Self.standardNormalCumulative((x - mean) / deviation)
        case .uniform(let low, let high): return min(max((x - low) / (high - low), 0), 1)
        case .logistic(let location, let scale): return Numerics.sigmoid((x - location) / scale)
        case .exponential(let rate): return x > 0 ? -expm1(-rate * x) : 0
        case .gamma(let shape, let scale): return x > 0 ? Numerics.lowerGamma(shape, x / scale) : 0
        case .lognormal(let mu, let sigma):
            return x > 0 ? Self.standardNormalCumulative((Numerics.log(x) - mu) / sigma) : 0
        case .studentT(let degrees, let location, let scale):
            let z = (x - location) / scale
            let tail = 0.5 * Numerics.incompleteBeta(degrees / (degrees + z * z), degrees / 2, 0.5)
            return z > 0 ? 1 - tail : tail
        case .bernoulli(let p): return x < 0 ? 0 : x < 1 ? 1 - p : 1
        }
    }

    private static func standardNormalCumulative(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }
}
