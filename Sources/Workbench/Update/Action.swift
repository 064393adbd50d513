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
    /// Moves the selection of the pane that has the keyboard.
    case move(Direction)
    /// Scrolls that pane by its height.
    case page(Direction)
    /// Goes to the first row, node or line.
    case first
    /// Goes to the last row, node or line.
    case last
    /// Gives a pane the keyboard.
    case focus(Pane)
    /// Gives the next pane the keyboard.
    case nextPane
    /// Gives the pane before the keyboard.
    case previousPane
    /// Gives the pane the whole screen, or takes it back.
    case zoom
    /// Draws the graph with more detail, as far as it fits.
    case moreDetail
    /// Draws the graph with less detail.
    case lessDetail
    /// Shows the next thing in the side panel.
    case side
    /// Shows or hides the verdicts that match and have not changed.
    case onlyProblems
    /// Selects a variable.
    case select(variable: String)
    /// Selects a row of the table.
    case row(Int)
    /// Selects the next row, whatever pane has the keyboard.
    case nextSkeleton
    /// Selects the row before.
    case previousSkeleton
    /// Scrolls a pane down by so many lines.
    case scroll(Pane, by: Int)
    /// Draws as many skeletons anew, from the next seed.
    case sampleAgain
    /// Asks for rows and seed.
    case askSample
    /// Draws skeletons from a seed.
    case sample(rows: Int, seed: UInt64)
    /// Asks what to set the selected variable to.
    case askDo
    /// Asks with which probabilities the selected variable is drawn from outside.
    case askDistribution
    /// Asks what the selected variable was seen to be.
    case askSee
    /// Says what was seen: `VARIABLE=STATE`; said again, it is taken back.
    case see(finding: String)
    /// Asks how likely an uncertain finding is in each state of the selected variable.
    case askLikelihood
    /// Says what was seen uncertainly: `VARIABLE=STATE:w,STATE:w`.
    case weigh(likelihoods: String)
    /// Takes the finding on a variable back.
    case forget(variable: String)
    /// Takes every finding back.
    case forgetAll
    /// Sets a variable from outside: `VARIABLE=STATE`, or draws it from outside: `VARIABLE~STATE:p,STATE:p`.
    case intervene(assignment: String)
    /// Takes do() and finding of the selected variable back if it has one, else all of them.
    case release
    /// Releases a variable.
    case releaseVariable(String)
    /// Takes every do() and every finding back.
    case releaseAll
    /// Shows seeing beside doing of the selected variable; again, of its next state.
    case compare
    /// Shows the mechanism of the selected variable, or its other facts again.
    case mechanism
    /// Picks the selected node for a question of d-separation: first X, then Y, then what is given.
    case pickNode
    /// Lights the next path.
    case nextPath
    /// Lights the path before.
    case previousPath
    /// Ends the question of d-separation.
    case endPaths
    /// Shows the selected unit in both worlds, or all panes again.
    case twin
    /// Shows the ledgers and their runs, or all panes again.
    case runs
    /// Opens the selected run.
    case enterRun
    /// Goes back from a run to the list, from the list to all panes.
    case leaveRun
    /// Lists other records of the run: all, accepted, never realized, failed, open.
    case filterRecords
    /// Selects the next fact of the record.
    case nextFact
    /// Selects the fact before.
    case previousFact
    /// Shows the prompt of the attempt, or its text again.
    case showPrompt
    /// Goes on with the run, or stops it.
    case toggleResume
    /// Asks for the file to write the run to.
    case askExport
    /// Writes the run to a file.
    case export(path: String)
    /// Reads the ledgers again.
    case refreshRuns
    /// Audits the selected run, or the live run; from there, goes back.
    case audit
    /// Stops the audit, or begins it anew.
    case repeatAudit
    /// Shows the Semantic Backdoor, or all panes again.
    case backdoor
    /// Begins the race of its streams, or stops it.
    case toggleRace
    /// Takes the next preset, and after the last one the dials again.
    case nextPreset
    /// Sets the dials back.
    case resetDials
    /// Sets a dial by its name to a number.
    case dial(String, to: String)
    /// Writes the first draft of the selected skeleton.
    case realize
    /// Writes and corrects the selected skeleton to its end.
    case refine
    /// Looks at the next attempt, or makes it.
    case nextIteration
    /// Looks at the attempt before.
    case previousIteration
    /// Runs or pauses the live run.
    case toggleRun
    /// Refines every skeleton.
    case run
    /// Begins no further skeleton.
    case pause
    /// Takes the last change back.
    case undo
    /// Does again what was taken back.
    case redo
    /// Shows all keys.
    case help
    /// Opens the command palette.
    case palette
    /// Asks what to find.
    case find
    /// Selects the next hit.
    case findNext
    /// Selects the hit before.
    case findPrevious
    /// Ends the search.
    case endFind
    /// Takes the next theme.
    case theme
    /// Draws every cell again.
    case redraw
    /// Hands the terminal to the shell.
    case suspend
    /// Ends the session.
    case quit
    /// Adds to a line of input.
    case type(String)
    /// Takes the last character of a line of input away.
    case erase
    /// Accepts what is entered or selected.
    case submit
    /// Closes what lies over the panes.
    case cancel
    /// Chooses an entry of a list by its place, from 0.
    case choose(Int)
}
