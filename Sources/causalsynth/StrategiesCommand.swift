import ArgumentParser
import CausalEngine
import Evaluation
import Foundation
import Realization
import Refinement
import RunLedger

struct StrategiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strategies", abstract: "Compare refinement strategies on the same skeletons.",
        discussion: """
            Each strategy words the same skeletons, in a run of its own in one ledger. For each it tells how often skeletons are \
            realized, at once and at all, what an accepted text costs, and how much the texts differ. Run again with the \
            same ledger after an interruption, it goes on where it left off. Without --ledger that is NET-strategies-SEED.ledger \
            in this folder.
            """)

    @OptionGroup var network: NetworkOptions

    @Option(name: .short, help: ArgumentHelp("How many skeletons.", valueName: "count"))
    var n: Int = 60

    @Option(help: "The seed of skeletons and of whatever is drawn about them.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("The strategies, separated by commas; all of them else.", valueName: "list"))
    var strategies: String?

    @OptionGroup var writer: RealizerOptions

    @Option(help: "The most drafts after the first one.")
    var maxIterations: Int = 5

    @OptionGroup var mode: VerificationOptions
    @OptionGroup var watching: RunOptions

    @Option(help: ArgumentHelp("The ledger to write, or to go on with.", valueName: "file"))
    var ledger: String?

    func validate() throws {
        guard n >= 0 else { throw ValidationError("-n takes a whole number from 0.") }
        guard maxIterations >= 0 else { throw ValidationError("--max-iterations takes a whole number from 0.") }
        _ = try chosen()
    }

    func run() async throws {
        let network = try network.load()
        let (realizer, parameters) = try await writer.make(for: network, concurrency: watching.concurrency)
        let path = ledger ?? "\(network.name.replacing("/", with: "_"))-strategies-\(seed).ledger"
        let file = try FileManager.default.fileExists(atPath: path) ? Ledger.open(path) : Ledger.create(path)
        let known = try file.runs()
        var figures: [StrategyFigures] = []
        for strategy in try chosen() {
            let settings = RefinementSettings(
                maxIterations: maxIterations, verification: mode.verification, strategy: strategy)
            let run = try Run(
                network: network, seed: seed, count: n, realizer: realizer.identity, realizerParameters: parameters,
                settings: settings, softwareVersion: CausalSynth.version)
            if !known.contains(where: { $0.id == run.id }) { try file.begin(run, in: network) }
            StandardError.write("\(strategy.name): ledger \(path), run \(run.id)\n")
            let session = RunSession(ledger: file, run: run, network: network, realizer: realizer, options: watching)
            try await session.work(goingOn: "the same command")
            figures.append(try StrategyFigures(strategy: strategy.name, run: run, in: file))
        }
        try file.close()
        print(
            watching.json
                ? json(figures, of: network, by: realizer.identity, ledger: path).text
                : Page.text(StrategyFigures.table(figures)))
    }

    /// The strategies that are asked for, in their order.
    private func chosen() throws -> [RefinementStrategy] {
        guard let strategies else { return RefinementStrategy.all }
        return try strategies.split(separator: ",").map { name in
            let name = name.trimmingCharacters(in: .whitespaces)
            guard let strategy = RefinementStrategy(name: name) else {
                let all = RefinementStrategy.all.map(\.name).joined(separator: ", ")
                throw ValidationError("“\(name)” is no strategy. There are: \(all).")
            }
            return strategy
        }
    }

    private func json(
        _ figures: [StrategyFigures], of network: Network, by realizer: RealizerIdentity, ledger: String
    ) -> JSONValue {
        [
            "network": .string(network.name), "seed": .unsigned(seed), "skeletons": .integer(n),
            "ledger": .string(ledger),
            "realizer": ["kind": .string(realizer.kind), "model": JSONValue(realizer.model)],
            "maxIterations": .integer(maxIterations), "verification": .string(mode.verification.rawValue),
            "interval": "wilson95", "softwareVersion": .string(CausalSynth.version),
            "strategies": .array(figures.map(\.json)),
        ]
    }
}
