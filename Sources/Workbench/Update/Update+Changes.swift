import CausalEngine

extension Model {
    /// Does an action that changes the document; `nil` if the action is of another kind.
    mutating func performChange(_ action: Action) -> [Effect]? {
        switch action {
        case .sampleAgain: return sample(rows: document.wanted, seed: document.world.seed &+ 1)
        case .sample(let rows, let seed): return sample(rows: rows, seed: seed)
        case .intervene(let assignment): return intervene(assignment)
        case .see(let finding): return see(finding)
        case .weigh(let likelihoods): return weigh(likelihoods)
        case .forget(let name): return forget(named: name)
        case .forgetAll: return setEvidence(Evidence(), title: "forget all")
        case .pickNode: return pickNode()
        case .endPaths: return endPaths()
        case .release: return release()
        case .releaseVariable(let name): return release(named: name)
        case .releaseAll: return clear(title: "release all")
        case .realize, .refine, .nextIteration: return document.isTableCurrent ? write(action) : wait(toDo: action)
        case .previousIteration: return stepBack()
        case .toggleRun: return isRunning ? pause() : run()
        case .run: return isRunning ? refuse("it is running") : run()
        case .pause: return isRunning ? pause() : refuse("it is not running")
        case .undo: return undo()
        case .redo: return redo()
        default: return nil
        }
    }

    /// Remembers the document as it is before a change.
    mutating func commit(_ title: String) {
        past.append(Change(title: title, document: document))
        if past.count > Self.historyLimit { past.removeFirst(past.count - Self.historyLimit) }
        future = []
    }

    /// The changes that are kept. Documents share their storage, so that a change costs what it changed.
    static let historyLimit = 500

    // MARK: The model

    private mutating func sample(rows: Int, seed: UInt64) -> [Effect] {
        guard Self.tableRange.contains(rows) else {
            return refuse("a table holds 1 to \(Self.tableRange.upperBound) skeletons; `sample` writes more to a file")
        }
        commit("sample \(rows), seed \(seed)")
        document.world.seed = seed
        document.wanted = rows
        document.given = document.evidence
        let given = document.given.isEmpty ? "" : ", given \(document.given.text(in: subject))"
        return restart(saying: "\(rows) skeletons from seed \(seed)\(given)")
    }

    static let tableRange = 1...100_000

    private mutating func intervene(_ assignment: String) -> [Effect] {
        do {
            let (variable, intervention) = try Assignment.intervention(assignment, in: subject)
            guard document.world.interventions[variable] != intervention else {
                return refuse("it is set to that already")
            }
            var interventions = document.world.interventions
            interventions[variable] = intervention
            return setInterventions(interventions, title: "do(\(assignment))")
        } catch {
            return refuse("\(error)")
        }
    }

    private mutating func release() -> [Effect] {
        let variable = document.variable
        let isSeen = document.evidence.holds(variable)
        guard let node = selectedNode, isSeen || document.world.interventions[variable] != nil else {
            return clear(title: "release all")
        }
        return isSeen ? forget(named: node.name) : release(named: node.name)
    }

    /// Takes every do() and every finding back.
    private mutating func clear(title: String) -> [Effect] {
        if let reason = Refusal.withoutAssumption(self) { return refuse(reason) }
        guard !document.world.interventions.isEmpty else { return setEvidence(Evidence(), title: title) }
        return setInterventions([:], title: title, evidence: Evidence())
    }

    private mutating func release(named name: String) -> [Effect] {
        guard let variable = subject.index(of: name), document.world.interventions[variable] != nil else {
            return refuse("\(name) is not intervened on")
        }
        var interventions = document.world.interventions
        interventions[variable] = nil
        return setInterventions(interventions, title: "release \(name)")
    }

    /// - Parameter evidence: what was seen; without it, what is seen already, but for findings on what is set now.
    private mutating func setInterventions(
        _ interventions: [Int: Intervention], title: String, evidence: Evidence? = nil
    ) -> [Effect] {
        guard interventions != document.world.interventions else { return refuse("nothing is intervened on") }
        commit(title)
        document.world.interventions = interventions
        let dropped = evidence == nil ? document.evidence.variables.filter { interventions[$0] != nil } : []
        document.evidence = evidence ?? document.evidence.without(dropped)
        document.given = document.given.without(interventions.keys)
        let cut = document.world.cutEdges(in: subject)
        let edges = cut.prefix(3).map { "\(subject.nodes[$0.source].name) → \(subject.nodes[$0.target].name)" }
        let more = cut.count > 3 ? " and \(cut.count - 3) more" : ""
        let what = cut.isEmpty ? "no edge is cut" : "cut " + edges.joined(separator: ", ") + more
        let isMutilated = !interventions.isEmpty && !document.evidence.isEmpty
        let place = isMutilated ? "; evidence is in the mutilated world" : ""
        let lost = dropped.isEmpty ? "" : "; what was seen of it is dropped: it is set now"
        return restart(saying: "\(title): \(what)\(lost)\(place); same noise, seed \(document.world.seed)")
    }

    /// Gives up what was made in the world as it was.
    private mutating func restart(saying words: String) -> [Effect] {
        document.records = [:]
        document.meters = nil
        document.attempt = nil
        scroll.text = 0
        scroll.verdicts = 0
        isRunning = false
        follows = false
        awaiting = nil
        say(words)
        return give(up: writing.keys.sorted()) + stopRecording()
    }

    // MARK: Attempts

    /// Keeps what was asked of a skeleton until it is drawn, so that no key is lost to the drawing.
    private mutating func wait(toDo action: Action) -> [Effect] {
        awaiting = action
        say("as soon as the skeletons are drawn")
        return []
    }

    private mutating func write(_ action: Action) -> [Effect] {
        switch action {
        case .realize: attempt(limit: 1, unless: Refusal.realize, title: "realize")
        case .refine: attempt(limit: nil, unless: Refusal.attempt, title: "refine")
        default: stepForward()
        }
    }

    private mutating func attempt(limit: Int?, unless refusal: (Model) -> String?, title: String) -> [Effect] {
        if let reason = refusal(self) { return refuse(reason) }
        commit("\(title) #\(document.row)")
        document.attempt = nil
        scroll.text = 0
        return [write(row: document.row, limit: limit)]
    }

    private mutating func stepForward() -> [Effect] {
        if let shown = shownAttempt, let record = selectedRecord, shown < record.drafts.count - 1 {
            document.attempt = shown + 1 == record.drafts.count - 1 ? nil : shown + 1
            revealFindings()
            return []
        }
        let number = selectedRecord?.drafts.count ?? 0
        return attempt(limit: 1, unless: Refusal.attempt, title: "iteration \(number) of")
    }

    private mutating func stepBack() -> [Effect] {
        if let reason = Refusal.previousIteration(self) { return refuse(reason) }
        document.attempt = max(0, (shownAttempt ?? 0) - 1)
        revealFindings()
        return []
    }

    private mutating func run() -> [Effect] {
        if let reason = Refusal.run(self) { return refuse(reason) }
        commit("live run")
        isRunning = true
        follows = true
        runCursor = 0
        side = .run
        let effects = beginRecording()
        if recording != .awaited {
            say("live refinement of \(document.wanted) skeletons\(recording.place); \(key(.toggleRun)) pauses")
        }
        return effects
    }

    private mutating func pause() -> [Effect] {
        isRunning = false
        follows = false
        say("paused after \(document.tally.finished); \(key(.toggleRun)) goes on")
        return []
    }

    // MARK: History

    private mutating func undo() -> [Effect] {
        guard let change = past.popLast() else { return refuse("there is nothing to undo") }
        future.append(Change(title: change.title, document: document))
        return restore(change.document, saying: "undone: \(change.title)")
    }

    private mutating func redo() -> [Effect] {
        guard let change = future.popLast() else { return refuse("there is nothing to redo") }
        past.append(Change(title: change.title, document: document))
        return restore(change.document, saying: "done again: \(change.title)")
    }

    private mutating func restore(_ old: Document, saying words: String) -> [Effect] {
        let unwanted = pending.filter { _, work in
            switch work {
            case .refine, .record, .measure: true
            case .layOut, .believe, .compare, .findPaths, .twin, .sample, .race: false
            case .listRuns, .openRun, .readRecord, .resume, .audit, .exportRun: false
            }
        }
        let effects = give(up: unwanted.keys.sorted()) + stopRecording()
        document = old
        isRunning = false
        follows = false
        awaiting = nil
        litIndex = 0
        comparedStep = nil
        scroll.text = 0
        reveal()
        say(words)
        return effects
    }
}
