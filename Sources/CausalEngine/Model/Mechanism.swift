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
    ///
    /// A row whose sum is 1 up to rounding stays as it is, so that normalising twice is normalising once.
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
            Normalisation.normalise(&normalised, start..<min(start + stateCount, probabilities.count))
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
        var normalised = noise
        Normalisation.normalise(&normalised, noise.indices)
        self.noise = normalised
        self.values = values
    }
}

/// Division of probabilities by their own sum.
enum Normalisation {
    /// Divides the numbers in a range by their sum, unless it is 1 up to rounding already.
    ///
    /// What was normalised once is so never changed again, and numbers survive a file to the last bit.
    static func normalise(_ numbers: inout [Double], _ range: Range<Int>) {
        var sum = 0.0
        for index in range { sum += numbers[index] }
        guard abs(sum - 1) > Double(range.count) * Double.ulpOfOne else { return }
        for index in range { numbers[index] /= sum }
    }
}
