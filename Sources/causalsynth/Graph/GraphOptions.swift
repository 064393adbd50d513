import ArgumentParser
import CausalEngine
import Foundation

/// The graph that a command reasons on.
struct GraphOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A model file, DAGitty text, DOT, or the name of a built-in sample; - reads standard input.",
            valueName: "net"))
    var network: String

    @Option(help: "The format of standard input: \(GraphInputFormat.names.joined(separator: ", ")).")
    var from: GraphInputFormat?

    func load() throws -> GraphSource {
        guard network == "-" else { return try GraphSource.load(network) }
        guard let from else {
            throw ValidationError("Standard input has no ending that tells its format: add --from FORMAT.")
        }
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure(.badData, "standard input is not UTF-8 text.")
        }
        let file = NetworkSource.File(name: "standard input", text: text)
        switch from {
        case .graph(let format): return try GraphSource.parse(file, as: format)
        case .network(let format): return try GraphSource.parse(NetworkSource(model: file, format: format))
        }
    }
}

/// A format that holds a graph, alone or with its parameters.
enum GraphInputFormat: ExpressibleByArgument {
    case graph(GraphFormat)
    case network(NetworkFormat)

    static var names: [String] { NetworkFormat.allCases.map(\.rawValue) + GraphFormat.allCases.map(\.rawValue) }

    init?(argument: String) {
        if let format = GraphFormat(rawValue: argument) {
            self = .graph(format)
        } else if let format = NetworkFormat(rawValue: argument) {
            self = .network(format)
        } else {
            return nil
        }
    }
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
        try file.write(json ? object().text + "\n" : Printable.text(text()))
        try file.finish()
    }
}
