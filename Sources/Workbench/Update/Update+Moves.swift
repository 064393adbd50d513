import TerminalUI

extension Model {
    /// Does an action that moves the selection or the focus; `nil` if the action is of another kind.
    mutating func performMove(_ action: Action) -> [Effect]? {
        switch action {
        case .move(let direction): move(direction)
        case .page(let direction): page(direction)
        case .first: jump(toEnd: false)
        case .last: jump(toEnd: true)
        case .focus(let pane): focus(on: pane)
        case .nextPane: focus(on: neighbour(of: focus, by: 1))
        case .previousPane: focus(on: neighbour(of: focus, by: -1))
        case .select(let name):
            guard let variable = subject.index(of: name) else { return refuse("there is no variable “\(name)”") }
            select(variable)
        case .row(let row): selectRow(row)
        case .nextSkeleton: selectRow(document.row + 1)
        case .previousSkeleton: selectRow(document.row - 1)
        case .scroll(let pane, let lines): scroll(pane, by: lines)
        case .findNext: stepHit(by: 1)
        case .findPrevious: stepHit(by: -1)
        case .endFind: search = nil
        case .nextPath, .previousPath:
            if let reason = Refusal.steppingPaths(self) { return refuse(reason) }
            stepPath(by: action == .nextPath ? 1 : -1)
        default: return nil
        }
        return []
    }

    private mutating func move(_ direction: Direction) {
        guard !isTwin else { return moveInTwin(direction) }
        switch focus {
        case .graph: moveInGraph(direction)
        case .table: moveInTable(direction)
        case .text: moveInText(direction)
        case .verdicts, .run: moveInVerdicts(direction)
        }
    }

    private mutating func moveInGraph(_ direction: Direction) {
        if let picture = GraphPicture(self), let next = picture.neighbour(of: document.variable, direction) {
            select(next)
        } else if layouts.isEmpty {
            select(document.variable + (direction == .up || direction == .left ? -1 : 1))
        }
    }

    /// Up and down go through the variables, left and right through the skeletons.
    private mutating func moveInTwin(_ direction: Direction) {
        switch direction {
        case .up: select(document.variable - 1)
        case .down: select(document.variable + 1)
        case .left: selectRow(document.row - 1)
        case .right: selectRow(document.row + 1)
        }
    }

    private mutating func moveInTable(_ direction: Direction) {
        switch direction {
        case .up: selectRow(document.row - 1)
        case .down: selectRow(document.row + 1)
        case .left: select(document.variable - 1)
        case .right: select(document.variable + 1)
        }
    }

    /// Up and down scroll; left and right go through the marked places, whose variable is selected.
    private mutating func moveInText(_ direction: Direction) {
        switch direction {
        case .up: scroll(.text, by: -1)
        case .down: scroll(.text, by: 1)
        case .left, .right:
            let order = shownDraft.map { MarkedText($0, values: selectedValues ?? [], subject: subject).order } ?? []
            step(through: order, by: direction == .left ? -1 : 1)
        }
    }

    /// Up and down go through the variables in the order shown; left and right look at the attempts there are.
    private mutating func moveInVerdicts(_ direction: Direction) {
        switch direction {
        case .up: step(through: VerdictRow.rows(of: self).map(\.variable), by: -1)
        case .down: step(through: VerdictRow.rows(of: self).map(\.variable), by: 1)
        case .left, .right:
            guard let shown = shownAttempt, let count = selectedRecord?.drafts.count else { return }
            let next = min(max(0, shown + (direction == .left ? -1 : 1)), count - 1)
            document.attempt = next == count - 1 ? nil : next
            revealFindings()
        }
    }

    private mutating func step(through order: [Int], by step: Int) {
        guard !order.isEmpty else { return }
        guard let place = order.firstIndex(of: document.variable) else {
            select(order[0])
            return
        }
        select(order[min(max(0, place + step), order.count - 1)])
    }

    private mutating func page(_ direction: Direction) {
        let lines = max(1, (Arrangement(self).rect(of: focus.panel)?.height ?? 4) - 4)
        scroll(focus, by: direction == .up || direction == .left ? -lines : lines)
    }

    private mutating func jump(toEnd: Bool) {
        switch focus {
        case .graph: select(toEnd ? subject.nodes.count - 1 : 0)
        case .table: selectRow(toEnd ? (document.table?.count ?? 1) - 1 : 0)
        case .text: scroll(.text, by: toEnd ? .max / 2 : .min / 2)
        case .verdicts, .run:
            let order = VerdictRow.rows(of: self).map(\.variable)
            if let target = toEnd ? order.last : order.first { select(target) }
        }
    }

    private mutating func focus(on pane: Pane) {
        focus = pane
        screen = .panes
        if pane == .run { side = .run }
        reveal()
    }

    private func neighbour(of pane: Pane, by step: Int) -> Pane {
        let all = Pane.allCases
        let place = all.firstIndex(of: pane) ?? 0
        return all[(place + step + all.count) % all.count]
    }

    // MARK: Selecting

    mutating func select(_ variable: Int) {
        document.variable = min(max(0, variable), max(0, subject.nodes.count - 1))
        comparedStep = nil
        reveal()
        revealText(of: document.variable)
    }

    mutating func selectRow(_ row: Int) {
        follows = false
        lookAt(row: row)
    }

    /// Selects a row without ending the following of a live run.
    mutating func lookAt(row: Int) {
        let row = min(max(0, row), max(0, (document.table?.count ?? 1) - 1))
        guard row != document.row else { return }
        document.row = row
        document.attempt = nil
        scroll.text = 0
        reveal()
    }

    private mutating func stepHit(by step: Int) {
        guard var search, !search.hits.isEmpty else { return }
        search.index = (search.index + step + search.hits.count) % search.hits.count
        self.search = search
        select(search.hits[search.index])
    }

    // MARK: Scrolling

    mutating func scroll(_ pane: Pane, by lines: Int) {
        switch pane {
        case .graph:
            guard let picture = GraphPicture(self) else { return }
            scroll.graphY = min(max(0, scroll.graphY.clampedSum(lines)), picture.hidden.height)
        case .table: selectRow(document.row.clampedSum(lines))
        case .text:
            let hidden = TextPane.hiddenLines(of: self)
            scroll.text = min(max(0, scroll.text.clampedSum(lines)), hidden)
        case .verdicts, .run: step(through: VerdictRow.rows(of: self).map(\.variable), by: lines)
        }
    }

    /// Scrolls so that what is selected can be seen.
    mutating func reveal() {
        let arrangement = Arrangement(self)
        if let rect = arrangement.rect(of: .table) {
            let shown = max(1, TablePane.rowCount(in: rect))
            scroll.table = Self.revealed(document.row, from: scroll.table, shown: shown)
            scroll.table = min(scroll.table, max(0, (document.table?.count ?? 0) - shown))
        }
        if let rect = arrangement.rect(of: .verdicts) {
            let order = VerdictRow.rows(of: self).map(\.variable)
            let shown = max(1, VerdictPane.rowCount(in: rect, of: self))
            let place = order.firstIndex(of: document.variable) ?? 0
            scroll.verdicts = Self.revealed(place, from: scroll.verdicts, shown: shown)
            scroll.verdicts = min(scroll.verdicts, max(0, order.count - shown))
        }
        if let picture = GraphPicture(self), let rect = picture.rect(of: document.variable) {
            scroll.graphX = Self.revealed(rect.x, to: rect.maxX, from: scroll.graphX, shown: picture.window.width)
            scroll.graphY = Self.revealed(
                rect.y - 1, to: rect.maxY + 1, from: scroll.graphY, shown: picture.window.height)
            scroll.graphX = min(max(0, scroll.graphX), picture.hidden.width)
            scroll.graphY = min(max(0, scroll.graphY), picture.hidden.height)
        }
    }

    /// Scrolls verdicts and text to the first one that is new or to be mended, where not all of them can be seen.
    mutating func revealFindings() {
        let rows = VerdictRow.rows(of: self)
        let finding = rows.firstIndex { $0.isChanged || $0.now.map { $0.kind != .match } ?? false } ?? 0
        if let rect = Arrangement(self).rect(of: .verdicts) {
            let shown = max(1, VerdictPane.rowCount(in: rect, of: self))
            // A little below the top: how many rows there are room for may change by the next frame.
            scroll.verdicts = min(max(0, finding - 1), max(0, rows.count - shown))
        }
        scroll.text = 0
        if rows.indices.contains(finding) { revealText(of: rows[finding].variable) }
    }

    /// Scrolls the text so that the first words on a variable can be seen.
    mutating func revealText(of variable: Int) {
        guard let (line, shown, hidden) = TextPane.place(of: variable, in: self) else { return }
        scroll.text = min(Self.revealed(line, from: scroll.text, shown: shown), hidden)
    }

    /// The least change of a scroll position that shows lines `first..<end`.
    static func revealed(_ first: Int, to end: Int? = nil, from offset: Int, shown: Int) -> Int {
        let end = end ?? first + 1
        return max(0, min(max(offset, end - shown), first))
    }
}

extension Int {
    /// The sum, or the nearest number that there is.
    func clampedSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}
