import CausalEngine

extension Model {
    /// Asks for whatever the model lacks and nobody works on, and gives up work on what is no longer wanted.
    ///
    /// Undo needs no inverse of its own because of this: a restored document that lacks something asks for it again.
    mutating func reconcile() -> [Effect] {
        guard !hasEnded else { return [] }
        var effects = dropStaleWork()
        effects += requestLayouts()
        if !document.areBeliefsCurrent {
            effects += request(.believe(document.world, document.evidence, rows: settings.beliefRows))
        }
        if !document.isTableCurrent { effects += request(.sample(document.draw, count: document.wanted)) }
        effects += requestAnswers()
        effects += advanceRun()
        effects += letLedgerGo()
        effects += requestMeters()
        effects += requestRuns()
        effects += requestAudit()
        return effects
    }

    /// Begins a piece of work, unless it is under way or has failed before.
    mutating func request(_ work: Work) -> [Effect] {
        guard !failures.contains(work), !pending.values.contains(work) else { return [] }
        return [begin(work)]
    }

    mutating func begin(_ work: Work) -> Effect {
        let id = EffectID(number: nextEffect)
        nextEffect += 1
        pending[id] = work
        return .begin(id, work)
    }

    mutating func give(up ids: [EffectID]) -> [Effect] {
        ids.map { id in
            pending[id] = nil
            writing[id] = nil
            return .cancel(id)
        }
    }

    private mutating func dropStaleWork() -> [Effect] {
        let rooms = Arrangement.graphRooms(of: self)
        let stale = pending.filter { _, work in
            switch work {
            case .measure, .listRuns, .openRun, .resume, .exportRun: false
            case .audit(let key): screen != .audit || key != audit.key
            case .race(let setup): screen != .backdoor || setup != backdoor.setup
            case .readRecord(let key, let position):
                key != runs.open?.entry.key || position != runs.open?.position
            case .layOut(_, let asked): asked != rooms
            case .compare(let question): question != comparisonQuestion
            case .findPaths(let question, let interventions):
                question != document.paths || interventions != document.world.interventions
            case .twin(let question): question != twinQuestion
            case .believe(let world, let evidence, _): world != document.world || evidence != document.evidence
            case .sample(let draw, let count): draw != document.draw || count != document.wanted
            case .refine(let draw, _, _, _, _, _): draw != document.draw
            case .record(let world, let count, _): world != document.world || count != document.wanted
            }
        }
        return give(up: stale.keys.sorted())
    }

    private mutating func requestLayouts() -> [Effect] {
        let rooms = Arrangement.graphRooms(of: self)
        return DetailLevel.allCases.filter { layoutRooms[$0] != rooms }.flatMap { request(.layOut($0, rooms: rooms)) }
    }

    /// Asks for what the panels that are shown lack: seeing beside doing, paths, the twin.
    private mutating func requestAnswers() -> [Effect] {
        var effects: [Effect] = []
        if let question = comparisonQuestion, comparison?.question != question {
            effects += request(.compare(question))
        }
        if let question = document.paths, question.to != nil, currentPaths == nil {
            effects += request(.findPaths(question, document.world.interventions))
        }
        if let question = twinQuestion, currentTwin?.texts == nil { effects += request(.twin(question)) }
        return effects
    }

    /// Keeps the live run supplied with the next unfinished skeletons, and ends it when there are none.
    private mutating func advanceRun() -> [Effect] {
        guard isRunning, recording != .awaited, document.isTableCurrent, let table = document.table
        else { return [] }
        var effects: [Effect] = []
        while writing.count < settings.concurrency, runCursor < table.count {
            let row = runCursor
            runCursor += 1
            let record = document.records[row]
            guard !(record?.isFinished ?? false), writer(of: row) == nil else { continue }
            effects.append(write(row: row, limit: nil))
        }
        if runCursor >= table.count, writing.isEmpty {
            isRunning = false
            follows = false
            let tally = document.tally
            let words = "live run over: \(tally.realized) of \(tally.finished) realized, \(tally.attempts) attempts"
            say(words + recording.place)
        }
        return effects
    }

    /// Begins attempts on a row, after those it has.
    mutating func write(row: Int, limit: Int?) -> Effect {
        let earlier = document.records[row]?.drafts.map(\.attempt) ?? []
        let values = document.table?.values(of: row) ?? []
        let key = recording.key
        if let key { recording = .into(key, isOpen: true) }
        let effect = begin(
            .refine(document.draw, row: row, values: values, earlier: earlier, limit: limit, ledger: key))
        if case .begin(let id, _) = effect { writing[id] = Writing(row: row, attempt: earlier.count) }
        return effect
    }

    /// Lets others write the ledger while nothing is written here.
    private mutating func letLedgerGo() -> [Effect] {
        guard case .into(let key, isOpen: true) = recording, !isRunning, writing.isEmpty else {
            return []
        }
        recording = .into(key, isOpen: false)
        return [.letGo(key)]
    }

    private mutating func requestMeters() -> [Effect] {
        let isMeasuring = pending.values.contains { if case .measure = $0 { true } else { false } }
        guard !isMeasuring, document.isTableCurrent, let table = document.table else { return [] }
        let rows = document.finishedRows
        guard !rows.isEmpty, document.meters?.refined.tried != rows.count else { return [] }
        let records = rows.compactMap { document.records[$0] }
        return request(
            .measure(
                values: rows.map { table.values(of: $0) }, atOnce: records.map(\.isRealizedAtOnce),
                inTheEnd: records.map(\.isRealized)))
    }
}
