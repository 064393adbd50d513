extension Ranking {
    /// Layers whose boxes and passing wires take at most `limit` columns where that can be: children that lead nowhere further go
    /// down a layer first, and what depends on a node that moved follows.
    ///
    /// List scheduling in the manner of Coffman and Graham (1972) with this ranking as the earliest layers.
    ///
    /// - Parameters:
    ///   - widths: the columns that each node takes.
    /// - Complexity: O(*n* · *l* + *m*) for *l* layers, but for sorting.
    func narrowed(parents: [[Int]], widths: [Int], limit: Int) -> Ranking {
        let count = parents.count
        var children = [[Int]](repeating: [], count: count)
        for (child, itsParents) in parents.enumerated() {
            for parent in itsParents { children[parent].append(child) }
        }
        // The longest way down from each node: what leads far must not wait.
        var depth = [Int](repeating: 0, count: count)
        let downwards = (0..<count).sorted { (rank[$0], $0) < (rank[$1], $1) }
        for node in downwards.reversed() { depth[node] = children[node].map { depth[$0] + 1 }.max() ?? 0 }
        let order = downwards.sorted { (rank[$0] - depth[$0], $0) < (rank[$1] - depth[$1], $1) }

        var layer = [Int](repeating: -1, count: count)
        var open = children.map(\.count)
        var waiting = order
        var current = 0
        while !waiting.isEmpty {
            // Two columns for each wire that passes on.
            var used = 2 * (0..<count).reduce(0) { $0 + (layer[$1] >= 0 && open[$1] > 0 ? 1 : 0) }
            var placed: [Int] = []
            for node in waiting {
                let isReady = parents[node].allSatisfy { layer[$0] >= 0 && layer[$0] < current }
                guard isReady, rank[node] <= current, placed.isEmpty || used + widths[node] <= limit else { continue }
                layer[node] = current
                used += widths[node]
                placed.append(node)
            }
            for node in placed {
                for parent in parents[node] { open[parent] -= 1 }
            }
            waiting.removeAll { layer[$0] >= 0 }
            current += 1
        }
        var result = self
        result.rank = layer
        result.pullSourcesDown(parents: parents, children: children, widths: widths, limit: limit)
        return result
    }

    /// Moves nodes without parents down to right above their first child where the layer there has room.
    private mutating func pullSourcesDown(parents: [[Int]], children: [[Int]], widths: [Int], limit: Int) {
        var used = [Int](repeating: 0, count: (rank.max() ?? 0) + 1)
        for node in rank.indices { used[rank[node]] += widths[node] }
        for node in rank.indices where parents[node].isEmpty {
            guard let first = children[node].map({ rank[$0] }).min() else { continue }
            var wish = first - 1
            while wish > rank[node], used[wish] + widths[node] > limit { wish -= 1 }
            used[rank[node]] -= widths[node]
            rank[node] = max(wish, rank[node])
            used[rank[node]] += widths[node]
        }
        // Layers that got empty vanish.
        let kept = Set(rank).sorted()
        for node in rank.indices { rank[node] = kept.firstIndex(of: rank[node]) ?? rank[node] }
    }
}
