/// Which variables need be observed at all.
extension Identification {
    /// A smallest set of further variables (none of it can be left out) with which the effect is identifiable when all others
    /// count as latent.
    ///
    /// That more is observed never hurts, so the set is found by halving (QuickXplain, Junker 2004).
    ///
    /// - Complexity: O(*k* log *n*) identifications for *k* variables found among *n*.
    func neededVariables(_ outcomes: [Int], _ treatments: [Int], _ conditions: [Int]) -> [Int] {
        let asked = outcomes + treatments + conditions
        let isLatent = [Bool](graph.nodes(.latent), count: graph.count)
        // Only ancestors of what is asked for play a part; near ones are kept rather than far ones.
        let before = graph.directed.ancestralClosure(of: asked)
        let order = (graph.directed.topologicalOrder() ?? []).reversed()
        let others = order.filter { before[$0] && !isLatent[$0] && !asked.contains($0) }
        func suffices(_ kept: [Int]) -> Bool {
            (try? observing(kept + asked).candidates(outcomes, treatments, conditions)) != nil
        }
        func reduced(_ kept: [Int], _ isNew: Bool, _ others: ArraySlice<Int>) -> [Int] {
            if isNew, suffices(kept) { return [] }
            guard others.count > 1 else { return Array(others) }
            let middle = others.startIndex + others.count / 2
            let second = reduced(kept + others[..<middle], true, others[middle...])
            let first = reduced(kept + second, !second.isEmpty, others[..<middle])
            return first + second
        }
        return asked + reduced([], true, others[...])
    }

    /// The same question where only some variables are observed.
    func observing(_ observed: [Int]) -> Identification {
        let isObserved = [Bool](observed, count: graph.count)
        return Identification(graph.settingRoles { node, roles in isObserved[node] ? roles : roles.union([.latent]) })
    }
}
