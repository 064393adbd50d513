import ArgumentParser

struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Reason on the graph: separation, adjustment, identification.",
        discussion: """
            The graph is that of a model, or of a file of DAGitty text or DOT. Bidirected edges (<->) stand for unobserved common \
            causes; latent variables are never adjusted for.
            """,
        subcommands: [
            GraphSeparationCommand.self, GraphBlanketCommand.self, GraphAncestorsCommand.self,
            GraphDescendantsCommand.self, GraphAdjustCommand.self, GraphInstrumentsCommand.self,
            GraphFrontDoorCommand.self, GraphIndependenciesCommand.self, GraphIdentifyCommand.self,
        ])
}
