import ArgumentParser
import CausalEngine

struct GraphIndependenciesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "independencies", abstract: "The independencies that the graph implies, to be tested on data.",
        discussion: """
            For each pair of variables without an edge, every minimal set that separates the two: no part of it does. Latent \
            variables appear in none.
            """)

    @OptionGroup var graph: GraphOptions

    @Option(help: "The most statements to list; 100 without it, and 10000 with --json.")
    var limit: Int?

    @OptionGroup var answer: GraphAnswerOptions

    func validate() throws {
        guard limit ?? 1 > 0 else { throw ValidationError("--limit takes a whole number above 0.") }
    }

    func run() throws {
        let graph = try graph.load().graph
        let (statements, isComplete) = graph.impliedIndependencies(limit: limit ?? (answer.json ? 10_000 : 100))
        try answer.write(
            [
                "independencies": .array(
                    statements.map { statement in
                        [
                            "x": .string(graph.name(of: statement.x)), "y": .string(graph.name(of: statement.y)),
                            "given": .array(graph.sortedNames(statement.given).map { .string($0) }),
                        ]
                    }), "complete": .bool(isComplete),
            ],
            text(graph, statements, isComplete))
    }

    private func text(_ graph: CausalGraph, _ statements: [ImpliedIndependence], _ isComplete: Bool) -> String {
        guard !statements.isEmpty else { return "The graph implies no independence among observed variables.\n" }
        var lines = ["The graph implies (⫫ independent of, | given):", ""]
        for statement in statements {
            let given = graph.sortedNames(statement.given)
            let condition = given.isEmpty ? "" : " | \(given.joined(separator: ", "))"
            lines.append("  \(graph.name(of: statement.x)) ⫫ \(graph.name(of: statement.y))\(condition)")
        }
        if !isComplete { lines += ["", "There are more; --limit lists more of them."] }
        return lines.joined(separator: "\n") + "\n"
    }
}
