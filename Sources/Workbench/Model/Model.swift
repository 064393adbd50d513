import CausalEngine
import Realization
import TerminalUI

/// The state of the workbench: everything that the screen is a function of.
///
/// There is no clock and no chance in it; both come as messages.
public struct Model: Sendable, Equatable {
    /// What is fixed for a session.
    public struct Settings: Sendable, Equatable {
        /// The name of what writes, as every screen shows it, such as `simulated`.
        public var realizer: String
        /// The most corrections after a first draft.
        public var maxIterations: Int
        /// The rows that beliefs are estimated from where they cannot be exact.
        public var beliefRows: Int
        /// How many records a live run works on at once.
        public var concurrency: Int
        /// The names of the themes that `theme` cycles through.
        public var themes: [String]
        /// Whether actions are recorded.
        public var isRecording: Bool
        /// The dials of a simulated writer; `nil` for any other.
        public var dials: SimulatedSettings?
        /// Whether a live run goes into a ledger.
        public var recordsRuns: Bool
        /// The keys that hold.
        public var keymap: Keymap

        /// What is fixed for a session.
        public init(
            realizer: String, maxIterations: Int = 5, beliefRows: Int = 20_000, concurrency: Int = 1,
            themes: [String] = [], isRecording: Bool = false, dials: SimulatedSettings? = nil,
            recordsRuns: Bool = false, keymap: Keymap = .standard
        ) {
            self.realizer = realizer
            self.maxIterations = maxIterations
            self.beliefRows = beliefRows
            self.concurrency = concurrency
            self.themes = themes
            self.isRecording = isRecording
            self.dials = dials
            self.recordsRuns = recordsRuns
            self.keymap = keymap
        }
    }

    /// How far the panes are scrolled.
    public struct Scroll: Sendable, Equatable {
        /// The first row of the table that is shown.
        public var table = 0
        /// The first line of the text that is shown.
        public var text = 0
        /// The first line of the verdicts that is shown.
        public var verdicts = 0
        /// The column of the drawing at the left edge of its pane.
        public var graphX = 0
        /// The row of the drawing at the upper edge of its pane.
        public var graphY = 0
    }

    /// The network as it is shown.
    public let subject: Subject
    /// What is fixed for the session.
    public let settings: Settings
    /// The size of the terminal.
    public var size: Size
    /// What undo restores.
    public var document: Document
    /// The changes that can be undone, the latest last.
    public var past: [Change] = []
    /// The changes that can be redone, the next one last.
    public var future: [Change] = []
    /// The graph as laid out at each level of detail that has arrived.
    public var layouts: [DetailLevel: GraphLayout] = [:]
    /// The rooms that each of them was laid out for.
    public var layoutRooms: [DetailLevel: [Size]] = [:]
    /// The pane that has the keyboard.
    public var focus = Pane.graph
    /// Whether that pane has the whole screen.
    public var isZoomed = false
    /// What the side panel shows.
    public var side = SidePanel.node
    /// The state of the selected variable that was stepped to for comparing.
    public var comparedStep: Int?
    /// Seeing beside doing, of the last question that was answered.
    public var comparison: Comparison?
    /// The paths of the last question that was answered.
    public var pathAnswer: PathAnswer?
    /// Which of the paths is lit.
    public var litIndex = 0
    /// What fills the screen.
    public var screen = WorkbenchScreen.panes
    /// The screen of runs.
    public var runs = RunBrowser()
    /// The screen of the Semantic Backdoor.
    public var backdoor: BackdoorRace
    /// The screen of an audit.
    public var audit = AuditBrowser()
    /// The name of the one record that this model shows of a run; `nil` for a model of its own.
    public var label: String?
    /// The last twin that arrived.
    public var twin: Twin?
    /// How many levels less than fit the graph is drawn with; below 0, more.
    public var detailDrop = 0
    /// Whether the verdicts leave out what matches and did not change.
    public var showsOnlyProblems = false
    /// How far the panes are scrolled.
    public var scroll = Scroll()
    /// What lies over the panes.
    public var overlay: Overlay?
    /// The search that n and N step through.
    public var search: Search?
    /// What the last action did.
    public var notice: Notice?
    /// The theme, counted in the settings' names.
    public var theme = 0
    /// Whether the live run is on.
    public var isRunning = false
    /// Whether the selection follows what the live run writes.
    public var follows = false
    /// The first row that the live run has not looked at.
    public var runCursor = 0
    /// Whether attempts go into a ledger.
    public var recording = LiveRecording.none
    /// What was asked of a skeleton before it was drawn, and is done then.
    public var awaiting: Action?
    /// Work that failed and is not tried again.
    public var failures: Set<Work> = []
    /// The work that is under way.
    public var pending: [EffectID: Work] = [:]
    /// What is being written.
    public var writing: [EffectID: Writing] = [:]
    /// The number of the next piece of work.
    public var nextEffect = 0
    /// Whether the session is over.
    public var hasEnded = false

    /// A session at its start, before anything is computed.
    public init(
        subject: Subject, settings: Settings, size: Size, seed: UInt64 = 0, wanted: Int = 200,
        interventions: [Int: Intervention] = [:]
    ) {
        self.subject = subject
        self.settings = settings
        self.size = size
        backdoor = BackdoorRace(settings, seed: seed)
        document = Document(world: World(interventions: interventions, seed: seed), wanted: wanted)
    }
}

/// What fills the screen.
public enum WorkbenchScreen: String, Sendable, Hashable, CaseIterable {
    /// Graph, skeletons, text and verdicts.
    case panes
    /// One unit in two worlds.
    case twin
    /// The ledgers, and one run of them.
    case runs
    /// The streams of the Semantic Backdoor.
    case backdoor
    /// The audit of a run.
    case audit
}

/// What the panel beside the four panes shows, where there is room for one.
public enum SidePanel: String, Sendable, Hashable, CaseIterable {
    /// The selected node: states, neighbours, mechanism.
    case node
    /// The mechanism of the selected node, with its noise.
    case mechanism
    /// Seeing beside doing.
    case compare
    /// The meters of the live run.
    case run
    /// The history of changes.
    case history
}

extension Model {
    /// Whether the screen shows one unit in two worlds.
    var isTwin: Bool { screen == .twin }

    /// The selected node.
    var selectedNode: Subject.Node? {
        subject.nodes.indices.contains(document.variable) ? subject.nodes[document.variable] : nil
    }

    /// The record of the selected row.
    var selectedRecord: Record? { document.records[document.row] }

    /// The values of the selected skeleton.
    var selectedValues: [Value]? {
        guard let table = document.table, document.row < table.count else { return nil }
        return table.values(of: document.row)
    }

    /// The work that writes on a row, if any.
    func writer(of row: Int) -> EffectID? {
        writing.first { $0.value.row == row }?.key
    }

    /// The index of the attempt that is shown of the selected record; `nil` before the first.
    var shownAttempt: Int? {
        guard let record = selectedRecord, !record.drafts.isEmpty else { return nil }
        let last = record.drafts.count - 1
        return min(max(0, document.attempt ?? last), last)
    }

    /// The draft being written of the selected skeleton, when the latest is looked at; the one before it stays in sight until
    /// there are words to show.
    var shownWriting: Writing? {
        guard document.attempt == nil, let id = writer(of: document.row), let writing = writing[id]
        else { return nil }
        return writing.text.isEmpty && shownDraft != nil ? nil : writing
    }

    /// The draft that is shown, unless one is being written.
    var shownDraft: Draft? {
        guard let index = shownAttempt, let record = selectedRecord else { return nil }
        return record.drafts[index]
    }

    /// The draft before the one that is shown.
    var previousDraft: Draft? {
        guard let index = shownAttempt, index > 0, let record = selectedRecord else { return nil }
        return record.drafts[index - 1]
    }
}
