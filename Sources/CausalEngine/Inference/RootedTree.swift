/// A clique tree hung up at chosen roots, and which of its messages are known without being computed.
struct RootedTree {
    /// The cliques, parents before children.
    private(set) var order: [Int] = []
    private(set) var parent: [Int]
    private(set) var children: [[Int]]
    /// What each clique shares with its parent.
    private(set) var separators: [[Int]]
    /// Whether the message to the parent is all ones.
    private(set) var isUnitUp: [Bool]
    /// Whether the message from the parent is all ones.
    private(set) var isUnitDown: [Bool]
    /// Whether evidence bears on the clique or one further from the root.
    private(set) var hasEvidence: [Bool]

    /// The roots, one for each connected part.
    var roots: [Int] { order.filter { parent[$0] < 0 } }

    /// Hangs a tree up.
    ///
    /// - Parameters:
    ///   - preferred: a clique to be a root.
    ///   - canMove: whether the roots may be put where the fewest messages go up.
    init(_ tree: CliqueTree, placement: TablePlacement, preferred: Int? = nil, canMove: Bool) {
        let count = tree.count
        parent = tree.parents.map { $0 ?? -1 }
        separators = tree.separators
        children = Array(repeating: [], count: count)
        isUnitUp = Array(repeating: false, count: count)
        isUnitDown = isUnitUp
        hasEvidence = isUnitUp
        hang(roots: parent.indices.filter { parent[$0] < 0 })
        appraise(placement)
        guard canMove else { return }
        let better = roots.map { root in
            if let preferred, self.root(of: preferred) == root { return preferred }
            return cheapestRoot(from: root, tree)
        }
        guard better != roots else { return }
        for root in better { turn(to: root) }
        hang(roots: better)
        appraise(placement)
    }

    private func root(of clique: Int) -> Int {
        var clique = clique
        while parent[clique] >= 0 { clique = parent[clique] }
        return clique
    }

    /// Makes a clique the root of its part.
    private mutating func turn(to root: Int) {
        var clique = root
        var next = parent[root]
        var carried = separators[root]
        parent[root] = -1
        separators[root] = []
        while next >= 0 {
            let further = parent[next]
            parent[next] = clique
            swap(&carried, &separators[next])
            clique = next
            next = further
        }
    }

    private mutating func hang(roots: [Int]) {
        children = Array(repeating: [], count: parent.count)
        for clique in parent.indices where parent[clique] >= 0 { children[parent[clique]].append(clique) }
        order = []
        order.reserveCapacity(parent.count)
        var stack = Array(roots.reversed())
        while let clique = stack.popLast() {
            order.append(clique)
            stack.append(contentsOf: children[clique].reversed())
        }
    }

    /// Finds the messages that are all ones: no evidence lies behind them, and the table of each variable that they are about
    /// lies ahead.
    private mutating func appraise(_ placement: TablePlacement) {
        var begin = [Int](repeating: 0, count: parent.count)
        var end = begin
        for (place, clique) in order.enumerated() {
            begin[clique] = place
            end[clique] = place + 1
        }
        var evidence = placement.evidenceCount
        for clique in order.reversed() where parent[clique] >= 0 {
            evidence[parent[clique]] += evidence[clique]
            end[parent[clique]] = max(end[parent[clique]], end[clique])
        }
        var rootOf = parent
        for clique in order { rootOf[clique] = parent[clique] < 0 ? clique : rootOf[parent[clique]] }
        for clique in order {
            hasEvidence[clique] = evidence[clique] > 0
            var behind = 0
            for node in separators[clique] {
                let place = begin[placement.cliqueOfHead[node]]
                if place >= begin[clique], place < end[clique] { behind += 1 }
            }
            isUnitUp[clique] = parent[clique] >= 0 && evidence[clique] == 0 && behind == 0
            isUnitDown[clique] =
                parent[clique] >= 0 && evidence[clique] == evidence[rootOf[clique]]
                && behind == separators[clique].count
        }
    }

    /// The clique of a part to which the messages cost least.
    private func cheapestRoot(from root: Int, _ tree: CliqueTree) -> Int {
        // Moving the root over one edge turns one message round.
        var best = (clique: root, cost: 0.0)
        var stack = [best]
        while let (above, cost) = stack.popLast() {
            if cost < best.cost { best = (above, cost) }
            for clique in children[above] {
                let saved = isUnitUp[clique] ? 0 : tree.entries(of: clique)
                let added = isUnitDown[clique] ? 0 : tree.entries(of: above)
                stack.append((clique, cost - saved + added))
            }
        }
        return best.clique
    }
}
