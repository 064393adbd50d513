import Foundation
import Testing

@testable import Realization

@Suite("Retries")
struct RetryPolicyTests {
    @Test("Pauses double up to the cap, and are drawn from the upper half of their bound")
    func pauses() {
        let policy = RetryPolicy(base: .milliseconds(100), cap: .seconds(1))
        let bounds = (1...8).map { policy.pause(after: $0, uniform: 1) / .milliseconds(1) }
        #expect(bounds == [100, 200, 400, 800, 1000, 1000, 1000, 1000])
        #expect(policy.pause(after: 3, uniform: 0) == .milliseconds(200))
        #expect(policy.pause(after: 10_000, uniform: 0.5) == .milliseconds(750))
    }

    @Test(
        "Retry-After is seconds or one of the three dates of HTTP",
        arguments: [
            ("7", 7.0), (" 0 ", 0), ("1.5", 1.5), ("-3", 0), ("Sun, 06 Nov 1994 08:49:47 GMT", 10),
            ("Sunday, 06-Nov-94 08:49:47 GMT", 10), ("Sun Nov  6 08:49:47 1994", 10),
            ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
        ])
    func retryAfter(header: String, seconds: Double) {
        let now = Date(timeIntervalSince1970: 784_111_777)
        #expect(RetryAfter.pause(header, now: now) == .seconds(seconds))
    }

    @Test("Retry-After that is neither is none", arguments: ["", "soon", "nan", "inf"])
    func noRetryAfter(header: String) {
        #expect(RetryAfter.pause(header, now: Date()) == nil)
    }
}
