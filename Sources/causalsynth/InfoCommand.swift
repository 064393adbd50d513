import ArgumentParser
import CausalEngine

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "What a network is: variables, size, how hard it is, and what looks odd.",
        discussion: """
            The treewidth is that of the best order of elimination found; exact inference needs tables of the stated size for \
            it. Warnings are things that may be meant: rows that leave nothing to chance, states that never occur, parents \
            that make no difference, names that are nearly the same, continuous variables that leave their range.
            """)

    @Argument(
        help: ArgumentHelp("A model file or the name of a built-in sample; - reads standard input.", valueName: "net"))
    var network: String

    @Option(help: ArgumentHelp("The format of the file, whatever its ending.", valueName: "format"))
    var from: ModelFormat?

    @Option(help: "A file of wording that overrides the network's own.")
    var profile: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func run() throws {
        let report = InfoReport(try ModelInput.load(network, from: from, profile: profile))
        let file = try OutputFile(path: output)
        try file.write(json: json, report.json, report.text)
        try file.finish()
    }
}
