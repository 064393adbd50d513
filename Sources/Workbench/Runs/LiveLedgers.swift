import CausalEngine
import Foundation
import Realization
import Refinement
import RunLedger
import Synchronization

/// Writes the attempts of the panes into ledgers. A ledger is open from its first attempt until it is let go, so that others can
/// write it while nothing is written here.
final class LiveLedgers: Sendable {
    private struct Kept {
        let run: Run
        /// The ledger while it is open.
        var ledger: Ledger?
        /// How many skeletons are being written into it.
        var writers = 0
    }

    private let network: Network
    private let identity: RealizerIdentity
    private let settings: RefinementSettings
    private let recording: RunRecording?
    private let kept = Mutex<[RunKey: Kept]>([:])

    init(_ options: WorkbenchOptions) {
        network = options.network
        identity = options.realizer.identity
        settings = options.refinement
        recording = options.runs.recording
    }

    /// Begins a run in a ledger of its own, with the attempts that were made before.
    ///
    /// - Parameter earlier: the attempts on each row, in order.
    /// - Throws: ``LedgerError`` where no ledger can be made, or what drawing the skeletons throws.
    func begin(_ world: World, count: Int, earlier: [Int: [Attempt]]) async throws -> RunKey {
        guard let recording else { throw WorkbenchError.noService("live runs are not recorded here") }
        let run = try Run(
            network: network, seed: world.seed, count: count, interventions: world.interventions,
            realizer: identity,
            realizerParameters: recording.realizerParameters, settings: settings,
            softwareVersion: recording.softwareVersion)
        let name = Ledger.freshName(network: network.name, seed: world.seed, in: recording.folder)
        let ledger = try Ledger.create(recording.folder.map { "\($0)/\(name)" } ?? name)
        try ledger.begin(run, in: network)
        let attempts = earlier.sorted { $0.key < $1.key }.flatMap { row, attempts in
            attempts.map { (row, $0) }
        }
        if !attempts.isEmpty { try await ledger.record(attempts, of: run, in: network) }
        let key = RunKey(ledger: ledger.path, run: run.id)
        kept.withLock { $0[key] = Kept(run: run, ledger: ledger) }
        return key
    }

    /// Records an attempt on a row; it is on disk when this returns.
    ///
    /// - Throws: ``LedgerError`` when the ledger cannot be written, or somebody else went on with the run.
    func record(_ attempt: Attempt, on row: Int, in key: RunKey) async throws(LedgerError) {
        guard let (ledger, run) = try open(key) else { return }
        defer { kept.withLock { $0[key]?.writers -= 1 } }
        try await ledger.record(attempt, on: row, of: run, in: network)
    }

    /// The ledger, opened again where it was let go, with one writer more.
    private func open(_ key: RunKey) throws(LedgerError) -> (Ledger, Run)? {
        try kept.withLock { all throws(LedgerError) in
            guard var one = all[key] else { return nil }
            let ledger: Ledger
            if let open = one.ledger { ledger = open } else { ledger = try Ledger.open(key.ledger) }
            one.ledger = ledger
            one.writers += 1
            all[key] = one
            return (ledger, one.run)
        }
    }

    /// Closes the ledger unless something is being written into it.
    func letGo(_ key: RunKey) {
        let idle = kept.withLock { all -> Ledger? in
            guard let one = all[key], one.writers == 0 else { return nil }
            all[key]?.ledger = nil
            return one.ledger
        }
        try? idle?.close()
    }

    /// Closes every ledger at the end of a session; attempts in flight are not recorded any more.
    func closeAll() {
        let open = kept.withLock { all in
            defer { all = [:] }
            return all.values.compactMap(\.ledger)
        }
        for ledger in open { try? ledger.close() }
    }
}
