/// What can be wrong with a ledger, or with what is asked of one.
public enum LedgerError: Error, Sendable, Hashable {
    /// There is no file of that name.
    case missing(path: String)
    /// The file exists but cannot be opened.
    case unreadable(path: String, reason: String)
    /// The file cannot be made.
    case cannotCreate(path: String, reason: String)
    /// The file is not a ledger.
    case notALedger(path: String)
    /// The ledger was written by a later version of the program.
    case newerFormat(path: String, found: Int, known: Int)
    /// Another process is writing the ledger.
    case locked(path: String)
    /// The ledger was opened for reading only.
    case readOnly(path: String)
    /// The run is in the ledger already.
    case runExists(path: String, run: String)
    /// The ledger holds no such run.
    case noSuchRun(path: String, run: String, known: [String])
    /// The ledger holds no run at all.
    case noRuns(path: String)
    /// The ledger holds several runs and none was named.
    case severalRuns(path: String, known: [String])
    /// What stands in the ledger does not fit the network of its run.
    case damaged(path: String, what: String)
    /// Reading or writing failed underneath.
    case failed(path: String, reason: String)
    /// The network was not read from texts, so a ledger cannot hold it.
    case networkWithoutSource(name: String)
    /// An attempt came out of turn: attempts on one skeleton are recorded in order, each once.
    case outOfTurn(path: String, skeleton: Int, attempt: Int)
}

extension LedgerError: CustomStringConvertible {
    /// One paragraph: what is wrong and the mend.
    public var description: String {
        switch self {
        case .missing(let path):
            "there is no ledger \(path)."
        case .unreadable(let path, let reason):
            "cannot open the ledger \(path): \(reason)."
        case .cannotCreate(let path, let reason):
            "cannot create the ledger \(path): \(reason)."
        case .notALedger(let path):
            "\(path) is not a ledger; give a file that “generate” has written."
        case .newerFormat(let path, let found, let known):
            "the ledger \(path) has format \(found), this program knows up to \(known); update the program."
        case .locked(let path):
            "another process is writing the ledger \(path); wait until it ends, or stop it."
        case .readOnly(let path):
            "the ledger \(path) was opened for reading only."
        case .runExists(let path, let run):
            "the ledger \(path) holds the run \(run) already; “resume” continues it, another ledger starts afresh."
        case .noSuchRun(let path, let run, let known):
            "the ledger \(path) holds no run \(run); it holds \(known.joined(separator: ", "))."
        case .noRuns(let path):
            "the ledger \(path) holds no run yet."
        case .severalRuns(let path, let known):
            "the ledger \(path) holds several runs; name one of \(known.joined(separator: ", "))."
        case .damaged(let path, let what):
            "the ledger \(path) is damaged: \(what)."
        case .failed(let path, let reason):
            "the ledger \(path) failed: \(reason)."
        case .networkWithoutSource(let name):
            "the network “\(name)” was made in memory, and a ledger keeps the text of its network; read it from a file."
        case .outOfTurn(let path, let skeleton, let attempt):
            "attempt \(attempt) on skeleton \(skeleton) came out of turn for the ledger \(path); resume from what it holds."
        }
    }
}
