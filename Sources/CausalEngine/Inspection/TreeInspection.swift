/// How hard a model is for exact inference: the tree that a search for a good order of elimination finds.
public struct TreeInspection: Sendable, Hashable {
    /// The number of variables of the largest clique, less one: an upper bound on the treewidth of the moral graph.
    public let treewidth: Int
    /// How many cliques there are.
    public let cliques: Int
    /// How many configurations the largest clique has; `nil` where a continuous variable is in the model.
    public let largest: StateSpaceSize?
    /// The entries of all tables; `nil` where a continuous variable is in the model.
    public let entries: Double?

    /// The tree of a graph, all of whose variables may be asked for.
    ///
    /// - Parameter cardinalities: the number of states of each variable; 0 for a continuous one.
    /// - Complexity: that of the search, bounded in steps: seconds at the most.
    public init(_ graph: DirectedGraph, cardinalities: [Int]) {
        let isDiscrete = cardinalities.allSatisfy { $0 > 0 }
        let moral = InteractionGraph(
            cardinalities: isDiscrete ? cardinalities : cardinalities.map { _ in 2 },
            scopes: graph.parents.enumerated().map { $1 + [$0] })
        let outcome = EliminationSearch.order(of: moral, effort: .thorough)
        let tree = CliqueTree(moral, order: outcome.order, merging: .none)
        let cliques = CliqueTree(moral, order: outcome.order, merging: .maximal)
        treewidth = tree.size.treewidth
        self.cliques = cliques.count
        let largest = cliques.members.max { a, b in
            CliqueTree.entries(a, cliques.cardinalities) < CliqueTree.entries(b, cliques.cardinalities)
        }
        self.largest =
            isDiscrete ? largest.map { StateSpaceSize(cardinalities: $0.map { cliques.cardinalities[$0] }) } : nil
        entries = isDiscrete ? cliques.size.entries : nil
    }
}
