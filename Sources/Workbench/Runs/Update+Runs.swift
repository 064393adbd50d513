import RunLedger

extension Model {
    /// Does an action on the screen of runs; `nil` when it is none of its own.
    mutating func performInRuns(_ action: Action) -> [Effect]? {
        switch action {
        case .move(let direction): moveInRuns(direction)
        case .page(let direction): stepRun(by: direction == .up || direction == .left ? -10 : 10)
        case .first: stepRun(by: .min / 2)
        case .last: stepRun(by: .max / 2)
        case .nextIteration: stepAttempt(by: 1)
        case .previousIteration: stepAttempt(by: -1)
        case .nextFact: stepFact(by: 1)
        case .previousFact: stepFact(by: -1)
        case .scroll(.text, let lines): runs.open?.scrollText(by: lines)
        case .enterRun: return enterRun()
        case .leaveRun: return leaveRun()
        case .filterRecords: filterRecords()
        case .showPrompt:
            runs.open?.showsPrompt.toggle()
            runs.open?.textScroll = 0
        case .toggleResume: return toggleResume()
        case .askExport: askExport()
        case .export(let path): return exportRun(to: path)
        case .refreshRuns: return refreshRuns()
        default: return nil
        }
        return []
    }

    /// Asks for what the screen of runs lacks.
    mutating func requestRuns() -> [Effect] {
        guard screen == .runs else { return [] }
        var effects = runs.listing == nil ? request(.listRuns) : []
        if let run = runs.open, run.current == nil, !run.overview.isEmpty {
            effects += request(.readRecord(run.entry.key, position: run.position))
        }
        return effects
    }

    // MARK: Moving

    private mutating func moveInRuns(_ direction: Direction) {
        switch direction {
        case .up: stepRun(by: -1)
        case .down: stepRun(by: 1)
        case .left: stepAttempt(by: -1)
        case .right: stepAttempt(by: 1)
        }
    }

    /// Goes through the records of the run that is browsed, else through the runs.
    private mutating func stepRun(by step: Int) {
        guard let run = runs.open else {
            let count = runs.listing?.entries.count ?? 0
            runs.cursor = min(max(0, runs.cursor.clampedSum(step)), max(0, count - 1))
            return
        }
        let listed = run.listed
        guard !listed.isEmpty else { return }
        let place = min(max(0, (run.listedIndex ?? 0).clampedSum(step)), listed.count - 1)
        runs.open?.select(listed[place].position)
    }

    private mutating func stepAttempt(by step: Int) {
        guard let run = runs.open, let shown = run.shownAttempt, let count = run.current?.record.drafts.count else {
            return
        }
        let next = min(max(0, shown + step), count - 1)
        runs.open?.attempt = next == count - 1 ? nil : next
        runs.open?.textScroll = 0
    }

    private mutating func stepFact(by step: Int) {
        guard let run = runs.open else { return }
        let rows = VerdictRow.rows(of: replaying(run)).map(\.variable)
        guard !rows.isEmpty else { return }
        let place = rows.firstIndex(of: run.variable).map { ($0 + step + rows.count) % rows.count } ?? 0
        runs.open?.variable = rows[place]
    }

    private mutating func filterRecords() {
        guard let run = runs.open else { return }
        let all = RecordFilter.allCases
        let next = all[((all.firstIndex(of: run.filter) ?? 0) + 1) % all.count]
        runs.open?.filter = next
        if let open = runs.open, open.listedIndex == nil, let first = open.listed.first {
            runs.open?.select(first.position)
        }
    }

    // MARK: Opening and closing

    private mutating func enterRun() -> [Effect] {
        guard runs.open == nil else { return [] }
        if runs.listing == nil {
            runs.opensFirst = true
            say("as soon as the ledgers are read")
            return []
        }
        guard let entry = runs.selected else { return refuse("there is no run to open") }
        return request(.openRun(entry.key))
    }

    private mutating func leaveRun() -> [Effect] {
        guard let run = runs.open else {
            screen = .panes
            reveal()
            return []
        }
        guard run.resuming == nil else { return refuse("the run goes on; \(key(.toggleResume)) stops it first") }
        runs.open = nil
        runs.opensFirst = false
        return refreshRuns()
    }

    private mutating func refreshRuns() -> [Effect] {
        failures = failures.filter { !$0.isOfRuns }
        guard let run = runs.open else {
            runs.listing = nil
            return []
        }
        guard run.resuming == nil else { return refuse("the run goes on and is up to date") }
        return request(.openRun(run.entry.key))
    }

    private mutating func askExport() {
        guard let run = runs.open?.entry ?? runs.selected else { return }
        overlay = .prompt(
            Prompt(purpose: .export, title: "export to FILE.jsonl or FILE.csv", text: "\(run.key.run).jsonl"))
    }

    private mutating func exportRun(to path: String) -> [Effect] {
        guard let key = runs.open?.entry.key ?? runs.selected?.key else { return refuse("there is no run to export") }
        failures.remove(.exportRun(key, to: path))
        say("writing \(path)")
        return request(.exportRun(key, to: path))
    }

    // MARK: Going on

    /// Goes on with the run; asked again it finishes what is in flight, a third time it stops at once.
    private mutating func toggleResume() -> [Effect] {
        guard let run = runs.open else { return refuse("open a run first, with \(key(.enterRun))") }
        if let id = run.resuming {
            guard run.isStopping else {
                runs.open?.isStopping = true
                say("finishing the attempts in flight; \(key(.toggleResume)) again stops at once")
                return [.finish(id)]
            }
            runs.open?.endResuming()
            say("stopped at once; attempts in flight are made again on resuming")
            return give(up: [id])
        }
        guard !run.entry.isComplete else { return refuse("the run is complete; nothing is left to be done") }
        let work = Work.resume(run.entry.key)
        failures.remove(work)
        let effect = begin(work)
        if case .begin(let id, _) = effect { runs.open?.resuming = id }
        say("going on with \(run.entry.key.run); \(key(.toggleResume)) stops")
        return [effect]
    }
}

extension Work {
    /// Whether the work makes attempts on a skeleton of the panes.
    var isRefining: Bool { if case .refine = self { true } else { false } }

    /// Whether the work is for the screen of runs.
    var isOfRuns: Bool {
        switch self {
        case .listRuns, .openRun, .readRecord, .resume, .audit, .exportRun: true
        default: false
        }
    }
}

extension OpenRun {
    mutating func select(_ position: Int) {
        self.position = position
        attempt = nil
        textScroll = 0
    }

    mutating func scrollText(by lines: Int) { textScroll = max(0, textScroll.clampedSum(lines)) }

    mutating func endResuming() {
        resuming = nil
        isStopping = false
        writing = [:]
    }
}
