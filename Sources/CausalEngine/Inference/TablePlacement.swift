/// Where the tables of a reduced problem are multiplied: each in the clique nearest the root that holds all of it.
struct TablePlacement {
    /// A table to be multiplied.
    enum Factor: Sendable {
        /// The model's table of a variable.
        case family(Int)
        /// The likelihoods of an uncertain finding on a node, in a slot.
        case finding(node: Int, slot: Int)
    }

    /// The variable of each node.
    let variables: [Int]
    /// The node, by position in the order of elimination, of each variable; -1 for one that is fixed or barren.
    private(set) var nodeOf: [Int]
    /// The tables multiplied in each clique.
    private(set) var factors: [[Factor]]
    /// The variables of whose tables evidence leaves one number.
    private(set) var constants: [Int] = []
    /// The nodes of uncertain findings; their tables are the first slots of a plan, in this order.
    private(set) var findings: [Int] = []
    /// The clique of each node's own table.
    private(set) var cliqueOfHead: [Int]
    /// The number of tables in each clique that are evidence: of a seen variable, or of an uncertain finding if those count.
    private(set) var evidenceCount: [Int]

    /// Places the tables of a problem.
    ///
    /// - Parameters:
    ///   - order: the nodes of `reduction` in order of elimination.
    ///   - weighed: the variables seen uncertainly.
    ///   - countsFindings: whether the findings are there in every run.
    init(
        _ model: DiscreteModel, _ reduction: Reduction, _ tree: CliqueTree, order: [Int], weighed: [Int],
        countsFindings: Bool
    ) {
        variables = order.map { reduction.free[$0] }
        nodeOf = Array(repeating: -1, count: model.cardinalities.count)
        factors = Array(repeating: [], count: tree.count)
        cliqueOfHead = Array(repeating: -1, count: order.count)
        evidenceCount = Array(repeating: 0, count: tree.count)
        for (node, variable) in variables.enumerated() { nodeOf[variable] = node }
        for variable in reduction.relevant {
            if let family = model.families[variable] { place(family, of: variable, tree) }
        }
        for variable in weighed where nodeOf[variable] >= 0 {
            let node = nodeOf[variable]
            let clique = tree.cliqueOfNode[node]
            factors[clique].append(.finding(node: node, slot: findings.count))
            findings.append(node)
            if countsFindings { evidenceCount[clique] += 1 }
        }
    }

    private mutating func place(_ family: DiscreteModel.Family, of variable: Int, _ tree: CliqueTree) {
        var first = Int.max
        for member in family.scope where nodeOf[member] >= 0 { first = min(first, nodeOf[member]) }
        guard first < .max else {
            constants.append(variable)
            return
        }
        let clique = tree.cliqueOfNode[first]
        factors[clique].append(.family(variable))
        if nodeOf[variable] >= 0 { cliqueOfHead[nodeOf[variable]] = clique } else { evidenceCount[clique] += 1 }
    }
}
