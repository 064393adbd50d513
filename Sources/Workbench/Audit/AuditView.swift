import TerminalUI

/// Draws the screen of an audit: all sections at once where there is room, else the one that has the keyboard.
struct AuditView {
    let model: Model

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        guard let findings = model.audit.findings else {
            drawProgress(in: rect, isFramed: isFramed, on: &painter)
            return
        }
        let places = Self.places(of: model.audit.section, in: rect, isFramed: isFramed)
        for (section, place) in places {
            draw(section, findings, in: place, isFramed: isFramed, isAlone: places.count == 1, on: &painter)
        }
    }

    /// The lines of a section that do not fit into its place.
    static func hiddenLines(of section: AuditBrowser.Section, in model: Model) -> Int {
        let arrangement = Arrangement(model)
        let isFramed = arrangement.kind != .single
        guard let findings = model.audit.findings, let rect = arrangement.rect(of: .audit),
            let place = places(of: section, in: rect, isFramed: isFramed).first(where: { $0.section == section })?.rect
        else { return 0 }
        let inner = isFramed ? place.inset(by: 1) : place
        // Where the marks are ASCII nothing is longer.
        let lines = AuditLines(width: max(1, inner.width - 2), glyphs: .unicode).lines(of: section, findings)
        return max(0, lines.count - inner.height)
    }

    /// Where the sections are.
    private static func places(
        of section: AuditBrowser.Section, in rect: Rect, isFramed: Bool
    ) -> [(section: AuditBrowser.Section, rect: Rect)] {
        guard isFramed, rect.width >= 118, rect.height >= 34 else { return [(section, rect)] }
        let columns = rect.columns([.flexible(), .flexible()])
        let left = columns[0].rows([.fixed(19), .flexible()])
        let right = columns[1].rows([.flexible(weight: 3), .flexible(weight: 5)])
        return [(.realized, left[0]), (.violations, left[1]), (.shifts, right[0]), (.independence, right[1])]
    }

    private func draw(
        _ section: AuditBrowser.Section, _ findings: AuditFindings, in rect: Rect, isFramed: Bool, isAlone: Bool,
        on painter: inout Painter
    ) {
        let width = rect.width - (isFramed ? 4 : 2)
        let lines = AuditLines(width: max(1, width), glyphs: painter.glyphs).lines(of: section, findings)
        let height = rect.height - (isFramed ? 2 : 0)
        let first = min(model.audit.scroll[section] ?? 0, max(0, lines.count - height))
        let number = isAlone ? "\(section.rawValue + 1)/\(AuditBrowser.Section.allCases.count) " : ""
        let title = "\(number)\(section.title)"
        let span = "lines \(first + 1)–\(min(lines.count, first + height)) of \(lines.count)"
        let inner = painter.panel(
            rect, isFramed: isFramed,
            title: isAlone || section == .realized ? model.titled(.audit, "audit · \(title)") : title,
            note: lines.count > height ? span : "", isFocused: section == model.audit.section
        ).inset(left: 1, right: 1)
        for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            painter.pieces(line, in: inner, row: row)
        }
    }

    // MARK: Before there is something to show

    private func drawProgress(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let audit = model.audit
        let inner = painter.panel(
            rect, isFramed: isFramed, title: model.titled(.audit, "audit"), note: "", isFocused: true
        )
        .inset(left: 1, right: 1)
        let name = audit.key.map { "\($0.run) in \($0.ledger)" } ?? ""
        let row = painter.paragraph(name, in: inner, row: 0, style: Style(.heading))
        if let failure = model.audit.failure {
            _ = painter.paragraph("\(painter.glyphs.cross) \(failure)", in: inner, row: row + 1, style: Style(.error))
        } else if audit.isStopped {
            painter.line(
                "stopped; \(model.key(.repeatAudit)) begins anew", in: inner, row: row + 1, style: Style(.muted))
        } else {
            let progress = audit.progress
            let words =
                progress.map { "\($0.stage.rawValue), \(Int(($0.share * 100).rounded())) %" } ?? "reading the ledger"
            painter.line(words, in: inner, row: row + 1, style: Style(.info))
            let share = progress?.total ?? 0
            painter.canvas.bar(
                share, x: inner.x, y: inner.y + row + 2, width: min(60, inner.width), style: Style(.meterLow))
        }
    }
}

extension AuditBrowser.Section {
    /// The words for it.
    var title: String {
        switch self {
        case .realized: "realized, and the bias of it"
        case .shifts: "accepted against drawn, by variable"
        case .independence: "independence and fidelity: S, A, E"
        case .violations: "violations by kind"
        }
    }
}

extension AuditBrowser.Progress {
    /// How much of the whole is done, each stage taken for as long as any other.
    var total: Double {
        let all = type(of: stage).allCases
        return (Double(all.firstIndex(of: stage) ?? 0) + share) / Double(all.count)
    }
}
