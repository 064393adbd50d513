import CausalEngine
import Foundation
import Realization
import Refinement
import RunLedger
import Testing

@Suite("Refining a run")
struct RunSchedulerTests {
    let fixture: RunFixture
    let writer: SimulatedRealizer

    init() throws {
        fixture = try RunFixture()
        // A writer who needs several attempts, so that there is something to interrupt.
        writer = SimulatedRealizer(
            network: fixture.network,
            settings: SimulatedSettings(
                priorStrength: 2, omissionRate: 0.1, complianceRate: 0.6, overcorrectionRate: 0.1))
    }

    private func scheduler(
        _ ledger: Ledger, _ run: Run, _ realizer: (any Realizer)? = nil, concurrency: Int = 1, followsText: Bool = false
    ) throws -> RunScheduler {
        try RunScheduler(
            ledger: ledger, run: run, network: fixture.network, realizer: realizer ?? writer, concurrency: concurrency,
            followsText: followsText)
    }

    /// The records of an uninterrupted run, one skeleton at a time.
    private func reference(_ run: Run) async throws -> [RunRecord] {
        let ledger = try fixture.ledger("reference.ledger", run)
        #expect(try await scheduler(ledger, run).refine() == .completed)
        return try fixture.records(ledger, run)
    }

    @Test("What is recorded does not depend on how many skeletons are in flight")
    func concurrency() async throws {
        let run = try fixture.run(count: 24, realizer: writer)
        let expected = try await reference(run)
        #expect(expected.count == 24 && expected.allSatisfy { $0.isEnded(budget: run.attemptBudget) })
        #expect(expected.contains { $0.attempts.count > 2 })
        for concurrency in [4, 100] {
            let ledger = try fixture.ledger("\(concurrency).ledger", run)
            try await scheduler(ledger, run, concurrency: concurrency).refine()
            #expect(try fixture.records(ledger, run) == expected)
        }
    }

    @Test("A run killed after any attempt resumes without a lost or repeated attempt", arguments: [0, 1, 2, 3, 7, 12])
    func killed(after count: Int) async throws {
        let run = try fixture.run(count: 12, realizer: writer)
        let expected = try await reference(run)
        let ledger = try fixture.ledger("killed.ledger", run)
        // What the disk holds right after an attempt was recorded is what a kill at that moment leaves.
        let copy = fixture.path("copy.ledger")
        let recorded = Journal<Int>()
        let path = fixture.path("killed.ledger")
        if count == 0 { try Self.copy(path, to: copy) }
        try await scheduler(ledger, run).refine { event in
            guard case .attempted(let position, _) = event else { return }
            recorded.add(position)
            if recorded.items.count == count { try? Self.copy(path, to: copy) }
        }
        let resumed = try Ledger.open(copy)
        #expect(try resumed.progress(of: run).reduce(0) { $0 + $1.attempts } == count)
        let made = Journal<Int>()
        try await scheduler(resumed, run, concurrency: 2).refine { event in
            if case .attempted(let position, _) = event { made.add(position) }
        }
        #expect(made.items.count == expected.reduce(0) { $0 + $1.attempts.count } - count)
        #expect(try fixture.records(resumed, run) == expected)
    }

    private static func copy(_ path: String, to copy: String) throws {
        for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
            try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
        }
    }

    @Test("Asked to stop, a run finishes and records what is in flight, begins nothing more, and can be resumed")
    func stopping() async throws {
        let run = try fixture.run(count: 12, realizer: writer)
        let expected = try await reference(run)
        let ledger = try fixture.ledger("stopped.ledger", run)
        let first = try scheduler(ledger, run, concurrency: 3)
        let events = Journal<RunEvent>()
        let end = try await first.refine { event in
            events.add(event)
            if case .attempted = event { first.stop() }
        }
        #expect(end == .stopped)
        #expect(events.items.last == .finished(.stopped))
        let begun = events.items.count { if case .attempting = $0 { true } else { false } }
        let recorded = events.items.count { if case .attempted = $0 { true } else { false } }
        #expect(begun == recorded && (1...3).contains(recorded))
        #expect(try ledger.progress(of: run).reduce(0) { $0 + $1.attempts } == recorded)
        #expect(try await scheduler(ledger, run, concurrency: 2).refine() == .completed)
        #expect(try fixture.records(ledger, run) == expected)
    }

    @Test("Asked to stop before it began, a run does nothing")
    func stoppedBefore() async throws {
        let run = try fixture.run(count: 3, realizer: writer)
        let ledger = try fixture.ledger("stopped.ledger", run)
        let scheduler = try scheduler(ledger, run)
        scheduler.stop()
        #expect(try await scheduler.refine() == .stopped)
        #expect(try ledger.progress(of: run).allSatisfy { $0.attempts == 0 })
    }

    @Test("A cancelled run ends at once; what was recorded stays, and resuming makes the rest")
    func cancelling() async throws {
        let run = try fixture.run(count: 6, realizer: writer)
        let expected = try await reference(run)
        let ledger = try fixture.ledger("cancelled.ledger", run)
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let network = fixture.network
        let hanging = HangingRealizer(writer, hangsOn: 2) { signal.finish() }
        let first = try scheduler(ledger, run, hanging)
        let task = Task { try await first.refine() }
        for await _ in begun {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try ledger.attempts(on: 0, of: run, in: network).isEmpty == false)
        try await scheduler(ledger, run).refine()
        #expect(try fixture.records(ledger, run) == expected)
    }

    @Test("A failure that stops the run ends it and leaves it to be resumed; other failures are counted")
    func failing() async throws {
        let script: @Sendable (DraftRequest) -> ScriptedRealizer.Act = { request in
            .failure(after: "", ServiceFailure(stopsRun: request.row == 2))
        }
        let realizer = ScriptedRealizer(script)
        let run = try fixture.run(count: 4, realizer: realizer, settings: RefinementSettings(maxIterations: 1))
        let ledger = try fixture.ledger("failing.ledger", run)
        await #expect(throws: ServiceFailure.self) { try await scheduler(ledger, run, realizer).refine() }
        let progress = try ledger.progress(of: run)
        #expect(progress.map(\.attempts) == [2, 2, 0, 0])
        #expect(try ledger.attempts(on: 1, of: run, in: fixture.network).map(\.end.reason) == ["timeout", "timeout"])
    }

    @Test("A run that is done does nothing when resumed")
    func done() async throws {
        let run = try fixture.run(count: 3, realizer: writer)
        let ledger = try fixture.ledger("done.ledger", run)
        try await scheduler(ledger, run).refine()
        let accepted = try ledger.progress(of: run).count { $0.isAccepted }
        let events = Journal<RunEvent>()
        try await scheduler(ledger, run).refine { events.add($0) }
        #expect(events.items == [.began(skeletons: 3, ended: 3, accepted: accepted), .finished(.completed)])
        let empty = try fixture.run(count: 0, realizer: writer)
        try ledger.begin(empty, in: fixture.network)
        #expect(try await scheduler(ledger, empty).refine() == .completed)
    }

    @Test("Another writer than the run's own is refused")
    func otherRealizer() throws {
        let run = try fixture.run(count: 1, realizer: writer)
        let ledger = try fixture.ledger("other.ledger", run)
        #expect {
            try scheduler(ledger, run, TemplateRealizer())
        } throws: { error in
            guard case RefinementError.otherRealizer(let id, _, let found) = error else { return false }
            return id == run.id && found == "template" && "\(error)".contains("simulated")
        }
    }

    @Test("Followed, a run tells the text of each draft as it comes; else it does not")
    func following() async throws {
        let run = try fixture.run(count: 2, realizer: writer)
        let ledger = try fixture.ledger("followed.ledger", run)
        var texts: [Int: String] = [:]
        var read = 0
        for try await event in try scheduler(ledger, run, concurrency: 2, followsText: true).events() {
            switch event {
            case .attempting(let position, _): texts[position] = ""
            case .text(let position, let piece): texts[position, default: ""] += piece
            case .attempted(let position, let attempt):
                #expect(texts[position] == attempt.text)
                read += 1
            default: break
            }
        }
        #expect(read >= 2)
    }

    @Test("Twins share the noise of their units, follow them, and differ only below what is set")
    func twins() throws {
        let network = fixture.network
        let smoke = try #require(network.scm.index(of: "smoke"))
        let lung = try #require(network.scm.index(of: "lung"))
        let run = try fixture.run(
            count: 30, realizer: writer, interventions: [smoke: .value(.state(0))],
            counterfactual: [lung: .value(.state(0))])
        let skeletons = try run.drawSkeletons(in: network)
        #expect(skeletons.map(\.position) == Array(0..<60))
        let below = Set(["lung", "either", "xray", "dysp"].compactMap { network.scm.index(of: $0) })
        for (unit, twin) in stride(from: 0, to: 60, by: 2).map({ (skeletons[$0], skeletons[$0 + 1]) }) {
            #expect(unit.counterfactualOf == nil && twin.counterfactualOf == unit.position)
            #expect(unit.skeleton.row == twin.skeleton.row)
            #expect(unit.skeleton.values[smoke] == .state(0) && twin.skeleton.values[smoke] == .state(0))
            #expect(twin.skeleton.values[lung] == .state(0))
            let changed = network.variables.indices.filter { unit.skeleton.values[$0] != twin.skeleton.values[$0] }
            #expect(below.isSuperset(of: changed))
        }
        #expect(skeletons.count { $0.counterfactualOf == nil } == 30)
    }
}

/// A realizer that hangs on one row until its task is cancelled.
private final class HangingRealizer: Realizer {
    let inner: any Realizer
    let row: UInt64
    let onHang: @Sendable () -> Void
    var identity: RealizerIdentity { inner.identity }

    init(_ inner: any Realizer, hangsOn row: UInt64, _ onHang: @escaping @Sendable () -> Void) {
        self.inner = inner
        self.row = row
        self.onHang = onHang
    }

    func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        guard request.row == row else { return inner.draft(for: request) }
        onHang()
        return AsyncThrowingStream { _ in }
    }
}
