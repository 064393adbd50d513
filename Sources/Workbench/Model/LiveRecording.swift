/// Whether the attempts on the table's skeletons go into a ledger.
public enum LiveRecording: Sendable, Equatable {
    /// No live run has begun.
    case none
    /// A live run waits for its ledger to be made.
    case awaited
    /// They go into a run of a ledger; it is let go while nothing is written.
    case into(RunKey, isOpen: Bool)
    /// There is none, and why.
    case refused(String)

    /// The run that the attempts go into.
    var key: RunKey? { if case .into(let key, _) = self { key } else { nil } }

    /// Where they go, as words of a sentence; empty where it need not be said.
    var place: String {
        switch self {
        case .none, .awaited: ""
        case .into(let key, _): " in \(key.ledgerName)"
        case .refused: ", kept in no ledger"
        }
    }
}

extension RunKey {
    /// The ledger's name without its folder.
    var ledgerName: String { String(ledger.split(separator: "/").last ?? "") }
}
