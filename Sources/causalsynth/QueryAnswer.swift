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
    /// The distributions without evidence, to compare with.
    var before: Posterior?
    var explanation: Explanation?

    init(network: Network, interventions: [Int: Intervention], query: Query) {
        self.network = network
        self.interventions = interventions
        self.query = query
    }

    var variables: [Variable] { network.variables }

    /// What was seen for certain, in the order of the variables.
    var seen: [(variable: Int, value: Value)] {
        variables.indices.compactMap { variable in
            if let state = query.evidence[variable] { return (variable, .state(state)) }
            return query.numbers[variable].map { (variable, .number($0)) }
        }
    }

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
        var members: [(key: String, value: JSONValue)] = [
            ("network", .string(network.name)),
            (
                "do",
                .object(done.map { (variables[$0.variable].name, Self.json($0.intervention, variables[$0.variable])) })
            ),
            (
                "evidence",
                .object(seen.map { (variables[$0.variable].name, JSONValue($0.value, of: variables[$0.variable])) })
            ),
        ]
        if !query.likelihood.isEmpty {
            members.append(
                (
                    "likelihood",
                    .object(
                        query.likelihood.keys.sorted().map { variable in
                            (variables[variable].name, byState(query.likelihood[variable] ?? [], of: variable))
                        })
                ))
        }
        members.append(("logEvidence", .number(logEvidence)))
        switch result {
        case .exact(let posterior): members += Self.json(posterior, self)
        case .estimated(let posterior): members += Self.json(posterior, self)
        case nil: break
        }
        if let explanation {
            members.append(
                (
                    "mpe",
                    [
                        "assignment": .object(
                            zip(variables, explanation.states).map { variable, state in
                                (variable.name, JSONValue(.state(state), of: variable))
                            }),
                        "logProbability": .number(explanation.logProbability),
                    ]
                ))
        }
        return .object(members)
    }

    private static func json(_ intervention: Intervention, _ variable: Variable) -> JSONValue {
        if case .value(let value) = intervention { return JSONValue(value, of: variable) }
        return .string(intervention.text(for: variable))
    }

    private func byState(_ numbers: [Double], of variable: Int) -> JSONValue {
        .object(zip(variables[variable].states, numbers).map { ($0, .number($1)) })
    }

    private static func json(_ posterior: Posterior, _ answer: QueryAnswer) -> [(key: String, value: JSONValue)] {
        let distributions = posterior.variables.map { variable in
            (answer.variables[variable].name, answer.byState(posterior[variable] ?? [], of: variable))
        }
        return [("posterior", .object(distributions)), ("method", "junction tree")]
    }

    private static func json(_ posterior: WeightedPosterior, _ answer: QueryAnswer) -> [(key: String, value: JSONValue)]
    {
        var distributions: [(key: String, value: JSONValue)] = []
        var errors: [(key: String, value: JSONValue)] = []
        for (variable, estimate) in posterior.estimates {
            let name = answer.variables[variable].name
            switch estimate {
            case .states(let probabilities, let deviations):
                distributions.append((name, answer.byState(probabilities, of: variable)))
                errors.append((name, answer.byState(deviations, of: variable)))
            case .numbers(let summary):
                distributions.append(
                    (
                        name,
                        [
                            "mean": .number(summary.mean), "sd": .number(summary.deviation),
                            "q05": .number(summary.q05), "q50": .number(summary.q50), "q95": .number(summary.q95),
                        ]
                    ))
                errors.append((name, ["mean": .number(summary.meanError)]))
            }
        }
        return [
            ("posterior", .object(distributions)), ("method", "likelihood weighting"),
            ("standardError", .object(errors)),
            ("logEvidenceError", .number(posterior.logEvidenceError)),
            ("effectiveSampleSize", .number(posterior.effectiveSampleSize)), ("samples", .integer(posterior.samples)),
        ]
    }
}
