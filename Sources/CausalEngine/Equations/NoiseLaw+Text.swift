extension NoiseLaw {
    /// The law as a model file writes it, such as `normal(0, 9)`; it reads back as the same law.
    public var text: String {
        switch self {
        case .normal(let mean, let deviation): Self.call("normal", mean, deviation)
        case .uniform(let low, let high): Self.call("uniform", low, high)
        case .logistic(let location, let scale): Self.call("logistic", location, scale)
        case .exponential(let rate): Self.call("exponential", rate)
        case .gamma(let shape, let scale): Self.call("gamma", shape, scale)
        case .lognormal(let mu, let sigma): Self.call("lognormal", mu, sigma)
        case .studentT(let degrees, 0, 1): Self.call("student-t", degrees)
        case .studentT(let degrees, let location, let scale): Self.call("student-t", degrees, location, scale)
        case .bernoulli(let p): Self.call("bernoulli", p)
        }
    }

    private static func call(_ name: String, _ parameters: Double...) -> String {
        "\(name)(\(parameters.map(Variable.text(of:)).joined(separator: ", ")))"
    }
}
