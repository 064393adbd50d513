import Foundation

/// When a request that failed is sent again: exponential backoff with jitter, and what the server asks for.
///
/// "Full jitter" (Brooker 2015, "Exponential Backoff And Jitter"): the pause is drawn evenly up to the bound, here from its half,
/// so that clients that failed together do not come back together.
public struct RetryPolicy: Sendable, Hashable {
    /// The bound of the first pause; it doubles with each try.
    public var base: Duration
    /// The greatest bound.
    public var cap: Duration
    /// How often a request that fails is sent.
    public var tries: Int
    /// How often a request is sent that a busy server turns away.
    public var busyTries: Int
    /// How often a request is sent that misses a deadline: each try may take as long as the deadlines allow.
    public var timeoutTries: Int
    /// How long to go on knocking at a server that cannot be reached.
    public var patience: Duration
    /// The longest pause that a server may ask for; after a longer one the run is better resumed.
    public var longestWait: Duration

    /// When a request that failed is sent again.
    public init(
        base: Duration = .milliseconds(250), cap: Duration = .seconds(8), tries: Int = 4, busyTries: Int = 8,
        timeoutTries: Int = 2, patience: Duration = .seconds(60), longestWait: Duration = .seconds(120)
    ) {
        self.base = base
        self.cap = cap
        self.tries = tries
        self.busyTries = busyTries
        self.timeoutTries = timeoutTries
        self.patience = patience
        self.longestWait = longestWait
    }

    /// How often a request is sent that fails in this way.
    func tries(after failure: ChatFailure) -> Int {
        switch failure {
        case .busy: busyTries
        case .timedOut: timeoutTries
        default: tries
        }
    }

    /// The pause before the next try.
    ///
    /// - Parameters:
    ///   - tries: how many there were, from 1.
    ///   - uniform: a draw between 0 and 1.
    public func pause(after tries: Int, uniform: Double) -> Duration {
        let bound = min(base * (1 << min(20, max(0, tries - 1))), cap)
        return bound / 2 + bound / 2 * uniform
    }
}

/// How long a server asks to be left alone (RFC 9110, section 10.2.3): seconds, or a date.
enum RetryAfter {
    /// The pause that a header asks for; `nil` for what is neither, never below 0.
    static func pause(_ header: String, now: Date) -> Duration? {
        let text = header.trimmingCharacters(in: .whitespaces)
        if let seconds = Double(text), seconds.isFinite { return .seconds(min(max(0, seconds), 1e9)) }
        return date(text).map { .seconds(max(0, $0.timeIntervalSince(now).rounded(.up))) }
    }

    /// A date in one of the three forms of HTTP.
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        let forms = ["EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy"]
        for form in forms {
            formatter.dateFormat = form
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}
