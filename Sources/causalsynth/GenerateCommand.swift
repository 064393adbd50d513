import ArgumentParser
import CausalEngine
import Evaluation
import Foundation
import Realization
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

            With --realizer batch the skeletons are recorded, and nothing is written yet (exit 75): `batch export` and `batch \
            import` go on from there. With --realizer transcript a recorded run is made again, offline.
            """)

    @OptionGroup var network: NetworkOptions

    @Option(name: .short, help: ArgumentHelp("How many skeletons.", valueName: "count"))
    var n: Int = 100

    @Option(help: "The seed of skeletons and of whatever is drawn about them.")
    var seed: UInt64 = 0

    @OptionGroup var interventions: InterventionOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            Give each unit a counterfactual twin, with the same noise, in which this is set besides; its text is the unit's, \
            edited where something changes. May be repeated.
            """, valueName: "assignment"))
    var counterfactualDo: [String] = []

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
        warnOfUnreadPhrases(in: network)
        if writer.realizer == .batch { return try beginRounds(network) }
        let (realizer, parameters) = try await writer.make(for: network, concurrency: watching.concurrency)
        let run = try Run(
            network: network, seed: seed, count: n, interventions: interventions.resolve(in: network.scm),
            counterfactual: counterfactual(in: network.scm), realizer: realizer.identity,
            realizerParameters: parameters, settings: refinement.settings(forRealizer: realizer.identity.kind),
            softwareVersion: CausalSynth.version)
        if let transcript = realizer as? TranscriptRealizer {
            // What is not in the recording shows before anything is written.
            for unit in try run.drawSkeletons(in: network) {
                try transcript.check(unit.skeleton, isCounterfactual: unit.counterfactualOf != nil)
            }
        }
        try await RunSession(
            ledger: try begin(run, network), run: run, network: network, realizer: realizer, options: watching
        ).refine()
    }

    /// Tells of wording that cannot be realized, since the figures alone would lay it at the writer's door.
    private func warnOfUnreadPhrases(in network: Network) {
        guard network.profile.hasOwnWording else { return }
        let unread = UnreadPhrase.all(in: network, mode: refinement.mode.verification)
        guard let first = unread.first else { return }
        StandardError.write(
            "causalsynth: \(unread.count) of the wording's phrases are not read back as what they say, such as "
                + "“\(first.sentence)” for \(network.variables[first.variable].name)=\(first.value); `causalsynth info` lists "
                + "them.\n")
    }

    /// What the twins are set to; `nil` without twins.
    private func counterfactual(in scm: SCM) throws -> [Int: Intervention]? {
        counterfactualDo.isEmpty ? nil : try Assignments.interventions(counterfactualDo, in: scm)
    }

    /// Records the skeletons of a run that goes in batch rounds.
    private func beginRounds(_ network: Network) throws {
        guard counterfactualDo.isEmpty else {
            throw Failure(
                .usage, "a twin's text is an edit of its unit's, made in several requests; batch rounds have no twins.")
        }
        let (identity, parameters) = try writer.batch()
        let settings = refinement.settings(forRealizer: identity.kind)
        guard settings.strategy.goesInRounds else {
            throw Failure(
                .usage,
                "the strategy \(settings.strategy.name) asks several times for one draft, and a batch round asks "
                    + "once; use another.")
        }
        let run = try Run(
            network: network, seed: seed, count: n, interventions: interventions.resolve(in: network.scm),
            realizer: identity, realizerParameters: parameters, settings: settings,
            softwareVersion: CausalSynth.version)
        let ledger = try begin(run, network)
        let summary = try RunSummary(of: run, in: ledger)
        try ledger.close()
        print(watching.json ? summary.json.text : Page.text(summary.text))
        throw Failure(
            .stoppedEarly,
            "nothing is written yet; `causalsynth batch export \(ledger.path) -o FILE` writes the first round.")
    }

    /// Begins a run in the ledger that is named, or in a new one.
    private func begin(_ run: Run, _ network: Network) throws -> Ledger {
        let path = ledger ?? Ledger.freshName(network: network.name, seed: seed)
        let file =
            try FileManager.default.fileExists(atPath: path) ? Ledger.open(path) : Ledger.create(path)
        StandardError.write("ledger \(path), run \(run.id)\n")
        try file.begin(run, in: network)
        return file
    }
}
