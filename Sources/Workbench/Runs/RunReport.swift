import Refinement

/// What reading ledgers and going on with runs report.
public enum RunReport: Sendable, Equatable {
    /// The runs are listed.
    case listed(RunListing)
    /// A run is read, but for its texts.
    case opened(OpenRun)
    /// A record is read.
    case read(StoredRecord)
    /// More text of the draft on the skeleton at a place of the run.
    case text(position: Int, String)
    /// Something else happened while a run goes on.
    case event(RunEvent)
    /// The records are written out, in words.
    case exported(String)

    /// Whether this is the last report of its work.
    var isLast: Bool {
        switch self {
        case .listed, .opened, .read, .exported: true
        case .event(.finished): true
        case .text, .event: false
        }
    }
}
