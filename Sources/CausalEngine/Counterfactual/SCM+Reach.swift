/// How far an intervention reaches.
extension SCM {
    /// The variables that an intervention can change, by index: those set and their descendants in the mutilated graph,
    /// without what is held.
    ///
    /// - Parameter held: variables that keep the value they had, whatever becomes of their causes.
    /// - Complexity: O(variables + edges).
    func variables(changedBy interventions: [Int: Intervention], holding held: Set<Int> = []) -> [Bool] {
        let world = intervene(interventions)
        var isChanged = [Bool](repeating: false, count: variables.count)
        for variable in world.topologicalOrder {
            isChanged[variable] =
                interventions[variable] != nil
                || (!held.contains(variable) && world.graph.parents[variable].contains { isChanged[$0] })
        }
        return isChanged
    }

    /// Of the variables that an intervention can change those on which targets depend, causes of the other world first: an
    /// intervention by a function may turn the order of the model around.
    func variables(
        changedBy interventions: [Int: Intervention], holding held: Set<Int> = [], neededFor targets: [Int]
    ) -> [Int] {
        let world = intervene(interventions)
        let isChanged = variables(changedBy: interventions, holding: held)
        var isNeeded = [Bool](repeating: false, count: variables.count)
        for target in targets { isNeeded[target] = isChanged[target] }
        for variable in world.topologicalOrder.reversed() where isNeeded[variable] {
            for parent in world.graph.parents[variable] where isChanged[parent] { isNeeded[parent] = true }
        }
        return world.topologicalOrder.filter { isNeeded[$0] }
    }
}
