import CausalEngine
import Synchronization

/// What happens while a chat completion is written.
public enum ChatEvent: Sendable, Hashable {
    /// More text.
    case text(String)
    /// The text so far is void: the answer broke off and is asked for again.
    case restarted
}

/// A client of one OpenAI-compatible server: it keeps deadlines, sends again what may succeed, and adapts to how much the server
/// can take.
public final class ChatClient: Sendable {
    /// For what a completion is asked: what hangs on it are the pauses between tries, and the count of failures.
    public struct Purpose: Sendable, Hashable {
        /// The seed of the run.
        public var seed: UInt64
        /// The row of the skeleton.
        public var row: UInt64
        /// The number of the attempt.
        public var attempt: Int

        /// For what a completion is asked.
        public init(seed: UInt64, row: UInt64, attempt: Int) {
            self.seed = seed
            self.row = row
            self.attempt = attempt
        }
    }

    /// The server.
    public let endpoint: ChatEndpoint
    private let exchange: ChatExchange
    private let retries: RetryPolicy
    private let limit: ConcurrencyLimit
    private let unanswered = Mutex<[UInt64: Unanswered]>([:])
    private let wasReached = Atomic(false)
    private let dialect = Mutex(ServerDialect())

    /// The requests for one skeleton since the last one that was answered.
    private struct Unanswered {
        var count = 0
        var last = ""
    }

    /// The most requests in a row that may fail for one skeleton.
    public static let mostFailures = 100

    /// A client of a server.
    ///
    /// - Parameters:
    ///   - endpoint: where the server is.
    ///   - key: the key it wants, if it wants one.
    ///   - deadlines: how long a request may take.
    ///   - retries: when a request is sent again.
    ///   - concurrency: the most requests in flight.
    ///   - transport: what carries them.
    public init(
        endpoint: ChatEndpoint, key: APIKey? = nil, deadlines: ChatDeadlines = .init(), retries: RetryPolicy = .init(),
        concurrency: Int = 4, transport: any Transport = CurlTransport()
    ) {
        self.endpoint = endpoint
        // Not to be able to connect has to end within the patience, whatever else is allowed.
        var deadlines = deadlines
        deadlines.connect = min(deadlines.connect, retries.patience)
        exchange = ChatExchange(endpoint: endpoint, key: key, deadlines: deadlines, transport: transport)
        self.retries = retries
        limit = ConcurrencyLimit(most: concurrency)
    }

    /// How many requests may be in flight now.
    public var concurrency: Int { limit.current }

    /// The parameters that the server has refused so far.
    public var refusedParameters: [ChatParameter] {
        dialect.withLock { dialect in ChatParameter.allCases.filter(dialect.refused.contains) }
    }

    /// Asks for a completion, as often as there is hope, and hands on its text as it comes.
    ///
    /// What the server does not take (schemas, a temperature, a seed …) is left out from then on. A model of which nothing came but
    /// thoughts is asked once more and from then on with room for them; the tokens of both are counted.
    ///
    /// - Throws: ``ChatFailure``, or `CancellationError` as soon as the task is cancelled.
    public func complete(
        _ request: ChatRequest, for purpose: Purpose, _ report: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatCompletion {
        var thoughts: ChatCompletion?
        // Every round has learnt something, and there is little to be learnt.
        while true {
            let dialect = dialect.withLock { $0 }
            do {
                var completion = try await send(request, in: dialect, purpose, report)
                if let thoughts { completion.add(thoughts) }
                guard completion.isThoughtAlone, !dialect.thinks else { return completion }
                thoughts = completion
                self.dialect.withLock { $0.thinks = true }
                if !completion.text.isEmpty { report(.restarted) }
            } catch ChatFailure.badRequest(_, _, let parameter?) where dialect.takes(parameter) {
                self.dialect.withLock { _ = $0.refused.insert(parameter) }
            } catch ChatFailure.badRequest(_, _, nil) where request.properties != nil && dialect.takes(.responseFormat)
            {
                // Whatever else it refuses, it refuses again.
                var plain = request
                plain.properties = nil
                let completion = try await send(plain, in: dialect, purpose, report)
                self.dialect.withLock { _ = $0.refused.insert(.responseFormat) }
                return completion
            }
        }
    }

    private func send(
        _ request: ChatRequest, in dialect: ServerDialect, _ purpose: Purpose,
        _ report: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatCompletion {
        let hasText = Atomic(false)
        return try await repeating(purpose) { [exchange] in
            if hasText.exchange(false, ordering: .relaxed) { report(.restarted) }
            return try await exchange.complete(request, in: dialect) { event in
                hasText.store(event != .restarted, ordering: .relaxed)
                report(event)
            }
        }
    }

    /// The names of the models that the server has.
    ///
    /// - Throws: ``ChatFailure``, or `CancellationError`.
    public func models() async throws -> [String] {
        let purpose = Purpose(seed: 0, row: .max, attempt: 0)
        return try await repeating(purpose) { [exchange] in try await exchange.models() }
    }

    /// Sends something until it is answered, or there is no hope.
    private func repeating<Result: Sendable>(
        _ purpose: Purpose, _ send: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        var draws = Draws(
            seed: purpose.seed, row: purpose.row, purpose: "pauses between tries", round: purpose.attempt)
        var tries = 0
        while true {
            tries += 1
            try count(purpose)
            do {
                let result = try await once(send)
                unanswered.withLock { $0[purpose.row] = nil }
                return result
            } catch let failure as ChatFailure {
                note(failure, purpose)
                let pause = try pause(after: failure, tries: tries, elapsed: .now - start, uniform: draws.uniform())
                try await Task.sleep(for: pause)
            }
        }
    }

    private func once<Result: Sendable>(_ send: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await limit.withPlace { place in
            do {
                let result = try await send()
                limit.succeeded()
                wasReached.store(true, ordering: .relaxed)
                return result
            } catch let failure as ChatFailure {
                switch failure {
                case .busy, .timedOut(.first, _): limit.turnedAway(place)
                default: break
                }
                if case .timedOut(.connect, let limit) = failure {
                    throw ChatFailure.unreachable(
                        server: endpoint.server, reason: "no connection within \(Int(limit / .seconds(1))) s")
                }
                throw failure
            }
        }
    }

    /// Counts a request that is about to be sent, and gives up where nothing but failures came of those for one skeleton:
    /// several may be in flight for it.
    private func count(_ purpose: Purpose) throws(ChatFailure) {
        let state = unanswered.withLock { unanswered in
            unanswered[purpose.row, default: .init()].count += 1
            return unanswered[purpose.row] ?? .init()
        }
        guard state.count > Self.mostFailures else { return }
        throw .onlyFails(requests: Self.mostFailures, last: state.last)
    }

    private func note(_ failure: ChatFailure, _ purpose: Purpose) {
        unanswered.withLock { unanswered in
            unanswered[purpose.row]?.last = failure.description
            // What could not be sent asked nothing of the server.
            if case .unreachable = failure { unanswered[purpose.row]?.count -= 1 }
        }
    }

    /// How long to wait before the next try.
    ///
    /// - Throws: the failure, when there is to be none.
    private func pause(
        after failure: ChatFailure, tries: Int, elapsed: Duration, uniform: Double
    ) throws(ChatFailure) -> Duration {
        guard failure.isPassing else { throw failure }
        let pause = retries.pause(after: tries, uniform: uniform)
        if case .unreachable = failure {
            // A server that was there may come back; one that never was is most likely called by a wrong name.
            let isHopeful = wasReached.load(ordering: .relaxed) || tries <= retries.tries
            guard isHopeful, elapsed + pause < retries.patience else { throw failure }
            return pause
        }
        guard tries < retries.tries(after: failure) else { throw failure }
        guard let asked = failure.retryAfter else { return pause }
        guard asked <= retries.longestWait else { throw .toldToWait(seconds: Int((asked / .seconds(1)).rounded(.up))) }
        // As long as is asked, and a little more, differently for each.
        return asked + retries.base * uniform
    }
}
