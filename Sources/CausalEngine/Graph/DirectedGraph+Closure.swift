extension DirectedGraph {
    /// Which nodes are in a set or have a directed path into it: An(S).
    ///
    /// - Parameter blocked: nodes that the paths may not enter from below; they are in the answer only when in the set.
    /// - Complexity: O(*n* + *m*).
    func ancestralClosure(of nodes: some Sequence<Int>, avoiding blocked: [Bool]? = nil) -> [Bool] {
        closure(of: nodes, along: parents, avoiding: blocked)
    }

    /// Which nodes are in a set or are reached from it by a directed path: De(S).
    ///
    /// - Parameter blocked: nodes that the paths may not enter from above; they are in the answer only when in the set.
    /// - Complexity: O(*n* + *m*).
    func descendantClosure(of nodes: some Sequence<Int>, avoiding blocked: [Bool]? = nil) -> [Bool] {
        closure(of: nodes, along: children, avoiding: blocked)
    }

    private func closure(of nodes: some Sequence<Int>, along neighbours: [[Int]], avoiding blocked: [Bool]?) -> [Bool] {
        var isIn = [Bool](repeating: false, count: count)
        var stack: [Int] = []
        for node in nodes where !isIn[node] {
            isIn[node] = true
            stack.append(node)
        }
        while let node = stack.popLast() {
            for next in neighbours[node] where !isIn[next] && blocked?[next] != true {
                isIn[next] = true
                stack.append(next)
            }
        }
        return isIn
    }

    /// The graph without some edges.
    func removing(_ isRemoved: (_ source: Int, _ target: Int) -> Bool) -> DirectedGraph {
        DirectedGraph(
            parents: parents.enumerated().map { child, itsParents in itsParents.filter { !isRemoved($0, child) } })
    }
}

extension [Bool] {
    /// The indices that are set, ascending.
    var members: [Int] { indices.filter { self[$0] } }

    /// The indices of `0..<count` as flags.
    init(_ members: some Sequence<Int>, count: Int) {
        self.init(repeating: false, count: count)
        for member in members { self[member] = true }
    }
}
