/// All bindings of the workbench. Keys are spelled as ``TerminalUI/Key`` reads them, with blanks between alternatives.
public enum BindingTable {
    /// Every binding, in the order of help and palette.
    public static let all: [Binding] =
        moving + model + exploring + refining + runs + audit + backdoor + showing + session + searching + overlays

    private static let moving: [Binding] = [
        Binding("h left", .panes, .move(.left), "Move left", short: "move", group: .move, rank: 12),
        Binding("j down", .panes, .move(.down), "Move down", short: "move", group: .move, rank: 12),
        Binding("k up", .panes, .move(.up), "Move up", short: "move", group: .move, rank: 12),
        Binding("l right", .panes, .move(.right), "Move right", short: "move", group: .move, rank: 12),
        Binding("tab", .panes, .nextPane, "Go to the next pane", short: "pane", group: .move, rank: 13),
        Binding("shift-tab", .panes, .previousPane, "Go to the previous pane", group: .move),
        Binding("1", .panes, .focus(.graph), "Go to the graph", group: .move),
        Binding("2", .panes, .focus(.table), "Go to the table", group: .move),
        Binding("3", .panes, .focus(.text), "Go to the text", group: .move),
        Binding("4", .panes, .focus(.verdicts), "Go to the verdicts", group: .move),
        Binding("5", .panes, .focus(.run), "Go to the meters of the live run", group: .move),
        Binding(
            "[", .panes, .previousSkeleton, "Select the previous skeleton", short: "skeleton", group: .move,
            rank: 15, unless: Refusal.withoutTable),
        Binding(
            "]", .panes, .nextSkeleton, "Select the next skeleton", short: "skeleton", group: .move, rank: 15,
            unless: Refusal.withoutTable),
        Binding("g home", .panes, .first, "Go to the first", group: .move),
        Binding("G end", .panes, .last, "Go to the last", group: .move),
        Binding("pagedown ctrl-d", .panes, .page(.down), "Page down", group: .move),
        Binding("pageup ctrl-u", .panes, .page(.up), "Page up", group: .move),
    ]

    private static let model: [Binding] = [
        Binding("s", .panes, .sampleAgain, "Sample anew with the next seed", short: "sample", group: .model, rank: 3),
        Binding("S", .panes, .askSample, "Sample: choose rows and seed", group: .model),
        Binding(
            "d", .panes, .askDo, "Intervene on the selected variable: do()", short: "do/seen", group: .model,
            rank: 4),
        Binding(
            "D", .panes, .askDistribution, "Stochastic do(): draw the selected variable from outside", group: .model,
            unless: Refusal.drawing),
        Binding("enter", .graph, .askDo, "Intervene on the selected variable", group: .model),
        Binding(
            "e", .panes, .askSee, "Evidence: say what the selected variable was seen to be", short: "do/seen",
            group: .model, rank: 4, unless: Refusal.seeing),
        Binding(
            "E", .panes, .askLikelihood, "Uncertain evidence: weigh the states of the selected variable",
            group: .model, unless: Refusal.weighing),
        Binding(
            "x", .panes, .release, "Take do() or evidence of the selected variable back, else all", short: "clear",
            group: .model, rank: 9, unless: Refusal.withoutAssumption),
        Binding(
            "X", .panes, .releaseAll, "Take every do() and all evidence back", group: .model,
            unless: Refusal.withoutAssumption),
        Binding(
            "ctrl-x", .panes, .forgetAll, "Take all evidence back and leave every do()", group: .model,
            unless: Refusal.withoutEvidence),
        Binding(
            "u", .panes, .undo, "Undo the last change", short: "undo", group: .model, rank: 10,
            unless: { $0.past.isEmpty ? "there is nothing to undo" : nil }),
        Binding(
            "ctrl-r ctrl-y", .panes, .redo, "Redo what was undone", group: .model,
            unless: { $0.future.isEmpty ? "there is nothing to redo" : nil }),
    ]

    private static let exploring: [Binding] = [
        Binding(
            "c", .panes, .compare, "Compare seeing with doing; again for the next state", short: "see/do",
            group: .model, rank: 7),
        Binding(
            "v", .panes, .pickNode, "d-separation: make the selected node X, then Y, then given", short: "d-sep",
            group: .model, rank: 7),
        Binding(
            "v enter", .paths, .pickNode, "Make the selected node Y, or given, or no longer", short: "pick",
            group: .model, rank: 0),
        Binding(
            "n", .paths, .nextPath, "Light the next path", short: "path", group: .model, rank: 0,
            unless: Refusal.steppingPaths),
        Binding(
            "p", .paths, .previousPath, "Light the path before", short: "path", group: .model, rank: 0,
            unless: Refusal.steppingPaths),
        Binding(
            "esc", .paths, .endPaths, "End the question of d-separation", short: "end d-sep", group: .model, rank: 0,
            unless: { $0.document.paths == nil ? Refusal.withoutQuestion($0) : nil }),
        Binding(
            "t", .panes, .twin, "Twin: the selected unit as it was and as it would have been", short: "twin",
            group: .model, rank: 7),
        Binding("esc t", .twin, .twin, "Back to all panes", short: "back", group: .model, rank: 0),
        Binding(
            "m", .panes, .mechanism, "Show the mechanism of the selected variable, and back", short: "mechanism",
            group: .model, rank: 17),
    ]

    private static let refining: [Binding] = [
        Binding(
            "r", .panes, .realize, "Realize the selected skeleton: write the first draft", short: "realize",
            group: .refine, rank: 5, unless: Refusal.realize),
        Binding("enter", .table, .realize, "Realize the selected skeleton", group: .refine, unless: Refusal.realize),
        Binding(
            "R", .panes, .refine, "Refine the selected skeleton to its end", group: .refine,
            unless: Refusal.attempt),
        Binding(
            "n", .panes, .nextIteration, "Step forward: show or make the next iteration", short: "step",
            group: .refine, rank: 6, unless: Refusal.nextIteration),
        Binding(
            "enter", .text, .nextIteration, "Show or make the next iteration", group: .refine,
            unless: Refusal.nextIteration),
        Binding(
            "p", .panes, .previousIteration, "Step back: show the iteration before", short: "step",
            group: .refine, rank: 6, unless: Refusal.previousIteration),
        Binding(
            "space", .panes, .toggleRun, "Run or pause live refinement of all skeletons",
            short: "run/pause", group: .refine, rank: 7, unless: Refusal.run),
    ]

    private static let runs: [Binding] = [
        Binding(
            "o", .panes, .runs, "Runs: the ledgers, their records and attempts", short: "runs", group: .show, rank: 9),
        Binding(
            "enter", .runs, .enterRun, "Open the selected run", short: "open", group: .move, rank: 1,
            unless: Refusal.withinRun),
        Binding("esc", .runs, .leaveRun, "Back to the list, or to all panes", short: "back", group: .move, rank: 2),
        Binding("j down", .runs, .move(.down), "Next run or record", short: "move", group: .move, rank: 3),
        Binding("k up", .runs, .move(.up), "Run or record before", short: "move", group: .move, rank: 3),
        Binding("n l right", .runs, .nextIteration, "Next attempt", short: "attempt", group: .move, rank: 4),
        Binding("p h left", .runs, .previousIteration, "Attempt before", short: "attempt", group: .move, rank: 4),
        Binding("tab", .runs, .nextFact, "Next fact", short: "fact", group: .move, rank: 8),
        Binding("shift-tab", .runs, .previousFact, "Fact before", group: .move),
        Binding("J", .runs, .scroll(.text, by: 1), "Scroll the text down", short: "scroll", group: .move, rank: 10),
        Binding("K", .runs, .scroll(.text, by: -1), "Scroll the text up", short: "scroll", group: .move, rank: 10),
        Binding("pagedown ctrl-d", .runs, .page(.down), "Ten further", group: .move),
        Binding("pageup ctrl-u", .runs, .page(.up), "Ten back", group: .move),
        Binding("g home", .runs, .first, "Go to the first", group: .move),
        Binding("G end", .runs, .last, "Go to the last", group: .move),
        Binding(
            "f", .runs, .filterRecords, "List all, accepted, never realized, failed or open records", short: "filter",
            group: .move, rank: 5, unless: Refusal.withoutRun),
        Binding(
            "i", .runs, .showPrompt, "Show the prompt of the attempt, or its text", short: "prompt", group: .move,
            rank: 9, unless: Refusal.withoutRun),
        Binding(
            "V", .runs, .onlyProblems, "Show only what does not match or has changed", group: .move,
            unless: Refusal.withoutRun),
        Binding(
            "space", .runs, .toggleResume, "Go on with the run; again: finish what is in flight; again: stop at once",
            short: "go on/stop", group: .move, rank: 6, unless: Refusal.withoutRun),
        Binding(
            "a", .runs, .audit, "Audit the run: bias, independencies, fidelity", short: "audit", group: .move, rank: 7,
            unless: Refusal.withoutSelectedRun),
        Binding("w", .runs, .askExport, "Export the run", short: "export", group: .move, rank: 7),
        Binding("r", .runs, .refreshRuns, "Read the ledgers again", short: "read again", group: .move, rank: 11),
        Binding("o", .runs, .runs, "Back to all panes", group: .move),
        Binding(": ctrl-p", .runs, .palette, "Command palette", group: .move),
        Binding("? f1", .runs, .help, "Show all keys", short: "help", group: .move, rank: 0),
        Binding("T", .runs, .theme, "Next theme", group: .move),
        Binding("q", .runs, .quit, "Quit", short: "quit", group: .move, rank: 0),
    ]

    private static let audit: [Binding] = [
        Binding(
            "a", .panes, .audit, "Audit of the live run: bias, independencies, fidelity", short: "audit", group: .show,
            rank: 8, unless: Refusal.withoutLedger),
        Binding("esc a", .audit, .audit, "Back to where the audit was opened", short: "back", group: .show, rank: 0),
        Binding("tab l right", .audit, .nextPane, "Next section", short: "section", group: .show, rank: 1),
        Binding("shift-tab h left", .audit, .previousPane, "Section before", group: .show),
        Binding("j down", .audit, .move(.down), "Line down", short: "scroll", group: .show, rank: 2),
        Binding("k up", .audit, .move(.up), "Line up", short: "scroll", group: .show, rank: 2),
        Binding("pagedown ctrl-d", .audit, .page(.down), "Ten lines down", group: .show),
        Binding("pageup ctrl-u", .audit, .page(.up), "Ten lines up", group: .show),
        Binding("g home", .audit, .first, "Go to the first line", group: .show),
        Binding("G end", .audit, .last, "Go to the last line", group: .show),
        Binding(
            "space", .audit, .repeatAudit, "Stop the audit, or audit what the ledger holds now", short: "stop/anew",
            group: .show, rank: 3),
        Binding(": ctrl-p", .audit, .palette, "Command palette", group: .show),
        Binding("? f1", .audit, .help, "Show all keys", short: "help", group: .show, rank: 0),
        Binding("T", .audit, .theme, "Next theme", group: .show),
        Binding("q", .audit, .quit, "Quit", short: "quit", group: .show, rank: 0),
    ]

    private static let backdoor: [Binding] = [
        Binding(
            "b", .panes, .backdoor, "Backdoor: one-shot, blind retry and refinement race", short: "backdoor",
            group: .show, rank: 12),
        Binding(
            "p", .backdoor, .nextPreset, "Next preset: bias rising, falling, your dials", short: "preset",
            group: .refine, rank: 1),
        Binding(
            "space", .backdoor, .toggleRace, "Begin the race, or stop it", short: "race/stop", group: .refine, rank: 2),
        Binding("j down", .backdoor, .move(.down), "Next dial", short: "dial", group: .refine, rank: 3),
        Binding("k up", .backdoor, .move(.up), "Dial before", short: "dial", group: .refine, rank: 3),
        Binding(
            "h left -", .backdoor, .move(.left), "Turn the dial down and race", short: "turn", group: .refine, rank: 4),
        Binding(
            "l right + =", .backdoor, .move(.right), "Turn the dial up and race", short: "turn", group: .refine, rank: 4
        ),
        Binding("r", .backdoor, .resetDials, "Put the dials back and race", short: "reset", group: .refine, rank: 6),
        Binding("esc b", .backdoor, .backdoor, "Back to all panes", short: "back", group: .refine, rank: 0),
        Binding(": ctrl-p", .backdoor, .palette, "Command palette", group: .refine),
        Binding("? f1", .backdoor, .help, "Show all keys", short: "help", group: .refine, rank: 0),
        Binding("T", .backdoor, .theme, "Next theme", group: .refine),
        Binding("q", .backdoor, .quit, "Quit", short: "quit", group: .refine, rank: 0),
    ]

    private static let showing: [Binding] = [
        Binding("z", .panes, .zoom, "Give the pane the whole screen, and back", short: "zoom", group: .show, rank: 16),
        Binding(
            "+ =", .panes, .moreDetail, "Draw the graph with more detail", group: .show,
            unless: Refusal.moreDetail),
        Binding(
            "-", .panes, .lessDetail, "Draw the graph with less detail", group: .show,
            unless: Refusal.lessDetail),
        Binding(
            "i", .panes, .side, "Show node, mechanism, see/do, meters or history beside", short: "side", group: .show,
            rank: 17),
        Binding("V", .panes, .onlyProblems, "Show only what does not match or has changed", group: .show),
        Binding("enter", .verdicts, .onlyProblems, "Show only what does not match or has changed", group: .show),
        Binding(
            "T", .panes, .theme, "Next theme", short: "theme", group: .show, rank: 18,
            unless: { $0.settings.themes.count < 2 ? "there is one theme only" : nil }),
    ]

    private static let session: [Binding] = [
        Binding("/", .panes, .find, "Find a node or a state", short: "find", group: .session, rank: 8),
        Binding(": ctrl-p", .panes, .palette, "Command palette", short: "commands", group: .session, rank: 11),
        Binding("? f1", .panes, .help, "Show all keys", short: "help", group: .session, rank: 1),
        Binding("q", .panes, .quit, "Quit", short: "quit", group: .session, rank: 2),
        Binding("ctrl-l", .everywhere, .redraw, "Draw the screen again", group: .session),
        Binding("ctrl-z", .everywhere, .suspend, "Suspend", group: .session),
        Binding("ctrl-c", .everywhere, .quit, "Quit from anywhere", group: .session),
    ]

    private static let searching: [Binding] = [
        Binding("n", .search, .findNext, "Next hit", short: "hit", group: .move, rank: 0),
        Binding("N", .search, .findPrevious, "Previous hit", short: "hit", group: .move, rank: 0),
        Binding("esc", .search, .endFind, "End the search", short: "end search", group: .move, rank: 0),
    ]

    private static let overlays: [Binding] = [
        Binding("j down ctrl-n", .menu, .move(.down), "Next entry", short: "move", group: .move, rank: 0),
        Binding("k up ctrl-p", .menu, .move(.up), "Previous entry", short: "move", group: .move, rank: 0),
        Binding("enter", .menu, .submit, "Choose", short: "choose", group: .session, rank: 1),
        Binding("esc q", .menu, .cancel, "Close", short: "close", group: .session, rank: 2),
        Binding("enter", .prompt, .submit, "Accept", short: "accept", group: .session, rank: 1),
        Binding("backspace", .prompt, .erase, "Erase", group: .session),
        Binding("esc", .prompt, .cancel, "Close", short: "close", group: .session, rank: 2),
        Binding("down ctrl-n", .palette, .move(.down), "Next entry", short: "move", group: .move, rank: 0),
        Binding("up ctrl-p", .palette, .move(.up), "Previous entry", short: "move", group: .move, rank: 0),
        Binding("enter", .palette, .submit, "Run", short: "run", group: .session, rank: 1),
        Binding("backspace", .palette, .erase, "Erase", group: .session),
        Binding("esc", .palette, .cancel, "Close", short: "close", group: .session, rank: 2),
        Binding("j down", .help, .move(.down), "Down", short: "scroll", group: .move, rank: 0),
        Binding("k up", .help, .move(.up), "Up", short: "scroll", group: .move, rank: 0),
        Binding("pagedown space", .help, .page(.down), "Page down", group: .move),
        Binding("pageup", .help, .page(.up), "Page up", group: .move),
        Binding("esc q ? enter", .help, .cancel, "Close", short: "close", group: .session, rank: 1),
    ]
}
