import ArgumentParser
import CausalEngine
import Evaluation
import Realization
import Refinement
import RunLedger

struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Refine a run in rounds that another program carries out.",
        discussion: """
            `generate --realizer batch` records the skeletons. Then, until nothing is open any more: `batch export` writes the \
            next attempt of every open skeleton as OpenAI batch lines, any program that runs such files does so (`vllm \
            run-batch`, a hosted batch service), and `batch import` takes its results.
            """,
        subcommands: [Export.self, Import.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the next attempt of every open skeleton.",
            discussion: "The ledger stays as it is; exporting twice gives the same bytes. Nothing open: an empty file.")

        @OptionGroup var target: LedgerOptions

        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
        var output: String?

        func run() throws {
            let ledger = try Ledger.read(target.ledger)
            let file = try OutputFile(path: output)
            let count = try BatchRounds.of(ledger.run(target.run), in: ledger).export { try file.write($0.text + "\n") }
            try file.finish()
            try ledger.close()
            StandardError.write(count == 0 ? "nothing is open\n" : "\(count) drafts to be written\n")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the results of a round: all of them, or nothing.",
            discussion: """
                Results may come in any order, partly, or twice; importing twice changes nothing. A broken line, or one that was \
                not asked for, refuses the file (65). An error is an attempt with its reason, but for lines that a service let \
                expire or cancelled: those stay open.
                """)

        @OptionGroup var target: LedgerOptions
        @OptionGroup var results: LineInput

        @Flag(help: "Print the summary as a JSON object.")
        var json = false

        func run() async throws {
            let ledger = try Ledger.open(target.ledger)
            let run = try ledger.run(target.run)
            let lines = try results.contents().text.split(omittingEmptySubsequences: false) {
                $0 == "\n" || $0 == "\r\n"
            }
            let intake = try await BatchRounds.of(run, in: ledger).take(lines.map(String.init))
            let summary = try RunSummary(of: run, in: ledger)
            try ledger.close()
            StandardError.write(Self.words(intake, open: summary.open))
            print(json ? summary.json.text : Page.text(summary.text))
        }

        private static func words(_ intake: BatchIntake, open: Int) -> String {
            let others = [
                (intake.failed, "of them failures"), (intake.known, "known before"), (intake.repeated, "repeated"),
                (intake.omitted, "never carried out"),
            ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
            return "\(intake.recorded) attempts recorded\(others); \(open) skeletons open\n"
        }
    }
}

extension BatchRounds {
    /// The rounds of a recorded run.
    fileprivate static func of(_ run: Run, in ledger: Ledger) throws -> BatchRounds {
        guard run.writer.kind == realizer else {
            throw RefinementError.notInRounds(run: run.id, realizer: run.writer.kind)
        }
        let settings: ChatSettings = try RealizerOptions.parameters(of: run)
        return try BatchRounds(ledger: ledger, run: run, network: try run.network(), settings: settings)
    }
}
