import TerminalUI

extension Model {
    /// Does an action that changes only what is shown, or opens something over the panes.
    mutating func performShow(_ action: Action) -> [Effect] {
        switch action {
        case .zoom:
            isZoomed.toggle()
            reveal()
        case .moreDetail:
            guard detailDrop > 0 else { return refuse("no more detail fits") }
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
            isTwin.toggle()
            isZoomed = false
            if !isTwin { reveal() }
        case .onlyProblems:
            showsOnlyProblems.toggle()
            reveal()
        case .theme:
            guard settings.themes.count > 1 else { return refuse("there is one theme only") }
            theme = (theme + 1) % settings.themes.count
            say("theme \(settings.themes[theme])")
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return end()
        case .help: overlay = .help(scroll: 0)
        case .palette: overlay = .palette(PaletteState(text: "", selected: 0))
        case .askSample, .askDo, .askSee, .askLikelihood, .find: open(action)
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
        default: openIntervention()
        }
    }

    /// A menu of the states of the selected variable, or a line of input for a number.
    private mutating func openIntervention() {
        guard let node = selectedNode else { return }
        let variable = document.variable
        let current = document.world.interventions[variable]
        guard !node.variable.isContinuous else {
            let text = document.world.text(of: variable, in: subject)?.split(separator: "=").last.map(String.init)
            overlay = .prompt(
                Prompt(purpose: .number(variable: variable), title: "do(\(node.name)=…)", text: text ?? ""))
            return
        }
        let shares = document.beliefs?.frequencies(of: variable)
        var items = node.states.enumerated().map { index, state in
            let isSet = current == .value(.state(index))
            let share = shares.map { Figures.share($0[index]) } ?? ""
            return Menu.Item(
                title: "\(node.name)=\(state)", note: isSet ? "is set" : share,
                action: .intervene(assignment: "\(node.name)=\(state)"))
        }
        if current != nil {
            items.append(Menu.Item(title: "release \(node.name)", note: "", action: .releaseVariable(node.name)))
        }
        overlay = .menu(Menu(title: "do(\(node.name))", items: items, selected: 0))
    }
}
