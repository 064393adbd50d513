import ArgumentParser
import CausalEngine

struct GraphFrontDoorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frontdoor", abstract: "Which sets of mediators identify an effect by the front door.",
        discussion: """
            A front-door set meets every causal path; nothing unblocked leads into it from behind the treatment; and the treatment \
            blocks whatever else joins it to the outcome. The sets listed are minimal.
            """)

    @OptionGroup var graph: GraphOptions
    @OptionGroup var effects: EffectOptions

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
        let list = graph.frontDoorSets(of: treatments, on: outcomes, limit: limit)
        let sets = list.sets.map(graph.sortedNames)
        try answer.write(
            ["minimal": .array(sets.map { .array($0.map { .string($0) }) }), "complete": .bool(list.isComplete)],
            text(sets, list, "the effect of \(graph.list(treatments)) on \(graph.list(outcomes))"))
    }

    private func text(_ sets: [[String]], _ list: SeparatorList, _ question: String) -> String {
        guard !sets.isEmpty else {
            let found = list.isComplete ? "There is" : "Among the sets tried there is"
            return "\(found) no front-door set for \(question).\n"
        }
        var lines = ["Front-door sets for \(question):", ""] + sets.map { "  { \($0.joined(separator: ", ")) }" }
        lines += ["", list.isComplete ? "No other set is minimal." : "There may be more."]
        return lines.joined(separator: "\n") + "\n"
    }
}
