import CausalEngine

/// The answer of `counterfactual`, to be written as an object or as text.
struct CounterfactualReport {
    let network: Network
    /// The model with the noise convention that was asked for.
    let scm: SCM
    let interventions: [Int: Intervention]
    let query: Query
    let noiseModel: ProbabilityTable.NoiseConvention?
    /// Whether variables were asked for by name.
    var hasNamedTargets = false
    var answer: CounterfactualAnswer?
    /// The posteriors of the world as it was, to compare with.
    var before: CounterfactualAnswer?
    var unit: CounterfactualUnit?
    /// The generated unit that was replayed.
    var row: (row: UInt64, seed: UInt64)?
    /// Variables whose values were not given and are shown at their likeliest.
    var assumed: [Int] = []
    var bounds: CounterfactualBounds?
    var causation: CausationReport?

    init(
        network: Network, scm: SCM, interventions: [Int: Intervention], query: Query,
        noiseModel: ProbabilityTable.NoiseConvention?
    ) {
        self.network = network
        self.scm = scm
        self.interventions = interventions
        self.query = query
        self.noiseModel = noiseModel
    }

    var variables: [Variable] { scm.variables }
}

// MARK: JSON

extension CounterfactualReport {
    /// The object of the contract.
    var json: JSONValue {
        let objects = AnswerObjects(variables: variables)
        var members: [(key: String, value: JSONValue)] = [
            ("network", .string(network.name)), ("evidence", objects.values(query.findings)),
            ("do", objects.settings(interventions)),
        ]
        if !query.likelihood.isEmpty { members.append(("likelihood", objects.likelihoods(query.likelihood))) }
        members.append(("noiseModel", .string(noiseModel?.rawValue ?? "declared")))
        if let answer {
            let (posterior, errors) = objects.estimates(answer.estimates)
            members += [
                ("method", .string(answer.method.rawValue)), ("posterior", posterior), ("standardError", errors),
                ("logEvidence", .number(answer.logEvidence)),
            ]
            if let samples = answer.samples { members.append(("samples", .integer(samples))) }
            if let size = answer.effectiveSampleSize { members.append(("effectiveSampleSize", .number(size))) }
        }
        if let row { members += [("row", .unsigned(row.row)), ("seed", .unsigned(row.seed))] }
        if let unit { members.append(("unit", object(unit, objects))) }
        if let bounds { members.append(("bounds", object(bounds))) }
        if let causation { members += causation.members }
        return .object(members)
    }

    private func object(_ bounds: CounterfactualBounds) -> JSONValue {
        .object(
            bounds.ranges.keys.sorted().map { variable in
                let ranges = zip(variables[variable].states, bounds.ranges[variable] ?? []).map {
                    (key: $0, value: JSONValue.array([.number($1.lowerBound), .number($1.upperBound)]))
                }
                return (variables[variable].name, .object(ranges))
            })
    }

    private func object(_ unit: CounterfactualUnit, _ objects: AnswerObjects) -> JSONValue {
        func values(_ values: [Value]) -> JSONValue {
            objects.values(values.enumerated().map { ($0, $1) })
        }
        return [
            "factual": values(unit.factual), "counterfactual": values(unit.counterfactual),
            "noise": .object(zip(variables, unit.noise).map { ($0.name, Self.json($1)) }),
            "changed": .array(unit.changed.map { .string(variables[$0].name) }),
        ]
    }

    /// Noise that is known as a number; an interval as its two ends; states of finite noise with their probabilities; null
    /// where no more is known than what it led to.
    private static func json(_ noise: CounterfactualUnit.Noise) -> JSONValue {
        switch noise {
        case .number(let number): .number(number)
        case .interval(let low, let high): [.number(low), .number(high)]
        case .states(let probabilities):
            .object(probabilities.enumerated().filter { $0.element > 0 }.map { (String($0), .number($1)) })
        case .open: .null
        }
    }
}

extension CounterfactualAnswer {
    /// The answer that one replayed unit is: every target at its value.
    init(replayed unit: CounterfactualUnit, _ scm: SCM, targets: [Int]) {
        self.init(
            method: .replay, logEvidence: 0,
            estimates: targets.map { target in
                switch unit.counterfactual[target] {
                case .state(let state):
                    let states = scm.variables[target].states.indices
                    return (
                        target,
                        .states(probabilities: states.map { $0 == state ? 1 : 0 }, errors: states.map { _ in 0 })
                    )
                case .number(let number): return (target, .numbers(NumberSummary(point: number)))
                }
            })
    }
}
