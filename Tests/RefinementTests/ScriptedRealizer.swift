import CausalEngine
import Foundation
import Realization
import Refinement
import RunLedger
import Synchronization

/// A writer that does, attempt after attempt on each row, what a script says, and keeps what it was asked.
final class ScriptedRealizer: Realizer {
    enum Act: Sendable {
        /// The text comes in pieces and is finished.
        case text(String, reason: String = "stop")
        /// Some text comes, then an error.
        case failure(after: String, any Error)
        /// Some text comes, then the stream ends without a word.
        case silence(after: String)
        /// Nothing comes until the task is cancelled.
        case hang
    }

    let identity = RealizerIdentity(kind: "scripted", model: "test")
    private let script: @Sendable (DraftRequest) -> Act
    private let seen = Mutex<[DraftRequest]>([])

    init(_ script: @escaping @Sendable (DraftRequest) -> Act) {
        self.script = script
    }

    var requests: [DraftRequest] { seen.withLock { $0 } }

    func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        seen.withLock { $0.append(request) }
        let act = script(request)
        return AsyncThrowingStream { continuation in
            continuation.yield(.prompt("prompt \(request.attempt)"))
            switch act {
            case .text(let text, let reason):
                for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
                    continuation.yield(.text((piece.startIndex == text.startIndex ? "" : " ") + piece))
                }
                continuation.yield(.finished(DraftEnd(reason: reason, promptTokens: 10, completionTokens: 3)))
                continuation.finish()
            case .failure(let text, let error):
                continuation.yield(.text(text))
                continuation.finish(throwing: error)
            case .silence(let text):
                continuation.yield(.text(text))
                continuation.finish()
            case .hang: break
            }
        }
    }
}

/// A failure as a client of a service would throw it.
struct ServiceFailure: DraftFailure, CustomStringConvertible {
    var reason = "timeout"
    var stopsRun = false
    var description: String { "the service said nothing for 30 s" }
}

/// The sample network, a folder for ledgers, and the texts of its truths.
final class RunFixture {
    let folder: URL
    let network: Network

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        network = try Network.load("asia")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func run(
        count: Int, realizer: any Realizer, settings: RefinementSettings = .init(),
        interventions: [Int: Intervention] = [:], counterfactual: [Int: Intervention]? = nil
    ) throws -> Run {
        try Run(
            network: network, seed: 5, count: count, interventions: interventions, counterfactual: counterfactual,
            realizer: realizer.identity, settings: settings, softwareVersion: "0.1.0")
    }

    /// A text that says every fact plainly.
    func truth(of skeleton: Skeleton) async throws -> String {
        let request = DraftRequest(network: network, skeleton: skeleton, attempt: 0, correction: nil)
        var truth = ""
        for try await event in TemplateRealizer().draft(for: request) {
            if case .text(let piece) = event { truth += piece }
        }
        return truth
    }

    /// Begins a run in a new ledger.
    func ledger(_ name: String, _ run: Run) throws -> Ledger {
        let ledger = try Ledger.create(path(name))
        try ledger.begin(run, in: network)
        return ledger
    }

    func records(_ ledger: Ledger, _ run: Run) throws -> [RunRecord] {
        var records: [RunRecord] = []
        try ledger.forEachRecord(of: run, in: network) { record in
            var record = record
            for index in record.attempts.indices { record.attempts[index].seconds = nil }
            records.append(record)
        }
        return records
    }
}

/// Things that happen, gathered from several tasks.
final class Journal<Item: Sendable>: Sendable {
    private let kept = Mutex<[Item]>([])

    func add(_ item: Item) { kept.withLock { $0.append(item) } }

    var items: [Item] { kept.withLock { $0 } }
}
