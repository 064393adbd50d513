/// One search along open walks, in memory that its caller lends.
///
/// A state is a node and whether it was entered by an arrowhead; each is visited once.
struct OpenWalkSearch {
    /// The sets of nodes that a search needs: visited by tail, visited by head, given, opened, within, goal.
    static let setCount = 6

    private let byTail: UnsafeMutableBufferPointer<UInt64>
    private let byHead: UnsafeMutableBufferPointer<UInt64>
    private let given: UnsafeMutableBufferPointer<UInt64>
    private let opened: UnsafeMutableBufferPointer<UInt64>
    private let within: UnsafeMutableBufferPointer<UInt64>
    private let goal: UnsafeMutableBufferPointer<UInt64>
    private let stack: UnsafeMutableBufferPointer<Int32>
    private var depth = 0
    private let parents: AdjacencyLists
    private let children: AdjacencyLists
    private let siblings: AdjacencyLists

    init(
        sets: UnsafeMutableBufferPointer<UInt64>, stack: UnsafeMutableBufferPointer<Int32>, words: Int,
        parents: AdjacencyLists, children: AdjacencyLists, siblings: AdjacencyLists
    ) {
        func set(_ index: Int) -> UnsafeMutableBufferPointer<UInt64> {
            UnsafeMutableBufferPointer(rebasing: sets[index * words..<(index + 1) * words])
        }
        byTail = set(0)
        byHead = set(1)
        given = set(2)
        opened = set(3)
        within = set(4)
        goal = set(5)
        self.stack = stack
        self.parents = parents
        self.children = children
        self.siblings = siblings
    }

    /// Sets out from `x`; without a goal the search goes everywhere.
    mutating func begin(from x: [Int], to y: [Int]?, given z: [Int], _ ancestors: BitMatrix?) {
        for node in z { insert(node, given) }
        close(z, ancestors, into: opened)
        if let y {
            for node in y where !contains(node, given) { insert(node, goal) }
            for word in opened.indices { within[word] = opened[word] }
            close(x, ancestors, into: within)
            close(y, ancestors, into: within)
        } else {
            within.update(repeating: .max)
        }
        for node in x where !contains(node, given) { visit(node, byHead: false) }
    }

    /// Searches until a goal is found; tells whether one was.
    mutating func run() -> Bool {
        while depth > 0 {
            depth -= 1
            let state = Int(stack[depth])
            let node = state >> 1
            if contains(node, goal) { return true }
            let isHead = state & 1 == 1
            if !contains(node, given) {
                children.forEach(of: node) { visit($0, byHead: true) }
                if !isHead {
                    parents.forEach(of: node) { visit($0, byHead: false) }
                    siblings.forEach(of: node) { visit($0, byHead: true) }
                }
            }
            if isHead, contains(node, opened) {
                parents.forEach(of: node) { visit($0, byHead: false) }
                siblings.forEach(of: node) { visit($0, byHead: true) }
            }
        }
        return false
    }

    /// Whether a walk came to a node.
    func isReached(_ node: Int) -> Bool { contains(node, byTail) || contains(node, byHead) }

    @inline(__always)
    private mutating func visit(_ node: Int, byHead isHead: Bool) {
        let visited = isHead ? byHead : byTail
        guard contains(node, within), !contains(node, visited) else { return }
        insert(node, visited)
        stack[depth] = Int32(node << 1 | (isHead ? 1 : 0))
        depth += 1
    }

    @inline(__always)
    private func contains(_ node: Int, _ set: UnsafeMutableBufferPointer<UInt64>) -> Bool {
        set[node >> 6] >> UInt64(node & 63) & 1 == 1
    }

    @inline(__always)
    private func insert(_ node: Int, _ set: UnsafeMutableBufferPointer<UInt64>) {
        set[node >> 6] |= 1 << UInt64(node & 63)
    }

    /// Adds the ancestors of nodes, and the nodes, to a set.
    private mutating func close(_ nodes: [Int], _ ancestors: BitMatrix?, into set: UnsafeMutableBufferPointer<UInt64>) {
        guard let ancestors else { return walk(nodes, into: set) }
        for node in nodes {
            for word in set.indices { set[word] |= ancestors.bits[node * ancestors.words + word] }
        }
    }

    private mutating func walk(_ nodes: [Int], into set: UnsafeMutableBufferPointer<UInt64>) {
        func push(_ node: Int) {
            guard !contains(node, set) else { return }
            insert(node, set)
            stack[depth] = Int32(node)
            depth += 1
        }
        for node in nodes { push(node) }
        while depth > 0 {
            depth -= 1
            parents.forEach(of: Int(stack[depth])) { push($0) }
        }
    }
}
