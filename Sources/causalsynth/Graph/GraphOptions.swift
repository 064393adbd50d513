import ArgumentParser
import CausalEngine

/// The graph that a command reasons on.
struct GraphOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A model file, DAGitty text, DOT, or the name of a built-in sample; - reads standard input.",
            valueName: "net"))
    var network: String

    @Option(
        help: ArgumentHelp(
            "The format, whatever the ending; standard input needs it: \(Self.formats).", valueName: "format"))
    var from: ModelFormat?

    private static let formats = ModelFormat.all.map(\.name).joined(separator: ", ")

    func load() throws -> GraphSource { try ModelInput.load(network, from: from) }
}

/// How an answer on a graph is written.
struct GraphAnswerOptions: ParsableArguments {
    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    /// Writes the answer as an object or as text.
    func write(_ object: @autoclosure () -> JSONValue, _ text: @autoclosure () -> String) throws {
        let file = try OutputFile(path: output)
        try file.write(json: json, object(), text())
        try file.finish()
    }
}
