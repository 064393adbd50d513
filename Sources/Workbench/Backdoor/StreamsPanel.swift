import Evaluation
import Refinement
import TerminalUI

/// Draws the streams beside each other: how far each has come, what it realized, and the bias against its bounds.
struct StreamsPanel {
    let race: BackdoorRace
    let title: String
    let note: String

    private struct Cell {
        var text: String
        /// Drawn as a bar from 0 to 1 beside the text.
        var share: Double?
        var role = Role.text
    }

    private struct Line {
        var title: String
        var cells: [Cell]
    }

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let inner = painter.panel(rect, isFramed: isFramed, title: title, note: note, isFocused: true)
            .inset(left: isFramed ? 1 : 0, right: isFramed ? 1 : 0)
        let hasAll = inner.width >= 74
        let streams = hasAll ? BackdoorStream.allCases : BackdoorStream.paired
        let label = 9
        let width = max(1, (inner.width - label) / streams.count)
        for (place, stream) in streams.enumerated() {
            let name = width >= 20 ? stream.title : stream.shortTitle
            painter.line(
                painter.glyphs.truncated(name, to: width - 1), in: inner, indent: label + place * width,
                style: Style(stream.role, .bold))
        }
        for (row, line) in lines(of: streams, painter.glyphs).prefix(max(0, inner.height - 1)).enumerated() {
            painter.line(line.title, in: inner, row: row + 1, style: Style(.heading))
            for (place, cell) in line.cells.enumerated() {
                draw(cell, in: inner, row: row + 1, x: label + place * width, width: width - 1, on: &painter)
            }
        }
    }

    private func draw(_ cell: Cell, in rect: Rect, row: Int, x: Int, width: Int, on painter: inout Painter) {
        let text = painter.glyphs.truncated(cell.text, to: width)
        let used = painter.line(text, in: rect, row: row, indent: x)
        guard let share = cell.share else { return }
        let from = max(used, cell.text.count > 5 ? 9 : 5) + 1
        guard width - from >= 3 else { return }
        painter.canvas.bar(
            share, x: rect.x + x + from, y: rect.y + row, width: width - from, style: Style(cell.role))
    }

    private func lines(of streams: [BackdoorStream], _ glyphs: GlyphSet) -> [Line] {
        func line(_ title: String, _ cell: (BackdoorStream, StreamReading) -> Cell) -> Line {
            Line(
                title: title,
                cells: streams.map { stream in
                    race.tracks[stream]?.reading.map { cell(stream, $0) } ?? Cell(text: glyphs.missing)
                })
        }
        func bounded(_ value: Double?, by bound: Double?) -> Cell {
            let most = bound.map { " \(glyphs.atMost)\(Figures.decimals($0, $0 < 1 ? 3 : 2))" } ?? ""
            return Cell(text: (value.map { Figures.decimals($0, 4) } ?? glyphs.missing) + most)
        }
        return [
            line("done") { stream, reading in
                let total = race.tracks[stream]?.total ?? race.setup.count
                let share = total > 0 ? Double(reading.bias.tried) / Double(total) : 0
                return Cell(text: "\(reading.bias.tried)/\(total)", share: share, role: .meterLow)
            },
            line("attempts") { _, reading in Cell(text: Figures.count(reading.attempts)) },
            line("realized") { _, reading in Cell(text: "\(reading.bias.realized)/\(reading.bias.tried)") },
            line("R") { stream, reading in
                Cell(text: Figures.decimals(reading.bias.rate, 3), share: reading.bias.rate, role: stream.role)
            },
            line("R 95 %") { _, reading in
                Cell(text: "\(Figures.decimals(reading.bias.low, 3))–\(Figures.decimals(reading.bias.high, 3))")
            },
            line("TV") { stream, reading in
                Cell(
                    text: reading.bias.tv.map { Figures.decimals($0, 3) } ?? glyphs.missing, share: reading.bias.tv,
                    role: stream.role)
            },
            line("\(glyphs.atMost) 1-R") { _, reading in
                Cell(
                    text: Figures.decimals(reading.bias.tvBound, 3), share: reading.bias.tvBound, role: .meterMiddle)
            },
            line(glyphs.chiSquared) { bounded($1.bias.chiSquared, by: $1.bias.chiSquaredBound) },
            line("KL") { bounded($1.bias.kl, by: $1.bias.klBound) },
        ] + knownLines(of: streams, glyphs)
    }

    /// What the writer's law says, where it is known, once the race is over.
    private func knownLines(of streams: [BackdoorStream], _ glyphs: GlyphSet) -> [Line] {
        guard let known = race.findings?.known else { return [] }
        func line(_ title: String, _ figure: (KnownLaw.Stream) -> Double?) -> Line {
            Line(
                title: title,
                cells: streams.map { stream in
                    let law = known.stream(stream)
                    return Cell(text: figure(law).map { Figures.decimals($0, 4) } ?? glyphs.missing)
                })
        }
        return [
            Line(title: "", cells: []),
            line("exact R") { $0.realizability }, line("exact TV") { $0.divergences?.tv },
            line("\(glyphs.isASCII ? "ex. " : "exact ")\(glyphs.chiSquared)") { $0.divergences?.chi2 },
            line("exact KL") { $0.divergences?.kl },
        ]
    }
}

extension KnownLaw {
    /// What is known of a stream; rejection over further skeletons has the law of one-shot rejection.
    func stream(_ stream: BackdoorStream) -> Stream {
        switch stream {
        case .oneShot, .rejection: oneShot
        case .blind: blind
        case .refined: refined
        }
    }
}
