extension Model {
    /// Opens the audit of the selected run, or of the live run; from the screen itself, goes back to where it was opened.
    mutating func toggleAudit() -> [Effect] {
        guard screen != .audit else {
            screen = audit.origin
            if screen == .panes { reveal() }
            return []
        }
        let isOfRuns = screen == .runs
        if let reason = isOfRuns ? Refusal.withoutSelectedRun(self) : Refusal.withoutLedger(self) {
            return refuse(reason)
        }
        guard let key = isOfRuns ? runs.open?.entry.key ?? runs.selected?.key : recording.key else { return [] }
        failures.remove(.audit(key))
        audit.clear()
        audit.key = key
        audit.origin = isOfRuns ? .runs : .panes
        screen = .audit
        return []
    }

    /// Asks for the audit that is looked at, unless it was stopped.
    mutating func requestAudit() -> [Effect] {
        guard screen == .audit, let key = audit.key, audit.findings == nil, !audit.isStopped else { return [] }
        return request(.audit(key))
    }

    /// Does an action on the screen of an audit; `nil` when it is none of its own.
    mutating func performInAudit(_ action: Action) -> [Effect]? {
        switch action {
        case .move(.up): scrollAudit(by: -1)
        case .move(.down): scrollAudit(by: 1)
        case .move(.right), .nextPane: stepSection(by: 1)
        case .move(.left), .previousPane: stepSection(by: -1)
        case .page(let direction): scrollAudit(by: direction == .up || direction == .left ? -10 : 10)
        case .first: scrollAudit(by: .min / 2)
        case .last: scrollAudit(by: .max / 2)
        case .repeatAudit: return repeatAudit()
        default: return nil
        }
        return []
    }

    /// Takes in what an audit reports.
    mutating func take(_ report: AuditReport) {
        switch report {
        case .progress(let progress): audit.progress = progress
        case .found(let findings):
            audit.findings = findings
            audit.progress = nil
        }
    }

    private mutating func stepSection(by step: Int) {
        let all = AuditBrowser.Section.allCases
        audit.section = all[(audit.section.rawValue + step + all.count) % all.count]
    }

    private mutating func scrollAudit(by lines: Int) {
        let most = AuditView.hiddenLines(of: audit.section, in: self)
        let now = min(audit.scroll[audit.section] ?? 0, most)
        audit.scroll[audit.section] = min(max(0, now.clampedSum(lines)), most)
    }

    /// Stops the audit; what is stopped or over begins anew.
    private mutating func repeatAudit() -> [Effect] {
        guard let key = audit.key else { return [] }
        if let id = pending.first(where: { $0.value == .audit(key) })?.key {
            audit.isStopped = true
            audit.progress = nil
            say("stopped; \(self.key(.repeatAudit)) begins anew")
            return give(up: [id])
        }
        failures.remove(.audit(key))
        audit.clear()
        return []
    }
}
