import Evaluation
import RunLedger

extension LedgerShelf {
    /// Audits a run as it stands in its ledger, with the seed and the replicates of `evaluate`.
    ///
    /// - Parameter progress: told on the way; it may be told much more often than is worth showing.
    /// - Throws: ``LedgerError``, or `CancellationError` when the task is cancelled.
    func audit(_ key: RunKey, progress: (AuditBrowser.Progress) -> Void) throws -> AuditFindings {
        let ledger = try Ledger.read(key.ledger)
        let run = try ledger.run(key.run)
        var last: AuditBrowser.Progress?
        let audit = try RunAudit(of: run, in: ledger) { stage, share in
            try Task.checkCancellation()
            // Whole percents are all that is shown.
            let now = AuditBrowser.Progress(stage: stage, share: (share * 100).rounded(.down) / 100)
            if now != last { progress(now) }
            last = now
        }
        try ledger.close()
        return AuditFindings(audit)
    }
}
