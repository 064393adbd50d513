import ArgumentParser
import CausalEngine
import Foundation
import Refinement
import RunLedger
import Verification

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Word skeletons, read the texts back, and refine them into a ledger.",
        discussion: """
            Without --ledger a new file NET-SEED.ledger is made in this folder. Every attempt is in the ledger before the \
            next begins; `resume` continues an interrupted run. Ctrl-C once finishes the attempts in flight (exit 75), \
            twice stops at once (130).

            With --realizer chat a language model writes, on any server that speaks OpenAI's chat completions: llama.cpp's, \
            Ollama, vLLM, or a hosted one. Its key comes from OPENAI_API_KEY or --api-key-fd, and is kept nowhere. `doctor` tells \
            what is wrong with a server.
            """)

    @OptionGroup var network: NetworkOptions

    @Option(name: .short, help: ArgumentHelp("How many skeletons.", valueName: "count"))
    var n: Int = 100

    @Option(help: "The seed of skeletons and of whatever is drawn about them.")
    var seed: UInt64 = 0

    @OptionGroup var interventions: InterventionOptions
    @OptionGroup var writer: RealizerOptions
    @OptionGroup var refinement: RefinementOptions
    @OptionGroup var watching: RunOptions

    @Option(help: ArgumentHelp("The ledger to write; one that exists gets another run.", valueName: "file"))
    var ledger: String?

    func validate() throws {
        guard n >= 0 else { throw ValidationError("-n takes a whole number from 0.") }
    }

    func run() async throws {
        let network = try network.load()
        let (realizer, parameters) = try await writer.make(for: network, concurrency: watching.concurrency)
        let run = try Run(
            network: network, seed: seed, count: n, interventions: interventions.resolve(in: network.scm),
            realizer: realizer.identity, realizerParameters: parameters,
            settings: refinement.settings(forRealizer: realizer.identity.kind),
            softwareVersion: CausalSynth.version)
        let path = ledger ?? Self.freshPath(network: network.name, seed: seed)
        let file = try FileManager.default.fileExists(atPath: path) ? Ledger.open(path) : Ledger.create(path)
        StandardError.write("ledger \(path), run \(run.id)\n")
        try file.begin(run, in: network)
        try await RunSession(
            ledger: file, run: run, network: network, realizer: realizer, options: watching
        ).refine()
    }

    /// The first of `asia-1.ledger`, `asia-1.2.ledger`, … that is not there yet.
    private static func freshPath(network: String, seed: UInt64) -> String {
        let stem = "\(network.map { $0 == "/" ? "_" : $0 }.map(String.init).joined())-\(seed)"
        var path = stem + ".ledger"
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = "\(stem).\(number).ledger"
            number += 1
        }
        return path
    }
}
