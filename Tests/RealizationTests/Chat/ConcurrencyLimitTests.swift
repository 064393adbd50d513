import Synchronization
import Testing

@testable import Realization

@Suite("Adaptive concurrency")
struct ConcurrencyLimitTests {
    @Test(
        "Turned away, requests halve once for all in flight together; answered, they grow by one a round, up to the bound"
    )
    func adapting() async throws {
        let limit = ConcurrencyLimit(most: 8)
        try await limit.withPlace { first in
            try await limit.withPlace { second in
                limit.turnedAway(first)
                limit.turnedAway(second)
                #expect(limit.current == 4)
            }
        }
        try await limit.withPlace { limit.turnedAway($0) }
        #expect(limit.current == 2)
        for _ in 0..<5 { try await limit.withPlace { limit.turnedAway($0) } }
        #expect(limit.current == 1)
        var grown: [Int] = []
        for _ in 0..<40 {
            limit.succeeded()
            grown.append(limit.current)
        }
        #expect(grown[0] == 2)
        #expect(grown == grown.sorted() && grown.last == 8)
        // One more a round: from n to n + 1 takes about n answers, 1 + 2 + … + 7 = 28 in all.
        #expect((27...32).contains(grown.firstIndex(of: 8) ?? 0))
    }

    @Test("Never more than the bound are in flight, and all are served")
    func bound() async throws {
        let limit = ConcurrencyLimit(most: 3)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await limit.withPlace { _ in
                        crowd.come()
                        for _ in 0..<10 { await Task.yield() }
                        crowd.go()
                    }
                }
            }
            try await group.waitForAll()
        }
        let end = crowd.count
        #expect(end.served == 50 && end.now == 0 && end.most <= 3)
    }

    @Test("Who is cancelled while waiting gives up his turn")
    func cancelling() async throws {
        let limit = ConcurrencyLimit(most: 1)
        try await limit.withPlace { _ in
            let waiting = Self.waiter(limit)
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
        try await limit.withPlace { _ in }
    }

    private static func waiter(_ limit: ConcurrencyLimit) -> Task<Void, any Error> {
        Task { try await limit.withPlace { _ in } }
    }
}

/// Who is in flight.
private final class Crowd: Sendable {
    struct Count {
        var now = 0
        var most = 0
        var served = 0
    }

    private let state = Mutex(Count())

    var count: Count { state.withLock { $0 } }

    func come() {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
    }

    func go() {
        state.withLock { state in
            state.now -= 1
            state.served += 1
        }
    }
}
