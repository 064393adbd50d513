import Foundation

/// An action as one line of a recording: `{"action":"do","arguments":["smoke=no"]}`.
public struct RecordedAction: Sendable, Hashable, Codable {
    /// The action's name.
    public var action: String
    /// What it is done to.
    public var arguments: [String]?
}

extension Action {
    /// The name under which recordings and the palette know the action.
    public var name: String { recorded.action }

    /// The name under which key maps know the action: its name and what it is done to, such as `move-left`.
    public var keymapName: String {
        if case .scroll(_, let lines) = self { return lines > 0 ? "scroll-down" : "scroll-up" }
        let (name, arguments) = spelled
        return ([name] + arguments).joined(separator: "-")
    }

    /// The action as it is recorded.
    public var recorded: RecordedAction {
        let (name, arguments) = spelled
        return RecordedAction(action: name, arguments: arguments.isEmpty ? nil : arguments)
    }

    /// The action that a recorded one stands for; `nil` for an unknown name or arguments that do not fit.
    public init?(_ recorded: RecordedAction) {
        self.init(name: recorded.action, arguments: recorded.arguments ?? [])
    }

    /// The action of a name with its arguments; `nil` when there is none.
    public init?(name: String, arguments: [String]) {
        if arguments.isEmpty, let plain = Self.plain[name] {
            self = plain
            return
        }
        guard let action = Self.withArguments(name, arguments) else { return nil }
        self = action
    }

    private static func withArguments(_ name: String, _ arguments: [String]) -> Action? {
        guard let first = arguments.first else { return nil }
        let second = arguments.dropFirst().first
        switch (name, arguments.count) {
        case ("move", 1): return Direction(rawValue: first).map(Action.move)
        case ("page", 1): return Direction(rawValue: first).map(Action.page)
        case ("focus", 1): return Pane(rawValue: first).map(Action.focus)
        case ("select", 1): return .select(variable: first)
        case ("row", 1): return Int(first).map(Action.row)
        case ("scroll", 2):
            guard let pane = Pane(rawValue: first), let lines = second.flatMap({ Int($0) }) else { return nil }
            return .scroll(pane, by: lines)
        case ("sample", 2):
            guard let rows = Int(first), let seed = second.flatMap({ UInt64($0) }) else { return nil }
            return .sample(rows: rows, seed: seed)
        case ("do", 1): return .intervene(assignment: first)
        case ("see", 1): return .see(finding: first)
        case ("likelihood", 1): return .weigh(likelihoods: first)
        case ("forget", 1): return .forget(variable: first)
        case ("release", 1): return .releaseVariable(first)
        case ("export", 1): return .export(path: first)
        case ("dial", 2): return second.map { .dial(first, to: $0) }
        case ("type", 1): return .type(first)
        case ("choose", 1): return Int(first).map(Action.choose)
        default: return nil
        }
    }

    private var spelled: (String, [String]) {
        switch self {
        case .move(let direction): ("move", [direction.rawValue])
        case .page(let direction): ("page", [direction.rawValue])
        case .focus(let pane): ("focus", [pane.rawValue])
        case .select(let variable): ("select", [variable])
        case .row(let row): ("row", [String(row)])
        case .scroll(let pane, let lines): ("scroll", [pane.rawValue, String(lines)])
        case .sample(let rows, let seed): ("sample", [String(rows), String(seed)])
        case .intervene(let assignment): ("do", [assignment])
        case .see(let finding): ("see", [finding])
        case .weigh(let likelihoods): ("likelihood", [likelihoods])
        case .forget(let variable): ("forget", [variable])
        case .releaseVariable(let variable): ("release", [variable])
        case .export(let path): ("export", [path])
        case .dial(let name, let value): ("dial", [name, value])
        case .type(let text): ("type", [text])
        case .choose(let index): ("choose", [String(index)])
        default: (Self.plainNames[self] ?? "", [])
        }
    }

    private static let plain: [String: Action] = [
        "first": .first, "last": .last, "next-pane": .nextPane, "previous-pane": .previousPane, "zoom": .zoom,
        "more-detail": .moreDetail, "less-detail": .lessDetail, "side": .side, "only-problems": .onlyProblems,
        "next-skeleton": .nextSkeleton, "previous-skeleton": .previousSkeleton, "sample-again": .sampleAgain,
        "ask-sample": .askSample, "ask-do": .askDo, "ask-distribution": .askDistribution, "ask-see": .askSee,
        "ask-likelihood": .askLikelihood,
        "forget-all": .forgetAll, "compare": .compare, "mechanism": .mechanism, "pick-node": .pickNode,
        "next-path": .nextPath, "previous-path": .previousPath, "end-paths": .endPaths, "twin": .twin,
        "runs": .runs, "enter-run": .enterRun, "leave-run": .leaveRun, "filter-records": .filterRecords,
        "next-fact": .nextFact, "previous-fact": .previousFact, "show-prompt": .showPrompt,
        "toggle-resume": .toggleResume, "ask-export": .askExport, "refresh-runs": .refreshRuns,
        "audit": .audit, "repeat-audit": .repeatAudit,
        "backdoor": .backdoor, "toggle-race": .toggleRace, "next-preset": .nextPreset, "reset-dials": .resetDials,
        "release": .release, "release-all": .releaseAll,
        "realize": .realize, "refine": .refine, "next-iteration": .nextIteration,
        "previous-iteration": .previousIteration, "toggle-run": .toggleRun, "run": .run, "pause": .pause,
        "undo": .undo, "redo": .redo, "help": .help, "palette": .palette, "find": .find, "find-next": .findNext,
        "find-previous": .findPrevious, "end-find": .endFind, "theme": .theme, "redraw": .redraw,
        "suspend": .suspend, "quit": .quit, "erase": .erase, "submit": .submit, "cancel": .cancel,
    ]
    private static let plainNames: [Action: String] = Dictionary(
        plain.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

    /// One action for each name that takes no arguments, by name: what recordings and tests run through.
    public static var withoutArguments: [Action] { plain.sorted { $0.key < $1.key }.map(\.value) }
}

/// A recorded session: named actions, one JSON line each.
public enum Recording {
    /// The line of one action, without its line break.
    public static func line(of action: Action) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(action.recorded), as: UTF8.self)
    }

    /// The actions of a recording; empty lines are passed over.
    ///
    /// - Throws: ``WorkbenchError/badRecording(line:text:)`` for a line that is no action.
    public static func actions(in text: String) throws(WorkbenchError) -> [Action] {
        var actions: [Action] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard let recorded = try? JSONDecoder().decode(RecordedAction.self, from: Data(line.utf8)),
                let action = Action(recorded)
            else { throw .badRecording(line: index + 1, text: String(line)) }
            actions.append(action)
        }
        return actions
    }
}
