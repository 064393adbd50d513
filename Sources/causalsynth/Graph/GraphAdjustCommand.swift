import ArgumentParser
import CausalEngine

struct GraphAdjustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjust", abstract: "Which sets of variables identify an effect by adjustment.",
        discussion: """
            The sets listed are minimal: no variable but a forced one can be left out. What the file calls latent counts as \
            forbidden, what it calls adjusted as forced, and what it calls selected is conditioned on. The direct effect is the one \
            along the edge alone; its sets may hold mediators.
            """)

    @OptionGroup var graph: GraphOptions
    @OptionGroup var effects: EffectOptions

    @Option(help: "total, along all directed paths, or direct, along the edge alone.")
    var effect = Adjustment.Effect.total

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A variable that every set holds, or several with commas. May be repeated.", valueName: "v"))
    var forced: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A variable that no set holds, or several with commas. May be repeated.", valueName: "v"))
    var forbidden: [String] = []

    @Option(help: "The most sets to list.")
    var limit = 1000

    @OptionGroup var answer: GraphAnswerOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a whole number above 0.") }
    }

    func run() throws {
        let graph = try graph.load().graph
        let treatments = try effects.treatments(in: graph)
        let outcomes = try effects.outcomes(in: graph)
        try graph.requireDisjoint([("treatment", treatments), ("outcome", outcomes)])
        let named = try graph.nodes(named: forced)
        let barred = try graph.nodes(named: forbidden)
        let ends = Set(treatments + outcomes)
        let adjusted = graph.nodes(.adjusted).filter { !ends.contains($0) }
        let latent = graph.nodes(.latent).filter { !ends.contains($0) }
        let list = Adjustment(of: treatments, on: outcomes, effect: effect, in: graph).minimalSets(
            forced: Array(Set(named + adjusted)).sorted(), forbidden: Array(Set(barred + latent)).sorted(), limit: limit
        )
        let report = AdjustmentReport(
            graph: graph, treatments: treatments, outcomes: outcomes, effect: effect, list: list)
        try answer.write(report.json, report.text)
    }
}

extension Adjustment.Effect: ExpressibleByArgument {}

/// The answer of `graph adjust`.
struct AdjustmentReport {
    let graph: CausalGraph
    let treatments: [Int]
    let outcomes: [Int]
    let effect: Adjustment.Effect
    let list: SeparatorList

    private var sets: [[String]] { list.sets.map(graph.sortedNames) }

    var json: JSONValue {
        [
            "minimal": .array(sets.map { .array($0.map { .string($0) }) }),
            "complete": .bool(list.isComplete),
        ]
    }

    var text: String {
        let question = "the \(effect.rawValue) effect of \(graph.list(treatments)) on \(graph.list(outcomes))"
        guard !sets.isEmpty else {
            return
                "No set of observed variables identifies \(question) by adjustment. “graph identify” may find another way.\n"
        }
        if sets == [[]] { return "Nothing need be adjusted for: \(question) can be read off the data as it is.\n" }
        let title =
            sets.count == 1 ? "Adjusting for this set identifies" : "Adjusting for any one of these sets identifies"
        var lines = ["\(title) \(question):", ""] + sets.map { "  { \($0.joined(separator: ", ")) }" }
        lines.append("")
        lines.append(
            list.isComplete
                ? "No other set is minimal."
                : "There are more minimal sets; --limit lists more of them.")
        return lines.joined(separator: "\n") + "\n"
    }
}
