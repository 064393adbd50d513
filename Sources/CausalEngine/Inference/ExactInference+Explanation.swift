extension ExactInference {
    /// The likeliest values of all variables together, given what was seen (Dawid 1992).
    ///
    /// Of equally likely explanations the same one is found every time, but which is not promised.
    ///
    /// - Parameter query: what was seen; targets are not looked at.
    /// - Throws: ``InferenceError``: evidence of probability zero, a continuous variable anywhere in the model, or tables
    ///   beyond ``limit``.
    /// - Complexity: O(entries of the cliques that the evidence leaves), in logarithms.
    public func mostProbableExplanation(_ query: Query = Query()) throws(InferenceError) -> Explanation {
        if let other = seeingNumbers(of: query) { return try other.mostProbableExplanation(query) }
        let findings = try Findings(query, model)
        let plan = try plan(findings, .explanation)
        var run = Propagation<MaximumOfLogarithms>(plan, model, numbers: logarithms(), findings)
        guard case .done = run.run(down: false) else { throw findings.impossible(in: scm) }
        var states = scm.variables.indices.map { findings.knownState(of: $0) }
        for bucket in plan.buckets { decide(bucket, run, &states) }
        return Explanation(states: states, logProbability: logProbability(of: states, findings))
    }

    /// Sets the nodes of a clique to what is likeliest given what was decided nearer the root.
    private func decide(
        _ bucket: PropagationPlan.Bucket, _ run: Propagation<MaximumOfLogarithms>, _ states: inout [Int]
    ) {
        let variables = bucket.nodes.map { run.plan.variables[$0] }
        let cardinalities = bucket.nodes.map { run.plan.cardinalities[$0] }
        var best = (value: -Double.infinity, configuration: 0)
        for configuration in 0..<cardinalities.reduce(1, *) {
            Self.set(variables, cardinalities, to: configuration, &states)
            let value = value(of: bucket, run, states)
            if value > best.value { best = (value, configuration) }
        }
        Self.set(variables, cardinalities, to: best.configuration, &states)
    }

    private static func set(_ variables: [Int], _ cardinalities: [Int], to configuration: Int, _ states: inout [Int]) {
        var rest = configuration
        for (variable, count) in zip(variables, cardinalities).reversed() {
            states[variable] = rest % count
            rest /= count
        }
    }

    /// The logarithm of a clique's product at states, the messages from below included.
    private func value(
        of bucket: PropagationPlan.Bucket, _ run: Propagation<MaximumOfLogarithms>, _ states: [Int]
    ) -> Double {
        var value = 0.0
        for factor in bucket.factors {
            switch factor {
            case .family(let variable): value += logProbability(of: variable, states)
            case .finding(let node, let finding):
                let slot = run.plan.slots[run.plan.findings[finding].slot]
                value += run.handle.workspace[slot.offset + states[run.plan.variables[node]]]
            }
        }
        for (slot, nodes) in bucket.messages {
            let place = nodes.reduce(0) { $0 * run.plan.cardinalities[$1] + states[run.plan.variables[$1]] }
            value += run.handle.workspace[run.plan.slots[slot].offset + place]
        }
        return value
    }

    private func logProbability(of variable: Int, _ states: [Int]) -> Double {
        guard let family = model.families[variable] else { return 0 }
        var place = family.offset
        for (member, stride) in zip(family.scope, family.strides) { place += stride * states[member] }
        return logarithms().start[place]
    }

    private func logProbability(of states: [Int], _ findings: Findings) -> Double {
        var sum = findings.logConstant
        for variable in scm.variables.indices { sum += logProbability(of: variable, states) }
        for variable in findings.weighed {
            sum += Numerics.log(findings.likelihood(of: variable)?[states[variable]] ?? 1)
        }
        return sum
    }
}
