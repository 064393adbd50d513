/// Where the tables of a reduced problem are multiplied: each in the clique nearest the root that holds all of it.
struct TablePlacement {
    /// A table with the findings that shift the place where it begins.
    struct Factor {
        var table: TableLayout
        var fixed: [(variable: Int, stride: Int)] = []
        /// The binary exponent of its smallest number, where that does not hang on evidence.
        var exponent = 0
    }

    /// The variable of each node.
    let variables: [Int]
    /// The node, by position in the order of elimination, of each variable; -1 for one that is fixed or barren.
    private(set) var nodeOf: [Int]
    /// The tables multiplied in each clique.
    private(set) var factors: [[Factor]]
    /// The tables of which evidence leaves one number.
    private(set) var constants: [PropagationPlan.Constant] = []
    /// The nodes of uncertain findings; their tables are the first slots of a plan, in this order.
    private(set) var findings: [Int] = []
    /// The clique of each node's own table.
    private(set) var cliqueOfHead: [Int]
    /// The number of tables in each clique that are evidence: of a seen variable, or of an uncertain finding.
    private(set) var evidenceCount: [Int]

    /// Places the tables of a problem.
    ///
    /// - Parameters:
    ///   - order: the nodes of `reduction` in order of elimination.
    ///   - weighed: the variables seen uncertainly.
    init(_ model: DiscreteModel, _ reduction: Reduction, _ tree: CliqueTree, order: [Int], weighed: [Int]) {
        variables = order.map { reduction.free[$0] }
        nodeOf = Array(repeating: -1, count: model.cardinalities.count)
        factors = Array(repeating: [], count: tree.count)
        cliqueOfHead = Array(repeating: -1, count: order.count)
        evidenceCount = Array(repeating: 0, count: tree.count)
        for (node, variable) in variables.enumerated() { nodeOf[variable] = node }
        for variable in reduction.relevant {
            if let family = model.families[variable] { place(family, of: variable, tree) }
        }
        var offset = 0
        for variable in weighed where nodeOf[variable] >= 0 {
            let node = nodeOf[variable]
            let clique = tree.cliqueOfNode[node]
            let table = TableLayout(
                slot: findings.count, base: offset, nodes: [node], cardinalities: tree.cardinalities)
            findings.append(node)
            factors[clique].append(Factor(table: table))
            evidenceCount[clique] += 1
            offset += tree.cardinalities[node]
        }
    }

    private mutating func place(_ family: DiscreteModel.Family, of variable: Int, _ tree: CliqueTree) {
        var factor = Factor(
            table: TableLayout(slot: -1, base: family.offset, nodes: [], strides: []), exponent: family.minimumExponent)
        for (member, stride) in zip(family.scope, family.strides) {
            if nodeOf[member] >= 0 {
                factor.table.nodes.append(nodeOf[member])
                factor.table.strides.append(stride)
            } else {
                factor.fixed.append((member, stride))
            }
        }
        guard let first = factor.table.nodes.min() else {
            constants.append(.init(offset: family.offset, strides: factor.fixed))
            return
        }
        let clique = tree.cliqueOfNode[first]
        factors[clique].append(factor)
        if nodeOf[variable] >= 0 { cliqueOfHead[nodeOf[variable]] = clique } else { evidenceCount[clique] += 1 }
    }
}
