import Evaluation
import TerminalUI

/// A line of a section: pieces of different styles.
typealias AuditLine = [(text: String, style: Style)]

/// What the sections of an audit are written with: columns and running text.
struct AuditLines {
    let width: Int
    let glyphs: GlyphSet

    /// The lines of a section of what was found.
    ///
    /// - Complexity: O(variables + statements).
    func lines(of section: AuditBrowser.Section, _ findings: AuditFindings) -> [AuditLine] {
        switch section {
        case .realized: realized(findings)
        case .shifts: shifts(findings)
        case .independence: independence(findings)
        case .violations: violations(findings)
        }
    }

    /// A column of a line: its text to the right, with one blank before it at least.
    func column(_ text: String, _ columns: Int, _ style: Style = .text) -> (text: String, style: Style) {
        (" " + glyphs.padded(text, to: columns - 1, .right), style)
    }

    /// The first column of a line.
    func name(_ text: String, _ columns: Int, _ style: Style = .text) -> (text: String, style: Style) {
        (glyphs.padded(text, to: columns), style)
    }

    /// Running text over as many lines as it needs.
    func paragraph(_ text: String, _ style: Style = Style(.muted)) -> [AuditLine] {
        let letters = text.map { StyledLetter(character: $0, style: style, variable: nil) }
        return StyledLines(letters, width: width, glyphs: glyphs).lines.map { [(String($0.map(\.character)), style)] }
    }

    /// A fact under its name, over as many lines as it needs.
    func fact(_ title: String, _ text: String, _ style: Style = .text) -> [AuditLine] {
        let indent = 11
        let inner = AuditLines(width: width - indent, glyphs: glyphs)
        return inner.paragraph(text, style).enumerated().map { row, line in
            [name(row == 0 ? title : "", indent, Style(.heading))] + line
        }
    }

    /// An interval in brackets.
    func interval(_ range: ClosedRange<Double>?, _ places: Int = 3) -> String {
        guard let range else { return glyphs.missing }
        return "[\(Figures.decimals(range.lowerBound, places)) \(Figures.decimals(range.upperBound, places))]"
    }

    /// A share with its counts.
    func share(_ proportion: Proportion) -> String {
        guard let rate = proportion.rate else { return glyphs.missing }
        return "\(Figures.decimals(rate, 3)) (\(proportion.successes)/\(proportion.trials))"
    }
}

// MARK: What became of the skeletons

extension AuditLines {
    private func realized(_ findings: AuditFindings) -> [AuditLine] {
        let bias = findings.bias
        let after = findings.histogram.enumerated().map { "\($0.offset):\($0.element)" }.joined(separator: " ")
        let failures = findings.failures.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        let interval = bias.tried > 0 ? interval(bias.low...max(bias.low, bias.high)) : glyphs.missing
        let rate = bias.tried > 0 ? Figures.decimals(bias.rate, 3) : glyphs.missing
        return fact("realized", "\(bias.realized) of \(bias.tried) that are ended", Style(.accent, .bold))
            + fact("rate", "\(rate) \(interval) Wilson 95 %")
            + fact("skeletons", "\(findings.skeletons), \(findings.open) of them still open")
            + fact("attempts", "\(findings.attempts)")
            + fact("after k", "\(after)  never:\(bias.tried - bias.realized)")
            + fact("failures", failures.isEmpty ? "none" : failures, failures.isEmpty ? .text : Style(.error))
            + fact(
                "2nd reader",
                "agrees \(share(findings.reading.agreement)), states \(share(findings.reading.coverage)) of accepted facts"
            )
            + [[]] + measures(findings)
    }

    /// The measures of bias, with what the rate alone allows and what chance does to them.
    private func measures(_ findings: AuditFindings) -> [AuditLine] {
        let bias = findings.bias
        guard let tv = bias.tv else { return paragraph("Nothing was accepted, so nothing was selected.") }
        let heading = Style(.heading)
        let resampling = findings.resampling
        func line(_ title: String, _ found: Double?, _ bound: Double?, _ path: KeyPath<Divergences, Double>)
            -> AuditLine
        {
            let range = resampling.map { $0.low[keyPath: path]...max($0.low[keyPath: path], $0.high[keyPath: path]) }
            return [
                name(title, 5, heading), column(Figures.optional(found), 7, Style(.accent)),
                column(Figures.optional(bound), 8), column(Figures.optional(resampling?.corrected[keyPath: path]), 10),
                column(interval(range), 16), column(Figures.optional(resampling?.chance[keyPath: path]), 10),
            ]
        }
        let titles: AuditLine = [
            name("bias", 5, heading), column("found", 7, heading), column("at most", 8, heading),
            column("corrected", 10, heading), column("95 %", 16, heading), column("by chance", 10, heading),
        ]
        return [
            titles, line("tv", tv, bias.tvBound, \.tv),
            line(glyphs.chiSquared, bias.chiSquared, bias.chiSquaredBound, \.chi2),
            line("kl", bias.kl, bias.klBound, \.kl),
        ]
            + paragraph(
                "At most: what the rate allows. Corrected: sampling taken off. By chance: what 95 of 100 runs without bias stay "
                    + "below. Acceptance estimated by \(findings.method ?? glyphs.missing).")
    }
}

// MARK: Accepted against drawn

extension AuditLines {
    private func shifts(_ findings: AuditFindings) -> [AuditLine] {
        guard !findings.shifts.isEmpty else { return paragraph("Nothing was accepted.") }
        let clear = findings.shifts.count { $0.shift.isClear }
        let all = findings.shifts.count
        let words =
            findings.bias.realized == findings.bias.tried
            ? "Every skeleton was accepted: nothing is moved."
            : "\(clear) of \(all) intervals leave out 0; by chance \(Figures.fixed(Double(all) * ImpliedAudit.alpha, 1)) would."
        let heading = Style(.heading)
        let wide = max(10, width - 2 - 38)
        let titles: AuditLine = [
            name("", 2), name("variable", wide, heading), column("drawn", 6, heading), column("accepted", 9, heading),
            column("moved", 7, heading), column("95 %", 16, heading),
        ]
        return paragraph(words, Style(clear > 0 ? .warning : .info)) + [titles]
            + findings.shifts.map { item in
                let shift = item.shift
                // Shares are told to a thousandth, numbers by what fits.
                func text(_ value: Double, _ columns: Int) -> String {
                    shift.state == nil ? Figures.number(value, width: columns) : Figures.decimals(value, 3)
                }
                let style = shift.isClear ? Style(.contradicted, .bold) : .text
                let range = shift.interval.map { "[\(text($0.lowerBound, 6)) \(text($0.upperBound, 6))]" }
                return [
                    name(shift.isClear ? glyphs.changed : "", 2, style), name(item.name, wide, style),
                    column(text(shift.drawn, 5), 6), column(text(shift.accepted, 8), 9),
                    column(text(shift.difference, 6), 7, style), column(range ?? glyphs.missing, 16),
                ]
            }
    }
}

// MARK: Violations

extension AuditLines {
    private func violations(_ findings: AuditFindings) -> [AuditLine] {
        guard !findings.violations.isEmpty else { return paragraph("No draft ever failed a fact.") }
        let kinds = RunSummary.violationKinds
        let heading = Style(.heading)
        let isWide = width >= 90
        let titles = isWide ? kinds.map(\.rawValue) : ["absent", "contr.", "uncer.", "confl.", "leaked"]
        let columns = isWide ? 13 : 7
        let wide = max(8, width - columns * kinds.count - 9)
        func line(_ title: String, _ counts: [Int], _ final: Int, _ style: Style) -> AuditLine {
            [name(title, wide, style)]
                + counts.map { column($0 == 0 ? glyphs.empty : "\($0)", columns, Style($0 == 0 ? .muted : .text)) }
                + [column("\(final)", 9, Style(final == 0 ? .muted : .contradicted))]
        }
        let total = kinds.map { kind in findings.violations.reduce(0) { $0 + ($1.firstDrafts[kind] ?? 0) } }
        return [
            [name("first draft", wide, heading)] + titles.map { column($0, columns, heading) } + [
                column("given up", 9, heading)
            ]
        ]
            + [line("all", total, findings.violations.reduce(0) { $0 + $1.final }, Style(.accent))]
            + findings.violations.map { item in
                line(item.variable, kinds.map { item.firstDrafts[$0] ?? 0 }, item.final, .text)
            }
            + [[]]
            + paragraph(
                (isWide ? "" : "Contradicted, uncertain, conflicting. ")
                    + "Verdicts on the first draft of each skeleton. Given up: skeletons never realized, with the variable wrong in the "
                    + "last draft.")
    }
}
