extension CausalGraph {
    /// The graph among observed nodes that stands for the same models: the latent projection (Verma 1993).
    ///
    /// A directed path through latent nodes becomes an edge, and what a latent node or a bidirected edge reaches on two sides
    /// through latent nodes becomes joined by a bidirected edge. Nodes keep their indices; latent ones are left without edges.
    ///
    /// - Complexity: O(*n* (*n* + *m*)) in the number of latent nodes.
    public func latentProjection() -> CausalGraph {
        let isLatent = [Bool](nodes(.latent), count: count)
        guard isLatent.contains(true) else { return self }
        let reached = observedReach(isLatent)
        var parents = [Set<Int>](repeating: [], count: count)
        var joined = [Set<Int>](repeating: [], count: count)
        func join(_ left: [Int], _ right: [Int]) {
            for a in left {
                for b in right where a != b {
                    joined[a].insert(b)
                    joined[b].insert(a)
                }
            }
        }
        for node in 0..<count {
            if isLatent[node] {
                join(reached[node], reached[node])
            } else {
                for child in directed.children[node] {
                    for heir in reached[child] { parents[heir].insert(node) }
                }
            }
            for sibling in siblings[node] where sibling > node { join(reached[node], reached[sibling]) }
        }
        return replacing(
            directed: DirectedGraph(parents: parents.map { $0.sorted() }), siblings: joined.map { $0.sorted() })
    }

    /// For each node the observed nodes that it is, or that directed paths through latent nodes lead to.
    private func observedReach(_ isLatent: [Bool]) -> [[Int]] {
        var reached = (0..<count).map { isLatent[$0] ? [] : [$0] }
        for node in (directed.topologicalOrder() ?? []).reversed() where isLatent[node] {
            reached[node] = Array(Set(directed.children[node].flatMap { reached[$0] })).sorted()
        }
        return reached
    }

    /// The districts (c-components) of the graph that some nodes induce: what bidirected edges join (Tian & Pearl 2002).
    ///
    /// - Returns: the districts, each ascending, by their smallest node.
    func districts(within nodes: Set<Int>) -> [[Int]] {
        var left = nodes
        return nodes.sorted().compactMap { node in
            guard left.contains(node) else { return nil }
            let found = district(of: node, within: left)
            left.subtract(found)
            return found.sorted()
        }
    }

    /// The district of a node in the graph that some nodes induce.
    func district(of node: Int, within nodes: Set<Int>) -> Set<Int> {
        var found: Set<Int> = [node]
        var stack = [node]
        while let next = stack.popLast() {
            for sibling in siblings[next] where nodes.contains(sibling) && found.insert(sibling).inserted {
                stack.append(sibling)
            }
        }
        return found
    }

    /// The ancestors of some nodes, with them, in the graph that a set induces.
    func ancestors(of nodes: some Sequence<Int>, within set: Set<Int>) -> Set<Int> {
        var found = Set(nodes)
        var stack = Array(found)
        while let node = stack.popLast() {
            for parent in directed.parents[node] where set.contains(parent) && found.insert(parent).inserted {
                stack.append(parent)
            }
        }
        return found
    }
}
