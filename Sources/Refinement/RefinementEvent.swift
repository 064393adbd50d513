import CausalEngine
import RunLedger

/// What happens while one skeleton is worded, checked and corrected, in order.
public enum RefinementEvent: Sendable, Hashable {
    /// An attempt begins.
    case began(attempt: Int)
    /// The prompt as it was sent.
    case prompt(String)
    /// More text of the draft.
    case text(String)
    /// The text of the draft so far is void: it begins anew.
    case restarted
    /// The attempt is over, read and judged.
    case attempted(Attempt)
    /// There will be no further attempt.
    case ended(RefinementOutcome)
}

/// How a skeleton fared.
public struct RefinementOutcome: Sendable, Hashable {
    /// The skeleton.
    public var skeleton: Skeleton
    /// All attempts, in order.
    public var attempts: [Attempt]

    /// A skeleton with all attempts on it.
    public init(skeleton: Skeleton, attempts: [Attempt]) {
        self.skeleton = skeleton
        self.attempts = attempts
    }

    /// Whether a draft was accepted.
    public var isAccepted: Bool { attempts.last?.isAccepted ?? false }
}
