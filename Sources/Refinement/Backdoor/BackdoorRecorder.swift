import CausalEngine
import Realization
import RunLedger
import Synchronization

/// Records the streams of a Semantic Backdoor experiment in a ledger, each as a run of its own.
///
/// A run that the ledger holds already goes on from where it stands. The runs can be resumed, inspected, exported and
/// evaluated like any other.
public final class BackdoorRecorder: Sendable {
    private let ledger: Ledger
    private let network: Network
    private let settings: BackdoorExperiment.Settings
    private let realizer: RealizerIdentity
    private let parameters: String
    private let softwareVersion: String
    private let begun = Mutex<[BackdoorStream: Run]>([:])

    /// A recorder of an experiment with these settings.
    ///
    /// - Parameters:
    ///   - ledger: the ledger, open for writing.
    ///   - network: the network, read from texts.
    ///   - settings: the settings of the experiment.
    ///   - realizer: who writes.
    ///   - parameters: what the realizer has to be made with again, as one line of JSON without secrets.
    ///   - softwareVersion: the version of the program.
    public init(
        ledger: Ledger, network: Network, settings: BackdoorExperiment.Settings, realizer: RealizerIdentity,
        parameters: String, softwareVersion: String
    ) {
        self.ledger = ledger
        self.network = network
        self.settings = settings
        self.realizer = realizer
        self.parameters = parameters
        self.softwareVersion = softwareVersion
    }

    /// The runs that were begun, by stream.
    public var runs: [BackdoorStream: Run] { begun.withLock { $0 } }

    /// Begins the run of a stream, or finds it in the ledger.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` from drawing the skeletons.
    func begin(_ stream: BackdoorStream, count: Int) throws {
        let run = try Run(
            network: network, seed: settings.seed, count: count, realizer: realizer, realizerParameters: parameters,
            settings: settings.refinement(of: stream), softwareVersion: softwareVersion)
        if try !ledger.runs().contains(where: { $0.id == run.id }) { try ledger.begin(run, in: network) }
        begun.withLock { $0[stream] = run }
    }

    /// The attempts on a skeleton that the ledger holds for a stream.
    func attempts(in stream: BackdoorStream, on position: Int) throws -> [Attempt] {
        guard let run = runs[stream] else { return [] }
        return try ledger.attempts(on: position, of: run, in: network)
    }

    /// Records an attempt; it is on disk when this returns.
    func record(_ attempt: Attempt, in stream: BackdoorStream, on position: Int) async throws {
        guard let run = runs[stream] else { return }
        try await ledger.record(attempt, on: position, of: run, in: network)
    }
}
