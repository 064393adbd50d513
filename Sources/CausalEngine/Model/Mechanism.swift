/// How a variable gets its value from its parents and its own noise.
public enum Mechanism: Sendable {
    /// A conditional probability table driven by one uniform.
    case table(ProbabilityTable)
    /// Finite exogenous noise, and the value for each parent configuration and noise state.
    case response(FiniteResponse)
    /// A formula over parents and noise.
    case equation(Equation)
    /// A value set from outside: do(V = v).
    case constant(Value)
    /// States drawn from outside with fixed probabilities: a stochastic intervention.
    case distribution([Double])
}

/// A conditional probability table: for each configuration of the parents one distribution over the states.
public struct ProbabilityTable: Sendable, Hashable {
    /// How a uniform becomes a state, which decides counterfactuals of variables with more than two states.
    public enum NoiseConvention: String, Sendable, Hashable {
        /// One uniform against cumulative probabilities in state order.
        case inverseCDF = "inverse-cdf"
        /// The argmax of log-probability plus Gumbel noise (Oberst & Sontag 2019).
        case gumbelMax = "gumbel-max"
    }

    /// The number of states of each parent, in the parents' order.
    public let parentCardinalities: [Int]
    /// The number of states.
    public let stateCount: Int
    /// The rows in odometer order (last parent fastest), each normalised by its own sum.
    public let probabilities: [Double]
    /// How a uniform becomes a state.
    public let convention: NoiseConvention

    /// The number of parent configurations.
    public var rowCount: Int { probabilities.count / stateCount }

    /// A table from its rows in odometer order.
    ///
    /// Each row is normalised by its own sum; that rows are finite, not negative and sum to 1 is checked by whoever reads
    /// them, where the place in a file is known.
    public init(
        parentCardinalities: [Int], stateCount: Int, probabilities: [Double], convention: NoiseConvention
    ) {
        self.parentCardinalities = parentCardinalities
        self.stateCount = stateCount
        self.convention = convention
        var normalised = probabilities
        for start in stride(from: 0, to: probabilities.count, by: stateCount) {
            let range = start..<min(start + stateCount, probabilities.count)
            let sum = probabilities[range].reduce(0, +)
            for index in range { normalised[index] /= sum }
        }
        self.probabilities = normalised
    }

    /// The distribution in one parent configuration.
    public func row(_ configuration: Int) -> ArraySlice<Double> {
        probabilities[configuration * stateCount..<(configuration + 1) * stateCount]
    }

    /// The configuration's index for parent states in the parents' order.
    public func configuration(of parentStates: [Int]) -> Int {
        zip(parentStates, parentCardinalities).reduce(0) { $0 * $1.1 + $1.0 }
    }
}

/// Finite exogenous noise with a response for each of its states: a discrete mechanism whose counterfactuals are exact.
public struct FiniteResponse: Sendable, Hashable {
    /// The number of states of each parent, in the parents' order.
    public let parentCardinalities: [Int]
    /// The probability of each noise state, normalised.
    public let noise: [Double]
    /// The state for each parent configuration (odometer order) and noise state (fastest).
    public let values: [Int]

    /// A response table; `noise` is normalised by its own sum.
    public init(parentCardinalities: [Int], noise: [Double], values: [Int]) {
        self.parentCardinalities = parentCardinalities
        let sum = noise.reduce(0, +)
        self.noise = noise.map { $0 / sum }
        self.values = values
    }
}
