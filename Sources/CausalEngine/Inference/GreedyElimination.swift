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
        for node in 0..<graph.count { appraise(node) }
    }

    /// Eliminates all nodes.
    ///
    /// - Parameters:
    ///   - slack: nodes whose score is within this factor of the best are drawn from; 0 takes the best.
    ///   - random: a random number for each step; `nil` takes the first of equals.
    ///   - bound: tables with more entries than this end the run.
    /// - Returns: `nil` when the bound was passed.
    /// - Complexity: O(n²) comparisons, and for each node O(its degree² · n/64).
    mutating func run(slack: Double = 0, random: NoiseStream? = nil, bound: Double = .infinity) -> Outcome? {
        var order: [Int] = []
        order.reserveCapacity(fill.count)
        var remaining = Array(fill.indices)
        var entries = 0.0
        while !remaining.isEmpty {
            let place = choose(among: remaining, slack: slack, random: random, step: order.count)
            let node = remaining[place]
            remaining.swapAt(place, remaining.count - 1)
            remaining.removeLast()
            entries += weight[node]
            guard entries <= bound else { return nil }
            order.append(node)
            eliminate(node)
        }
        return Outcome(order: order, entries: entries)
    }

    private mutating func choose(among remaining: [Int], slack: Double, random: NoiseStream?, step: Int) -> Int {
        work += remaining.count
        var best = 0
        for place in 1..<max(1, remaining.count) where isCheaper(remaining[place], than: remaining[best]) {
            best = place
        }
        guard let random else { return best }
        let score = rule == .weight ? weight : fill
        let limit = score[remaining[best]] * (1 + slack)
        guard rule == .weight || limit > 0 else { return best }
        var count = 0
        for node in remaining where score[node] <= limit { count += 1 }
        var chosen = Int(random.bits(at: UInt64(step)) % UInt64(count))
        for (place, node) in remaining.enumerated() where score[node] <= limit {
            if chosen == 0 { return place }
            chosen -= 1
        }
        return best
    }

    private func isCheaper(_ node: Int, than other: Int) -> Bool {
        let (first, second) = rule == .weight ? (weight, fill) : (fill, weight)
        if first[node] != first[other] { return first[node] < first[other] }
        if second[node] != second[other] { return second[node] < second[other] }
        return node < other
    }

    private mutating func eliminate(_ node: Int) {
        isGone[node] = true
        let members = neighbours.elements(of: node)
        for member in members { neighbours.remove(node, from: member) }
        if fill[node] > 0 {
            for (position, member) in members.enumerated() {
                for other in members[(position + 1)...] where !neighbours.contains(other, in: member) {
                    connect(member, other)
                }
            }
        }
        for member in members { appraise(member) }
    }

    /// Adds an edge; a node next to both ends lacks one edge less among its neighbours.
    private mutating func connect(_ a: Int, _ b: Int) {
        let gain = rule == .weightedFill ? Double(cardinalities[a] * cardinalities[b]) : 1
        let words = neighbours.words
        for word in 0..<words {
            var common = neighbours.bits[a &* words &+ word] & neighbours.bits[b &* words &+ word]
            while common != 0 {
                fill[word &* 64 &+ common.trailingZeroBitCount] -= gain
                common &= common &- 1
            }
        }
        work += words
        neighbours.insert(a, into: b)
        neighbours.insert(b, into: a)
    }

    /// Counts the missing edges among a node's neighbours, and the entries of its table.
    private mutating func appraise(_ node: Int) {
        var missing = 0.0
        var entries = Double(cardinalities[node])
        var degree = 0
        neighbours.forEach(in: node) { neighbour in
            entries *= Double(cardinalities[neighbour])
            degree += 1
        }
        neighbours.forEach(in: node) { neighbour in
            if rule == .weightedFill {
                let own = Double(cardinalities[neighbour])
                neighbours.forEachMissing(of: node, in: neighbour) { other in
                    if other != neighbour { missing += own * Double(cardinalities[other]) }
                }
            } else {
                missing += Double(neighbours.countMissing(of: node, in: neighbour) - 1)
            }
        }
        work += 16 + degree * (4 + neighbours.words)
        fill[node] = missing / 2
        weight[node] = entries
    }
}
