import CausalEngine
import Foundation

extension BackdoorReport {
    /// The report for a reader who has not met the Semantic Backdoor before; control characters in names are made visible.
    public var text: String {
        VisibleText.make([heading, table, meaning, backdoor, theorem, weights, origin].joined(separator: "\n\n"))
    }

    private var heading: String {
        """
        The Semantic Backdoor on \(provenance.network), by \(provenance.writer)

        A causal model decides the facts of each record (its skeleton); a writer only words them. But a writer has a prior of its \
        own, and facts that go against it are the ones it gets wrong. Whoever throws the wrong texts away throws away those \
        skeletons: the surprising ones become rare, and the data no longer follow the model. That is the Semantic Backdoor. Below \
        the same \(oneShot.meter.realizability.trials) skeletons go through three ways of coming to accepted texts.
        """
    }

    private var table: String {
        var rows = [["", "attempts", "realized", "rate [95 %]", "TV", "at most", "χ²", "KL", "gap"]]
        rows.append(row("one-shot rejection", oneShot))
        rows.append(row("blind retry", blind))
        rows.append(row("targeted refinement", refined))
        if rejection.meter.attempts != oneShot.meter.attempts {
            rows.append(row("rejection, equal attempts", rejection))
        }
        if let known {
            for (name, stream) in [
                ("one-shot", known.oneShot), ("blind", known.blind), ("refined", known.refined),
            ] {
                let found = stream.divergences
                rows.append(
                    [
                        "closed form, \(name)", "", "", Self.number(stream.realizability), Self.number(found?.tv),
                        Self.number(1 - stream.realizability), Self.number(found?.chi2), Self.number(found?.kl), "",
                    ])
            }
        }
        return Self.aligned(rows)
    }

    private func row(_ name: String, _ stream: Stream) -> [String] {
        let (meter, bias) = (stream.meter, stream.bias)
        return [
            name, String(meter.attempts), "\(meter.realizability.successes)/\(meter.realizability.trials)",
            Self.text(meter.realizability), Self.number(bias.divergences?.tv), Self.number(bias.bounds?.tv),
            Self.number(bias.divergences?.chi2), Self.number(bias.divergences?.kl),
            Self.number(meter.gap?.difference),
        ]
    }

    private var meaning: String {
        let course = Self.course([oneShot, blind, refined].map { $0.bias.divergences?.chi2 }, "on this run")
        let exact = known.map { law in
            "\n" + Self.course([law.oneShot, law.blind, law.refined].map { $0.divergences?.chi2 }, "in closed form")
        }
        let chance = oneShot.resampling.map { "; chance alone would show up to TV \(Self.number($0.chance.tv))" } ?? ""
        let corrected = oneShot.resampling.map { resampling in
            "One-shot TV corrected for sampling: \(Self.number(resampling.corrected.tv)) "
                + "[\(Self.number(resampling.low.tv)), \(Self.number(resampling.high.tv))]\(chance)."
        }
        return """
            \(course)\(exact ?? "")
            TV, χ² and KL measure how far what is accepted has moved from what was drawn; TV is never above 1 − realizability ("at \
            most"), whatever the writer does. Equal budgets: blind retry and refinement may make \(attemptBudget) attempts a \
            skeleton. One-shot \
            rejection can spend as many only on further skeletons, which gives more records and the same bias.
            """ + (corrected.map { "\n\($0)" } ?? "")
    }

    /// How a measure goes from one-shot rejection over blind retry to refinement, in words.
    private static func course(_ measures: [Double?], _ whence: String) -> String {
        let found = measures.compactMap { $0 }
        guard found.count == 3 else { return "Where nothing was realized there is no bias to speak of." }
        let change =
            found[2] > found[0] ? "refinement RAISES it" : found[2] < found[0] ? "refinement lowers it" : "it stays"
        let figures = found.map { number($0) }.joined(separator: " → ")
        return "Bias (χ²) \(whence), one-shot → blind → refined: \(figures); against one-shot rejection \(change)."
    }

    private var backdoor: String {
        let all = facts.all
        guard all.conflicting.trials > 0 else {
            return """
                The backdoor in the facts: no fact of these skeletons conflicts with a modelled prior, so there is no gap to show. A \
                profile with a `prior:` (FORMATS, wording) says what a writer takes for granted.
                """
        }
        var rows = [
            ["contradicted in first drafts", "against the prior", "with the prior", "gap [95 %]", "towards the prior"]
        ]
        rows.append(row("all facts", all))
        for (variable, tally) in zip(variables, facts.variables) where tally.conflicting.trials > 0 {
            rows.append(row(variable.name, tally))
        }
        return """
            The backdoor in the facts. A fact that is wrong as often with the prior as against it is sloppiness; the gap is the \
            backdoor.

            \(Self.aligned(rows))
            """
    }

    private func row(_ name: String, _ tally: FactOverrides.Tally) -> [String] {
        func share(_ proportion: Proportion) -> String {
            "\(proportion.successes)/\(proportion.trials) = \(Self.number(proportion.rate))"
        }
        let gap = tally.gap.map { gap in
            "\(Self.number(gap.difference)) [\(Self.number(gap.interval.lowerBound)), "
                + "\(Self.number(gap.interval.upperBound))]"
        }
        return [name, share(tally.conflicting), share(tally.agreeing), gap ?? "-", share(tally.towardsPrior)]
    }

    private var theorem: String {
        func state(_ condition: TheoremConditions.Condition) -> String {
            switch condition.held {
            case nil: "cannot be told from this run"
            case true?: "held as far as this run can tell (\(condition.reversals) pairs reversed, none beyond chance)"
            case false?: "did NOT hold (\(condition.significant.count) pairs reversed beyond chance)"
            }
        }
        var text = """
            Refinement can do harm. It never raises the bias if feedback keeps the order of difficulty and its relative gain does not \
            rise with ease. On this run, over \(conditions.groups.count) groups with \(conditions.covered) skeletons:
              order of difficulty kept       \(state(conditions.order))
              relative gain non-increasing   \(state(conditions.gain))
            """
        if let known {
            text += """

                  closed form                    pairs of skeletons with the order reversed: \(Self.number(known.orderReversed)), with the \
                gain reversed: \(Self.number(known.gainReversed))
                """
        }
        return text
    }

    private var weights: String {
        var rows = [
            ["distance from the model", "level", "accepted", "weighted", "exact sample (95 %)", "effective size"]
        ]
        for (name, stream) in [("one-shot rejection", oneShot), ("blind retry", blind), ("refinement", refined)] {
            guard let accepted = stream.accepted.first, let weighted = stream.weighted.first else { continue }
            rows.append([
                name, accepted.level.rawValue, Self.number(accepted.meanTV), Self.number(weighted.meanTV),
                Self.number(stream.band.first?.high), String(format: "%.1f", stream.bias.effectiveSampleSize),
            ])
        }
        guard rows.count > 1 else { return "Weights: the model's law cannot be computed exactly here." }
        return """
            What selection did can be undone where every skeleton is sometimes accepted: each record weighs 1/acceptance. TV from the \
            model's law, beside what 95 of 100 exact samples of the same size stay below:

            \(Self.aligned(rows))
            """
    }

    private var origin: String {
        """
        n \(oneShot.meter.realizability.trials), seed \(provenance.seed), \(provenance.verification) verification, causalsynth \
        \(provenance.softwareVersion)
        made again by: \(provenance.command)
        """
    }

    // MARK: Layout

    private static func text(_ proportion: Proportion) -> String {
        guard let interval = proportion.wilson95 else { return "-" }
        return "\(number(proportion.rate)) [\(number(interval.lowerBound)), \(number(interval.upperBound))]"
    }

    private static func number(_ value: Double?) -> String {
        guard let value else { return "-" }
        return value != 0 && abs(value) < 0.001 ? String(format: "%.1e", value) : String(format: "%.4f", value)
    }

    /// Rows with columns of equal width, the first to the left, the others to the right.
    private static func aligned(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "  ").trimmingSuffix { $0 == " " }
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text = text.dropLast() }
        return String(text)
    }
}
