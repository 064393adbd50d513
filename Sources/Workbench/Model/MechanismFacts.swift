import CausalEngine

/// What the screens show of a mechanism.
public enum MechanismFacts: Sendable, Equatable {
    /// A table of probabilities.
    case table(ProbabilityTable)
    /// Finite noise and its responses.
    case response(FiniteResponse)
    /// A formula, and the law of its noise; `nil` for a deterministic one.
    case equation(source: String, noise: String?)
    /// Set or drawn from outside by the model itself.
    case outside(String)

    /// What is shown of a mechanism.
    init(_ mechanism: Mechanism) {
        switch mechanism {
        case .table(let table): self = .table(table)
        case .response(let response): self = .response(response)
        case .equation(let equation): self = .equation(source: equation.source, noise: equation.noise?.text)
        case .constant: self = .outside("set from outside")
        case .distribution: self = .outside("drawn from outside")
        }
    }

    /// One line.
    var summary: String {
        switch self {
        case .table(let table):
            "table, \(table.rowCount) row\(table.rowCount == 1 ? "" : "s"), \(table.convention.rawValue)"
        case .response(let response): "response to \(response.noise.count) noise states"
        case .equation(let source, let noise): source + (noise.map { ", u ~ \($0)" } ?? "")
        case .outside(let words): words
        }
    }

    /// The noise in words: its law, and how it becomes a value.
    var noise: [String] {
        switch self {
        case .table(let table):
            let how =
                table.convention == .gumbelMax
                ? "gumbel-max: the state with the largest log p + noise"
                : "inverse-cdf: u against the cumulative row"
            return ["noise u ~ uniform(0, 1)", how]
        case .response(let response):
            let shares = response.noise.enumerated().map { "\($0.offset) \(Figures.decimals($0.element, 3))" }
            return ["noise u, one of \(response.noise.count) states: \(shares.joined(separator: "  "))"]
        case .equation(_, let noise): return [noise.map { "noise u ~ \($0)" } ?? "no noise: its parents settle it"]
        case .outside: return []
        }
    }
}

extension NoiseLaw {
    /// The law as model files write it.
    var text: String {
        func law(_ name: String, _ numbers: Double...) -> String {
            "\(name)(\(numbers.map(Figures.shortest).joined(separator: ", ")))"
        }
        switch self {
        case .normal(let mean, let deviation): return law("normal", mean, deviation)
        case .uniform(let low, let high): return law("uniform", low, high)
        case .logistic(let location, let scale): return law("logistic", location, scale)
        case .exponential(let rate): return law("exponential", rate)
        case .gamma(let shape, let scale): return law("gamma", shape, scale)
        case .lognormal(let mu, let sigma): return law("lognormal", mu, sigma)
        case .studentT(let degrees, let location, let scale): return law("student-t", degrees, location, scale)
        case .bernoulli(let p): return law("bernoulli", p)
        }
    }
}
