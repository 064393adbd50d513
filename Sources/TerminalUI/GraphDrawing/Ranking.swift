/// Assigns each node of a connected graph to a layer, parents above children.
struct Ranking {
    /// The layer of each node; the least is 0.
    private(set) var rank: [Int]

    /// Layers for which the wires, of which each source has one that all its children share, pass as few layers as possible.
    ///
    /// The network simplex method on the graph with one more vertex for each source with several children: it lies no higher than
    /// any of these children, and the distance of the source to it is the length of the shared wire.
    ///
    /// - Complexity: that of the network simplex method; in practice near-linear for sparse graphs.
    init(parents: [[Int]], sharing: Int = 2) {
        let count = parents.count
        var children = [[Int]](repeating: [], count: count)
        for (child, itsParents) in parents.enumerated() {
            for parent in itsParents { children[parent].append(child) }
        }
        var edges: [NetworkSimplex.Edge] = []
        var vertices = count
        var ends: [Int] = []
        for source in 0..<count {
            for child in children[source] {
                edges.append(.init(tail: source, head: child, length: 1, weight: 1))
            }
            guard children[source].count > 1 else {
                if !children[source].isEmpty { edges[edges.count - 1].weight = 1 + sharing }
                continue
            }
            for child in children[source] {
                edges.append(.init(tail: child, head: vertices, length: 0, weight: 0))
            }
            edges.append(.init(tail: source, head: vertices, length: 1, weight: sharing))
            ends.append(source)
            vertices += 1
        }
        var first = Self.longestPath(parents: parents, children: children)
        for source in ends { first.append(children[source].map { first[$0] }.max() ?? 0) }
        var simplex = NetworkSimplex(count: vertices, edges: edges, feasible: first)
        simplex.solve()
        rank = Array(simplex.position[0..<count])
        let top = rank.min() ?? 0
        for node in 0..<count { rank[node] -= top }
    }

    /// The number of edges on the longest path that ends at each node.
    private static func longestPath(parents: [[Int]], children: [[Int]]) -> [Int] {
        var rank = [Int](repeating: 0, count: parents.count)
        var missing = parents.map(\.count)
        var ready = missing.indices.filter { missing[$0] == 0 }
        var next = 0
        while next < ready.count {
            let node = ready[next]
            next += 1
            for child in children[node] {
                rank[child] = max(rank[child], rank[node] + 1)
                missing[child] -= 1
                if missing[child] == 0 { ready.append(child) }
            }
        }
        return rank
    }
}
