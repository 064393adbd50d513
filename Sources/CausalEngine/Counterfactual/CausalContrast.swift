/// A cause at one value against another, and the effect that is looked at: what probabilities of causation and natural effects
/// are about.
///
/// Everything is computed in two worlds that share noise, exactly by the twin network where the noise is finite, `gumbel-max`
/// tables in closed form; by Monte Carlo abduction elsewhere, with standard errors.
public struct CausalContrast: Sendable {
    /// The model.
    public let scm: SCM
    /// The cause.
    public let cause: Int
    /// The value of the cause, x.
    public let value: Value
    /// The value that it is held against, x′.
    public let alternative: Value
    /// The effect.
    public let effect: Int
    /// The state of the effect that is looked at, y; `nil` for the mean of a continuous effect.
    public let state: Int?
    /// The number of units of an estimate.
    public let samples: Int
    /// The seed of an estimate.
    public let seed: UInt64

    /// A contrast of a model.
    ///
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` when cause and effect, or both values, are the same.
    public init(
        _ scm: SCM, cause: Int, value: Value, alternative: Value, effect: Int, state: Int?, samples: Int = 100_000,
        seed: UInt64 = 0
    ) throws(EngineError) {
        let name = scm.variables[cause].name
        guard cause != effect else {
            throw .invalid(
                found: "“\(name)” as cause and as effect", expected: "two variables", mend: "", at: nil)
        }
        guard value != alternative else {
            throw .invalid(
                found: "“\(name)” at \(scm.variables[cause].text(of: value)) against the same",
                expected: "another value to hold it against", mend: "", at: nil)
        }
        self.scm = scm
        self.cause = cause
        self.value = value
        self.alternative = alternative
        self.effect = effect
        self.state = state
        self.samples = samples
        self.seed = seed
    }

    /// A quantity with its standard error, 0 where it is exact.
    public struct Quantity: Sendable, Hashable {
        /// The quantity.
        public var value: Double
        /// Its standard error.
        public var error: Double

        /// A quantity with its standard error.
        public init(_ value: Double, error: Double = 0) {
            self.value = value
            self.error = error
        }

        static func - (left: Quantity, right: Quantity) -> Quantity {
            Quantity(
                left.value - right.value, error: (left.error * left.error + right.error * right.error).squareRoot())
        }
    }

    /// The model in which the cause is set.
    func world(_ value: Value) -> SCM { scm.intervene([cause: .value(value)]) }

    /// The probability of the state, or the mean, of the effect.
    func outcome(
        _ world: SCM, _ interventions: [Int: Intervention] = [:], holding held: Set<Int> = [],
        given query: Query
    ) throws -> (outcome: Quantity, logEvidence: Double) {
        var query = query
        query.targets = [effect]
        let counterfactual = Counterfactual(world, interventions, holding: held)
        let answer: CounterfactualAnswer
        do {
            answer = try counterfactual.answer(query, approach: .twinNetwork)
        } catch let error as InferenceError where error.leavesRoomForEstimates {
            answer = try counterfactual.answer(query, samples: samples, seed: seed)
        }
        switch answer[effect] {
        case .states(let probabilities, let errors):
            let state = state ?? 0
            return (Quantity(probabilities[state], error: errors[state]), answer.logEvidence)
        case .numbers(let summary):
            return (Quantity(summary.mean, error: summary.meanError), answer.logEvidence)
        case nil:
            return (Quantity(.nan), answer.logEvidence)
        }
    }

    /// Evidence about the population; on what follows from the cause it would differ from world to world.
    func checkPopulation(_ population: Query) throws(EngineError) {
        let reached = scm.graph.descendants(of: cause) + [cause]
        guard let late = reached.first(where: population.seen.contains) else { return }
        throw .invalid(
            found: "evidence on “\(scm.variables[late].name)” with the cause “\(scm.variables[cause].name)”",
            expected: "evidence on variables that the cause has no effect on",
            mend: "ask for --do with this evidence instead", at: nil)
    }
}
