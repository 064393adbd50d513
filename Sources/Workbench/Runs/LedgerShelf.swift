import CausalEngine
import Evaluation
import Foundation
import Refinement
import RunLedger
import Synchronization

/// Reads ledgers for the screen of runs, and goes on with their runs.
///
/// What was opened last is kept, so that stepping from record to record reads no network again.
final class LedgerShelf: Sendable {
    private struct Opened: Sendable {
        let key: RunKey
        let ledger: Ledger
        let run: Run
        let network: Network
    }

    private let services: RunServices
    private let concurrency: Int
    private let last = Mutex<Opened?>(nil)

    init(_ services: RunServices, concurrency: Int) {
        self.services = services
        self.concurrency = concurrency
    }

    // MARK: Reading

    func listing() -> RunListing {
        var listing = RunListing(entries: [])
        for path in services.ledgers { append(path, isNamed: true, to: &listing) }
        let named = Set(services.ledgers.map(Self.absolute))
        for path in files() where !named.contains(Self.absolute(path)) { append(path, isNamed: false, to: &listing) }
        return listing
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardized.path }

    /// The ledgers of the folder, by name.
    private func files() -> [String] {
        guard let folder = services.folder,
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        else { return [] }
        let isHere = Self.absolute(folder) == Self.absolute(FileManager.default.currentDirectoryPath)
        return names.sorted().filter { $0.hasSuffix(".ledger") }.map { isHere ? $0 : "\(folder)/\($0)" }
    }

    private func append(_ path: String, isNamed: Bool, to listing: inout RunListing) {
        do throws(LedgerError) {
            let ledger = try Ledger.read(path)
            for run in try ledger.runs() {
                listing.entries.append(Self.entry(run, path: path, overview: try ledger.overview(of: run)))
            }
        } catch {
            listing.faults.append(error.description)
        }
    }

    private static func entry(_ run: Run, path: String, overview: [RecordOverview]) -> RunEntry {
        RunEntry(
            key: RunKey(ledger: path, run: run.id), network: run.networkName, seed: run.seed,
            interventions: run.interventions == "{}" ? "" : run.interventions,
            writer: run.writer.kind + (run.writer.kind == "chat" ? run.writer.model.map { " \($0)" } ?? "" : ""),
            verification: run.verification, budget: run.attemptBudget, skeletons: overview.count,
            ended: overview.count { $0.isEnded(budget: run.attemptBudget) }, accepted: overview.count { $0.isAccepted },
            attempts: overview.reduce(0) { $0 + $1.attempts })
    }

    private func opened(_ key: RunKey) throws -> Opened {
        if let kept = last.withLock({ $0 }), kept.key == key { return kept }
        let ledger = try Ledger.read(key.ledger)
        let run = try ledger.run(key.run)
        let opened = Opened(key: key, ledger: ledger, run: run, network: try run.network())
        last.withLock { $0 = opened }
        return opened
    }

    func open(_ key: RunKey) throws -> OpenRun {
        let opened = try opened(key)
        let overview = try opened.ledger.overview(of: opened.run)
        return OpenRun(
            entry: Self.entry(opened.run, path: key.ledger, overview: overview), subject: Subject(opened.network),
            overview: overview)
    }

    func record(_ position: Int, of key: RunKey) throws -> StoredRecord {
        let opened = try opened(key)
        let units = try opened.ledger.skeletons(
            of: opened.run, in: opened.network, positions: position..<position + 1)
        let attempts = try opened.ledger.attempts(on: position, of: opened.run, in: opened.network)
        var record = Record()
        for attempt in attempts {
            var timeless = attempt
            timeless.seconds = nil
            record.drafts.append(Draft(attempt: timeless, after: record.drafts.last?.attempt))
        }
        record.isFinished = record.isRealized || attempts.count >= opened.run.attemptBudget
        return StoredRecord(position: position, values: units.first?.skeleton.values ?? [], record: record)
    }

    // MARK: Going on, and writing out

    /// Refines the run to its end or until `stop` is asked for; attempts in flight are finished then.
    func resume(
        _ key: RunKey, stop: StopSwitch, report: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        let ledger = try Ledger.open(key.ledger)
        defer { try? ledger.close() }
        let run = try ledger.run(key.run)
        let network = try run.network()
        let scheduler = try RunScheduler(
            ledger: ledger, run: run, network: network, realizer: try services.realizer(run, network),
            concurrency: concurrency, followsText: true)
        stop.whenAsked { scheduler.stop() }
        try await scheduler.refine(report)
    }

    /// Writes the records of a run into a file, in the format that its ending names, else as JSON lines; returns what was done.
    func export(_ key: RunKey, to path: String) throws -> String {
        let opened = try opened(key)
        let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
        let format = RecordExport.Format(rawValue: ending) ?? .jsonl
        let export = try RecordExport(of: opened.run, in: opened.ledger)
        try services.write(path) { sink in try export.write(format, to: sink) }
        return "\(opened.run.id) written to \(path) as \(format.rawValue)"
    }
}

/// Asks work to stop once what it has begun is done.
final class StopSwitch: Sendable {
    private struct State {
        var isAsked = false
        var handler: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Asks; asking again changes nothing.
    func ask() {
        let handler = state.withLock { state in
            state.isAsked = true
            return state.handler
        }
        handler?()
    }

    /// What is done when it is asked for, at once if it was before.
    func whenAsked(_ handler: @escaping @Sendable () -> Void) {
        let isAsked = state.withLock { state in
            state.handler = handler
            return state.isAsked
        }
        if isAsked { handler() }
    }
}
