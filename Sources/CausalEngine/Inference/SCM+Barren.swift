/// What sampling need not draw.
extension SCM {
    /// The model in which barren variables, neither wanted nor causes of what is (Shachter 1986), are constants: what is wanted
    /// has the same value in every row, and the others cost next to nothing.
    ///
    /// - Complexity: O(variables + edges).
    func withoutBarren(for wanted: some Sequence<Int>) -> SCM {
        let isNeeded = graph.ancestralClosure(of: wanted)
        let barren = variables.indices.filter { !isNeeded[$0] }
        guard !barren.isEmpty else { return self }
        var mechanisms = mechanisms
        for variable in barren {
            mechanisms[variable] = .constant(variables[variable].isContinuous ? .number(0) : .state(0))
        }
        return SCM(
            mutilating: self, graph: graph.removingEdges(into: barren), order: topologicalOrder,
            mechanisms: mechanisms, interventions: [:])
    }
}
