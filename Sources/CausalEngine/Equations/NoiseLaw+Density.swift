extension NoiseLaw {
    /// The logarithm of the density at a value, −∞ outside the law's range; `nil` for a law with finitely many values.
    public func logDensity(at x: Double) -> Double? {
        switch self {
        case .normal(let mean, let deviation):
            return Self.standardNormal((x - mean) / deviation) - Numerics.log(deviation)
        case .uniform(let low, let high):
            return x >= low && x <= high ? -Numerics.log(high - low) : -.infinity
        case .logistic(let location, let scale):
            let z = abs(x - location) / scale
            return -z - 2 * Numerics.log1p(Numerics.exp(-z)) - Numerics.log(scale)
        case .exponential(let rate):
            return x >= 0 ? Numerics.log(rate) - rate * x : -.infinity
        case .gamma(let shape, let scale):
            guard x > 0 else { return -.infinity }
            return (shape - 1) * Numerics.log(x / scale) - x / scale - Numerics.logGamma(shape) - Numerics.log(scale)
        case .lognormal(let mu, let sigma):
            guard x > 0 else { return -.infinity }
            let logarithm = Numerics.log(x)
            return Self.standardNormal((logarithm - mu) / sigma) - Numerics.log(sigma) - logarithm
        case .studentT(let degrees, let location, let scale):
            let z = (x - location) / scale
            return Numerics.logGamma((degrees + 1) / 2) - Numerics.logGamma(degrees / 2)
                - 0.5 * Numerics.log(degrees * .pi) - Numerics.log(scale)
                - (degrees + 1) / 2 * Numerics.log1p(z * z / degrees)
        case .bernoulli:
            return nil
        }
    }

    private static func standardNormal(_ z: Double) -> Double { -0.5 * z * z - 0.5 * Numerics.log(2 * .pi) }
}
