import RunLedger

/// Whether a ledger can be read and written, and how its runs stand.
struct LedgerExamination {
    let path: String

    var findings: [DoctorFinding] {
        do {
            let ledger = try Ledger.read(path)
            var findings = [DoctorFinding(.ledger, path, .ok, "a ledger of this program")]
            findings.append(try integrity(ledger))
            findings.append(writer)
            for run in try ledger.runs() { findings.append(try state(of: run, ledger)) }
            return findings
        } catch {
            return [DoctorFinding(.ledger, path, .problem, error.description, mend: mend(error))]
        }
    }

    private func mend(_ error: LedgerError) -> String? {
        switch error {
        case .damaged, .failed: "copy what can be read: sqlite3 \(path) .recover | sqlite3 mended.ledger"
        default: nil
        }
    }

    private func integrity(_ ledger: Ledger) throws(LedgerError) -> DoctorFinding {
        let faults = try ledger.faults()
        guard let first = faults.first else {
            return DoctorFinding(.ledger, "integrity", .ok, "every page and every record is in its place")
        }
        return DoctorFinding(
            .ledger, "integrity", .problem, "\(faults.count) faults, the first: \(first)",
            mend: "copy what can be read: sqlite3 \(path) .recover | sqlite3 mended.ledger")
    }

    private var writer: DoctorFinding {
        Ledger.isBeingWritten(path)
            ? DoctorFinding(
                .ledger, "writer", .warning, "a process is writing it",
                mend: "wait for it before you resume; reading and exporting work meanwhile")
            : DoctorFinding(.ledger, "writer", .ok, "nobody writes it")
    }

    private func state(of run: Run, _ ledger: Ledger) throws(LedgerError) -> DoctorFinding {
        let progress = try ledger.progress(of: run)
        let open = progress.count { !$0.isEnded(budget: run.attemptBudget) }
        let counts =
            "\(progress.count) skeletons, \(progress.count { $0.isAccepted }) realized, "
            + "\(progress.reduce(0) { $0 + $1.attempts }) attempts"
        guard open > 0 else { return DoctorFinding(.ledger, run.id, .ok, counts) }
        return DoctorFinding(
            .ledger, run.id, .warning, "\(counts), \(open) still open",
            mend: "causalsynth resume \(path) --run \(run.id)")
    }
}
