import RunLedger
import TerminalUI

/// Draws the screen of runs: the list of them, or one with its records, and of the selected record text and verdicts.
struct RunsView {
    let model: Model

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        guard let run = model.runs.open else {
            drawList(in: rect, isFramed: isFramed, on: &painter)
            return
        }
        guard rect.width >= 60 else {
            drawRecord(run, in: rect, on: &painter)
            return
        }
        let columns = rect.columns([.fixed(rect.width >= 100 ? 42 : 27), .flexible()])
        let left = columns[0].rows([.fixed(rect.height >= 30 ? 9 : 6), .flexible()])
        drawFacts(run, in: left[0], on: &painter)
        drawRecords(run, in: left[1], on: &painter)
        drawRecord(run, in: columns[1], on: &painter)
    }

    private var others: String { "\(model.key(.audit)) audits · \(model.key(.askExport)) exports" }

    // MARK: The list

    private func drawList(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let note = "\(model.key(.enterRun)) opens · \(others) · \(model.key(.refreshRuns)) reads again"
        let inner = painter.panel(
            rect, isFramed: isFramed, title: model.titled(.runs, "runs"), note: note, isFocused: true
        ).inset(left: 1, right: 1)
        guard let listing = model.runs.listing else {
            painter.line("reading ledgers \(painter.glyphs.ellipsis)", in: inner, style: Style(.muted))
            return
        }
        guard !listing.entries.isEmpty || !listing.faults.isEmpty else {
            _ = painter.paragraph(
                "There is no ledger in this folder yet; generate writes one, and open --ledger FILE shows one elsewhere.",
                in: inner, row: 0, style: Style(.muted))
            return
        }
        drawHeading(in: inner, on: &painter)
        let rows = max(1, inner.height - 1 - min(listing.faults.count, 3))
        let first = max(0, min(model.runs.cursor - rows / 2, listing.entries.count - rows))
        for (row, entry) in listing.entries.dropFirst(first).prefix(rows).enumerated() {
            draw(entry, isSelected: first + row == model.runs.cursor, in: inner.row(row + 1), on: &painter)
        }
        let last = 1 + min(rows, listing.entries.count)
        for (row, fault) in listing.faults.prefix(3).enumerated() {
            painter.line("\(painter.glyphs.cross) \(fault)", in: inner, row: last + row, style: Style(.error))
        }
    }

    /// Where the columns of the list begin.
    private struct Columns {
        let ledger = 2
        let run: Int
        let writer: Int
        let realized: Int
        let state: Int

        init(width: Int) {
            state = width - 10
            realized = state - 18
            writer = realized - (width >= 100 ? 24 : 14)
            run = 2 + (writer - 2) / 2
        }
    }

    private func drawHeading(in rect: Rect, on painter: inout Painter) {
        let columns = Columns(width: rect.width)
        let titles = [
            (columns.ledger, "ledger"), (columns.run, "run"), (columns.writer, "writer"),
            (columns.realized, "realized"), (columns.state, "state"),
        ]
        for (x, title) in titles { painter.line(title, in: rect, indent: x, style: Style(.heading)) }
    }

    private func draw(_ entry: RunEntry, isSelected: Bool, in rect: Rect, on painter: inout Painter) {
        let columns = Columns(width: rect.width)
        func cell(_ text: String, from x: Int, to end: Int, _ style: Style) {
            painter.line(painter.glyphs.truncated(text, to: end - x - 1), in: rect, indent: x, style: style)
        }
        if isSelected { painter.line(painter.glyphs.pointer, in: rect, style: Style(.selection, .bold)) }
        cell(entry.key.ledger, from: columns.ledger, to: columns.run, Style(.text, isSelected ? .bold : []))
        cell(entry.key.run, from: columns.run, to: columns.writer, .text)
        cell(entry.writer, from: columns.writer, to: columns.realized, Style(.warning))
        cell(Self.realized(entry), from: columns.realized, to: columns.state, Style(.accent))
        let state = entry.isComplete ? "complete" : entry.attempts == 0 ? "not begun" : "open"
        painter.line(state, in: rect, indent: columns.state, style: Style(entry.isComplete ? .success : .warning))
        if isSelected { painter.canvas.setSurface(in: rect, .selection) }
    }

    /// `97/100 of 100`: realized, over what is ended, of all.
    static func realized(_ entry: RunEntry) -> String { "\(entry.accepted)/\(entry.ended) of \(entry.skeletons)" }

    // MARK: One run

    private func drawFacts(_ run: OpenRun, in rect: Rect, on painter: inout Painter) {
        let entry = run.entry
        let isNarrow = rect.width < 40
        let goesOn = "\(model.key(.toggleResume)) \(run.resuming == nil ? "goes on" : "stops")"
        let note = entry.isComplete ? others : isNarrow ? goesOn : "\(goesOn) · \(others)"
        let inner = painter.frame(rect, title: "run \(entry.key.run)", note: note).inset(left: 1, right: 1)
        let state = run.resuming == nil ? (entry.isComplete ? "complete" : "open") : "going on"
        let lines: [(String, String)] =
            isNarrow
            ? [
                ("ledger ", entry.key.ledger), ("realized ", "\(entry.accepted)/\(entry.ended)"),
                ("of all ", "\(entry.skeletons), \(state)"),
                ("attempts ", "\(entry.attempts), \(painter.glyphs.atMost)\(entry.budget) each"),
            ]
            : [
                ("ledger ", entry.key.ledger), ("realized ", "\(Self.realized(entry)) · \(state)"),
                ("writer ", entry.writer), ("attempts ", "\(entry.attempts), at most \(entry.budget) each"),
                ("do() ", entry.interventions.isEmpty ? painter.glyphs.missing : entry.interventions),
                ("network ", "\(entry.network), seed \(entry.seed)"), ("reading ", entry.verification),
            ]
        for (row, line) in lines.prefix(inner.height).enumerated() {
            painter.pieces([(line.0, Style(.heading)), (line.1, .text)], in: inner, row: row)
        }
    }

    private func drawRecords(_ run: OpenRun, in rect: Rect, on painter: inout Painter) {
        let listed = run.listed
        let place = run.listedIndex ?? 0
        let height = max(0, rect.height - 2)
        let first = max(0, min(place - height / 2, listed.count - height))
        let span = listed.isEmpty ? "none" : "\(first + 1)–\(min(first + height, listed.count)) of \(listed.count)"
        let inner = painter.frame(
            rect, title: "\(run.filter.rawValue) · \(span)", note: "\(model.key(.filterRecords)) filters",
            isFocused: true)
        if listed.isEmpty {
            painter.line("no record is \(run.filter.rawValue)", in: inner, indent: 1, style: Style(.muted))
        }
        let width = String(run.overview.last?.row ?? 0).count
        for (row, record) in listed.dropFirst(first).prefix(inner.height).enumerated() {
            draw(record, run, numberWidth: width, in: inner.row(row), on: &painter)
        }
    }

    private func draw(
        _ record: RecordOverview, _ run: OpenRun, numberWidth: Int, in rect: Rect, on painter: inout Painter
    ) {
        let glyphs = painter.glyphs
        let isSelected = record.position == run.position
        let number = glyphs.padded(String(record.row), to: numberWidth, .right)
        let (mark, role): (String, Role) =
            run.writing[record.position] != nil
            ? (glyphs.caret, .info)
            : record.isAccepted
                ? (glyphs.check, .accepted)
                : record.isEnded(budget: run.entry.budget)
                    ? (glyphs.cross, .contradicted)
                    : (record.attempts == 0 ? glyphs.missing : glyphs.ellipsis, .uncertain)
        let failed = record.failures == 0 ? "" : ", \(record.failures) failed"
        painter.pieces(
            [
                (isSelected ? glyphs.pointer : " ", Style(.selection, .bold)),
                ("\(number)\(record.isCounterfactual ? "′" : " ") ", Style(isSelected ? .text : .muted)),
                ("\(mark) ", Style(role, .bold)),
                ("\(record.attempts) attempt\(record.attempts == 1 ? "" : "s")", .text), (failed, Style(.error)),
            ], in: rect)
        if isSelected { painter.canvas.setSurface(in: rect, .selection) }
    }

    /// Text and verdicts of the selected record, drawn as they are of the workbench's own records.
    private func drawRecord(_ run: OpenRun, in rect: Rect, on painter: inout Painter) {
        let replayed = model.replaying(run)
        let parts = rect.height >= 14 ? rect.rows([.flexible(weight: 5), .flexible(weight: 4)]) : [rect]
        if run.showsPrompt {
            drawPrompt(run, replayed, in: parts[0], on: &painter)
        } else {
            TextPane(model: replayed).draw(in: parts[0], isFramed: true, on: &painter)
        }
        guard parts.count > 1 else { return }
        VerdictPane(model: replayed).draw(in: parts[1], isFramed: true, on: &painter)
    }

    private func drawPrompt(_ run: OpenRun, _ replayed: Model, in rect: Rect, on painter: inout Painter) {
        let inner = painter.frame(
            rect, title: "prompt of attempt \(run.shownAttempt ?? 0)", note: "\(model.key(.showPrompt)) text"
        ).inset(
            left: 1, right: 1)
        let prompt = replayed.shownDraft?.attempt.prompt ?? ""
        let words = prompt.isEmpty ? "this writer is asked without a prompt" : prompt
        let letters = words.map { StyledLetter(character: $0, style: .text, variable: nil) }
        let lines = StyledLines(letters, width: max(1, inner.width), glyphs: painter.glyphs).lines
        let first = min(run.textScroll, max(0, lines.count - inner.height))
        for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            painter.draw(line, in: inner, row: row, subject: run.subject)
        }
    }
}
