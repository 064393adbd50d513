/// The network simplex method for integer positions on a line (Gansner, Koutsofios, North and Vo 1993, "A technique for drawing
/// directed graphs", §2.3): it minimises the sum over edges of weight · (position of head − position of tail), where each head is
/// at least the edge's length beyond its tail.
///
/// Layers of the drawing and columns within the drawing are both such problems. The graph must be connected.
struct NetworkSimplex {
    /// A constraint `position[head] ≥ position[tail] + length`, with the price of each step by which it is longer.
    struct Edge {
        var tail: Int
        var head: Int
        var length: Int
        var weight: Int
    }

    /// A position for each node; feasible from the beginning, optimal after `solve`.
    private(set) var position: [Int]

    private let edges: [Edge]
    private let count: Int
    /// The edges at each node, as the slice `start[node]..<start[node + 1]` of `incident`.
    private var incident: [Int]
    private var start: [Int]
    private var isInTree: [Bool]
    private var treeEdges: [Int] = []
    private var treeSlot: [Int]
    private var treeNeighbours: [[Int]]
    private var cut: [Int]
    /// Numbers of a depth-first walk over the spanning tree: the subtree below a node is `low...lim` in walking order.
    private var low: [Int]
    private var lim: [Int]
    private var parentEdge: [Int]
    private var walk: [Int]

    /// - Parameter feasible: positions that obey every edge.
    init(count: Int, edges: [Edge], feasible: [Int]) {
        self.count = count
        self.edges = edges
        position = feasible
        start = [Int](repeating: 0, count: count + 1)
        for edge in edges {
            start[edge.tail + 1] += 1
            start[edge.head + 1] += 1
        }
        for node in 0..<count { start[node + 1] += start[node] }
        incident = [Int](repeating: 0, count: 2 * edges.count)
        var filled = start
        for (index, edge) in edges.enumerated() {
            incident[filled[edge.tail]] = index
            filled[edge.tail] += 1
            incident[filled[edge.head]] = index
            filled[edge.head] += 1
        }
        isInTree = [Bool](repeating: false, count: edges.count)
        treeSlot = [Int](repeating: -1, count: edges.count)
        treeNeighbours = [[Int]](repeating: [], count: count)
        cut = [Int](repeating: 0, count: edges.count)
        low = [Int](repeating: 0, count: count)
        lim = [Int](repeating: 0, count: count)
        parentEdge = [Int](repeating: -1, count: count)
        walk = [Int](repeating: 0, count: count)
    }

    /// Moves the positions to an optimum, or as far as `pivots` exchanges of tree edges lead.
    ///
    /// - Complexity: O(*n* + *m*) for each exchange.
    mutating func solve(pivots: Int = .max) {
        guard count > 1 else { return }
        growTightTree()
        number(from: 0, enteredBy: -1, low: 1)
        setCutValues()
        var search = 0
        var left = pivots
        while left > 0, let leaving = leavingEdge(from: &search) {
            guard let entering = enteringEdge(for: leaving) else { return }
            exchange(leaving, entering)
            left -= 1
        }
    }

    private func slack(_ edge: Int) -> Int {
        let edge = edges[edge]
        return position[edge.head] - position[edge.tail] - edge.length
    }

    // MARK: The first spanning tree

    /// Grows a spanning tree of edges without slack, moving the part that is grown whenever no such edge leads on.
    private mutating func growTightTree() {
        var isReached = [Bool](repeating: false, count: count)
        var reached = [0]
        isReached[0] = true
        var next = 0
        while true {
            while next < reached.count {
                let node = reached[next]
                next += 1
                for slot in start[node]..<start[node + 1] {
                    let index = incident[slot]
                    let other = edges[index].tail == node ? edges[index].head : edges[index].tail
                    guard !isReached[other], slack(index) == 0 else { continue }
                    isReached[other] = true
                    reached.append(other)
                    addToTree(index)
                }
            }
            guard reached.count < count else { return }
            var best = -1
            var bestSlack = Int.max
            for (index, edge) in edges.enumerated() where isReached[edge.tail] != isReached[edge.head] {
                let itsSlack = slack(index)
                if itsSlack < bestSlack { (best, bestSlack) = (index, itsSlack) }
            }
            guard best >= 0 else { return }
            let shift = isReached[edges[best].tail] ? bestSlack : -bestSlack
            for node in reached { position[node] += shift }
            let other = isReached[edges[best].tail] ? edges[best].head : edges[best].tail
            isReached[other] = true
            reached.append(other)
            addToTree(best)
            next = 0
        }
    }

    private mutating func addToTree(_ index: Int) {
        isInTree[index] = true
        treeSlot[index] = treeEdges.count
        treeEdges.append(index)
        treeNeighbours[edges[index].tail].append(index)
        treeNeighbours[edges[index].head].append(index)
    }

    private mutating func replaceInTree(_ old: Int, by new: Int) {
        isInTree[old] = false
        isInTree[new] = true
        treeSlot[new] = treeSlot[old]
        treeSlot[old] = -1
        treeEdges[treeSlot[new]] = new
        for node in [edges[old].tail, edges[old].head] {
            treeNeighbours[node].removeAll { $0 == old }
        }
        treeNeighbours[edges[new].tail].append(new)
        treeNeighbours[edges[new].head].append(new)
    }

    // MARK: Walking order and cut values

    /// Numbers the subtree below `root` in postorder, beginning with `low`.
    private mutating func number(from root: Int, enteredBy edge: Int, low first: Int) {
        parentEdge[root] = edge
        low[root] = first
        var stack: [(node: Int, next: Int)] = [(root, 0)]
        var number = first
        while let (node, next) = stack.last {
            guard next < treeNeighbours[node].count else {
                lim[node] = number
                walk[number - 1] = node
                number += 1
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            let index = treeNeighbours[node][next]
            guard index != parentEdge[node] else { continue }
            let child = edges[index].tail == node ? edges[index].head : edges[index].tail
            parentEdge[child] = index
            low[child] = number
            stack.append((child, 0))
        }
    }

    /// The cut value of a tree edge is what leaves the subtree below it minus what enters it; edges inside cancel out, so that it
    /// is a sum over the subtree's nodes.
    private mutating func setCutValues() {
        var surplus = [Int](repeating: 0, count: count)
        for edge in edges {
            surplus[edge.tail] += edge.weight
            surplus[edge.head] -= edge.weight
        }
        for node in walk where parentEdge[node] >= 0 {
            let index = parentEdge[node]
            let isTail = edges[index].tail == node
            cut[index] = isTail ? surplus[node] : -surplus[node]
            surplus[isTail ? edges[index].head : edges[index].tail] += surplus[node]
        }
    }

    // MARK: Exchanges

    /// A tree edge with a negative cut value: the least of the first few met, going round the tree from the last place.
    private func leavingEdge(from search: inout Int) -> Int? {
        var best: Int?
        var met = 0
        let size = treeEdges.count
        for step in 0..<size {
            let slot = (search + step) % size
            let index = treeEdges[slot]
            guard cut[index] < 0 else { continue }
            if best.map({ cut[index] < cut[$0] }) ?? true { best = index }
            met += 1
            if met == 30 {
                search = slot
                return best
            }
        }
        search = 0
        return best
    }

    private func isBelow(_ node: Int, _ top: Int) -> Bool { low[top] <= lim[node] && lim[node] <= lim[top] }

    /// The edge with the least slack that crosses the cut of a leaving edge the other way.
    private func enteringEdge(for leaving: Int) -> Int? {
        let edge = edges[leaving]
        let tailIsBelow = lim[edge.tail] < lim[edge.head]
        let top = tailIsBelow ? edge.tail : edge.head
        var best: Int?
        var bestSlack = Int.max
        for number in low[top]...lim[top] {
            let node = walk[number - 1]
            for slot in start[node]..<start[node + 1] {
                let index = incident[slot]
                guard !isInTree[index] else { continue }
                // Into the tail's side: with the tail below, the head must be below; else the tail must be.
                let inner = tailIsBelow ? edges[index].head : edges[index].tail
                let outer = tailIsBelow ? edges[index].tail : edges[index].head
                guard inner == node, !isBelow(outer, top) else { continue }
                let itsSlack = slack(index)
                if itsSlack < bestSlack || (itsSlack == bestSlack && index < best ?? 0) {
                    (best, bestSlack) = (index, itsSlack)
                }
            }
        }
        return best
    }

    private mutating func exchange(_ leaving: Int, _ entering: Int) {
        let tail = edges[leaving].tail
        let head = edges[leaving].head
        let top = lim[tail] < lim[head] ? tail : head
        let shift = slack(entering)
        if shift > 0 {
            // The subtree below moves so that the entering edge gets tight.
            let signed = isBelow(edges[entering].tail, top) ? shift : -shift
            for number in low[top]...lim[top] { position[walk[number - 1]] += signed }
        }
        let value = cut[leaving]
        let meeting = updateCuts(from: edges[entering].tail, to: edges[entering].head, value, alongTail: true)
        _ = updateCuts(from: edges[entering].head, to: edges[entering].tail, value, alongTail: false)
        cut[entering] = -value
        cut[leaving] = 0
        replaceInTree(leaving, by: entering)
        number(from: meeting, enteredBy: parentEdge[meeting], low: low[meeting])
    }

    /// Adds the leaving edge's cut value along the tree path from `node` up to where it meets the path from `other`.
    private mutating func updateCuts(from node: Int, to other: Int, _ value: Int, alongTail: Bool) -> Int {
        var node = node
        while !isBelow(other, node) {
            let index = parentEdge[node]
            let isTail = edges[index].tail == node
            cut[index] += isTail == alongTail ? value : -value
            node = isTail ? edges[index].head : edges[index].tail
        }
        return node
    }
}
