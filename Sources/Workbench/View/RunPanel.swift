import TerminalUI

/// Draws the meters of the live run: realizability and bias, accepting first drafts beside refinement.
struct RunPanel {
    let model: Model

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let tally = model.document.tally
        let count = model.document.table?.count ?? 0
        let state =
            model.isRunning ? "running" : tally.finished == 0 ? "not begun" : tally.finished < count ? "paused" : "over"
        let inner = painter.panel(
            rect, isFramed: isFramed,
            title: model.titled(.focus(.run), "\(rect.width < 30 ? "" : "live ")run · \(state)"),
            note: note,
            isFocused: model.focus == .run
        ).inset(left: 1, right: 1)
        var row = 0
        drawProgress(tally, count, in: inner, on: &painter)
        row += 1
        guard let meters = model.document.meters else {
            _ = painter.paragraph(
                [
                    (model.key(.toggleRun), Style(.key, .bold)),
                    (" refines every skeleton and reads the meters", Style(.muted)),
                ],
                in: inner, row: row)
            return
        }
        let columns = Columns(width: inner.width)
        painter.line(
            columns.isNarrow ? "once" : "first draft only", in: inner, row: row, indent: columns.first,
            style: Style(.heading))
        painter.line(
            columns.isNarrow ? "refine" : "refined", in: inner, row: row, indent: columns.second, style: Style(.heading)
        )
        for line in lines(meters, isNarrow: columns.isNarrow) {
            row += 1
            guard row < inner.height else { return }
            painter.line(line.title, in: inner, row: row, style: Style(.heading))
            drawMeter(line.oneShot, columns, at: columns.first, in: inner, row: row, on: &painter)
            drawMeter(line.refined, columns, at: columns.second, in: inner, row: row, on: &painter)
        }
        drawCorrections(tally, in: inner, row: row + 1, on: &painter)
    }

    /// Where the attempts are kept; else who writes, as the line of facts says too.
    private var note: String {
        switch model.recording {
        case .none, .awaited: model.settings.realizer
        case .into(let key, _): "in \(key.ledgerName)"
        case .refused: "in no ledger"
        }
    }

    private func drawProgress(_ tally: Document.Tally, _ count: Int, in rect: Rect, on painter: inout Painter) {
        let text = "\(Figures.count(tally.finished)) of \(Figures.count(count))"
        let used = painter.line(text, in: rect, style: Style(.accent, .bold))
        let attempts = rect.width >= 36 ? " \(Figures.count(tally.attempts)) attempts" : ""
        let width = rect.width - used - 1 - painter.glyphs.width(of: attempts)
        let share = count > 0 ? Double(tally.finished) / Double(count) : 0
        painter.canvas.bar(share, x: rect.x + used + 1, y: rect.y, width: width, style: Style(.meterLow))
        painter.line(attempts, in: rect, indent: used + 1 + max(0, width), style: Style(.muted))
    }

    // MARK: The two columns of meters

    private struct Columns {
        let first: Int
        let second: Int
        let width: Int
        var isNarrow: Bool { width < 15 }

        init(width: Int) {
            first = 9
            self.width = max(6, (width - first - 1) / 2)
            second = first + self.width + 1
        }
    }

    private struct Line {
        var title: String
        var oneShot: Meter
        var refined: Meter
    }

    private struct Meter {
        var text: String
        var share: Double?
        var role = Role.text
    }

    /// The ends of the interval have a line each where one line has no room for both.
    private func lines(_ meters: Meters, isNarrow: Bool) -> [Line] {
        func line(_ title: String, _ meter: (BiasReading) -> Meter) -> Line {
            Line(title: title, oneShot: meter(meters.oneShot), refined: meter(meters.refined))
        }
        func decimals(_ title: String, _ figure: @escaping (BiasReading) -> Double) -> Line {
            line(title) { Meter(text: Figures.decimals(figure($0), 3)) }
        }
        let interval =
            isNarrow
            ? [decimals("95 % lo", \.low), decimals("     hi", \.high)]
            : [line("95 %") { Meter(text: "\(Figures.decimals($0.low, 3))–\(Figures.decimals($0.high, 3))") }]
        return [
            line("realized") { Meter(text: isNarrow ? "\($0.realized)" : "\($0.realized)/\($0.tried)") },
            line("rate") { Meter(text: Figures.decimals($0.rate, 3), share: $0.rate, role: .accepted) },
        ] + interval + [
            line("tv") { Meter(text: Figures.optional($0.tv), share: $0.tv, role: .contradicted) },
            line("bound") { Meter(text: Figures.decimals($0.tvBound, 3), share: $0.tvBound, role: .uncertain) },
            line("chi2") { Meter(text: Figures.optional($0.chiSquared)) },
            line("kl") { Meter(text: Figures.optional($0.kl)) },
        ]
    }

    private func drawMeter(
        _ meter: Meter, _ columns: Columns, at x: Int, in rect: Rect, row: Int, on painter: inout Painter
    ) {
        let used = painter.line(meter.text, in: rect, row: row, indent: x)
        guard let share = meter.share, columns.width >= 11 else { return }
        let width = columns.width - max(used, 5) - 2
        painter.canvas.bar(
            share, x: rect.x + x + max(used, 5) + 1, y: rect.y + row, width: width, style: Style(meter.role))
    }

    /// How many records took how many corrections.
    private func drawCorrections(_ tally: Document.Tally, in rect: Rect, row: Int, on painter: inout Painter) {
        guard row < rect.height, tally.finished > 0 else { return }
        var counts = [Int](repeating: 0, count: model.settings.maxIterations + 1)
        for record in model.document.records.values where record.isFinished && record.isRealized {
            let corrections = record.drafts.count - 1
            if counts.indices.contains(corrections) { counts[corrections] += 1 }
        }
        let unrealized = tally.finished - tally.realized
        let text = counts.enumerated().map { "\($0.offset):\($0.element)" }.joined(separator: " ")
        _ = painter.paragraph(
            [
                ("after k ", Style(.heading)), (text, .text),
                ("  never:\(unrealized)", Style(unrealized > 0 ? .contradicted : .muted)),
            ],
            in: rect, row: row)
    }
}
