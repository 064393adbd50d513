import Synchronization

/// How long a request may take, part by part.
public struct ChatDeadlines: Sendable, Hashable {
    /// Until the server has taken the request.
    public var connect: Duration
    /// From then until the first token.
    public var first: Duration
    /// From one token to the next.
    public var idle: Duration
    /// From the beginning to the end.
    public var total: Duration

    /// How long a request may take; the first token waits for a server whose slots are all taken.
    public init(
        connect: Duration = .seconds(10), first: Duration = .seconds(120), idle: Duration = .seconds(30),
        total: Duration = .seconds(600)
    ) {
        self.connect = connect
        self.first = first
        self.idle = idle
        self.total = total
    }

    /// The part of a request that took too long.
    public enum Part: String, Sendable, Hashable {
        case connect, first, idle, total
    }
}

/// Keeps the time of one request.
final class DeadlineWatch: Sendable {
    private struct State {
        var part: ChatDeadlines.Part = .connect
        var since: ContinuousClock.Instant
        var isFinished = false
        var nap: Task<Void, Never>?
    }

    private let deadlines: ChatDeadlines
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    /// How long a server may take to end an answer that has said all.
    static let leave = Duration.milliseconds(250)

    init(_ deadlines: ChatDeadlines) {
        self.deadlines = deadlines
        start = .now
        state = Mutex(State(since: start))
    }

    /// The server has taken the request.
    func connected() {
        state.withLock { state in
            guard state.part == .connect else { return }
            state.part = .first
            state.since = .now
            // What is waited for now may have to come earlier than what was waited for before.
            state.nap?.cancel()
        }
    }

    /// A token has come.
    func progressed() {
        state.withLock { state in
            if state.part != .idle { state.nap?.cancel() }
            state.part = .idle
            state.since = .now
        }
    }

    /// Everything was said: what is left is the end of the connection, for which there is little time.
    func finished() {
        state.withLock { state in
            state.isFinished = true
            state.since = .now
            state.nap?.cancel()
        }
    }

    /// Waits until a deadline is missed, or until a finished answer has had its time to end; ends otherwise only by being
    /// cancelled.
    func wait() async throws {
        while true {
            try Task.checkCancellation()
            let nap = try state.withLock { state -> Task<Void, Never>? in
                let (part, limit, deadline) = next(state)
                if ContinuousClock.now >= deadline {
                    guard state.isFinished else { throw ChatFailure.timedOut(part, after: limit) }
                    return nil
                }
                let nap = Task<Void, Never> { try? await Task.sleep(until: deadline, clock: .continuous) }
                state.nap = nap
                return nap
            }
            guard let nap else { return }
            await withTaskCancellationHandler {
                await nap.value
            } onCancel: {
                nap.cancel()
            }
        }
    }

    private func next(
        _ state: State
    ) -> (part: ChatDeadlines.Part, limit: Duration, deadline: ContinuousClock.Instant) {
        if state.isFinished { return (.idle, Self.leave, state.since + Self.leave) }
        let limit =
            switch state.part {
            case .connect: deadlines.connect
            case .first: deadlines.first
            case .idle, .total: deadlines.idle
            }
        let (deadline, end) = (state.since + limit, start + deadlines.total)
        return deadline <= end ? (state.part, limit, deadline) : (.total, deadlines.total, end)
    }
}
