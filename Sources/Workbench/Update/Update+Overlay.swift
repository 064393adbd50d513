extension Model {
    /// Does an action on what lies over the panes; `nil` when the action is none of its own.
    mutating func performInOverlay(_ action: Action) -> [Effect]? {
        if action == .cancel {
            if case .prompt(let prompt) = overlay, prompt.purpose == .find { search = nil }
            overlay = nil
            return []
        }
        switch overlay {
        case .menu(let menu): return perform(action, in: menu)
        case .prompt(let prompt): return perform(action, in: prompt)
        case .palette(let palette): return perform(action, in: palette)
        case .help(let scroll): return perform(action, scrolling: scroll)
        case nil: return nil
        }
    }

    private mutating func perform(_ action: Action, in menu: Menu) -> [Effect]? {
        var menu = menu
        switch action {
        case .move(let direction):
            menu.selected = Self.stepped(menu.selected, direction, count: menu.items.count)
            overlay = .menu(menu)
            return []
        case .submit: return choose(menu.selected, of: menu)
        case .choose(let index): return choose(index, of: menu)
        default: return nil
        }
    }

    private mutating func choose(_ index: Int, of menu: Menu) -> [Effect] {
        guard menu.items.indices.contains(index) else { return refuse("there is no entry \(index + 1)") }
        overlay = nil
        return perform(unlogged: menu.items[index].action)
    }

    private mutating func perform(_ action: Action, in prompt: Prompt) -> [Effect]? {
        var prompt = prompt
        switch action {
        case .type(let text): prompt.text += text.filter { !$0.isNewline }
        case .erase: if !prompt.text.isEmpty { prompt.text.removeLast() }
        case .submit: return submit(prompt)
        default: return nil
        }
        prompt.complaint = nil
        overlay = .prompt(prompt)
        if prompt.purpose == .find { find(prompt.text) }
        return []
    }

    private mutating func submit(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .find:
            overlay = nil
            guard let search, !search.hits.isEmpty else {
                self.search = nil
                return prompt.text.isEmpty ? [] : refuse("nothing holds “\(prompt.text)”")
            }
            return []
        case .number(let variable):
            let name = subject.nodes[variable].name
            return accept(
                prompt, .intervene(assignment: "\(name)=\(prompt.text)"), if: Double(prompt.text) != nil,
                else: "a number is wanted")
        case .export:
            let path = prompt.text.filter { !$0.isNewline }
            return accept(prompt, .export(path: path), if: !path.isEmpty, else: "the name of a file is wanted")
        case .distribution(let variable):
            let text = "\(subject.nodes[variable].name)~\(prompt.text)"
            let isGood = (try? Assignment.intervention(text, in: subject)) != nil
            return accept(
                prompt, .intervene(assignment: text), if: isGood,
                else: "write STATE:p,STATE:p that sum to 1, such as yes:0.2,no:0.8")
        case .seenNumber(let variable):
            let name = subject.nodes[variable].name
            return accept(
                prompt, .see(finding: "\(name)=\(prompt.text)"), if: Double(prompt.text) != nil,
                else: "a number is wanted")
        case .likelihood(let variable):
            let text = "\(subject.nodes[variable].name)=\(prompt.text)"
            let isGood = (try? Assignment.likelihood(text, in: subject)) != nil
            return accept(
                prompt, .weigh(likelihoods: text), if: isGood,
                else: "write STATE:weight,STATE:weight, such as yes:0.8,no:0.1")
        case .sample:
            let words = prompt.text.split(separator: " ")
            let rows = words.first.flatMap { Int($0) }
            let seed = words.count > 1 ? UInt64(words[1]) : document.world.seed
            guard let rows, let seed, words.count <= 2 else {
                return accept(prompt, .cancel, if: false, else: "write ROWS or ROWS SEED")
            }
            return accept(
                prompt, .sample(rows: rows, seed: seed), if: Self.tableRange.contains(rows),
                else: "1 to \(Self.tableRange.upperBound) rows")
        }
    }

    private mutating func accept(_ prompt: Prompt, _ action: Action, if isGood: Bool, else complaint: String)
        -> [Effect]
    {
        guard isGood else {
            var prompt = prompt
            prompt.complaint = complaint
            overlay = .prompt(prompt)
            return []
        }
        overlay = nil
        return perform(unlogged: action)
    }

    private mutating func perform(_ action: Action, in palette: PaletteState) -> [Effect]? {
        var palette = palette
        switch action {
        case .type(let text):
            palette.text += text.filter { !$0.isNewline }
            palette.selected = 0
        case .erase:
            if !palette.text.isEmpty { palette.text.removeLast() }
            palette.selected = 0
        case .move(let direction):
            let count = CommandPalette.entries(for: palette.text, in: self).count
            palette.selected = Self.stepped(palette.selected, direction, count: count)
        case .submit: return run(palette, palette.selected)
        case .choose(let index): return run(palette, index)
        default: return nil
        }
        overlay = .palette(palette)
        return []
    }

    private mutating func run(_ palette: PaletteState, _ index: Int) -> [Effect] {
        let entries = CommandPalette.entries(for: palette.text, in: self)
        guard entries.indices.contains(index) else { return [] }
        overlay = nil
        if let reason = entries[index].refusal { return refuse(reason) }
        return perform(unlogged: entries[index].action)
    }

    private mutating func perform(_ action: Action, scrolling scroll: Int) -> [Effect]? {
        let step: Int
        switch action {
        case .move(let direction): step = direction == .up || direction == .left ? -1 : 1
        case .page(let direction): step = (direction == .up ? -1 : 1) * max(1, size.height - 8)
        default: return nil
        }
        let limit = HelpView.hiddenLines(of: settings.keymap, in: size)
        overlay = .help(scroll: min(max(0, scroll + step), limit))
        return []
    }

    /// Does what was chosen. The choosing is what is recorded, so that a replay does not do it twice.
    private mutating func perform(unlogged action: Action) -> [Effect] {
        performOnScreen(action)
    }

    private static func stepped(_ place: Int, _ direction: Direction, count: Int) -> Int {
        guard count > 0 else { return 0 }
        let step = direction == .up || direction == .left ? -1 : 1
        return (place + step + count) % count
    }

    /// Searches names, labels and states, and selects the first hit from the selection on.
    private mutating func find(_ query: String) {
        let wanted = query.lowercased()
        guard !wanted.isEmpty else {
            search = nil
            return
        }
        let hits = subject.nodes.indices.filter { index in
            let node = subject.nodes[index]
            return ([node.name, node.variable.label] + node.states).contains { $0.lowercased().contains(wanted) }
        }
        let named = hits.first { subject.nodes[$0].name.lowercased().hasPrefix(wanted) }
        let index = named.flatMap { hits.firstIndex(of: $0) } ?? 0
        search = Search(query: query, hits: hits, index: index)
        if let hit = named ?? hits.first { select(hit) }
    }
}
