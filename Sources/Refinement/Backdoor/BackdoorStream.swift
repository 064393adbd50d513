import RunLedger

/// A way to come from skeletons to accepted texts, as the Semantic Backdoor experiment compares them.
public enum BackdoorStream: String, Sendable, Hashable, CaseIterable {
    /// One draft for each skeleton, accepted or dropped.
    case oneShot = "one-shot"
    /// Fresh drafts, with no word on the last one, until one agrees or the budget is used up.
    case blind
    /// Targeted corrections, until a draft agrees or the budget is used up.
    case refined
    /// One draft for each skeleton, over so many further skeletons that as many attempts are made as the dearest of the other
    /// streams needed: what rejection sampling makes of an equal number of attempts.
    case rejection

    /// The streams that go over the same skeletons.
    public static let paired: [BackdoorStream] = [.oneShot, .blind, .refined]

    /// What the stream asks for after a draft that does not agree.
    public var strategy: RefinementStrategy {
        switch self {
        case .oneShot, .rejection: .oneShot
        case .blind: .blind
        case .refined: .targeted
        }
    }
}

/// What happens while the streams of the experiment race.
///
/// Events of one skeleton in one stream come in order; all others come as they happen.
public enum BackdoorEvent: Sendable, Hashable {
    /// The experiment begins or goes on, with how many skeletons, of which each may get so many attempts.
    case began(skeletons: Int, attemptBudget: Int)
    /// A stream goes over this many skeletons besides those that all share.
    case extended(BackdoorStream, skeletons: Int)
    /// An attempt begins.
    case attempting(BackdoorStream, position: Int, attempt: Int)
    /// More text of a draft; only when the experiment is followed.
    case text(BackdoorStream, position: Int, String)
    /// The text of a draft so far is void; only when the experiment is followed.
    case restarted(BackdoorStream, position: Int)
    /// An attempt is over, and in the ledger if there is one.
    case attempted(BackdoorStream, position: Int, Attempt)
    /// A skeleton gets no further attempt in a stream. Comes also for skeletons that a ledger held already.
    case ended(BackdoorStream, position: Int, RefinementOutcome)
    /// Nothing more happens.
    case finished(RunEnd)
}
