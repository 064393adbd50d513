import ArgumentParser
import CausalEngine
import Foundation
import Refinement
import Synchronization

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    case auto, plain, json, none
}

/// The progress of a run on standard error: a live bar on a terminal, plain lines else, JSON lines when asked for.
final class RunProgress: Sendable {
    private struct State {
        var skeletons = 0
        var ended = 0
        var accepted = 0
        var attempts = 0
        var lastShown = ContinuousClock.now - .seconds(3600)
        var lastEnded = -1
    }

    private let style: ProgressStyle
    private let state = Mutex(State())

    init(style: ProgressStyle) {
        self.style = style == .auto && !StandardError.isTerminal ? .plain : style
    }

    /// Takes in an event and shows what it changed, not more often than can be read.
    func report(_ event: RunEvent) {
        guard style != .none else { return }
        let line: String? = state.withLock { state in
            var isLast = false
            switch event {
            case .began(let skeletons, let ended, let accepted):
                (state.skeletons, state.ended, state.accepted) = (skeletons, ended, accepted)
            case .attempted: state.attempts += 1
            case .ended(_, let outcome):
                state.ended += 1
                state.accepted += outcome.isAccepted ? 1 : 0
            case .finished: isLast = true
            case .attempting, .text, .restarted: return nil
            }
            let pause: Duration = style == .auto ? .milliseconds(100) : .seconds(2)
            let now = ContinuousClock.now
            guard isLast || (now - state.lastShown >= pause && state.ended != state.lastEnded) else { return nil }
            state.lastShown = now
            state.lastEnded = state.ended
            return text(state, isLast: isLast)
        }
        if let line { StandardError.write(line) }
    }

    private func text(_ state: State, isLast: Bool) -> String {
        switch style {
        case .auto: "\r\u{1b}[K" + bar(state) + (isLast ? "\n" : "")
        case .plain: "\(counts(state))\n"
        case .json:
            JSONValue.object([
                ("skeletons", .integer(state.skeletons)), ("ended", .integer(state.ended)),
                ("realized", .integer(state.accepted)), ("attempts", .integer(state.attempts)), ("done", .bool(isLast)),
            ]).text + "\n"
        case .none: ""
        }
    }

    private func bar(_ state: State) -> String {
        let width = 30
        let filled = state.skeletons == 0 ? width : state.ended * width / state.skeletons
        let marks = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(marks) \(counts(state))"
    }

    private func counts(_ state: State) -> String {
        "\(state.ended)/\(state.skeletons) skeletons ended, \(state.accepted) realized, \(state.attempts) attempts"
    }
}
