import ArgumentParser
import CausalEngine

struct GraphInstrumentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instruments",
        abstract: "Instrumental variables for an effect, with what they are conditioned on.",
        discussion: """
            An instrument moves the treatment and reaches the outcome only through it, given the variables listed with it. It \
            identifies the effect where effects are linear.
            """)

    @OptionGroup var graph: GraphOptions
    @OptionGroup var effects: EffectOptions
    @OptionGroup var answer: GraphAnswerOptions

    func run() throws {
        let graph = try graph.load().graph
        let treatments = try effects.treatments(in: graph)
        let outcomes = try effects.outcomes(in: graph)
        try graph.requireDisjoint([("treatment", treatments), ("outcome", outcomes)])
        guard treatments.count == 1, outcomes.count == 1 else {
            throw ValidationError("instruments answers for one treatment and one outcome.")
        }
        let found = graph.instruments(of: treatments[0], on: outcomes[0])
        let question = "the effect of \(graph.list(treatments)) on \(graph.list(outcomes))"
        try answer.write(
            [
                "instruments": .array(
                    found.map { one in
                        [
                            "instrument": .string(graph.name(of: one.instrument)),
                            "given": .array(graph.sortedNames(one.given).map { .string($0) }),
                        ]
                    })
            ],
            found.isEmpty
                ? "There is no instrument for \(question).\n"
                : "Instruments for \(question), where effects are linear:\n\n"
                    + found.map { one in
                        let given = graph.sortedNames(one.given)
                        let condition = given.isEmpty ? "" : "  given \(Listing.and(given))"
                        return "  \(graph.name(of: one.instrument))\(condition)\n"
                    }.joined())
    }
}
