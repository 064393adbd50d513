/// Eliminates the nodes of a graph one after the other, each time the one that looks cheapest.
///
/// Rules after Kjærulff (1990); the choice among nearly equal nodes by chance, to be repeated, after Fishelson & Geiger (2003).
struct GreedyElimination {
    /// What makes a node look cheap.
    enum Rule: Sendable, CaseIterable {
        /// The number of edges that eliminating it adds; among equals the size of its table.
        case fill
        /// The edges that it adds, each weighed by the numbers of values at its ends.
        case weightedFill
        /// The size of its table; among equals the edges that it adds.
        case weight
    }

    /// An order of elimination with the number of entries of the tables that it makes.
    struct Outcome {
        var order: [Int]
        var entries: Double
    }

    private let cardinalities: [Int]
    private let rule: Rule
    private var neighbours: BitMatrix
    /// The edges that eliminating a node adds, weighed or not.
    private var fill: [Double]
    /// The number of entries of a node's table.
    private var weight: [Double]
    /// Nodes that had no edge to add when they were put here: such are eliminated at once, which is always best.
    private var simplicial: [Int] = []
    private var isGone: [Bool]
    /// The steps of work done so far, a few nanoseconds each, to bound a search without a clock.
    private(set) var work = 0

    /// An elimination about to begin.
    init(_ graph: InteractionGraph, rule: Rule) {
        cardinalities = graph.cardinalities
        self.rule = rule
        neighbours = graph.neighbours
        fill = Array(repeating: 0, count: graph.count)
        weight = fill
        isGone = Array(repeating: false, count: graph.count)
        for node in (0..<graph.count).reversed() {
            fill[node] = missingEdges(around: node)
            weight[node] = entries(of: node)
            if fill[node] == 0 { simplicial.append(node) }
        }
    }

    /// Eliminates all nodes.
    ///
    /// - Parameters:
    ///   - slack: nodes whose score is within this factor of the best are drawn from; 0 takes the best.
    ///   - random: a random number for each step; `nil` takes the first of equals.
    ///   - bound: tables with more entries than this end the run.
    /// - Returns: `nil` when the bound was passed.
    /// - Complexity: O(n²) comparisons, and O(n/64) for each edge, added ones included.
    mutating func run(slack: Double = 0, random: NoiseStream? = nil, bound: Double = .infinity) -> Outcome? {
        var order: [Int] = []
        order.reserveCapacity(fill.count)
        var remaining = Array(fill.indices)
        var entries = 0.0
        while order.count < fill.count {
            let node: Int
            if let next = simplicial.popLast() {
                guard !isGone[next], fill[next] == 0 else { continue }
                node = next
            } else {
                remaining.removeAll { isGone[$0] }
                node = choose(among: remaining, slack: slack, random: random, step: order.count)
            }
            entries += weight[node]
            guard entries <= bound else { return nil }
            order.append(node)
            eliminate(node)
        }
        return Outcome(order: order, entries: entries)
    }

    private mutating func choose(among remaining: [Int], slack: Double, random: NoiseStream?, step: Int) -> Int {
        work += remaining.count
        var best = remaining[0]
        for node in remaining where isCheaper(node, than: best) { best = node }
        guard let random else { return best }
        let score = rule == .weight ? weight : fill
        let limit = score[best] * (1 + slack)
        var count = 0
        for node in remaining where score[node] <= limit { count += 1 }
        guard count > 1 else { return best }
        var chosen = Int(random.bits(at: UInt64(step)) % UInt64(count))
        for node in remaining where score[node] <= limit {
            if chosen == 0 { return node }
            chosen -= 1
        }
        return best
    }

    private func isCheaper(_ node: Int, than other: Int) -> Bool {
        let isFillFirst = rule != .weight
        if isFillFirst, fill[node] != fill[other] { return fill[node] < fill[other] }
        if weight[node] != weight[other] { return weight[node] < weight[other] }
        if !isFillFirst, fill[node] != fill[other] { return fill[node] < fill[other] }
        return node < other
    }

    private mutating func eliminate(_ node: Int) {
        isGone[node] = true
        let members = neighbours.elements(of: node)
        for member in members { separate(member, from: node) }
        if fill[node] > 0 {
            for (position, member) in members.enumerated() {
                for other in members[(position + 1)...] where !neighbours.contains(other, in: member) {
                    connect(member, other)
                }
            }
        }
        for member in members where fill[member] == 0 { simplicial.append(member) }
    }

    /// Takes a node that goes out of the neighbourhood of another.
    private mutating func separate(_ member: Int, from node: Int) {
        work += 4 + neighbours.words
        neighbours.remove(node, from: member)
        fill[member] -= missing(node, around: member)
        weight[member] /= Double(cardinalities[node])
        if !weight[member].isFinite { weight[member] = entries(of: member) }
    }

    /// Adds an edge; a node next to both ends lacks one edge less among its neighbours.
    private mutating func connect(_ a: Int, _ b: Int) {
        let gain = rule == .weightedFill ? Double(cardinalities[a] * cardinalities[b]) : 1
        let words = neighbours.words
        work += 4 + 3 * words
        fill[a] += missing(b, around: a)
        fill[b] += missing(a, around: b)
        weight[a] *= Double(cardinalities[b])
        weight[b] *= Double(cardinalities[a])
        for word in 0..<words {
            var common = neighbours.bits[a &* words &+ word] & neighbours.bits[b &* words &+ word]
            while common != 0 {
                let node = word &* 64 &+ common.trailingZeroBitCount
                common &= common &- 1
                fill[node] -= gain
                if fill[node] == 0 { simplicial.append(node) }
            }
        }
        neighbours.insert(a, into: b)
        neighbours.insert(b, into: a)
    }

    /// The edges, weighed or not, that miss between a node and the neighbours of another, the node itself left aside.
    private func missing(_ node: Int, around other: Int) -> Double {
        guard rule == .weightedFill else {
            let count = neighbours.countMissing(of: other, in: node)
            return Double(neighbours.contains(node, in: other) ? count - 1 : count)
        }
        var missing = 0
        neighbours.forEachMissing(of: other, in: node) { if $0 != node { missing += cardinalities[$0] } }
        return Double(missing * cardinalities[node])
    }

    /// The edges, weighed or not, that miss among the neighbours of a node.
    private mutating func missingEdges(around node: Int) -> Double {
        var twice = 0.0
        var degree = 0
        neighbours.forEach(in: node) {
            twice += missing($0, around: node)
            degree += 1
        }
        work += 16 + degree * (4 + neighbours.words)
        return twice / 2
    }

    private func entries(of node: Int) -> Double {
        var entries = Double(cardinalities[node])
        neighbours.forEach(in: node) { entries *= Double(cardinalities[$0]) }
        return entries
    }
}
