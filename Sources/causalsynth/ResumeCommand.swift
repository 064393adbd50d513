import ArgumentParser
import CausalEngine
import Refinement
import RunLedger

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Continue an interrupted run.",
        discussion: "A run that is complete is left as it is, and its summary printed.")

    @OptionGroup var target: LedgerOptions
    @OptionGroup var watching: RunOptions

    func run() async throws {
        let ledger = try Ledger.open(target.ledger)
        let run = try ledger.run(target.run)
        let network = try run.network()
        try await RunSession(
            ledger: ledger, run: run, network: network, realizer: try RealizerOptions.make(for: run, network: network),
            concurrency: watching.concurrency, progress: watching.progress, printsJSON: watching.json
        ).refine()
    }
}

/// A ledger, and which of its runs is meant.
struct LedgerOptions: ParsableArguments {
    @Argument(help: "The ledger.")
    var ledger: String

    @Option(help: "The run; needed where the ledger holds several.")
    var run: String?
}
