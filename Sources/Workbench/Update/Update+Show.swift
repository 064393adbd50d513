import TerminalUI

extension Model {
    /// Does an action that changes only what is shown, or opens something over the panes.
    mutating func performShow(_ action: Action) -> [Effect] {
        switch action {
        case .zoom:
            isZoomed.toggle()
            reveal()
        case .moreDetail:
            if let reason = Refusal.moreDetail(self) { return refuse(reason) }
            detailDrop -= 1
            reveal()
        case .lessDetail:
            if let reason = Refusal.lessDetail(self) { return refuse(reason) }
            detailDrop += 1
            reveal()
        case .side:
            let all = SidePanel.allCases
            side = all[((all.firstIndex(of: side) ?? 0) + 1) % all.count]
            reveal()
        case .mechanism:
            side = side == .mechanism ? .node : .mechanism
            reveal()
        case .compare: compare()
        case .twin:
            screen = isTwin ? .panes : .twin
            isZoomed = false
            if !isTwin { reveal() }
        case .runs:
            screen = screen == .runs ? .panes : .runs
            if screen == .panes { reveal() }
            // What was written meanwhile is to be seen.
            if screen == .runs, runs.open == nil { runs.listing = nil }
        case .backdoor: return toggleBackdoor()
        case .audit: return toggleAudit()
        case .repeatAudit: return refuse("\(key(.audit)) opens an audit first")
        case .dial(let name, let value): return setDial(name, to: value)
        case .toggleRace, .nextPreset, .resetDials:
            return refuse("\(key(.backdoor)) shows the Semantic Backdoor first")
        case .onlyProblems:
            showsOnlyProblems.toggle()
            reveal()
        case .theme:
            guard settings.themes.count > 1 else { return refuse("there is one theme only") }
            theme = (theme + 1) % settings.themes.count
            say("theme \(settings.themes[theme])")
        case .enterRun, .leaveRun, .filterRecords, .nextFact, .previousFact, .showPrompt, .toggleResume, .askExport,
            .export, .refreshRuns:
            return refuse("\(key(.runs)) shows the runs first")
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return end()
        case .help: overlay = .help(scroll: 0)
        case .palette: overlay = .palette(PaletteState(text: "", selected: 0))
        case .askSample, .askDo, .askDistribution, .askSee, .askLikelihood, .find: open(action)
        default: break
        }
        return []
    }

    /// The name of the theme that is on; `nil` when none was given.
    public var themeName: String? { settings.themes.indices.contains(theme) ? settings.themes[theme] : nil }

    /// Opens the panel, or takes the next state when it is open.
    private mutating func compare() {
        guard side == .compare else {
            side = .compare
            comparedStep = nil
            reveal()
            return
        }
        guard let node = selectedNode, let state = comparedState else { return }
        comparedStep = (state + 1) % node.states.count
    }

    private mutating func end() -> [Effect] {
        hasEnded = true
        isRunning = false
        return give(up: pending.keys.sorted()) + [.quit]
    }

    private mutating func open(_ action: Action) {
        switch action {
        case .askSample:
            let text = "\(document.wanted) \(document.world.seed &+ 1)"
            overlay = .prompt(Prompt(purpose: .sample, title: "rows and seed", text: text))
        case .find: overlay = .prompt(Prompt(purpose: .find, title: "find", text: ""))
        case .askSee: openFinding()
        case .askLikelihood: openLikelihood()
        case .askDistribution: openDistribution()
        default: openIntervention()
        }
    }
}
