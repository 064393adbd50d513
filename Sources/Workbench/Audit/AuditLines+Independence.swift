import Evaluation
import TerminalUI

/// Whether skeletons (S), accepted skeletons (A) and accepted texts read again (E) keep the model's independencies and its law.
extension AuditLines {
    func independence(_ findings: AuditFindings) -> [AuditLine] {
        verdict(findings) + triples(findings) + fidelity(findings) + statements(findings) + [[]]
            + paragraph(
                "S: skeletons that are ended. A: those accepted; agreement was forced there, so A shows selection alone. E: what "
                    + "accepted texts say to the second reader.")
    }

    // MARK: What the graph implies

    /// How many of the graph's independencies hold among accepted skeletons.
    private func verdict(_ findings: AuditFindings) -> [AuditLine] {
        guard let tally = findings.implied else {
            return paragraph("The graph implies no independence that can be tested on what was accepted.")
        }
        let chance = Figures.fixed(tally.brokenByChance, 1)
        let extent = findings.areAllStatements ? "" : ", of the first \(findings.statements.count)"
        let words =
            "Implied independencies in A: \(tally.broke) of \(tally.broke + tally.held) broke at .05 (by chance \(chance)), "
            + "\(tally.held) held, \(tally.undecidable) cannot be told\(extent)."
        return paragraph(words, Style(tally.broke > 0 ? .warning : .info, .bold))
    }

    private func statements(_ findings: AuditFindings) -> [AuditLine] {
        guard !findings.statements.isEmpty, let accepted = findings.testedTables.firstIndex(of: "A") else { return [] }
        let heading = Style(.heading)
        let wide = max(10, width - 2 - 7 * findings.testedTables.count)
        let titles: AuditLine =
            [name("", 2), name("implied by the graph", wide, heading)]
            + findings.testedTables.map { column("p in \($0)", 7, heading) }
        return [titles]
            + findings.statements.map { statement in
                let (mark, style) = mark(statement.p[accepted])
                return [name(mark, 2, style), name(text(statement), wide)]
                    + statement.p.map { column(text(p: $0), 7, isBroken($0) ? Style(.contradicted, .bold) : .text) }
            }
    }

    private func isBroken(_ p: Double?) -> Bool { ImpliedAudit.Outcome(p: p) == .broke }

    private func mark(_ p: Double?) -> (String, Style) {
        switch ImpliedAudit.Outcome(p: p) {
        case .broke: (glyphs.cross, Style(.contradicted, .bold))
        case .held: (glyphs.check, Style(.accepted))
        case .undecidable: (glyphs.doubt, Style(.uncertain))
        }
    }

    private func text(_ statement: AuditFindings.Statement) -> String {
        let given = statement.given.isEmpty ? "" : " | \(statement.given.joined(separator: " "))"
        return statement.pair.joined(separator: glyphs.isASCII ? " _||_ " : " ⫫ ") + given
    }

    private func text(p: Double?) -> String {
        guard let p else { return glyphs.missing }
        return p < 0.0005 ? "<.001" : Figures.decimals(p, 3)
    }

    // MARK: Triples

    private func triples(_ findings: AuditFindings) -> [AuditLine] {
        guard !findings.tables.isEmpty else { return paragraph("There is no separated triple to test.") }
        let heading = Style(.heading)
        let extent = findings.areAllTriples ? "all \(findings.triples)" : "\(findings.triples) drawn"
        let left = findings.continuous == 0 ? "" : "; \(findings.continuous) numbers take no part"
        let titles: AuditLine = [
            name("", 2), column("n", 6, heading), column("rejected", 10, heading), column("rate", 6, heading),
            column("by model", 13, heading), column("?", 5, heading), column("power", 7, heading),
            column("model", 7, heading),
        ]
        return paragraph("Separated triples (\(extent)\(left)) rejected by G² at .05, beside replicates:", heading)
            + [titles] + findings.tables.map(line)
    }

    private func line(_ table: AuditFindings.Table) -> AuditLine {
        let rate = table.rejected.rate
        let isOut = rate.map { !table.byModel.contains($0) } ?? false
        return [
            name(table.name, 2, Style(.heading)), column("\(table.rows)", 6),
            column("\(table.rejected.successes)/\(table.rejected.trials)", 10),
            column(Figures.optional(rate), 6, isOut ? Style(.contradicted, .bold) : Style(.accepted)),
            column(interval(table.byModel), 13), column("\(table.undecidable)", 5),
            column(Figures.optional(table.power.rate), 7), column(Figures.optional(table.expectedPower), 7),
        ]
    }

    // MARK: Fidelity

    private func fidelity(_ findings: AuditFindings) -> [AuditLine] {
        guard let first = findings.fidelity.first else {
            return paragraph("The model's law cannot be computed exactly, so nothing is held against it.")
        }
        let heading = Style(.heading)
        let titles = [name("mean TV", 9, heading)] + first.tables.map { column($0.table, 15, heading) }
        return paragraph("From the model's law (what 95 of 100 exact samples stay below):", heading) + [titles]
            + findings.fidelity.map { item in
                [name(item.level, 9, heading)] + item.tables.map(cell)
            }
    }

    private func cell(_ distance: AuditFindings.Fidelity.Distance) -> (text: String, style: Style) {
        let isOut = distance.exact95.map { distance.tv > $0 } ?? false
        let text = "\(Figures.decimals(distance.tv, 3)) (\(Figures.optional(distance.exact95)))"
        return column(text, 15, isOut ? Style(.contradicted, .bold) : Style(.accepted))
    }
}
