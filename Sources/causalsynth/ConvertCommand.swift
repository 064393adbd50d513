import ArgumentParser
import CausalEngine

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a network in another format, and say what that format cannot hold.",
        discussion: """
            Reads \(ModelFormat.all.map(\.name).joined(separator: ", ")); writes \
            \(ModelFormat.all.filter(\.isWritable).map(\.name).joined(separator: ", ")). The endings of the files tell \
            the formats unless --from and --to do.

            Probabilities keep every bit. What the target cannot hold (wording, titles, noise conventions, names \
            that it cannot spell, …) is listed on standard error; a model that it cannot hold at all, such as one with \
            continuous variables in a format of tables, is refused with the reason.
            """)

    @Argument(
        help: ArgumentHelp("A model file or the name of a built-in sample; - reads standard input.", valueName: "in"))
    var input: String

    @Argument(help: ArgumentHelp("The file to write; - writes to standard output, with --to.", valueName: "out"))
    var target: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, instead of <out>.", valueName: "path"))
    var output: String?

    @Option(help: ArgumentHelp("The format of the input, whatever its ending.", valueName: "format"))
    var from: ModelFormat?

    @Option(help: ArgumentHelp("The format of the output, whatever its ending.", valueName: "format"))
    var to: ModelFormat?

    @Option(help: "A file of wording that overrides the network's own.")
    var profile: String?

    func validate() throws {
        guard target == nil || output == nil else { throw ValidationError("Give the output once: <out> or -o.") }
        _ = try format()
    }

    func run() throws {
        let source = try ModelInput.load(input, from: from, profile: profile)
        let conversion = try source.converted(to: format(), fileName: path)
        let file = try OutputFile(path: path)
        try file.write(conversion.text)
        try file.finish()
        let report = Self.report(conversion.losses, of: source.name, in: path ?? "standard output")
        StandardError.write(Printable.text(report))
        for assumption in source.network?.remarks.assumptions ?? [] {
            StandardError.write("causalsynth: \(Printable.text(assumption))\n")
        }
    }

    /// The path of a file to write; `nil` for standard output.
    private var path: String? {
        let path = target ?? output
        return path == "-" ? nil : path
    }

    private func format() throws -> ModelFormat {
        if let to { return to }
        guard let path else {
            throw ValidationError("Standard output has no ending that tells its format: add --to FORMAT.")
        }
        guard let format = ModelFormat(fileName: path) else {
            let known = ModelFormat.all.filter(\.isWritable).flatMap(\.endings).joined(separator: ", ")
            throw ValidationError("The ending of \(path) is none of the known ones (\(known)): add --to FORMAT.")
        }
        return format
    }

    /// What was lost, a line a thing; empty when nothing was.
    static func report(_ losses: [ConversionLoss], of name: String, in file: String) -> String {
        guard !losses.isEmpty else { return "" }
        let width = losses.map(\.kind.title.count).max() ?? 0
        let lines = losses.map { loss in
            let title = loss.kind.title
            return "  \(title)\(String(repeating: " ", count: width - title.count))  \(loss.text)"
        }
        return "causalsynth: \(file) cannot hold all of \(name). Lost:\n" + lines.joined(separator: "\n") + "\n"
    }
}
