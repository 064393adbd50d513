import CausalEngine
import RunLedger

/// The screen of runs: the ledgers there are, and one run of them while it is browsed.
public struct RunBrowser: Sendable, Equatable {
    /// The runs, once they are listed.
    public var listing: RunListing?
    /// The selected run of the list.
    public var cursor = 0
    /// The run that is browsed.
    public var open: OpenRun?
    /// Whether the first run is opened as soon as it is listed.
    public var opensFirst = false

    /// The run that is selected in the list.
    var selected: RunEntry? {
        guard let entries = listing?.entries, entries.indices.contains(cursor) else { return nil }
        return entries[cursor]
    }
}

/// Which records of a run are listed.
public enum RecordFilter: String, Sendable, Hashable, CaseIterable {
    /// Every record.
    case all
    /// Those that were realized.
    case accepted
    /// Those that used up their attempts.
    case neverRealized = "never realized"
    /// Those with an attempt that brought no draft.
    case failed
    /// Those that get further attempts.
    case open

    /// Whether a record is listed.
    func holds(_ record: RecordOverview, budget: Int) -> Bool {
        switch self {
        case .all: true
        case .accepted: record.isAccepted
        case .neverRealized: !record.isAccepted && record.isEnded(budget: budget)
        case .failed: record.failures > 0
        case .open: !record.isEnded(budget: budget)
        }
    }
}

/// A record as it stands in a ledger: a transcript that is stepped through.
public struct StoredRecord: Sendable, Equatable {
    /// Its place within the run.
    public var position: Int
    /// The values of its skeleton.
    public var values: [Value]
    /// Its attempts.
    public var record: Record

    /// A record as it stands in a ledger.
    public init(position: Int, values: [Value], record: Record) {
        self.position = position
        self.values = values
        self.record = record
    }
}

/// A run while it is browsed.
public struct OpenRun: Sendable, Equatable {
    /// What the list says of it.
    public var entry: RunEntry
    /// The run's network as it is shown.
    public var subject: Subject
    /// Every skeleton, in order.
    public var overview: [RecordOverview]
    /// Which of them are listed.
    public var filter = RecordFilter.all
    /// The place within the run of the selected record.
    public var position = 0
    /// The selected record, once it is read.
    public var stored: StoredRecord?
    /// The attempt that is looked at; `nil` is the latest.
    public var attempt: Int?
    /// The selected variable.
    public var variable = 0
    /// The first line of the text that is shown.
    public var textScroll = 0
    /// Whether the prompt of the attempt is shown in place of its text.
    public var showsPrompt = false
    /// What is being written, by place within the run, while the run goes on.
    public var writing: [Int: Writing] = [:]
    /// The work that goes on with the run.
    public var resuming: EffectID?
    /// Whether it was asked to stop.
    public var isStopping = false

    /// A run to browse.
    public init(entry: RunEntry, subject: Subject, overview: [RecordOverview]) {
        self.entry = entry
        self.subject = subject
        self.overview = overview
    }

    /// The records that are listed, in order.
    var listed: [RecordOverview] { overview.filter { filter.holds($0, budget: entry.budget) } }

    /// The place of the selected record among those listed.
    var listedIndex: Int? { listed.firstIndex { $0.position == position } }

    /// The selected record, if it is there.
    var current: StoredRecord? { stored.flatMap { $0.position == position ? $0 : nil } }

    /// The index of the attempt that is shown; `nil` before the first.
    var shownAttempt: Int? {
        guard let count = current?.record.drafts.count, count > 0 else { return nil }
        return min(max(0, attempt ?? count - 1), count - 1)
    }
}

extension Model {
    /// A model of the selected record alone: what the panes of text and verdicts draw of a run.
    func replaying(_ run: OpenRun) -> Model {
        var settings = settings
        settings.realizer = run.entry.writer
        settings.maxIterations = max(0, run.entry.budget - 1)
        var model = Model(subject: run.subject, settings: settings, size: size, seed: run.entry.seed, wanted: 1)
        model.showsOnlyProblems = showsOnlyProblems
        model.focus = .run
        model.document.variable = run.variable
        model.scroll.text = run.textScroll
        if let current = run.current {
            model.document.table = SampledTable(draw: model.document.draw, columns: current.values.map { [$0] })
            model.document.records = [0: current.record]
            model.document.attempt = run.attempt
        }
        if run.attempt == nil, let writing = run.writing[run.position] {
            model.writing = [EffectID(number: 0): Writing(row: 0, attempt: writing.attempt, text: writing.text)]
        }
        model.label = run.overview.first { $0.position == run.position }.map {
            "#\($0.row)\($0.isCounterfactual ? " twin" : "")"
        }
        return model
    }
}
