import CausalEngine

/// What acceptance did to each variable, and to each independence that the graph implies.
extension EvaluationReport {
    /// Accepted against drawn, by variable and value.
    var shiftTable: ReportDocument.Table {
        ReportDocument.Table(
            header: ["variable", "TV", "χ²", "KL", "value", "drawn", "accepted", "moved, 95 %", "clear of 0"],
            rows: shifts.flatMap { item in
                item.values.enumerated().map { place, shift in
                    let variable = network.variables[item.variable]
                    let found = place == 0 ? item.divergences : nil
                    return [
                        place == 0 ? variable.name : "", found.map { Self.number($0.tv) } ?? "",
                        found.map { Self.number($0.chi2) } ?? "", found.map { Self.number($0.kl) } ?? "",
                        shift.state.map { variable.states[$0] } ?? "mean", Self.number(shift.drawn),
                        Self.number(shift.accepted), Self.moved(shift), shift.isClear ? "YES" : "no",
                    ]
                }
            })
    }

    private static func moved(_ shift: ValueShift) -> String {
        let range = shift.interval.map { " [\(number($0.lowerBound)), \(number($0.upperBound))]" }
        return number(shift.difference) + (range ?? "")
    }

    /// The graph's own independencies, tested one by one.
    var impliedSection: ReportDocument.Section? {
        let tallies = implied.tables.compactMap { name in implied.tally(of: name).map { (name, $0) } }
        guard !tallies.isEmpty else { return nil }
        var section = ReportDocument.Section(title: "Independencies that the graph implies")
        section.paragraphs = [
            "\(implied.statements.count) statements"
                + (implied.isComplete ? "" : " (the first of more)")
                + ", each with a least set of conditions, tested by G² at .05. What breaks in A or E and holds in S is what "
                + "acceptance or the texts may have done; one in twenty breaks by chance in any table."
        ]
        section.tables = [
            ReportDocument.Table(
                header: ["table", "broke", "by chance", "held", "cannot be told"],
                rows: tallies.map { name, tally in
                    [
                        name, String(tally.broke), Self.number(tally.brokenByChance), String(tally.held),
                        String(tally.undecidable),
                    ]
                }),
            ReportDocument.Table(
                header: ["implied by the graph"] + implied.tables.map { "p in \($0)" },
                rows: implied.ranked.map { statement in
                    [self.statement(statement.query)]
                        + statement.p.map { p in
                            p.map { "\(Self.number($0))\(ImpliedAudit.Outcome(p: $0) == .broke ? " broke" : "")" }
                                ?? "cannot be told"
                        }
                }),
        ]
        return section
    }
}
