/// Decides d-separation in a graph, prepared once and asked many times.
///
/// Two sets of nodes are separated by a third when every path between them is blocked: by a node of the third set that is not
/// a collider on the path, or by a collider that is neither in the third set nor an ancestor of it (Pearl 1988; with
/// bidirected edges m-separation, Richardson 2003). What is decided is reachability along open walks, as in the Bayes-ball
/// algorithm (Shachter 1998), within the ancestors of the three sets. Roles of nodes play no part.
public struct Separation: Sendable {
    /// The largest graph for which the ancestors of every node are kept.
    static let largestKept = 4096

    /// The number of nodes.
    let count: Int
    /// The words of a set of nodes.
    let words: Int
    private let parents: AdjacencyLists
    private let children: AdjacencyLists
    private let siblings: AdjacencyLists
    /// The ancestors of each node with itself, for graphs that are not too large.
    private let ancestors: BitMatrix?
    /// The neighbours of each node, for graphs of at most 64 nodes.
    private let rows: [WordRows]

    /// The neighbours of a node as sets of one word.
    private struct WordRows {
        var parents: UInt64 = 0
        var children: UInt64 = 0
        var siblings: UInt64 = 0
        var ancestors: UInt64 = 0
    }

    /// Prepares a graph.
    ///
    /// - Complexity: O(*n* + *m*), and O(*m* *n* / 64) for the sets of ancestors of graphs up to 4096 nodes.
    public init(_ graph: CausalGraph) {
        count = graph.count
        words = max(1, (graph.count + 63) / 64)
        parents = AdjacencyLists(graph.directed.parents)
        children = AdjacencyLists(graph.directed.children)
        siblings = AdjacencyLists(graph.siblings)
        ancestors = count <= Self.largestKept ? Self.ancestors(in: graph.directed) : nil
        guard count <= 64, let ancestors else {
            rows = []
            return
        }
        rows = (0..<graph.count).map { node in
            WordRows(
                parents: Self.word(graph.directed.parents[node]), children: Self.word(graph.directed.children[node]),
                siblings: Self.word(graph.siblings[node]), ancestors: ancestors.bits[node])
        }
    }

    /// Whether `x` and `y` are separated by `z`.
    ///
    /// The sets are disjoint; a node of `x` or `y` that is also in `z` counts as in `z` alone.
    ///
    /// - Complexity: O(*n* + *m*).
    public func dSeparated(_ x: [Int], _ y: [Int], given z: [Int] = []) -> Bool {
        if !rows.isEmpty { return dSeparatedWords(Self.word(x), Self.word(y), Self.word(z)) }
        return withSearch(from: x, to: y, given: z) { !$0.run() }
    }

    /// The nodes that an open path joins to `x` given `z`, ascending, without `x` and `z`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func connected(to x: [Int], given z: [Int] = []) -> [Int] {
        let found = withSearch(from: x, to: nil, given: z) { search in
            _ = search.run()
            return (0..<count).filter { search.isReached($0) }
        }
        let left = Set(x).union(z)
        return found.filter { !left.contains($0) }
    }

    // MARK: Up to 64 nodes

    private static func word(_ nodes: [Int]) -> UInt64 { nodes.reduce(0) { $0 | 1 << UInt64($1) } }

    private func dSeparatedWords(_ x: UInt64, _ y: UInt64, _ z: UInt64) -> Bool {
        rows.withUnsafeBufferPointer { rows in
            let within = Self.ancestors(of: x | y | z, rows)
            let opened = Self.ancestors(of: z, rows)
            // Entered against an arrow or as a start, and entered with an arrowhead.
            var tails = x & ~z
            var heads: UInt64 = 0
            var newTails = tails
            var newHeads: UInt64 = 0
            let goal = y & ~z
            while newTails | newHeads != 0 {
                if (newTails | newHeads) & goal != 0 { return false }
                var nextTails: UInt64 = 0
                var nextHeads: UInt64 = 0
                // Through a node that is no collider: open unless it is given.
                var rest = newTails & ~z
                while rest != 0 {
                    let row = rows[rest.trailingZeroBitCount]
                    nextTails |= row.parents
                    nextHeads |= row.children | row.siblings
                    rest &= rest &- 1
                }
                rest = newHeads & ~z
                while rest != 0 {
                    nextHeads |= rows[rest.trailingZeroBitCount].children
                    rest &= rest &- 1
                }
                // Through a collider: open when it or a descendant of it is given.
                rest = newHeads & opened
                while rest != 0 {
                    let row = rows[rest.trailingZeroBitCount]
                    nextTails |= row.parents
                    nextHeads |= row.siblings
                    rest &= rest &- 1
                }
                newTails = nextTails & within & ~tails
                newHeads = nextHeads & within & ~heads
                tails |= newTails
                heads |= newHeads
            }
            return true
        }
    }

    @inline(__always)
    private static func ancestors(of nodes: UInt64, _ rows: UnsafeBufferPointer<WordRows>) -> UInt64 {
        var union: UInt64 = 0
        var rest = nodes
        while rest != 0 {
            union |= rows[rest.trailingZeroBitCount].ancestors
            rest &= rest &- 1
        }
        return union
    }

    // MARK: Any number of nodes

    private func withSearch<Answer>(
        from x: [Int], to y: [Int]?, given z: [Int], _ body: (inout OpenWalkSearch) -> Answer
    ) -> Answer {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: OpenWalkSearch.setCount * words) { sets in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count + 1) { stack in
                sets.initialize(repeating: 0)
                var search = OpenWalkSearch(
                    sets: sets, stack: stack, words: words, parents: parents, children: children, siblings: siblings)
                search.begin(from: x, to: y, given: z, ancestors)
                return body(&search)
            }
        }
    }

    private static func ancestors(in graph: DirectedGraph) -> BitMatrix {
        var ancestors = BitMatrix(rows: graph.count, columns: graph.count)
        for node in graph.topologicalOrder() ?? [] {
            ancestors.insert(node, into: node)
            for parent in graph.parents[node] { ancestors.formUnion(of: node, with: parent) }
        }
        return ancestors
    }
}

/// The neighbours of every node in one array.
struct AdjacencyLists: Sendable {
    /// Where the neighbours of each node begin, and the end of the last.
    let starts: [Int32]
    let neighbours: [Int32]

    init(_ lists: [[Int]]) {
        var starts: [Int32] = [0]
        starts.reserveCapacity(lists.count + 1)
        var neighbours: [Int32] = []
        for list in lists {
            for node in list { neighbours.append(Int32(node)) }
            starts.append(Int32(neighbours.count))
        }
        self.starts = starts
        self.neighbours = neighbours
    }

    @inline(__always)
    func forEach(of node: Int, _ body: (Int) -> Void) {
        starts.withUnsafeBufferPointer { starts in
            neighbours.withUnsafeBufferPointer { neighbours in
                for index in Int(starts[node])..<Int(starts[node &+ 1]) { body(Int(neighbours[index])) }
            }
        }
    }
}
