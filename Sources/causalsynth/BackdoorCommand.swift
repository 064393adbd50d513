import ArgumentParser
import CausalEngine
import Evaluation
import Foundation
import Realization
import Refinement
import RunLedger
import Synchronization

struct BackdoorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backdoor",
        abstract: "The Semantic Backdoor: rejection, blind retry and refinement on the same skeletons.",
        discussion: """
            A writer's own prior gets surprising facts wrong more often, so throwing wrong texts away throws surprising \
            skeletons away. The same skeletons go through one-shot rejection, blind retry and targeted refinement, with the \
            same first drafts and the same budget of attempts; what each did to the distribution is measured, and whether the \
            conditions under which refinement never does harm held.

            --preset needs no network: \(BackdoorPreset.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: " ")) \
            With --ledger every attempt is recorded, and the same command goes on after an interrupt.
            """)

    @Argument(
        help: ArgumentHelp(
            "A model file or the name of a built-in sample; - reads standard input. Not with --preset.",
            valueName: "net"))
    var network: String?

    @OptionGroup var reading: NetworkReading

    @Option(
        name: .short,
        help: ArgumentHelp("How many skeletons (default: 500; 10000 with --preset).", valueName: "count"))
    var n: Int?

    @Option(help: "The seed of skeletons and of whatever is drawn about them.")
    var seed: UInt64 = 0

    @Option(
        help:
            "A simulated experiment of known outcome: \(BackdoorPreset.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var preset: BackdoorPreset?

    @OptionGroup var writer: RealizerOptions

    @Option(
        help: "The most drafts after the first one, in blind retry and in refinement (default: 5; 1 with --preset).")
    var maxIterations: Int?

    @OptionGroup var mode: VerificationOptions

    @Option(help: "How many skeletons are worked on at the same time.")
    var concurrency: Int = 4

    @Option(help: "auto (a bar on a terminal, lines else), plain, json or none.")
    var progress: ProgressStyle = .auto

    @Option(help: ArgumentHelp("Record the streams here, each as a run; one that exists goes on.", valueName: "file"))
    var ledger: String?

    @Flag(help: "Print the figures as a JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func validate() throws {
        guard n ?? 1 > 0 else { throw ValidationError("-n takes a whole number above 0.") }
        guard concurrency > 0 else { throw ValidationError("--concurrency takes a whole number above 0.") }
        if let maxIterations, maxIterations < 0 {
            throw ValidationError("--max-iterations takes a whole number from 0.")
        }
        guard (network == nil) == (preset != nil) else {
            throw ValidationError("Give a network, or --preset, which brings its own.")
        }
        if preset != nil, writer.isGiven {
            throw ValidationError("A preset brings its own simulated writer: leave the realizer and its dials out.")
        }
    }

    func run() async throws {
        let network = try preset?.network() ?? reading.load(self.network ?? "")
        let (realizer, parameters) = try await realizer(for: network)
        let settings = BackdoorExperiment.Settings(
            count: n ?? (preset == nil ? 500 : 10_000), seed: seed,
            maxIterations: maxIterations ?? preset?.maxIterations ?? 5,
            verification: mode.verification)
        let file = try ledger.map { path in
            try FileManager.default.fileExists(atPath: path) ? Ledger.open(path) : Ledger.create(path)
        }
        let recorder = file.map {
            BackdoorRecorder(
                ledger: $0, network: network, settings: settings, realizer: realizer.identity, parameters: parameters,
                softwareVersion: CausalSynth.version)
        }
        let experiment = BackdoorExperiment(
            network: network, realizer: realizer, settings: settings, recorder: recorder, concurrency: concurrency)
        let meters: BackdoorReport.Meters
        do {
            meters = try await watch(experiment, network)
        } catch {
            try file?.close()
            throw error
        }
        let report = try report(meters, network, realizer, settings)
        try write(report, runs: recorder?.runs ?? [:])
        try file?.close()
    }

    private func realizer(for network: Network) async throws -> (any Realizer, parameters: String) {
        guard let preset else { return try await writer.make(for: network, concurrency: concurrency) }
        return try RealizerOptions.make(preset.schedule, for: network)
    }

    /// Runs the experiment. Ctrl-C once finishes the attempts in flight, twice stops at once.
    private func watch(_ experiment: BackdoorExperiment, _ network: Network) async throws -> BackdoorReport.Meters {
        let board = Mutex(BackdoorReport.Meters(network: network))
        let bar = RunProgress(style: progress)
        let count = experiment.settings.count
        let task = Task {
            try await experiment.run { event in
                switch event {
                case .began(let skeletons, _):
                    bar.report(.began(skeletons: BackdoorStream.paired.count * skeletons, ended: 0, accepted: 0))
                case .extended(_, let skeletons):
                    bar.report(.began(skeletons: skeletons + count, ended: 0, accepted: 0))
                case .attempted(_, let position, let attempt):
                    bar.report(.attempted(position: position, attempt))
                case .ended(let stream, let position, let outcome):
                    board.withLock { $0.add(outcome, in: stream) }
                    bar.report(.ended(position: position, outcome))
                case .finished(let end): bar.report(.finished(end))
                case .attempting, .text, .restarted: break
                }
            }
        }
        let isRecorded = ledger != nil
        let signals = InterruptWatch { count in
            guard count == 1, isRecorded else { return task.cancel() }
            experiment.stop()
            StandardError.write("\nfinishing the attempts in flight; interrupt again to stop at once\n")
        }
        defer { signals.stop() }
        let goesOn = isRecorded ? "\nWhat was done is kept; the same command goes on." : ""
        do {
            guard try await task.value == .completed else {
                throw Failure(.stoppedEarly, "stopped early; the same command goes on.")
            }
        } catch let failure as ChatFailure {
            throw Failure(.unavailable, "\(failure)\(goesOn)")
        }
        return board.withLock { $0 }
    }

    private func report(
        _ meters: BackdoorReport.Meters, _ network: Network, _ realizer: any Realizer,
        _ settings: BackdoorExperiment.Settings
    ) throws -> BackdoorReport {
        let known = realizer as? any KnownAcceptance
        let provenance = Provenance(
            command: CommandLine.text, softwareVersion: CausalSynth.version, network: network.name, seed: seed,
            realizer: realizer.identity.kind, model: realizer.identity.model,
            verification: settings.verification.rawValue)
        return try BackdoorReport(
            meters, network: network, attemptBudget: settings.attemptBudget, provenance: provenance,
            acceptance: known.map { known in
                { values in
                    .init(retries: settings.maxIterations) { known.acceptance(of: values, corrections: $0) }
                }
            })
    }

    private func write(_ report: BackdoorReport, runs: [BackdoorStream: Run]) throws {
        let file = try OutputFile(path: output)
        try file.write(json: json, object(of: report, runs), report.text + "\n")
        try file.finish()
    }

    private func object(of report: BackdoorReport, _ runs: [BackdoorStream: Run]) -> JSONValue {
        var members = report.json.members ?? []
        let names = BackdoorStream.allCases.compactMap { stream in
            runs[stream].map { (stream.rawValue, JSONValue.string($0.id)) }
        }
        members.append(("ledger", ledger.map { .string($0) } ?? .null))
        members.append(("runs", .object(names)))
        return .object(members)
    }
}

extension BackdoorPreset: ExpressibleByArgument {}

extension BackdoorReport.Meters {
    /// Takes in how a skeleton fared in a stream.
    fileprivate mutating func add(_ outcome: RefinementOutcome, in stream: BackdoorStream) {
        switch stream {
        case .oneShot: oneShot.add(outcome.skeleton, attempts: outcome.attempts)
        case .blind: blind.add(outcome.skeleton, attempts: outcome.attempts)
        case .refined: refined.add(outcome.skeleton, attempts: outcome.attempts)
        case .rejection: rejection.add(outcome.skeleton, attempts: outcome.attempts)
        }
    }
}

extension CommandLine {
    /// The command as it was given, quoted for a shell, with the program by its name.
    static var text: String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./:,~+@%")
        let words = arguments.dropFirst().map { word in
            word.allSatisfy(plain.contains) && !word.isEmpty
                ? word : "'\(word.replacing("'", with: "'\\''"))'"
        }
        return (["causalsynth"] + words).joined(separator: " ")
    }
}
