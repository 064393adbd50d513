import Refinement
import RunLedger

extension Model {
    /// Takes in what reading ledgers and going on with runs report.
    mutating func receive(_ report: RunReport, from id: EffectID) -> [Effect] {
        switch report {
        case .listed(let listing):
            runs.listing = listing
            runs.cursor = min(runs.cursor, max(0, listing.entries.count - 1))
            if runs.opensFirst, runs.open == nil, let first = listing.entries.first {
                runs.opensFirst = false
                return request(.openRun(first.key))
            }
        case .opened(let run): take(run)
        case .read(let record): if runs.open?.position == record.position { runs.open?.stored = record }
        case .text(let position, let piece): runs.open?.writing[position]?.text += piece
        case .event(let event): if runs.open?.resuming == id { take(event) }
        case .exported(let words): say(words)
        }
        return []
    }

    /// Shows a run that was read, where it was looked at when it is read again.
    private mutating func take(_ run: OpenRun) {
        var run = run
        if let before = runs.open, before.entry.key == run.entry.key {
            run.filter = before.filter
            run.select(before.position)
            run.variable = before.variable
        }
        runs.open = run
    }

    private mutating func take(_ event: RunEvent) {
        switch event {
        case .attempting(let position, let attempt):
            runs.open?.writing[position] = Writing(row: position, attempt: attempt)
        case .restarted(let position): runs.open?.writing[position]?.text = ""
        case .attempted(let position, let attempt): take(attempt, at: position)
        case .ended(let position, _): runs.open?.writing[position] = nil
        case .finished(let end):
            runs.open?.endResuming()
            let entry = runs.open?.entry
            let words = end == .completed ? "the run is complete" : "the run is stopped; \(key(.toggleResume)) goes on"
            say("\(words): \(entry?.accepted ?? 0) of \(entry?.ended ?? 0) realized")
        default: break
        }
    }

    private mutating func take(_ attempt: Attempt, at position: Int) {
        // Places are counted from 0 without a gap.
        let place = position
        guard var run = runs.open, run.overview.indices.contains(place) else { return }
        let wasEnded = run.overview[place].isEnded(budget: run.entry.budget)
        run.overview[place].attempts += 1
        run.overview[place].failures += attempt.failure == nil ? 0 : 1
        run.overview[place].isAccepted = attempt.isAccepted
        run.entry.attempts += 1
        run.entry.accepted += attempt.isAccepted ? 1 : 0
        run.entry.ended += !wasEnded && run.overview[place].isEnded(budget: run.entry.budget) ? 1 : 0
        if run.stored?.position == position, run.stored?.record.drafts.count == attempt.number {
            var timeless = attempt
            timeless.seconds = nil
            let earlier = run.stored?.record.drafts.last?.attempt
            run.stored?.record.drafts.append(Draft(attempt: timeless, after: earlier))
            run.stored?.record.isFinished = run.overview[place].isEnded(budget: run.entry.budget)
        }
        run.writing[position]?.text = ""
        runs.open = run
    }
}
