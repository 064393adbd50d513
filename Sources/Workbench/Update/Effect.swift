import CausalEngine
import RunLedger
import TerminalUI

/// The name of one piece of work, so that what comes late can be told from what is awaited.
public struct EffectID: Sendable, Hashable, Comparable {
    /// The number, ascending over a session.
    public var number: Int

    /// The name of a piece of work.
    public init(number: Int) { self.number = number }

    /// Whether the work was asked for earlier.
    public static func < (a: EffectID, b: EffectID) -> Bool { a.number < b.number }
}

/// Work that is done elsewhere and reports by message.
public enum Work: Sendable, Hashable {
    /// Lays the graph out at a level of detail for the first of some rooms that it fits into, else for the last.
    case layOut(DetailLevel, rooms: [Size])
    /// Computes beliefs given what was seen; where they cannot be exact, from so many rows.
    case believe(World, Evidence, rows: Int)
    /// Computes seeing beside doing.
    case compare(Comparison.Question)
    /// Finds the paths between two nodes, in the world in which some variables are set.
    case findPaths(PathQuestion, [Int: Intervention])
    /// Replays a unit in another world, and has it worded in both.
    case twin(Twin.Question)
    /// Draws skeletons for the table.
    case sample(Draw, count: Int)
    /// Makes attempts on one skeleton: at most `limit` more, or as many as it takes. Each is in the ledger, where there is one, before
    /// the next begins.
    case refine(Draw, row: Int, values: [Value], earlier: [Attempt], limit: Int?, ledger: RunKey?)
    /// Begins a ledger for a live run, with the attempts made before, by row.
    case record(World, count: Int, earlier: [Int: [Attempt]])
    /// Measures the bias of the finished records: their values, and whether each was accepted at once and in the end.
    case measure(values: [[Value]], atOnce: [Bool], inTheEnd: [Bool])
    /// Races the streams of the Semantic Backdoor.
    case race(RaceSetup)
    /// Lists the runs of the ledgers there are.
    case listRuns
    /// Reads a run, but for its texts.
    case openRun(RunKey)
    /// Reads a record of a run.
    case readRecord(RunKey, position: Int)
    /// Goes on with a run.
    case resume(RunKey)
    /// Audits a run.
    case audit(RunKey)
    /// Writes the records of a run into a file.
    case exportRun(RunKey, to: String)
}

/// What `update` asks for.
public enum Effect: Sendable, Hashable {
    /// Begin a piece of work.
    case begin(EffectID, Work)
    /// Give up a piece of work; what it still reports is dropped.
    case cancel(EffectID)
    /// Finish what a piece of work has begun and begin nothing more of it.
    case finish(EffectID)
    /// Let others write the ledger of a live run, until there is something to be written again.
    case letGo(RunKey)
    /// Draw every cell again.
    case redraw
    /// Hand the terminal back to the shell until it is continued.
    case suspend
    /// Write an action into the recording.
    case log(Action)
    /// End the session.
    case quit
}

/// What work reports.
public enum Report: Sendable, Equatable {
    /// The graph is laid out.
    case laidOut(DetailLevel, GraphLayout)
    /// The beliefs are computed.
    case believed(Beliefs)
    /// Seeing and doing are computed.
    case compared(Comparison)
    /// The paths are found.
    case foundPaths(PathAnswer)
    /// The unit is replayed.
    case twinned(Twin)
    /// The unit is worded in both worlds.
    case twinWorded(Twin.Texts)
    /// The skeletons are drawn.
    case sampled(SampledTable)
    /// An attempt has begun.
    case began(attempt: Int)
    /// More text of the attempt.
    case text(String)
    /// An attempt has been read and checked.
    case attempted(Attempt)
    /// The live run has a ledger.
    case recording(RunKey)
    /// No ledger can be made, or none written any more, and why.
    case unrecorded(String)
    /// The work on a skeleton is over; whether its record is finished.
    case ended(isFinished: Bool)
    /// The meters were read over so many finished records.
    case measured(Meters)
    /// Something of a race.
    case backdoor(RaceReport)
    /// Something of runs.
    case runs(RunReport)
    /// Something of an audit.
    case audit(AuditReport)
    /// The work failed.
    case failed(String)

    /// Whether this is the last report of its work.
    public var isLast: Bool {
        switch self {
        case .runs(let report): report.isLast
        case .backdoor(let report): report.isLast
        case .audit(let report): report.isLast
        case .began, .text, .attempted, .twinned: false
        case .laidOut, .believed, .compared, .foundPaths, .twinWorded, .sampled, .recording,
            .unrecorded, .ended, .measured,
            .failed:
            true
        }
    }
}

/// What happens to the workbench.
public enum Message: Sendable, Equatable {
    /// A key was pressed.
    case key(Key)
    /// An action, from a recording or the program itself.
    case action(Action)
    /// Text was pasted.
    case paste(String)
    /// A mouse button was pressed at a cell.
    case click(x: Int, y: Int)
    /// The wheel was turned over a cell, down by so many lines.
    case wheel(x: Int, y: Int, lines: Int)
    /// The terminal has this size now.
    case resized(Size)
    /// Work reports.
    case report(EffectID, Report)
}

/// How much of a node is drawn.
public enum DetailLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// A few letters of the name and one sign for how likely its leading state is: an overview of a large graph.
    case letters
    /// The name and one sign for how likely its leading state is.
    case names
    /// The name and one number.
    case numbers
    /// A box with the name and one number.
    case boxes
    /// A box with the name and a bar.
    case bars
    /// A box with a bar for each state.
    case states

    /// Whether less is drawn.
    public static func < (a: DetailLevel, b: DetailLevel) -> Bool { a.rawValue < b.rawValue }
}
