/// Looks for an order of elimination with small tables.
///
/// A few greedy rules first; then, while the tables are large enough for it to pay, greedy runs with chance among nearly equal
/// nodes, the best of all kept. The amount of search is counted in steps, not in time, so that the order is the same everywhere.
struct EliminationSearch {
    /// How hard to look.
    struct Effort: Sendable, Hashable {
        /// The most steps of search (a few nanoseconds each).
        var steps: Int
        /// The steps of search allowed for each entry of the tables found so far.
        var stepsPerEntry: Double
        /// The steps of search for each entry after which it ends if it has gained nothing to speak of.
        var patience: Double

        /// For a tree that serves many questions.
        static let thorough = Effort(steps: 20_000_000, stepsPerEntry: 1, patience: 0.5)
        /// For a tree that serves one question.
        static let brief = Effort(steps: 50_000_000, stepsPerEntry: 0.25, patience: 0.1)
    }

    private let graph: InteractionGraph
    /// The best order so far, and the entries of the tables that it makes.
    private(set) var best: GreedyElimination.Outcome
    private var spent = 0

    /// A search that has tried the greedy rules.
    init(_ graph: InteractionGraph) {
        self.graph = graph
        best = .init(order: Array(0..<graph.count), entries: .infinity)
        for rule in GreedyElimination.Rule.allCases {
            var elimination = GreedyElimination(graph, rule: rule)
            best = elimination.run(bound: best.entries) ?? best
            spent += elimination.work
        }
    }

    /// The best order found with some effort: all nodes of the graph in order of elimination.
    static func order(of graph: InteractionGraph, effort: Effort) -> GreedyElimination.Outcome {
        var search = EliminationSearch(graph)
        search.refine(effort)
        return search.best
    }

    /// Looks on, while the tables are large enough for it to pay.
    mutating func refine(_ effort: Effort) {
        guard isWorthwhile(effort, since: 0) else { return }
        let starts = GreedyElimination.Rule.allCases.map { GreedyElimination(graph, rule: $0) }
        let slacks = [0.6, 0, 0.3, 0.1]
        var round: UInt64 = 0
        var lastGain = 0
        while isWorthwhile(effort, since: lastGain) {
            var elimination = starts[Int(round) % starts.count]
            let before = elimination.work
            let slack = slacks[Int(round) / starts.count % slacks.count]
            let random = NoiseStream(seed: round, name: "elimination")
            let better = elimination.run(slack: slack, random: random, bound: best.entries)
            spent += elimination.work - before
            if let better {
                if better.entries < 0.97 * best.entries { lastGain = spent }
                best = better
            }
            round += 1
        }
    }

    /// Whether the steps spent, and those since the last gain, are still below what the tables are worth.
    private func isWorthwhile(_ effort: Effort, since lastGain: Int) -> Bool {
        Double(spent) < min(Double(effort.steps), best.entries * effort.stepsPerEntry)
            && Double(spent - lastGain) < best.entries * effort.patience
    }
}
