import Testing

@testable import CausalEngine

@Suite("Clique trees")
struct CliqueTreeTests {
    private func randomGraph(_ count: Int, edges: Int, using generator: inout SeededGenerator) -> InteractionGraph {
        var graph = InteractionGraph(
            cardinalities: (0..<count).map { _ in Int.random(in: 2...5, using: &generator) }, scopes: [])
        for _ in 0..<edges {
            let pair = (0..<count).shuffled(using: &generator).prefix(2)
            graph.connect(Array(pair))
        }
        return graph
    }

    @Test("every edge lies in a clique, and a node's cliques hang together", arguments: [true, false])
    func runningIntersection(isMaximal: Bool) {
        for seed in 0..<60 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...40, using: &generator)
            let graph = randomGraph(count, edges: count > 1 ? 2 * count : 0, using: &generator)
            let order = EliminationSearch(graph).best.order
            #expect(order.sorted() == Array(0..<count))
            let tree = CliqueTree(graph, order: order, merging: isMaximal ? .maximal : .none)
            #expect(isMaximal || tree.count == count)
            for (node, variable) in order.enumerated() {
                #expect(tree.members[tree.cliqueOfNode[node]].contains(node))
                let neighbours = graph.neighbours.elements(of: variable).compactMap { order.firstIndex(of: $0) }
                for neighbour in neighbours {
                    #expect(tree.members.contains { $0.contains(node) && $0.contains(neighbour) })
                }
                // Exactly one clique with the node has no parent with it: its cliques are one subtree.
                let tops = tree.members.indices.filter { clique in
                    tree.members[clique].contains(node)
                        && !(tree.parents[clique].map { tree.members[$0].contains(node) } ?? false)
                }
                #expect(tops == [tree.cliqueOfNode[node]])
            }
            for clique in tree.members.indices {
                let above = tree.parents[clique].map { Set(tree.members[$0]) } ?? []
                #expect(Set(tree.separators[clique]) == above.intersection(tree.members[clique]))
                if let parent = tree.parents[clique] { #expect(parent > clique) }
            }
        }
    }

    @Test("the incremental scores lead to the same tables as the order says")
    func entries() {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let graph = randomGraph(25, edges: 50, using: &generator)
            for rule in GreedyElimination.Rule.allCases {
                var elimination = GreedyElimination(graph, rule: rule)
                guard let outcome = elimination.run() else {
                    Issue.record("no order")
                    continue
                }
                let tree = CliqueTree(graph, order: outcome.order, merging: .none)
                #expect(tree.size.entries == outcome.entries)
            }
        }
    }

    /// The edges that eliminating a node adds are counted on the side; min-fill on a chordal graph never adds one.
    @Test("a tree-like graph is eliminated without an edge added")
    func chordal() {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            // A k-tree: each new node is joined to a clique of k nodes that is there.
            let width = 3
            var cliques = [[Int]]([Array(0..<width)])
            var graph = InteractionGraph(cardinalities: Array(repeating: 2, count: 30), scopes: cliques)
            for node in width..<30 {
                let base = cliques[Int.random(in: cliques.indices, using: &generator)]
                graph.connect(base + [node])
                for left in base { cliques.append(base.filter { $0 != left } + [node]) }
            }
            for rule in GreedyElimination.Rule.allCases {
                var elimination = GreedyElimination(graph, rule: rule)
                let order = elimination.run()?.order ?? []
                #expect(CliqueTree(graph, order: order, merging: .none).size.treewidth == width)
            }
        }
    }

    @Test("a search is never worse than what it begins with, and the same every time")
    func search() {
        var generator = SeededGenerator(seed: 1)
        let graph = randomGraph(60, edges: 150, using: &generator)
        let greedy = EliminationSearch(graph).best
        let effort = EliminationSearch.Effort(steps: 300_000, stepsPerEntry: 1, patience: 1)
        let searched = EliminationSearch.order(of: graph, effort: effort)
        #expect(searched.entries < greedy.entries)
        #expect(EliminationSearch.order(of: graph, effort: effort).order == searched.order)
    }
}
