/// Where a movement goes.
public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// Up.
    case up
    /// Down.
    case down
    /// Left.
    case left
    /// Right.
    case right
}

/// A thing that can be looked at.
public enum Pane: String, Sendable, Hashable, CaseIterable {
    /// The graph with its beliefs.
    case graph
    /// The table of skeletons.
    case table
    /// The text of an attempt.
    case text
    /// The verdicts, and what changed between drafts.
    case verdicts
    /// The meters of the live run.
    case run
}

/// Everything that can be done, by name: what keys, palette, recordings and replays speak of.
///
/// Variables and states are named, not numbered, so that a recording can be read and edited by hand.
public enum Action: Sendable, Hashable {
    case move(Direction)
    case page(Direction)
    case first
    case last
    case focus(Pane)
    case nextPane
    case previousPane
    case zoom
    case moreDetail
    case lessDetail
    case side
    case onlyProblems
    case select(variable: String)
    case row(Int)
    case nextSkeleton
    case previousSkeleton
    case scroll(Pane, by: Int)
    case sampleAgain
    case askSample
    case sample(rows: Int, seed: UInt64)
    case askDo
    case intervene(assignment: String)
    case release
    case releaseVariable(String)
    case releaseAll
    case realize
    case refine
    case nextIteration
    case previousIteration
    case toggleRun
    case run
    case pause
    case undo
    case redo
    case help
    case palette
    case find
    case findNext
    case findPrevious
    case endFind
    case theme
    case redraw
    case suspend
    case quit
    case type(String)
    case erase
    case submit
    case cancel
    case choose(Int)
}
