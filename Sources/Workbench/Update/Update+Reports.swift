import RunLedger

extension Model {
    /// Takes in what work reports; what nobody awaits any more is dropped.
    mutating func receive(_ report: Report, from id: EffectID) -> [Effect] {
        guard let work = pending[id] else { return [] }
        if report.isLast { pending[id] = nil }
        switch report {
        case .laidOut(let level, let layout):
            layouts[level] = layout
            if case .layOut(_, let rooms) = work { layoutRooms[level] = rooms }
            reveal()
        case .compared(let comparison): self.comparison = comparison
        case .foundPaths(let answer): pathAnswer = answer
        case .twinned(let twin): self.twin = twin
        case .twinWorded(let texts): twin?.texts = texts
        case .believed(let beliefs):
            document.beliefs = beliefs
            if let reason = beliefs.impossibility { notice = Notice(text: reason, kind: .refused) }
        case .sampled(let table):
            document.table = table
            document.row = min(document.row, max(0, table.count - 1))
            reveal()
            return doAwaited()
        case .began(let attempt):
            writing[id]?.attempt = attempt
            writing[id]?.text = ""
        case .text(let piece):
            writing[id]?.text += piece
            // A text is followed to its end, and what is finished stays in sight until the next one begins.
            if follows, writer(of: document.row) == nil, let row = writing[id]?.row { lookAt(row: row) }
        case .attempted(let attempt):
            take(attempt, from: id)
        case .ended(let isFinished):
            end(id, isFinished: isFinished)
        case .recording(let key): take(.into(key, isOpen: true))
        case .unrecorded(let reason):
            if case .record = work { take(.refused(reason)) } else { writing[id] = nil; endRecording(reason) }
        case .measured(let meters):
            document.meters = meters
        case .backdoor(let report): backdoor.take(report)
        case .runs(let report): return receive(report, from: id)
        case .audit(let report): take(report)
        case .failed(let reason):
            fail(work, id: id, reason: reason)
        }
        return []
    }

    private mutating func doAwaited() -> [Effect] {
        guard let action = awaiting else { return [] }
        awaiting = nil
        return performChange(action) ?? []
    }

    private mutating func take(_ attempt: Attempt, from id: EffectID) {
        guard let row = writing[id]?.row else { return }
        var record = document.records[row] ?? Record()
        record.drafts.append(Draft(attempt: attempt, after: record.drafts.last?.attempt))
        record.isFinished = attempt.isAccepted || record.drafts.count > settings.maxIterations
        document.records[row] = record
        writing[id]?.attempt += 1
        writing[id]?.text = ""
        if row == document.row { revealFindings() }
    }

    private mutating func end(_ id: EffectID, isFinished: Bool) {
        guard let row = writing.removeValue(forKey: id)?.row, var record = document.records[row] else { return }
        record.isFinished = record.isFinished || isFinished
        document.records[row] = record
        guard row == document.row, !isRunning, document.attempt == nil, let draft = record.drafts.last else { return }
        let number = record.drafts.count - 1
        if let failure = draft.attempt.failure {
            notice = Notice(text: "iteration \(number) failed: \(failure)", kind: .failed)
        } else if record.isRealized {
            say("#\(row) realized: iteration \(number) agrees with the skeleton")
        } else {
            let count = draft.attempt.check?.verdicts.violations.count ?? 0
            let next = record.isFinished ? "no corrections left" : "\(key(.nextIteration)) corrects"
            say(
                "#\(row) iteration \(number): \(count) of \(draft.attempt.check?.verdicts.all.count ?? 0) to mend; \(next)"
            )
        }
    }

    private mutating func fail(_ work: Work, id: EffectID, reason: String) {
        writing[id] = nil
        notice = Notice(text: reason, kind: .failed)
        failures.insert(work)
        switch work {
        case .refine, .sample:
            isRunning = false
            awaiting = nil
        case .resume: runs.open?.endResuming()
        case .audit: audit.failure = reason
        case .layOut, .believe, .compare, .findPaths, .twin, .record, .measure, .race, .listRuns, .openRun, .readRecord,
            .exportRun:
            break
        }
    }
}
