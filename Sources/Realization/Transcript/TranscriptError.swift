/// What can be wrong with a transcript, or with what is asked of one.
public enum TranscriptError: Error, Sendable, Hashable {
    /// There is neither a file nor a built-in transcript of that name.
    case unreadable(name: String, reason: String)
    /// A line is no record.
    case broken(name: String, line: Int, problem: String)
    /// There is no record in it.
    case empty(name: String)
    /// It is of another network.
    case otherNetwork(name: String)
    /// It is another one than the run was begun with.
    case changed(name: String)
    /// It is of another seed.
    case otherSeed(name: String, recorded: UInt64, found: UInt64)
    /// It does not have a skeleton.
    case noRow(name: String, Transcript.Place)
    /// It has other values for a skeleton.
    case otherValues(name: String, Transcript.Place)
    /// It ends before an attempt.
    case noAttempt(name: String, Transcript.Place, attempt: Int, recorded: Int)
}

extension TranscriptError: DraftFailure {
    /// The word under which failures would be counted.
    public var reason: String { "transcript" }
    /// What is not in the transcript cannot be had by trying on.
    public var stopsRun: Bool { true }
}

extension TranscriptError: CustomStringConvertible {
    /// One sentence: what is wrong, and the mend.
    public var description: String {
        switch self {
        case .unreadable(let name, let reason):
            "cannot read the transcript \(name): \(reason)."
        case .broken(let name, let line, let problem):
            "\(name):\(line): \(problem); a transcript is a ledger, or the JSON lines that “export” writes."
        case .empty(let name):
            "the transcript \(name) holds no record."
        case .otherNetwork(let name):
            "the transcript \(name) is of another network, or of another version of this one; give the network of its run."
        case .changed(let name):
            "the transcript \(name) is not what the run was begun with; put the one back that was."
        case .otherSeed(let name, let recorded, let found):
            "the transcript \(name) is of seed \(recorded), not \(found); give --seed \(recorded)."
        case .noRow(let name, let place):
            "the transcript \(name) does not have \(Self.words(place)); ask for fewer skeletons."
        case .otherValues(let name, let place):
            "the transcript \(name) has other values for \(Self.words(place)); intervene as its run did."
        case .noAttempt(let name, let place, let attempt, let recorded):
            "the transcript \(name) has \(recorded) attempts on \(Self.words(place)), and attempt \(attempt) is asked for; "
                + "refine as its run did."
        }
    }

    private static func words(_ place: Transcript.Place) -> String {
        (place.isCounterfactual ? "the counterfactual twin of row " : "row ") + "\(place.row)"
    }
}
