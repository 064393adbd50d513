/// What a variable is set to from outside: the `do` of one variable.
public enum Intervention: Sendable, Hashable {
    /// do(V = v).
    case value(Value)
    /// States drawn with fixed probabilities, whatever the parents: a stochastic intervention.
    case distribution([Double])
    /// A function of other variables, and of the variable's own noise: a soft intervention.
    case function(FunctionalIntervention)

    /// The variables that the intervened variable listens to, by index.
    public var parents: [Int] {
        if case .function(let function) = self { function.parents } else { [] }
    }

    /// Whether what a unit does depends on the noise that the variable has in the model.
    var readsOwnNoise: Bool {
        if case .function(let function) = self { function.readsOwnNoise } else { false }
    }

    /// Whether the intervention brings noise with it: that of a lottery, or of a formula with a law of its own. It is
    /// independent of all noise of the model, so that what was seen says nothing of it.
    var bringsNoise: Bool {
        switch self {
        case .value: false
        case .distribution: true
        case .function(let function): !function.keepsNoise
        }
    }
}

extension SCM {
    /// The model in which the variables get their values from outside: graph mutilation (Pearl 2009).
    ///
    /// The mechanisms of the intervened variables are replaced; the edges into them are removed, and those from the variables
    /// that a function reads are put in. Everything else, the noise included, stays. The original is not changed. An
    /// intervention on a variable replaces an earlier one on it.
    ///
    /// - Parameter interventions: what each variable, by index, is set to.
    /// - Precondition: functions leave the graph without cycles. ``Assignments/interventions(_:in:)`` has seen to that, and
    ///   ``checkAcyclic(under:)`` tells.
    /// - Complexity: O(*n* + *m*).
    public func intervene(_ interventions: [Int: Intervention]) -> SCM {
        guard !interventions.isEmpty else { return self }
        var mechanisms = self.mechanisms
        for (variable, intervention) in interventions {
            switch intervention {
            case .value(let value): mechanisms[variable] = .constant(value)
            case .distribution(let probabilities): mechanisms[variable] = .distribution(probabilities)
            case .function(let function): mechanisms[variable] = .equation(function.equation)
            }
        }
        let graph = mutilatedGraph(under: interventions)
        // Where edges are only removed the old order still holds.
        let hasFunction = interventions.values.contains { if case .function = $0 { true } else { false } }
        let order = hasFunction ? graph.topologicalOrder() : topologicalOrder
        guard let order else { preconditionFailure("functions that close a directed cycle") }
        return SCM(
            mutilating: self, graph: graph, order: order, mechanisms: mechanisms, interventions: interventions)
    }

    /// The graph in which intervened variables listen only to what their functions read.
    private func mutilatedGraph(under interventions: [Int: Intervention]) -> DirectedGraph {
        var parents = graph.parents
        for (variable, intervention) in interventions {
            parents[variable] = intervention.parents
        }
        return DirectedGraph(parents: parents)
    }

    /// Tells whether functions close a directed cycle.
    ///
    /// - Throws: ``EngineError/cycle(_:at:)`` with the variables along one.
    public func checkAcyclic(under interventions: [Int: Intervention]) throws(EngineError) {
        guard let cycle = mutilatedGraph(under: interventions).findCycle() else { return }
        throw .cycle(cycle.map { variables[$0].name }, at: nil)
    }
}
