/// A finite directed graph over nodes `0..<count`, with parents and children kept in the order in which they were given.
public struct DirectedGraph: Sendable, Hashable {
    /// The parents of each node, in declared order: the order of a table's columns.
    public private(set) var parents: [[Int]]
    /// The children of each node, ascending.
    public private(set) var children: [[Int]]

    /// The graph in which node `i` has the parents `parents[i]`.
    ///
    /// - Complexity: O(*n* + *m*) for *n* nodes and *m* edges.
    public init(parents: [[Int]]) {
        self.parents = parents
        children = Array(repeating: [], count: parents.count)
        for (node, itsParents) in parents.enumerated() {
            for parent in itsParents { children[parent].append(node) }
        }
    }

    /// The number of nodes.
    public var count: Int { parents.count }

    /// All edges (parent, child), by child and then in the order of its parents.
    public var edges: [(source: Int, target: Int)] {
        parents.enumerated().flatMap { child, itsParents in itsParents.map { (source: $0, target: child) } }
    }

    /// The graph without the edges into `nodes`: what an intervention on them leaves.
    public func removingEdges(into nodes: some Sequence<Int>) -> DirectedGraph {
        var kept = parents
        for node in nodes { kept[node] = [] }
        return DirectedGraph(parents: kept)
    }

    /// The nodes in an order in which parents come before children, or `nil` if there is a cycle.
    ///
    /// Among nodes that are ready the smallest index comes first, so that the order is unique (Kahn 1962).
    ///
    /// - Complexity: O((*n* + *m*) log *n*) in effect; the ready list is kept sorted.
    public func topologicalOrder() -> [Int]? {
        var missing = parents.map(\.count)
        var ready = (0..<count).filter { missing[$0] == 0 }.reversed() as [Int]
        var order: [Int] = []
        order.reserveCapacity(count)
        while let node = ready.popLast() {
            order.append(node)
            for child in children[node] {
                missing[child] -= 1
                if missing[child] == 0 {
                    ready.insert(child, at: ready.firstIndex { $0 < child } ?? ready.endIndex)
                }
            }
        }
        return order.count == count ? order : nil
    }

    /// A directed cycle as the nodes along it, each pointing to the next and the last to the first; `nil` if there is none.
    ///
    /// - Complexity: O(*n* + *m*).
    public func findCycle() -> [Int]? {
        var state = [UInt8](repeating: 0, count: count)
        for root in 0..<count where state[root] == 0 {
            var path = [root]
            var next = [0]
            state[root] = 1
            while let node = path.last, let position = next.last {
                guard position < children[node].count else {
                    state[node] = 2
                    path.removeLast()
                    next.removeLast()
                    continue
                }
                next[next.count - 1] += 1
                let child = children[node][position]
                if state[child] == 1, let start = path.firstIndex(of: child) { return Array(path[start...]) }
                if state[child] == 0 {
                    state[child] = 1
                    path.append(child)
                    next.append(0)
                }
            }
        }
        return nil
    }

    /// The nodes from which a directed path leads to `node`, ascending, without `node`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func ancestors(of node: Int) -> [Int] { reachable(from: node, along: parents) }

    /// The nodes to which a directed path leads from `node`, ascending, without `node`.
    ///
    /// - Complexity: O(*n* + *m*).
    public func descendants(of node: Int) -> [Int] { reachable(from: node, along: children) }

    /// The Markov blanket of a node (Pearl 1988): its parents, its children and their other parents, ascending.
    public func markovBlanket(of node: Int) -> [Int] {
        var blanket = Set(parents[node]).union(children[node])
        for child in children[node] { blanket.formUnion(parents[child]) }
        blanket.remove(node)
        return blanket.sorted()
    }

    private func reachable(from start: Int, along neighbours: [[Int]]) -> [Int] {
        var seen = [Bool](repeating: false, count: count)
        var stack = [start]
        while let node = stack.popLast() {
            for next in neighbours[node] where !seen[next] {
                seen[next] = true
                stack.append(next)
            }
        }
        seen[start] = false
        return seen.indices.filter { seen[$0] }
    }
}
