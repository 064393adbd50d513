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
    }

    private let deadlines: ChatDeadlines
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    init(_ deadlines: ChatDeadlines) {
        self.deadlines = deadlines
        start = .now
        state = Mutex(State(since: start))
    }

    /// The server has taken the request.
    func connected() {
        state.withLock { state in
            guard state.part == .connect else { return }
            state = State(part: .first, since: .now)
        }
    }

    /// A token has come.
    func progressed() {
        state.withLock { $0 = State(part: .idle, since: .now) }
    }

    /// Waits until a deadline is missed; ends otherwise only by being cancelled.
    func wait() async throws {
        while true {
            let (part, limit, deadline) = next
            guard ContinuousClock.now < deadline else { throw ChatFailure.timedOut(part, after: limit) }
            try await Task.sleep(until: deadline, clock: .continuous)
        }
    }

    private var next: (part: ChatDeadlines.Part, limit: Duration, deadline: ContinuousClock.Instant) {
        let state = state.withLock { $0 }
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
