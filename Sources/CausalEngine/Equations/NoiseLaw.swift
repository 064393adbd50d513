/// The law of an equation's exogenous noise, driven by one uniform through its quantile function.
public enum NoiseLaw: Sendable, Hashable {
    /// `normal(mean, standard deviation)`.
    case normal(mean: Double, deviation: Double)
    /// `uniform(low, high)`.
    case uniform(low: Double, high: Double)
    /// `logistic(location, scale)`.
    case logistic(location: Double, scale: Double)
    /// `exponential(rate)`.
    case exponential(rate: Double)
    /// `gamma(shape, scale)`.
    case gamma(shape: Double, scale: Double)
    /// `lognormal(mu, sigma)`: the exponential of a normal.
    case lognormal(mu: Double, sigma: Double)
    /// `student-t(degrees of freedom)`, optionally with location and scale.
    case studentT(degrees: Double, location: Double, scale: Double)
    /// `bernoulli(p)`: 1 with probability p, else 0.
    case bernoulli(p: Double)

    /// The value below which the noise falls with probability `u`.
    ///
    /// - Parameter u: strictly between 0 and 1.
    public func quantile(_ u: Double) -> Double {
        switch self {
        case .normal(let mean, let deviation): mean + deviation * Numerics.normalQuantile(u)
        case .uniform(let low, let high): low + (high - low) * u
        case .logistic(let location, let scale): location + scale * (Numerics.log(u) - Numerics.log1p(-u))
        case .exponential(let rate): -Numerics.log1p(-u) / rate
        case .gamma(let shape, let scale): scale * Numerics.gammaQuantile(u, shape: shape)
        case .lognormal(let mu, let sigma): Numerics.exp(mu + sigma * Numerics.normalQuantile(u))
        case .studentT(let degrees, let location, let scale):
            location + scale * Numerics.studentTQuantile(u, degrees: degrees)
        case .bernoulli(let p): u < 1 - p ? 0 : 1
        }
    }

    /// Reads a law such as `normal(0, 9)`.
    ///
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` for an unknown law or impossible parameters.
    static func parse(_ text: String, at location: Location?) throws(EngineError) -> NoiseLaw {
        let known = "normal, uniform, logistic, exponential, gamma, lognormal, student-t or bernoulli"
        func fail(_ expected: String) -> EngineError {
            .invalid(found: "“\(text)”", expected: expected, mend: "", at: location)
        }
        let parts = text.split(separator: "(", maxSplits: 1)
        guard parts.count == 2, parts[1].last == ")" else { throw fail("a law such as normal(0, 1)") }
        let name = parts[0].filter { $0 != " " }
        let fields = parts[1].dropLast().split(separator: ",")
        let numbers = fields.compactMap { Decimal53.parse($0.filter { $0 != " " }) }
        guard numbers.count == fields.count else { throw fail("numbers as the parameters of \(name)") }
        func need(_ counts: ClosedRange<Int>, _ form: String, _ isValid: Bool) throws(EngineError) {
            guard counts.contains(numbers.count), isValid else { throw fail(form) }
        }
        let first = numbers.first ?? 0
        let second = numbers.count > 1 ? numbers[1] : 0
        switch name {
        case "normal":
            try need(2...2, "normal(mean, standard deviation > 0)", second > 0)
            return .normal(mean: first, deviation: second)
        case "uniform":
            try need(2...2, "uniform(low, high) with low < high", first < second)
            return .uniform(low: first, high: second)
        case "logistic":
            try need(2...2, "logistic(location, scale > 0)", second > 0)
            return .logistic(location: first, scale: second)
        case "exponential":
            try need(1...1, "exponential(rate > 0)", first > 0)
            return .exponential(rate: first)
        case "gamma":
            try need(2...2, "gamma(shape > 0, scale > 0)", first > 0 && second > 0)
            return .gamma(shape: first, scale: second)
        case "lognormal":
            try need(2...2, "lognormal(mu, sigma > 0)", second > 0)
            return .lognormal(mu: first, sigma: second)
        case "student-t":
            let scale = numbers.count > 2 ? numbers[2] : 1
            try need(1...3, "student-t(degrees > 0) or student-t(degrees, location, scale > 0)", first > 0 && scale > 0)
            return .studentT(degrees: first, location: second, scale: scale)
        case "bernoulli":
            try need(1...1, "bernoulli(p) with p from 0 to 1", (0...1).contains(first))
            return .bernoulli(p: first)
        default:
            throw fail("one of \(known)")
        }
    }
}
