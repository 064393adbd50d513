import ArgumentParser
import CausalEngine
import Foundation
import Realization
import Refinement
import RunLedger

/// Who words the skeletons.
struct RealizerOptions: ParsableArguments {
    /// The realizers of this version.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case template, simulated, chat, transcript, batch
    }

    @Option(
        help: """
            Who writes: template (plain sentences), simulated (a stochastic writer with dials, no language model), chat (a \
            language model on a server), transcript (a recording of such a run) or batch (a language model in rounds: see \
            `batch`).
            """
    )
    var realizer: Kind = .simulated

    @Option(help: "simulated: how strongly the modelled prior overrides facts that conflict with it, from 0.")
    var priorStrength: Double?

    @Option(help: "simulated: the probability with which a fact is left out.")
    var omissionRate: Double?

    @Option(help: "simulated: the probability with which a correction is followed.")
    var complianceRate: Double?

    @Option(help: "simulated: the probability with which a correction damages another fact.")
    var overcorrectionRate: Double?

    @Option(
        help: ArgumentHelp(
            "transcript: a ledger, or the JSON lines that `export` writes, or the name of one that comes with the program.",
            valueName: "file"))
    var transcript: String?

    @OptionGroup var model: ChatModelOptions
    @OptionGroup var server: ChatServerOptions

    /// Whether any of it was given.
    var isGiven: Bool {
        realizer != .simulated || dials.contains { $0 != nil } || model.isGiven || server.isGiven
    }

    private var dials: [Double?] { [priorStrength, omissionRate, complianceRate, overcorrectionRate] }

    /// The dials of a simulated writer.
    var settings: SimulatedSettings {
        var settings = SimulatedSettings()
        if let priorStrength { settings.priorStrength = priorStrength }
        if let omissionRate { settings.omissionRate = omissionRate }
        if let complianceRate { settings.complianceRate = complianceRate }
        if let overcorrectionRate { settings.overcorrectionRate = overcorrectionRate }
        return settings
    }

    func validate() throws {
        do {
            try settings.validate()
        } catch {
            throw ValidationError(error.description)
        }
        if realizer != .simulated, dials.contains(where: { $0 != nil }) {
            throw ValidationError("The dials belong to --realizer simulated.")
        }
        if realizer != .chat, server.isGiven || (realizer != .batch && model.isGiven) {
            throw ValidationError("A server and its model belong to --realizer chat.")
        }
        if (realizer == .transcript) != (transcript != nil) {
            throw ValidationError("--realizer transcript and --transcript FILE belong together.")
        }
    }

    /// The realizer, and what it has to be made with again.
    ///
    /// - Parameters:
    ///   - concurrency: the most drafts in flight.
    ///   - checksServer: whether a server is asked at once whether it has the model.
    func make(
        for network: Network, concurrency: Int, checksServer: Bool = true
    ) async throws -> (realizer: any Realizer, parameters: String) {
        switch realizer {
        case .template: return (TemplateRealizer(), "{}")
        case .simulated:
            return (SimulatedRealizer(network: network, settings: settings), try Self.text(of: settings))
        case .chat:
            let connection = try await ChatConnection.make(
                server, model, concurrency: concurrency, checksModel: checksServer)
            let realizer = ChatRealizer(network: network, settings: connection.settings, client: connection.client)
            return (realizer, try Self.text(of: connection.settings))
        case .transcript:
            let source = try TranscriptSource.open(transcript ?? "", for: network)
            return (source.realizer, try Self.text(of: source.reference))
        case .batch:
            throw Failure(.usage, "batch rounds are begun by `generate --realizer batch`, and nowhere else.")
        }
    }

    /// Who writes the drafts of batch rounds, and what it is asked with.
    func batch() throws -> (identity: RealizerIdentity, parameters: String) {
        guard let name = try ChatModelOptions.named(model.model) else {
            throw Failure(.usage, "--realizer batch needs the name of the model that will write: give --model.")
        }
        let settings = model.settings(baseURL: "", model: name)
        return (RealizerIdentity(kind: BatchRounds.realizer, model: name), try Self.text(of: settings))
    }

    /// A simulated writer with a schedule, and what it has to be made with again.
    static func make(
        _ schedule: AcceptanceSchedule, for network: Network
    ) throws -> (realizer: any Realizer, parameters: String) {
        (try ScheduledRealizer(network: network, schedule: schedule), try text(of: schedule))
    }

    /// The realizer that a recorded run was begun with.
    static func make(
        for run: Run, network: Network, server: ChatServerOptions, concurrency: Int
    ) throws -> any Realizer {
        switch Kind(rawValue: run.writer.kind) {
        case .template: return TemplateRealizer()
        case .simulated:
            if let schedule: AcceptanceSchedule = try? parameters(of: run) {
                return try ScheduledRealizer(network: network, schedule: schedule)
            }
            return SimulatedRealizer(network: network, settings: try parameters(of: run))
        case .chat:
            let connection = try ChatConnection.make(again: parameters(of: run), server, concurrency: concurrency)
            return ChatRealizer(network: network, settings: connection.settings, client: connection.client)
        case .transcript:
            let reference: TranscriptSource.Reference = try parameters(of: run)
            return try TranscriptSource.open(again: reference, for: network).realizer
        case .batch:
            throw Failure(
                .usage,
                "the run \(run.id) goes in rounds: `causalsynth batch export` writes the next one, `batch import` takes its "
                    + "results.")
        case nil:
            throw Failure(
                .badData, "the run \(run.id) was written by “\(run.writer.kind)”, which this version does not have.")
        }
    }

    private static func text(of parameters: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(parameters), as: UTF8.self)
    }

    static func parameters<Parameters: Decodable>(of run: Run) throws -> Parameters {
        do {
            return try JSONDecoder().decode(Parameters.self, from: Data(run.writer.parameters.utf8))
        } catch {
            throw Failure(
                .badData,
                "the parameters of the run \(run.id) are not known to this program: \(run.writer.parameters); use the "
                    + "version that began it.")
        }
    }
}
