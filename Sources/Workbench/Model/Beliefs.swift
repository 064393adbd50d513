import CausalEngine

/// What is believed of every variable of one world given what was seen: exact posteriors where inference serves, estimates from
/// weighted rows elsewhere.
public struct Beliefs: Sendable, Equatable {
    /// What is believed of one variable.
    public enum Marginal: Sendable, Equatable {
        /// The probability of each state.
        case frequencies([Double])
        /// The mean, the standard deviation and the quantiles .05, .50 and .95 of a continuous variable.
        case moments(mean: Double, deviation: Double, low: Double, median: Double, high: Double)
    }

    /// The rows that estimates are made of.
    public struct Sample: Sendable, Equatable {
        /// The number of rows.
        public var rows: Int
        /// The number of rows of equal weight that would be worth as much.
        public var effectiveSize: Double

        /// The standard error of a probability near one half: the most that sampling shakes any of them.
        public var largestError: Double { effectiveSize > 0 ? 0.5 / effectiveSize.squareRoot() : 1 }
    }

    /// The world; of its seed only estimates depend.
    public var world: World
    /// What was seen in it.
    public var evidence: Evidence
    /// One marginal for each variable; none where what was seen cannot be.
    public var marginals: [Marginal]
    /// The variables whose marginal is exact.
    public var exact: Set<Int>
    /// What the other marginals are estimated from; `nil` when all are exact.
    public var sample: Sample?
    /// The natural logarithm of the probability of what was seen; with numbers seen, of its density.
    public var logEvidence: Double
    /// Why there are no beliefs: what was seen has probability zero.
    public var impossibility: String?

    /// Beliefs from their parts.
    public init(
        world: World, evidence: Evidence = Evidence(), marginals: [Marginal] = [], exact: Set<Int> = [],
        sample: Sample? = nil, logEvidence: Double = 0, impossibility: String? = nil
    ) {
        self.world = world
        self.evidence = evidence
        self.marginals = marginals
        self.exact = exact
        self.sample = sample
        self.logEvidence = logEvidence
        self.impossibility = impossibility
    }

    /// Whether these are the beliefs of a world with what was seen in it; exact ones hold for any seed.
    public func answer(_ world: World, _ evidence: Evidence) -> Bool {
        self.evidence == evidence && self.world.interventions == world.interventions
            && (sample == nil || self.world.seed == world.seed)
    }

    /// The marginal of a variable; `nil` where there is none.
    public func marginal(of variable: Int) -> Marginal? {
        marginals.indices.contains(variable) ? marginals[variable] : nil
    }

    /// The standard error of the mean of a continuous variable; `nil` where it is exact or has none.
    ///
    /// From the effective number of rows (Kong 1992): deviation/√n.
    public func meanError(of variable: Int) -> Double? {
        guard case .moments(_, let deviation, _, _, _)? = marginal(of: variable), let sample, sample.effectiveSize > 0,
            deviation > 0, !exact.contains(variable)
        else { return nil }
        return deviation / sample.effectiveSize.squareRoot()
    }

    /// The probabilities of the states of a variable; `nil` for a continuous one.
    public func frequencies(of variable: Int) -> [Double]? {
        guard case .frequencies(let shares)? = marginal(of: variable) else { return nil }
        return shares
    }
}
