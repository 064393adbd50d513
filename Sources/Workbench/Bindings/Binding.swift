import TerminalUI

/// Where a binding holds.
public enum Context: String, Sendable, Hashable, CaseIterable {
    /// Wherever one is.
    case everywhere
    /// Whenever nothing lies over the panes.
    case panes
    /// In the graph.
    case graph
    /// In the table.
    case table
    /// In the text.
    case text
    /// In the verdicts.
    case verdicts
    /// In the meters.
    case run
    /// While a question of d-separation is put.
    case paths
    /// On the screen of one unit in two worlds.
    case twin
    /// On the screen of runs.
    case runs
    /// On the screen of the Semantic Backdoor.
    case backdoor
    /// On the screen of an audit.
    case audit
    /// While a search is stepped through.
    case search
    /// In a list to choose from.
    case menu
    /// In a line of input.
    case prompt
    /// In the command palette.
    case palette
    /// In the help.
    case help

    /// The words for the context in help and documentation.
    public var title: String {
        switch self {
        case .everywhere: "Everywhere"
        case .panes: "In every pane"
        case .graph: "In the graph"
        case .table: "In the table"
        case .text: "In the text"
        case .verdicts: "In the verdicts"
        case .run: "In the meters"
        case .paths: "While asking for d-separation"
        case .twin: "On the twin screen"
        case .runs: "On the screen of runs"
        case .backdoor: "On the screen of the Semantic Backdoor"
        case .audit: "On the screen of an audit"
        case .search: "While searching"
        case .menu: "In a list"
        case .prompt: "In a line of input"
        case .palette: "In the palette"
        case .help: "In the help"
        }
    }

    /// Whether something lies over the panes there.
    public var isOverlay: Bool {
        switch self {
        case .menu, .prompt, .palette, .help: true
        case .everywhere, .panes, .graph, .table, .text, .verdicts, .run, .paths, .twin, .runs, .backdoor, .audit,
            .search:
            false
        }
    }
}

/// What a binding is about, in the order of the help.
public enum Group: String, Sendable, Hashable, CaseIterable {
    /// Moving about.
    case move = "Move"
    /// The causal model.
    case model = "Model"
    /// Writing and refining.
    case refine = "Refine"
    /// How things are shown.
    case show = "Show"
    /// The session.
    case session = "Session"
}

/// What a key does: the only place in which keys are named.
///
/// Keys, footer, help, palette and the documentation all come from one table of bindings.
public struct Binding: Sendable {
    /// The keys, the one to be shown first.
    public var keys: [Key]
    /// Where it holds.
    public var context: Context
    /// What it does, as the palette and the help say it.
    public var title: String
    /// What it does in a word or two, as the footer says it; bindings that share it share one hint.
    public var short: String
    /// What it is about.
    public var group: Group
    /// How early it comes in the footer, the lowest first; `nil` keeps it out.
    public var rank: Int?
    /// Why it cannot be done now; `nil` when it can.
    public var refusal: @Sendable (Model) -> String?
    /// What it does.
    public var action: Action

    /// A binding of keys by their names, with blanks between them.
    public init(
        _ keys: String, _ context: Context, _ action: Action, _ title: String, short: String? = nil, group: Group,
        rank: Int? = nil, unless refusal: @escaping @Sendable (Model) -> String? = { _ in nil }
    ) {
        self.keys = keys.split(separator: " ").compactMap { Key(String($0)) }
        self.context = context
        self.title = title
        self.short = short ?? title
        self.group = group
        self.rank = rank
        self.refusal = refusal
        self.action = action
    }
}
