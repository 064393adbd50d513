/// An edge of a drawn graph: the wire from `source` has a branch that ends with an arrowhead at `target`.
public struct GraphEdge: Sendable, Hashable, Comparable {
    /// The node the edge leaves.
    public var source: Int
    /// The node the edge points to.
    public var target: Int

    /// The edge from `source` to `target`.
    public init(source: Int, target: Int) {
        self.source = source
        self.target = target
    }

    /// By source, then by target.
    public static func < (left: GraphEdge, right: GraphEdge) -> Bool {
        (left.source, left.target) < (right.source, right.target)
    }
}

/// The part of the given parent lists that a layered drawing can show.
struct DrawableEdges {
    /// The parents of each node that are drawn, ascending, each once.
    var parents: [[Int]]
    /// The edges left out since they are no edge of a directed acyclic graph: self-loops, ends that are no node, and edges that
    /// close a cycle.
    var left: [GraphEdge]

    /// Keeps each edge once, without the edges met on a depth-first search (in index order) that lead back into its own path.
    ///
    /// - Complexity: O((*n* + *m*) log *m*).
    init(parents given: [[Int]]) {
        let count = given.count
        var children = [[Int]](repeating: [], count: count)
        left = []
        for target in 0..<count {
            for source in Set(given[target]).sorted() {
                if source >= 0, source < count, source != target {
                    children[source].append(target)
                } else {
                    left.append(GraphEdge(source: source, target: target))
                }
            }
        }
        parents = [[Int]](repeating: [], count: count)
        var state = [UInt8](repeating: 0, count: count)
        var next = [Int](repeating: 0, count: count)
        for root in 0..<count where state[root] == 0 {
            var path = [root]
            state[root] = 1
            while let node = path.last {
                guard next[node] < children[node].count else {
                    state[node] = 2
                    path.removeLast()
                    continue
                }
                let child = children[node][next[node]]
                next[node] += 1
                if state[child] == 1 {
                    left.append(GraphEdge(source: node, target: child))
                } else {
                    parents[child].append(node)
                    if state[child] == 0 {
                        state[child] = 1
                        path.append(child)
                    }
                }
            }
        }
        for node in 0..<count { parents[node].sort() }
        left.sort()
    }

    /// The weakly connected components, each with its nodes ascending, ordered by their least node.
    func components() -> [[Int]] {
        var leader = Array(parents.indices)
        func find(_ node: Int) -> Int {
            var root = node
            while leader[root] != root { root = leader[root] }
            var step = node
            while leader[step] != root { (leader[step], step) = (root, leader[step]) }
            return root
        }
        for (child, itsParents) in parents.enumerated() {
            for parent in itsParents {
                let a = find(child)
                let b = find(parent)
                leader[max(a, b)] = min(a, b)
            }
        }
        var members = [[Int]](repeating: [], count: parents.count)
        for node in parents.indices { members[find(node)].append(node) }
        return members.filter { !$0.isEmpty }
    }
}
