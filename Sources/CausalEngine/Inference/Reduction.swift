/// What a question leaves of a model: the variables that matter to it and are not fixed by evidence.
///
/// Variables that are neither asked for nor seen nor ancestors of such are barren (Shachter 1986) and left out; seen variables
/// are cut out of the tables. What then hangs together is what evidence does not separate.
struct Reduction: Sendable {
    /// The variables left, ascending; a node of the reduced problem is an index here.
    private(set) var free: [Int] = []
    /// The variables whose tables matter, ascending.
    private(set) var relevant: [Int] = []
    /// The node of each variable of the model; -1 for one that is not left.
    private(set) var nodeOf: [Int]

    /// What matters to targets under evidence.
    ///
    /// - Parameters:
    ///   - targets: the variables asked for; `nil` for all.
    ///   - fixed: the variables seen for certain.
    ///   - weighed: the variables seen uncertainly.
    /// - Throws: ``InferenceError`` when a variable that matters has no table.
    /// - Complexity: O(variables + edges).
    init(
        _ model: DiscreteModel, targets: [Int]?, fixed: [Int], weighed: [Int]
    ) throws(InferenceError) {
        let parents = model.scm.graph.parents
        let count = parents.count
        var isRelevant = [Bool](repeating: targets == nil, count: count)
        var stack: [Int] = []
        for variable in (targets ?? []) + fixed + weighed where !isRelevant[variable] {
            isRelevant[variable] = true
            stack.append(variable)
        }
        while let variable = stack.popLast() {
            for parent in parents[variable] where !isRelevant[parent] {
                isRelevant[parent] = true
                stack.append(parent)
            }
        }
        nodeOf = Array(repeating: -1, count: count)
        var isFixed = [Bool](repeating: false, count: count)
        for variable in fixed { isFixed[variable] = true }
        for variable in 0..<count where isRelevant[variable] {
            relevant.append(variable)
            if model.families[variable] == nil { _ = try model.family(of: variable) }
            guard !isFixed[variable] else { continue }
            nodeOf[variable] = free.count
            free.append(variable)
        }
    }

    /// The nodes of a variable's table, in the order of its scope.
    func nodes(of family: DiscreteModel.Family) -> [Int] {
        var nodes: [Int] = []
        nodes.reserveCapacity(family.scope.count)
        for variable in family.scope where nodeOf[variable] >= 0 { nodes.append(nodeOf[variable]) }
        return nodes
    }

    /// Which nodes meet in a table.
    ///
    /// - Parameter groups: sets of variables that are to share a clique.
    func interactionGraph(_ model: DiscreteModel, groups: [[Int]]) -> InteractionGraph {
        var graph = InteractionGraph(
            cardinalities: free.map { model.cardinalities[$0] },
            scopes: relevant.lazy.compactMap { model.families[$0] }.map { nodes(of: $0) })
        for group in groups where group.count > 1 { graph.connect(group.map { nodeOf[$0] }) }
        return graph
    }
}
