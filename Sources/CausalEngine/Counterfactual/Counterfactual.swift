/// Answers “given what was seen, what would have been had this been set”: abduction, action, prediction (Pearl 2009, §7.1).
///
/// ```swift
/// let counterfactual = Counterfactual(scm, [smoke: .value(.state(no))])
/// let answer = try counterfactual.answer(Query(evidence: [smoke: yes, dysp: yes], targets: [dysp]))
/// ```
///
/// The evidence is of the world as it was; the answer is of the same units, with the same noise, in the mutilated world. So
/// evidence on the very variable that is set counts, which no query of the mutilated world can say. A function that a variable
/// is set to reads values of the other world, and as `u` the unit's own noise; noise that an intervention brings with it, of a
/// lottery or of a law given with a function, is independent of the unit.
///
/// The answer is exact, by the twin network, where every mechanism between what is set and what is asked has finite noise:
/// tables under `inverse-cdf`, finite noise, deterministic equations, and equations a + b·u whose number was seen. It is exact
/// too where numbers are linear in each other with normal noise. Elsewhere it is estimated by Monte Carlo abduction. Noise conventions are those of the model; see ``SCM/assuming(_:)``.
public struct Counterfactual: Sendable {
    /// The world of the evidence.
    public let scm: SCM
    /// What is set in the other world.
    public let interventions: [Int: Intervention]
    /// Variables that keep in the other world the value that they had, whatever becomes of their causes: a nested
    /// counterfactual such as Y(x, M(x′)), of which natural effects are made.
    public let held: Set<Int>

    /// A question about the world in which variables are set.
    ///
    /// - Parameters:
    ///   - scm: the model of the world as it was.
    ///   - interventions: what each variable, by index, would have been set to.
    ///   - held: variables that keep their value.
    public init(_ scm: SCM, _ interventions: [Int: Intervention], holding held: Set<Int> = []) {
        self.scm = scm
        self.interventions = interventions
        self.held = held
    }

    /// The variables that the intervention can change, by index.
    var isChanged: [Bool] { scm.variables(changedBy: interventions, holding: held) }

    /// How a counterfactual may be computed.
    public enum Approach: Sendable, Hashable {
        /// The twin network where it serves, else Monte Carlo abduction.
        case automatic
        /// The twin network or an error. Tables under `gumbel-max` take part with the closed form of their coupling.
        case twinNetwork
        /// Monte Carlo abduction, whatever else would serve.
        case monteCarlo
    }

    /// What targets would have been, given what was seen.
    ///
    /// - Parameters:
    ///   - query: what was seen, and the variables asked for. Evidence may be on any variable, also on those set.
    ///   - approach: how to compute it.
    ///   - samples: the number of units of an estimate.
    ///   - seed: the seed of an estimate; the same seed gives the same answer.
    /// - Throws: ``InferenceError`` for evidence of probability zero or when no way serves; ``EngineError`` when an equation has
    ///   no value in the other world.
    /// - Complexity: one propagation in the junction tree of the twin network, or O(samples · size of the model).
    public func answer(
        _ query: Query, approach: Approach = .automatic, samples: Int = 100_000, seed: UInt64 = 0
    ) throws -> CounterfactualAnswer {
        var obstacle: InferenceError?
        if approach != .monteCarlo {
            do throws(InferenceError) {
                return try exactAnswer(query, gumbelMax: approach == .twinNetwork)
            } catch {
                guard approach == .automatic, error.leavesRoomForEstimates else { throw error }
                obstacle = error
            }
            if let answer = try linearGaussianAnswer(query) { return answer }
        }
        var answer = try MonteCarloAbduction(self, samples: samples, seed: seed).answer(query)
        answer.obstacle = obstacle
        try replaceUnchanged(in: &answer, query)
        return answer
    }

    /// The exact answer where numbers are sums of normal noises; `nil` where they are not.
    private func linearGaussianAnswer(_ query: Query) throws(InferenceError) -> CounterfactualAnswer? {
        do throws(InferenceError) {
            return try LinearGaussianAbduction(self, query, conventions: [.inverseCDF]).answer()
        } catch {
            guard error.leavesRoomForEstimates else { throw error }
            return nil
        }
    }

    /// The exact answer by the twin network.
    private func exactAnswer(_ query: Query, gumbelMax: Bool) throws(InferenceError) -> CounterfactualAnswer {
        let targets = query.targets.map { Array(Set($0)).sorted() } ?? Array(scm.variables.indices)
        let twin = try TwinNetwork(
            scm, interventions, holding: held, query,
            conventions: gumbelMax ? [.inverseCDF, .gumbelMax] : [.inverseCDF])
        let estimates = try Self.exactEstimates(of: targets.map { twin.copies[$0] }, twin.model, query)
        return CounterfactualAnswer(
            method: .twinNetwork, logEvidence: estimates.logEvidence,
            estimates: zip(targets, estimates.estimates).map { ($0, $1) })
    }

    /// The posteriors of variables as estimates without error.
    static func exactEstimates(
        of targets: [Int], _ scm: SCM, _ query: Query
    ) throws(InferenceError) -> (logEvidence: Double, estimates: [WeightedPosterior.Estimate]) {
        var question = query
        question.targets = targets
        let engine = ExactInference(scm)
        let posterior = try engine.query(question)
        let model = (engine.seeingNumbers(of: question) ?? engine).model
        return (
            posterior.logEvidence,
            targets.map { target in
                let probabilities = posterior[target] ?? []
                guard scm.variables[target].isContinuous else {
                    return .states(
                        probabilities: probabilities, errors: Array(repeating: 0, count: probabilities.count))
                }
                return .numbers(NumberSummary(of: model.supports[target], probabilities))
            }
        )
    }

    /// Gives variables that the intervention cannot change their exact posteriors, where there are any.
    private func replaceUnchanged(in answer: inout CounterfactualAnswer, _ query: Query) throws {
        let isChanged = isChanged
        let unchanged = answer.estimates.map(\.variable).filter { !isChanged[$0] }
        let discrete = unchanged.filter { !scm.variables[$0].isContinuous }
        let attempts = [unchanged, discrete].filter { !$0.isEmpty }
        guard
            let (variables, exact) = attempts.lazy.compactMap({ variables in
                (try? Self.exactEstimates(of: variables, scm, query)).map { (variables, $0) }
            }).first
        else { return }
        let byVariable = Dictionary(zip(variables, exact.estimates)) { first, _ in first }
        answer.logEvidence = exact.logEvidence
        answer.estimates = answer.estimates.map { ($0.variable, byVariable[$0.variable] ?? $0.estimate) }
    }
}

extension InferenceError {
    /// Whether estimates may serve where exact inference does not.
    var leavesRoomForEstimates: Bool {
        switch self {
        case .continuous, .continuousNoise, .noFiniteNoise, .tooLarge, .misfit, .undefined: true
        case .impossibleEvidence, .noFittingRow, .badFinding: false
        }
    }
}

extension NumberSummary {
    /// The summary of one number that is certain.
    public init(point number: Double) {
        self.init(mean: number, meanError: 0, deviation: 0, q05: number, q50: number, q95: number)
    }

    /// The summary of finitely many ascending numbers with probabilities; without error.
    init(of numbers: [Double], _ probabilities: [Double]) {
        let mean = zip(numbers, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
        let variance = zip(numbers, probabilities).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
        func quantile(_ level: Double) -> Double {
            var passed = 0.0
            for (number, probability) in zip(numbers, probabilities) where probability > 0 {
                passed += probability
                if passed >= level - 1e-12 { return number }
            }
            return numbers.last ?? 0
        }
        self.init(
            mean: mean, meanError: 0, deviation: max(0, variance).squareRoot(), q05: quantile(0.05),
            q50: quantile(0.5), q95: quantile(0.95))
    }
}

/// What targets would have been: estimates, exact ones with an error of 0.
public struct CounterfactualAnswer: Sendable {
    /// How an answer came about.
    public enum Method: String, Sendable, Hashable {
        /// Exactly, by inference in both worlds at once.
        case twinNetwork = "twin network"
        /// Exactly, by conditioning a joint normal law.
        case linearGaussian = "linear-Gaussian abduction"
        /// By sampling values and noise given what was seen.
        case monteCarlo = "Monte Carlo abduction"
        /// By the retained noise of one generated unit.
        case replay
    }

    /// How the answer came about.
    public var method: Method
    /// The natural logarithm of the probability, or with numbers seen the density, of the evidence.
    public var logEvidence: Double
    /// The variables answered for, ascending, with what they would have been.
    public var estimates: [(variable: Int, estimate: WeightedPosterior.Estimate)]
    /// The number of units that an estimate is made of.
    public var samples: Int?
    /// The number of units of equal weight that would be worth as much (Kong 1992).
    public var effectiveSampleSize: Double?
    /// Why the answer is not exact.
    public var obstacle: InferenceError?

    /// An answer from its parts.
    public init(
        method: Method, logEvidence: Double, estimates: [(variable: Int, estimate: WeightedPosterior.Estimate)],
        samples: Int? = nil, effectiveSampleSize: Double? = nil, obstacle: InferenceError? = nil
    ) {
        self.method = method
        self.logEvidence = logEvidence
        self.estimates = estimates
        self.samples = samples
        self.effectiveSampleSize = effectiveSampleSize
        self.obstacle = obstacle
    }

    /// The estimate for a variable, or `nil` when it was not asked for.
    public subscript(variable: Int) -> WeightedPosterior.Estimate? {
        estimates.first { $0.variable == variable }?.estimate
    }
}
