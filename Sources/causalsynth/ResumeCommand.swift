import ArgumentParser
import CausalEngine
import Refinement
import RunLedger

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Continue an interrupted run.",
        discussion: """
            A run that is complete is left as it is, and its summary printed. A run of a language model goes on with the \
            server and the settings it was begun with; --base-url names another server that has the same model.
            """)

    @OptionGroup var target: LedgerOptions
    @OptionGroup var server: ChatServerOptions
    @OptionGroup var watching: RunOptions

    func run() async throws {
        let ledger = try Ledger.open(target.ledger)
        let run = try ledger.run(target.run)
        let network = try run.network()
        let realizer = try RealizerOptions.make(
            for: run, network: network, server: server, concurrency: watching.concurrency)
        try await RunSession(ledger: ledger, run: run, network: network, realizer: realizer, options: watching).refine()
    }
}

/// A ledger, and which of its runs is meant.
struct LedgerOptions: ParsableArguments {
    @Argument(help: "The ledger.")
    var ledger: String

    @Option(help: "The run; needed where the ledger holds several.")
    var run: String?
}
