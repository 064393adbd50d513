import CausalEngine
import Realization
import Refinement
import TerminalUI

/// What a workbench is opened with.
public struct WorkbenchOptions: Sendable {
    /// The network.
    public var network: Network
    /// What writes.
    public var realizer: any Realizer
    /// How drafts are checked and corrected.
    public var refinement: RefinementSettings
    /// The seed of the first sample.
    public var seed: UInt64
    /// The skeletons in the table.
    public var skeletons: Int
    /// What is intervened on at the start.
    public var interventions: [Int: Intervention]
    /// The rows from which beliefs are estimated.
    public var beliefRows: Int
    /// How many records a live run works on at once.
    public var concurrency: Int
    /// The name of the first theme, or the path of a theme file.
    public var theme: String
    /// The folders of the user's own themes.
    public var themeFolders: [String]
    /// The keys that hold.
    public var keymap: Keymap
    /// The marks to draw with; those of the locale if `nil`.
    public var glyphs: GlyphSet?
    /// The most colours to use; as many as there are if `nil`.
    public var colors: ColorDepth?
    /// Whether the mouse is used.
    public var mouse: Bool
    /// The file into which the session's actions are recorded.
    public var record: String?
    /// The recording to play first.
    public var replay: String?
    /// What the screen of runs needs.
    public var runs: RunServices
    /// Whether the workbench begins with the first run of the ledgers that are named.
    public var beginsWithRuns: Bool

    /// Options of a workbench on a network.
    public init(
        network: Network, realizer: any Realizer, refinement: RefinementSettings = .init(), seed: UInt64 = 0,
        skeletons: Int = 200, interventions: [Int: Intervention] = [:], beliefRows: Int = 20_000, concurrency: Int = 1,
        theme: String = "dark", themeFolders: [String] = [], keymap: Keymap = .standard, glyphs: GlyphSet? = nil,
        colors: ColorDepth? = nil,
        mouse: Bool = true, record: String? = nil, replay: String? = nil,
        runs: RunServices = .init(), beginsWithRuns: Bool = false
    ) {
        self.network = network
        self.realizer = realizer
        self.refinement = refinement
        self.seed = seed
        self.skeletons = skeletons
        self.interventions = interventions
        self.beliefRows = beliefRows
        self.concurrency = concurrency
        self.theme = theme
        self.themeFolders = themeFolders
        self.keymap = keymap
        self.glyphs = glyphs
        self.colors = colors
        self.mouse = mouse
        self.record = record
        self.replay = replay
        self.runs = runs
        self.beginsWithRuns = beginsWithRuns
    }

    /// The model of a session at its start.
    func model(size: Size) -> Model {
        let identity = realizer.identity
        let themes = [theme] + Theme.builtInNames.filter { $0 != theme }
        let settings = Model.Settings(
            realizer: identity.kind == "chat" ? "chat \(identity.model ?? "")" : identity.kind,
            maxIterations: refinement.attemptBudget - 1, beliefRows: max(1, beliefRows),
            concurrency: max(1, concurrency), themes: themes, isRecording: record != nil,
            dials: (realizer as? SimulatedRealizer)?.settings, recordsRuns: runs.recording != nil,
            keymap: keymap)
        var model = Model(
            subject: Subject(network), settings: settings, size: size, seed: seed,
            wanted: min(max(1, skeletons), Model.tableRange.upperBound), interventions: interventions)
        if beginsWithRuns {
            model.screen = .runs
            model.runs.opensFirst = true
        }
        return model
    }
}
