import CausalEngine
import Realization
import RunLedger
import Synchronization
import Verification

/// The Semantic Backdoor experiment: the same skeletons through rejection, blind retry and targeted refinement.
///
/// All three share the first draft of each skeleton, so that they differ in nothing but what follows it; even a model that
/// never writes the same text twice is compared on one text. The streams then go on by themselves, each with the same
/// budget of attempts a skeleton. One-shot rejection has no second attempt on a skeleton: it can spend the budget only on
/// further skeletons, which the stream ``BackdoorStream/rejection`` does, with as many attempts as the dearest other stream
/// made.
///
/// With a ledger every attempt is recorded as a run of its stream before the next begins, and an interrupted experiment goes
/// on when it is run again; without one nothing is kept.
public final class BackdoorExperiment: Sendable {
    /// What decides the experiment besides network and realizer.
    public struct Settings: Sendable, Hashable {
        /// The number of skeletons that all streams share.
        public var count: Int
        /// The seed of skeletons and of whatever is drawn about them.
        public var seed: UInt64
        /// The most drafts after the first one, in blind retry and in refinement.
        public var maxIterations: Int
        /// How strictly texts are read.
        public var verification: VerificationMode

        /// The settings of an experiment.
        public init(count: Int, seed: UInt64 = 0, maxIterations: Int = 5, verification: VerificationMode = .strict) {
            self.count = max(0, count)
            self.seed = seed
            self.maxIterations = max(0, maxIterations)
            self.verification = verification
        }

        /// The most attempts on one skeleton.
        public var attemptBudget: Int { maxIterations + 1 }

        /// How drafts are checked and corrected in a stream.
        public func refinement(of stream: BackdoorStream) -> RefinementSettings {
            RefinementSettings(
                maxIterations: maxIterations, verification: verification, strategy: stream.strategy)
        }
    }

    /// The settings.
    public let settings: Settings
    private let sampler: Sampler
    private let refiners: [BackdoorStream: Refiner]
    private let recorder: BackdoorRecorder?
    private let concurrency: Int
    private let followsText: Bool
    private let isStopping = Atomic(false)

    /// An experiment with a network's texts.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - realizer: who writes.
    ///   - settings: how many skeletons, which seed, how many attempts.
    ///   - recorder: where attempts are recorded; `nil` keeps nothing.
    ///   - concurrency: how many skeletons are worked on at the same time, at least 1; nothing in the outcome shows it.
    ///   - followsText: whether pieces of drafts are reported as they come.
    public init(
        network: Network, realizer: any Realizer, settings: Settings, recorder: BackdoorRecorder? = nil,
        concurrency: Int = 1, followsText: Bool = false
    ) {
        self.settings = settings
        self.recorder = recorder
        self.concurrency = max(1, concurrency)
        self.followsText = followsText
        sampler = Sampler(network.scm, seed: settings.seed)
        refiners = Dictionary(
            uniqueKeysWithValues: BackdoorStream.allCases.map { stream in
                (
                    stream,
                    Refiner(network: network, realizer: realizer, settings: settings.refinement(of: stream))
                )
            })
    }

    /// Asks the experiment to stop: attempts in flight are finished, no other begins. To stop at once, cancel the task.
    public func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    /// Runs the experiment to its end.
    ///
    /// - Parameter report: told of each event, from several tasks at once; it should return quickly.
    /// - Returns: whether all is done or the experiment was asked to stop.
    /// - Throws: `CancellationError`, ``LedgerError``, ``EngineError``, or a failure of the realizer that stops a run.
    @discardableResult
    public func run(_ report: @escaping @Sendable (BackdoorEvent) -> Void = { _ in }) async throws -> RunEnd {
        report(.began(skeletons: settings.count, attemptBudget: settings.attemptBudget))
        for stream in BackdoorStream.paired { try recorder?.begin(stream, count: settings.count) }
        let spent = AttemptCounts()
        let isPaired = try await forEach(0..<settings.count) { position in
            try await self.race(position, spent, report)
        }
        guard isPaired else { return finish(.stopped, report) }
        let total = max(settings.count, spent.most)
        guard total > settings.count else { return finish(.completed, report) }
        try recorder?.begin(.rejection, count: total)
        report(.extended(.rejection, skeletons: total - settings.count))
        let isExtended = try await forEach(0..<total) { position in
            try await self.reject(position, report)
        }
        return finish(isExtended ? .completed : .stopped, report)
    }

    /// Runs the experiment as a stream of events. Letting go of the stream stops at once.
    public func events() -> AsyncThrowingStream<BackdoorEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await run { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func finish(_ end: RunEnd, _ report: (BackdoorEvent) -> Void) -> RunEnd {
        report(.finished(end))
        return end
    }

    // MARK: One skeleton

    /// The shared first draft of a skeleton, then blind retry and refinement of it side by side.
    private func race(
        _ position: Int, _ spent: AttemptCounts, _ report: @escaping @Sendable (BackdoorEvent) -> Void
    ) async throws -> Bool {
        let skeleton = try sampler.skeleton(row: UInt64(position))
        guard let first = try await refine(.oneShot, position, skeleton, after: [], report),
            let draft = first.attempts.first
        else { return false }
        async let blind = refine(.blind, position, skeleton, after: [draft], report)
        async let refined = refine(.refined, position, skeleton, after: [draft], report)
        let (retried, corrected) = try await (blind, refined)
        guard let retried, let corrected else { return false }
        spent.add(blind: retried.attempts.count, refined: corrected.attempts.count)
        return true
    }

    /// The one draft of a skeleton in the long run of rejections; for the skeletons that all share it is theirs.
    private func reject(
        _ position: Int, _ report: @escaping @Sendable (BackdoorEvent) -> Void
    ) async throws -> Bool {
        let skeleton = try sampler.skeleton(row: UInt64(position))
        let shared = position < settings.count ? firstDrafts.value(at: position) : nil
        return try await refine(.rejection, position, skeleton, after: shared.map { [$0] } ?? [], report) != nil
    }

    private let firstDrafts = FirstDrafts()

    /// Refines a skeleton in one stream, from what the ledger holds of it, else from `shared`.
    private func refine(
        _ stream: BackdoorStream, _ position: Int, _ skeleton: Skeleton, after shared: [Attempt],
        _ report: @escaping @Sendable (BackdoorEvent) -> Void
    ) async throws -> RefinementOutcome? {
        guard let refiner = refiners[stream] else { return nil }
        var earlier = try recorder?.attempts(in: stream, on: position) ?? []
        if earlier.isEmpty {
            for attempt in shared {
                try await recorder?.record(attempt, in: stream, on: position)
                report(.attempted(stream, position: position, attempt))
            }
            earlier = shared
        }
        let outcome = try await refiner.refine(skeleton, after: earlier) { [self] event in
            switch event {
            case .began(let attempt):
                guard !isStopping.load(ordering: .relaxed) else { return false }
                report(.attempting(stream, position: position, attempt: attempt))
            case .prompt: break
            case .text(let piece): if followsText { report(.text(stream, position: position, piece)) }
            case .restarted: if followsText { report(.restarted(stream, position: position)) }
            case .attempted(let attempt):
                try await recorder?.record(attempt, in: stream, on: position)
                report(.attempted(stream, position: position, attempt))
            case .ended(let outcome): report(.ended(stream, position: position, outcome))
            }
            return true
        }
        if stream == .oneShot, let draft = outcome?.attempts.first { firstDrafts.keep(draft, at: position) }
        return outcome
    }

    // MARK: Many skeletons

    /// Goes through positions, several at a time; returns whether none is left over.
    private func forEach(
        _ positions: Range<Int>, _ body: @escaping @Sendable (Int) async throws -> Bool
    ) async throws -> Bool {
        let queue = WorkQueue(positions)
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<min(concurrency, positions.count) {
                group.addTask {
                    while !self.isStopping.load(ordering: .relaxed) {
                        guard let position = queue.next() else { return true }
                        guard try await body(position) else { return false }
                    }
                    return false
                }
            }
            return try await group.reduce(into: true) { $0 = $0 && $1 }
        }
    }
}

/// The attempts that the streams of equal budget have made.
private final class AttemptCounts: Sendable {
    private let blind = Atomic(0)
    private let refined = Atomic(0)

    func add(blind: Int, refined: Int) {
        self.blind.add(blind, ordering: .relaxed)
        self.refined.add(refined, ordering: .relaxed)
    }

    var most: Int { max(blind.load(ordering: .relaxed), refined.load(ordering: .relaxed)) }
}

/// The first drafts that all streams share, by position.
private final class FirstDrafts: Sendable {
    private let drafts = Mutex<[Int: Attempt]>([:])

    func keep(_ draft: Attempt, at position: Int) { drafts.withLock { $0[position] = draft } }

    func value(at position: Int) -> Attempt? { drafts.withLock { $0[position] } }
}
