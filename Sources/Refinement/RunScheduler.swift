import CausalEngine
import Realization
import RunLedger
import Synchronization

/// Refines the skeletons of a recorded run, several at a time, from wherever the ledger says it stands.
///
/// What is recorded of a skeleton hangs on that skeleton alone, so neither the number of skeletons in flight nor the order
/// in which they end shows in an export. Every attempt is in the ledger before the next one on its skeleton begins; a
/// killed run is refined on by making a new scheduler for it.
public final class RunScheduler: Sendable {
    /// The run.
    public let run: Run
    let ledger: Ledger
    let network: Network
    let refiner: Refiner
    private let concurrency: Int
    private let followsText: Bool
    private let isStopping = Atomic(false)
    private let tokenLimit: Int?
    private let tokens = Atomic(0)

    /// A scheduler for a run that the ledger holds.
    ///
    /// - Parameters:
    ///   - ledger: the ledger, open for writing.
    ///   - run: a run that was begun in it.
    ///   - network: the run's network.
    ///   - realizer: who writes; the same as when the run began.
    ///   - concurrency: how many skeletons are refined at the same time, at least 1.
    ///   - followsText: whether pieces of drafts are reported as they come.
    ///   - tokenLimit: how many tokens the run may use, those that the ledger has already among them; attempts in flight
    ///     when it is reached are finished. Where the server counts none, four bytes are taken for one. `nil` for no limit.
    /// - Throws: ``RefinementError`` when the settings or the realizer are not those of the run.
    public init(
        ledger: Ledger, run: Run, network: Network, realizer: any Realizer, concurrency: Int = 1,
        followsText: Bool = false, tokenLimit: Int? = nil
    ) throws(RefinementError) {
        let identity = realizer.identity
        guard identity.kind == run.writer.kind, identity.model == run.writer.model else {
            throw .otherRealizer(
                run: run.id, recorded: Self.name(run.writer.kind, run.writer.model),
                found: Self.name(identity.kind, identity.model))
        }
        self.ledger = ledger
        self.run = run
        self.network = network
        self.concurrency = max(1, concurrency)
        self.followsText = followsText
        self.tokenLimit = tokenLimit
        refiner = Refiner(network: network, realizer: realizer, settings: try RefinementSettings(of: run))
    }

    /// Asks the run to stop: attempts in flight are finished and recorded, no other begins. To stop at once, cancel the task
    /// that refines; attempts in flight are then lost, and made again on resuming.
    public func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    /// Refines every skeleton that is not ended yet.
    ///
    /// - Parameter report: told of each event, from several tasks at once; it should return quickly.
    /// - Returns: whether all is done or the run was asked to stop.
    /// - Throws: `CancellationError`, ``LedgerError``, or a failure of the realizer that stops the run.
    @discardableResult
    public func refine(_ report: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws -> RunEnd {
        let progress = try ledger.progress(of: run)
        let open = progress.filter { !$0.isEnded(budget: run.attemptBudget) }
        report(
            .began(
                skeletons: progress.count, ended: progress.count - open.count,
                accepted: progress.count { $0.isAccepted }))
        if tokenLimit != nil { tokens.store(try ledger.tokens(of: run), ordering: .relaxed) }
        let queue = WorkQueue(Self.grouped(open, hasTwins: run.counterfactual != nil))
        let isComplete = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<min(concurrency, queue.count) {
                group.addTask { try await self.work(on: queue, report) }
            }
            return try await group.reduce(into: true) { $0 = $0 && $1 }
        }
        let end: RunEnd = isComplete ? .completed : isOutOfTokens ? .outOfTokens : .stopped
        report(.finished(end))
        return end
    }

    /// Refines every skeleton that is not ended yet, as a stream of events. Letting go of the stream stops at once.
    public func events() -> AsyncThrowingStream<RunEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await refine { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Refines one skeleton after another; returns whether none is left over.
    private func work(
        on queue: WorkQueue<[[SkeletonProgress]]>, _ report: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> Bool {
        while mayBegin {
            guard let items = queue.next() else { return true }
            for item in items {
                guard try await refine(item, report) else { return false }
            }
        }
        return queue.isEmpty
    }

    /// Refines one skeleton; returns whether it came to its end.
    private func refine(_ item: SkeletonProgress, _ report: @escaping @Sendable (RunEvent) -> Void) async throws -> Bool
    {
        let position = item.position
        guard let unit = try ledger.skeletons(of: run, in: network, positions: position..<position + 1).first else {
            return true
        }
        let earlier = item.attempts == 0 ? [] : try ledger.attempts(on: position, of: run, in: network)
        guard let refiner = try refiner(for: unit) else {
            return try await giveUp(unit, after: earlier, report)
        }
        let outcome = try await refiner.refine(unit.skeleton, after: earlier) { [self] event in
            switch event {
            case .began(let attempt):
                guard mayBegin else { return false }
                report(.attempting(position: position, attempt: attempt))
            case .prompt: break
            case .text(let piece): if followsText { report(.text(position: position, piece)) }
            case .restarted: if followsText { report(.restarted(position: position)) }
            case .attempted(let attempt):
                try await ledger.record(attempt, on: position, of: run, in: network)
                spend(attempt)
                report(.attempted(position: position, attempt))
            case .ended(let outcome): report(.ended(position: position, outcome))
            }
            return true
        }
        return outcome != nil
    }

    /// Whether another attempt may begin.
    private var mayBegin: Bool { !isStopping.load(ordering: .relaxed) && !isOutOfTokens }

    private var isOutOfTokens: Bool {
        tokenLimit.map { tokens.load(ordering: .relaxed) >= $0 } ?? false
    }

    private func spend(_ attempt: Attempt) {
        tokens.add(attempt.tokens, ordering: .relaxed)
    }

    private static func name(_ kind: String, _ model: String?) -> String {
        kind + (model.map { " (\($0))" } ?? "")
    }
}
