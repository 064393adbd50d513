import CausalEngine

extension ExactInference {
    /// What is believed of every variable given what was seen: exact where inference serves, estimates elsewhere.
    ///
    /// - Parameters:
    ///   - world: the world of the engine's model; of its seed estimates depend.
    ///   - rows: the number of rows that estimates are made of.
    /// - Throws: what is wrong with a finding, or an equation without a value in a row.
    func beliefs(of world: World, _ evidence: Evidence, rows: Int) throws -> Beliefs {
        var beliefs = Beliefs(world: world, evidence: evidence)
        do {
            var marginals = certainMarginals(world, evidence)
            try addExactMarginals(to: &marginals, &beliefs)
            beliefs.exact = Set(marginals.keys)
            try addEstimates(to: &marginals, &beliefs, rows: rows)
            beliefs.marginals = scm.variables.indices.compactMap { marginals[$0] }
        } catch let error as InferenceError {
            guard error.isImpossibility else { throw error }
            beliefs.impossibility = "\(error)"
            beliefs.marginals = []
            beliefs.exact = []
            beliefs.logEvidence = -.infinity
        }
        return beliefs
    }

    /// The numbers of continuous variables that are set or were seen.
    private func certainMarginals(_ world: World, _ evidence: Evidence) -> [Int: Beliefs.Marginal] {
        var marginals: [Int: Beliefs.Marginal] = [:]
        for variable in scm.variables.indices {
            var number = evidence.values[variable]?.number
            if case .value(.number(let set))? = world.interventions[variable] { number = set }
            guard let number else { continue }
            marginals[variable] = .moments(mean: number, deviation: 0, low: number, median: number, high: number)
        }
        return marginals
    }

    /// All variables with states at once; where continuous ones come between, those of them that it can be done for.
    private func addExactMarginals(
        to marginals: inout [Int: Beliefs.Marginal], _ beliefs: inout Beliefs
    ) throws(InferenceError) {
        let evidence = beliefs.evidence
        let targets = scm.variables.indices.filter { !scm.variables[$0].isContinuous }
        func take(_ posterior: Posterior) {
            beliefs.logEvidence = posterior.logEvidence
            for variable in posterior.variables { marginals[variable] = posterior[variable].map { .frequencies($0) } }
        }
        do throws(InferenceError) {
            take(try query(evidence.query(targets: targets)))
        } catch {
            switch error {
            case .impossibleEvidence, .badFinding: throw error
            case .tooLarge: return
            default: break
            }
            for target in targets {
                if let posterior = try? query(evidence.query(targets: [target])) { take(posterior) }
            }
        }
    }

    private func addEstimates(
        to marginals: inout [Int: Beliefs.Marginal], _ beliefs: inout Beliefs, rows: Int
    ) throws {
        let targets = scm.variables.indices.filter { marginals[$0] == nil }
        guard !targets.isEmpty else { return }
        let weighting = LikelihoodWeighting(scm, seed: beliefs.world.seed, samples: rows)
        let estimate = try weighting.query(beliefs.evidence.query(targets: targets))
        if !beliefs.exact.contains(where: { !scm.variables[$0].isContinuous }) {
            beliefs.logEvidence = estimate.logEvidence
        }
        beliefs.sample = Beliefs.Sample(rows: estimate.samples, effectiveSize: estimate.effectiveSampleSize)
        for (variable, found) in estimate.estimates {
            switch found {
            case .states(let probabilities, _): marginals[variable] = .frequencies(probabilities)
            case .numbers(let summary):
                marginals[variable] = .moments(
                    mean: summary.mean, deviation: summary.deviation, low: summary.q05, median: summary.q50,
                    high: summary.q95)
            }
        }
    }
}

extension InferenceError {
    /// Whether what was seen cannot be, as far as can be told.
    fileprivate var isImpossibility: Bool {
        switch self {
        case .impossibleEvidence, .noFittingRow: true
        default: false
        }
    }
}
