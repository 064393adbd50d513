import Synchronization

/// How many requests are in flight: fewer as soon as the server is busy, slowly more while it is not.
///
/// Additive increase, multiplicative decrease (Chiu & Jain 1989): about one more after each round of answers, half as many
/// when a request is turned away, once for all that were in flight together. Whoever waits is served in order.
final class ConcurrencyLimit: Sendable {
    /// A place in flight, and since which decrease it is held.
    struct Place: Sendable {
        fileprivate let round: Int
    }

    private struct State {
        var limit: Double
        var inFlight = 0
        var round = 0
        var nextID = 0
        var waiting: [(id: Int, continuation: CheckedContinuation<Place, any Error>)] = []
    }

    private let most: Double
    private let state: Mutex<State>

    /// At most `most` requests, with which it begins.
    init(most: Int) {
        self.most = Double(max(1, most))
        state = Mutex(State(limit: Double(max(1, most))))
    }

    /// How many requests may be in flight now.
    var current: Int { state.withLock { Int($0.limit) } }

    /// Does something with a place in flight.
    func withPlace<Result: Sendable>(_ body: @Sendable (Place) async throws -> Result) async throws -> Result {
        let place = try await enter()
        defer { leave() }
        return try await body(place)
    }

    /// A request was answered.
    func succeeded() {
        state.withLock { $0.limit = min(most, $0.limit + 1 / $0.limit) }
    }

    /// A request was turned away.
    func turnedAway(_ place: Place) {
        state.withLock { state in
            guard place.round == state.round else { return }
            state.round += 1
            state.limit = max(1, state.limit / 2)
        }
    }

    private func enter() async throws -> Place {
        let id = state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.waiting.append((id, continuation)) }
                if Task.isCancelled { giveUp(id) }
                admit()
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func leave() {
        state.withLock { $0.inFlight -= 1 }
        admit()
    }

    private func giveUp(_ id: Int) {
        let continuation = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
        }
        continuation?.resume(throwing: CancellationError())
    }

    private func admit() {
        while true {
            let admitted = state.withLock { state -> (CheckedContinuation<Place, any Error>, Place)? in
                guard !state.waiting.isEmpty, state.inFlight < max(1, Int(state.limit)) else { return nil }
                state.inFlight += 1
                return (state.waiting.removeFirst().continuation, Place(round: state.round))
            }
            guard let (continuation, place) = admitted else { return }
            continuation.resume(returning: place)
        }
    }
}
