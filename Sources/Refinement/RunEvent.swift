import RunLedger

/// What happens while the skeletons of a run are refined.
///
/// Events of one skeleton come in order; those of skeletons refined at the same time come as they happen.
public enum RunEvent: Sendable, Hashable {
    /// The run begins or goes on: how many skeletons there are, how many need nothing more, how many of those are accepted.
    case began(skeletons: Int, ended: Int, accepted: Int)
    /// An attempt on a skeleton begins.
    case attempting(position: Int, attempt: Int)
    /// More text of the draft on a skeleton; only when the run is followed.
    case text(position: Int, String)
    /// The text of the draft on a skeleton so far is void; only when the run is followed.
    case restarted(position: Int)
    /// An attempt is over and in the ledger.
    case attempted(position: Int, Attempt)
    /// A skeleton gets no further attempt.
    case ended(position: Int, RefinementOutcome)
    /// Nothing more happens.
    case finished(RunEnd)
}

/// How a run came to its end.
public enum RunEnd: String, Sendable, Hashable {
    /// Every skeleton was accepted or has used up its attempts.
    case completed
    /// It was asked to stop; resuming goes on where it left off.
    case stopped
    /// It has used up the tokens it was given; resuming with more goes on where it left off.
    case outOfTokens = "out-of-tokens"
}
