import CausalEngine

/// The answer of `query`, to be written as an object or as text.
struct QueryAnswer {
    enum Result {
        case exact(Posterior)
        case estimated(WeightedPosterior)
    }

    let network: Network
    let interventions: [Int: Intervention]
    let query: Query
    var result: Result?
    /// The distributions to compare with: without evidence; without evidence to begin with, with nothing set.
    var before: Posterior?
    var explanation: Explanation?

    init(network: Network, interventions: [Int: Intervention], query: Query) {
        self.network = network
        self.interventions = interventions
        self.query = query
    }

    var variables: [Variable] { network.variables }

    /// What was seen for certain, in the order of the variables.
    var seen: [(variable: Int, value: Value)] { query.findings }

    /// What was set, in the order of the variables.
    var done: [(variable: Int, intervention: Intervention)] {
        variables.indices.compactMap { variable in interventions[variable].map { (variable, $0) } }
    }

    /// The evidence on variables that what was set has effects on.
    var seenDownstream: [Int] {
        let graph = network.scm.intervene(interventions).graph
        let reached = Set(interventions.keys.flatMap { graph.descendants(of: $0) })
        return (seen.map(\.variable) + query.likelihood.keys.sorted()).filter(reached.contains)
    }

    var logEvidence: Double {
        switch result {
        case .exact(let posterior): posterior.logEvidence
        case .estimated(let posterior): posterior.logEvidence
        case nil: 0
        }
    }
}

// MARK: JSON

extension QueryAnswer {
    /// The object of the contract.
    var json: JSONValue {
        let objects = AnswerObjects(variables: variables)
        var members: [(key: String, value: JSONValue)] = [
            ("network", .string(network.name)), ("do", objects.settings(interventions)),
            ("evidence", objects.values(seen)),
        ]
        if !query.likelihood.isEmpty { members.append(("likelihood", objects.likelihoods(query.likelihood))) }
        members.append(("logEvidence", .number(logEvidence)))
        switch result {
        case .exact(let posterior):
            let distributions = posterior.variables.map { variable in
                (variables[variable].name, objects.byState(posterior[variable] ?? [], of: variable))
            }
            members += [("posterior", .object(distributions)), ("method", "junction tree")]
        case .estimated(let posterior):
            let (distributions, errors) = objects.estimates(posterior.estimates)
            members += [
                ("posterior", distributions), ("method", "likelihood weighting"), ("standardError", errors),
                ("logEvidenceError", .number(posterior.logEvidenceError)),
                ("effectiveSampleSize", .number(posterior.effectiveSampleSize)),
                ("samples", .integer(posterior.samples)),
            ]
        case nil: break
        }
        if let explanation { members.append(("mpe", Self.object(explanation, objects))) }
        return .object(members)
    }

    private static func object(_ explanation: Explanation, _ objects: AnswerObjects) -> JSONValue {
        [
            "assignment": objects.values(explanation.states.enumerated().map { ($0, .state($1)) }),
            "logProbability": .number(explanation.logProbability),
        ]
    }
}
