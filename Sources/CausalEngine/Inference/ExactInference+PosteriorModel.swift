extension ExactInference {
    /// The model of what is left open once something was seen: its variables have the joint distribution P(V | evidence).
    ///
    /// Sampling from it is sampling exactly from the posterior, at the speed and with the determinism of any model:
    ///
    /// ```swift
    /// let rows = try Sampler(inference.posteriorModel(query), seed: 7).sample(rows: 0..<1000)
    /// ```
    ///
    /// Evidence bears on its ancestors alone given their values, so every other variable keeps its mechanism, continuous ones
    /// too. The ancestors get tables over variables that were eliminated after them; edges among them say nothing of causes.
    /// Their noise is that of the new tables, not the noise that the unit has in the original model.
    ///
    /// - Parameter query: what was seen; targets are not looked at.
    /// - Throws: ``InferenceError``: evidence of probability zero, a continuous ancestor of what was seen, or tables beyond
    ///   ``limit``.
    /// - Complexity: O(entries of the tables of all ancestors that the evidence leaves), which are stored.
    public func posteriorModel(_ query: Query) throws(InferenceError) -> SCM {
        if let other = seeingNumbers(of: query) { return try other.posteriorModel(query) }
        let findings = try Findings(query, model)
        guard !findings.fixed.isEmpty || !findings.weighed.isEmpty else { return scm }
        let plan = try plan(findings, .conditionals)
        let tables = try propagate(plan, findings) { run, _ in
            plan.buckets.map { Self.conditional($0, run) }
        } logarithms: { run, _ in
            plan.buckets.map { Self.conditional($0, run) }
        }
        var parents = scm.graph.parents
        var mechanisms = scm.mechanisms
        for (variable, state) in zip(findings.fixed, findings.states) {
            parents[variable] = []
            mechanisms[variable] = .constant(value(state, of: variable))
        }
        for (bucket, table) in zip(plan.buckets, tables) {
            guard let node = bucket.nodes.first else { continue }
            let variable = plan.variables[node]
            let isContinuous = scm.variables[variable].isContinuous
            guard !isContinuous || table.stateCount == 1 else {
                throw .continuous(variable: scm.variables[variable].name)
            }
            parents[variable] = isContinuous ? [] : bucket.separator.map { plan.variables[$0] }
            mechanisms[variable] = isContinuous ? .constant(value(0, of: variable)) : .table(table)
        }
        do throws(EngineError) {
            return try SCM(
                variables: scm.variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms,
                interventions: scm.interventions)
        } catch {
            // Tables look to what was eliminated later, all else to what came before: there is no cycle.
            throw .misfit(variable: scm.variables[0].name, found: error.description, expected: "no cycle")
        }
    }

    private func value(_ state: Int, of variable: Int) -> Value {
        scm.variables[variable].isContinuous ? .number(model.supports[variable][state]) : .state(state)
    }

    /// The distribution of a bucket's node for each configuration of its separator.
    private static func conditional<Arithmetic: TableArithmetic>(
        _ bucket: PropagationPlan.Bucket, _ run: Propagation<Arithmetic>
    ) -> ProbabilityTable {
        let count = bucket.nodes.reduce(1) { $0 * run.plan.cardinalities[$1] }
        var rows = run.rows(slot: bucket.slot, length: count)
        // A configuration that cannot occur is never asked for; its row only has to be one.
        for first in stride(from: 0, to: rows.count, by: count)
        where rows[first..<first + count].allSatisfy({ $0 == 0 }) {
            rows[first] = 1
        }
        return ProbabilityTable(
            parentCardinalities: bucket.separator.map { run.plan.cardinalities[$0] }, stateCount: count,
            probabilities: rows, convention: .inverseCDF)
    }
}
