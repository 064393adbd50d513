import Evaluation
import Refinement
import TerminalUI

/// Draws the backdoor as it shows in the facts, what became of the bias, and the theorem's conditions.
struct OverridesPanel {
    let race: BackdoorRace
    let isRacing: Bool
    /// The key that begins the race.
    let key: String

    func draw(in rect: Rect, on painter: inout Painter) {
        let inner = painter.frame(rect, title: "facts contradicted · theorem").inset(left: 1, right: 1)
        let isTall = inner.height >= 12
        drawHeading("last draft", in: inner, row: 0, on: &painter)
        for (place, stream) in BackdoorStream.paired.enumerated() {
            let name = stream == .oneShot ? "first draft" : stream.shortTitle
            draw(name, Style(stream.role), race.tracks[stream]?.reading?.facts, in: inner, row: place + 1, on: &painter)
        }
        var row = isTall ? 5 : 4
        drawConditions(in: inner, row: row, on: &painter)
        row += 2
        for course in courses(isShort: !isTall, painter.glyphs) {
            row = painter.paragraph(course.text, in: inner, row: row, style: Style(course.role, .bold))
        }
        guard isTall else { return }
        row = drawVariables(in: inner, row: row + 1, on: &painter)
        // A sentence that would be cut says nothing, or something else.
        var count = Self.explanation.count
        func text() -> String { Self.explanation.prefix(count).joined(separator: " ") }
        while count > 0, painter.height(of: text(), width: inner.width) > inner.height - row { count -= 1 }
        _ = painter.paragraph(text(), in: inner, row: row, style: Style(.muted))
    }

    private static let explanation = [
        "The model decides the facts, the writer only words them.",
        "Where its prior goes against a fact it errs more often, and whoever drops wrong texts drops surprising skeletons.",
        "As often wrong with the prior as against it is sloppiness; the gap is the backdoor.",
        "TV is never above 1-R.",
        "Refinement never raises the bias while both conditions hold: feedback keeps the order of difficulty, and its gain "
            + "does not grow with ease.",
    ]

    // MARK: Contradictions

    private struct Columns {
        let label = 12
        let width: Int
        var isWide: Bool { width >= 16 }

        init(_ rect: Rect) { width = max(1, (rect.width - label) / 4) }
    }

    private func drawHeading(_ title: String, in rect: Rect, row: Int, on painter: inout Painter) {
        let columns = Columns(rect)
        let names =
            columns.isWide
            ? ["against prior", "with prior", "gap [95 %]", "towards prior"] : ["against", "with", "gap", "to prior"]
        for (place, name) in names.enumerated() {
            painter.line(
                name, in: rect, row: row, indent: columns.label + place * columns.width, style: Style(.heading))
        }
        painter.line(
            painter.glyphs.truncated(title, to: columns.label - 1), in: rect, row: row, style: Style(.heading))
    }

    private func draw(
        _ name: String, _ style: Style, _ tally: FactOverrides.Tally?, in rect: Rect, row: Int,
        on painter: inout Painter
    ) {
        let columns = Columns(rect)
        painter.line(painter.glyphs.truncated(name, to: columns.label - 1), in: rect, row: row, style: style)
        guard let tally else { return }
        func rate(_ proportion: Proportion) -> String {
            guard let rate = proportion.rate else { return painter.glyphs.missing }
            let text = Figures.decimals(rate, 3)
            return columns.isWide ? "\(text) \(proportion.successes)/\(proportion.trials)" : text
        }
        let gap = tally.gap.map { gap in
            let bounds = [gap.interval.lowerBound, gap.interval.upperBound].map { Self.signed($0, 2) }
            return Self.signed(gap.difference, 3) + (columns.width >= 20 ? " [\(bounds.joined(separator: " "))]" : "")
        }
        let cells = [
            rate(tally.conflicting), rate(tally.agreeing), gap ?? painter.glyphs.missing, rate(tally.towardsPrior),
        ]
        for (place, cell) in cells.enumerated() {
            painter.line(
                painter.glyphs.truncated(cell, to: columns.width - 1), in: rect, row: row,
                indent: columns.label + place * columns.width, style: Style(place == 2 ? .accent : .text))
        }
    }

    private static func signed(_ value: Double, _ places: Int) -> String {
        (value >= 0 ? "+" : "") + Figures.decimals(value, places)
    }

    /// The variables whose facts go against the prior, in first drafts; returns the row after them.
    private func drawVariables(in rect: Rect, row: Int, on painter: inout Painter) -> Int {
        guard let facts = race.findings?.facts, facts.count > 1 else { return row }
        let room = min(facts.count, rect.height - row - 8)
        guard room > 0 else { return row }
        drawHeading("first draft", in: rect, row: row, on: &painter)
        for (place, fact) in facts.prefix(room).enumerated() {
            draw(fact.name, .text, fact.tally, in: rect, row: row + 1 + place, on: &painter)
        }
        guard room < facts.count else { return row + room + 2 }
        painter.line("and \(facts.count - room) more", in: rect, row: row + 1 + room, style: Style(.muted))
        return row + room + 3
    }

    // MARK: The bias

    /// How χ² goes from one stream to the next on this run, and by the law where it is known; where there is room for one line
    /// the law has it, since chance moves the figures of a run.
    private func courses(isShort: Bool, _ glyphs: GlyphSet) -> [(text: String, role: Role)] {
        let run = BackdoorStream.paired.map { race.tracks[$0]?.reading?.bias.chiSquared }
        let law = race.findings?.known.map { known in
            BackdoorStream.paired.map { known.stream($0).divergences?.chi2 }
        }
        let place = isRacing ? "so far" : law == nil ? "" : "this run"
        let found = [course(place, run, isShort, glyphs), law.flatMap { course("by law", $0, isShort, glyphs) }]
        let told = found.compactMap { $0 }
        if told.isEmpty { return isRacing ? [] : [("\(key) begins the race", .info)] }
        return isShort ? Array(told.suffix(1)) : told
    }

    private func course(
        _ place: String, _ measures: [Double?], _ isShort: Bool, _ glyphs: GlyphSet
    ) -> (text: String, role: Role)? {
        let found = measures.compactMap { $0 }
        guard found.count == measures.count, let first = found.first, let last = found.last else { return nil }
        let figures = found.map { Figures.decimals($0, 3) }.joined(separator: " \(glyphs.arrowRight) ")
        let verb = last > first ? "RAISES" : last < first ? "lowers" : "keeps"
        let words = isShort ? "refining \(verb) it" : "refinement \(verb) the bias"
        let text = "\(place.isEmpty ? "" : place + " ")\(glyphs.chiSquared) \(figures): \(words)"
        return (text, last > first ? .warning : .info)
    }

    private func drawConditions(in rect: Rect, row: Int, on painter: inout Painter) {
        let conditions = race.findings?.conditions
        draw("order kept", conditions?.order, in: rect, row: row, on: &painter)
        draw("gain falls", conditions?.gain, in: rect, row: row + 1, on: &painter)
    }

    private func draw(
        _ name: String, _ condition: TheoremConditions.Condition?, in rect: Rect, row: Int, on painter: inout Painter
    ) {
        painter.line(name, in: rect, row: row, style: Style(.heading))
        let glyphs = painter.glyphs
        let (text, role): (String, Role) =
            switch (condition, condition?.held) {
            case (nil, _): (isRacing ? "told at the end" : glyphs.missing, .muted)
            case (_, nil): ("cannot be told: fewer than two groups", .muted)
            case (let found?, true?):
                ("\(glyphs.check) held; reversed by chance: \(found.reversals)", .accepted)
            case (let found?, false?):
                ("\(glyphs.cross) did NOT hold; beyond chance: \(found.significant.count)", .contradicted)
            }
        painter.line(text, in: rect, row: row, indent: 12, style: Style(role, .bold))
    }
}
