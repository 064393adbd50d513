/// Looks for an order of elimination with small tables.
///
/// A few greedy rules first; then, while the tables are large enough for it to pay, greedy runs with chance among nearly equal
/// nodes, the best of all kept. The amount of search is counted in steps, not in time, so that the order is the same everywhere.
enum EliminationSearch {
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
        /// The greedy rules alone.
        static let greedy = Effort(steps: 0, stepsPerEntry: 0, patience: 0)
    }

    /// The best order found.
    ///
    /// - Parameters:
    ///   - graph: which variables meet in a table.
    ///   - known: an order to begin with.
    /// - Returns: all nodes of the graph in order of elimination, and the entries of the tables that it makes.
    static func order(
        of graph: InteractionGraph, effort: Effort, startingWith known: GreedyElimination.Outcome? = nil
    ) -> GreedyElimination.Outcome {
        var best = known
        var spent = 0
        for rule in GreedyElimination.Rule.allCases {
            var elimination = GreedyElimination(graph, rule: rule)
            best = elimination.run(bound: best?.entries ?? .infinity) ?? best
            spent += elimination.work
        }
        guard var best else { return .init(order: Array(0..<graph.count), entries: .infinity) }
        let starts = GreedyElimination.Rule.allCases.map { GreedyElimination(graph, rule: $0) }
        let slacks = [0.6, 0, 0.3, 0.1]
        var round: UInt64 = 0
        var lastGain = 0
        while Double(spent) < min(Double(effort.steps), best.entries * effort.stepsPerEntry),
            Double(spent - lastGain) < best.entries * effort.patience
        {
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
        return best
    }
}
