import CausalEngine
import Foundation

extension EvaluationReport {
    var document: ReportDocument {
        let sections = [
            realizability, selection, backdoor, tables, independence, impliedSection, interventionSection, pairSection,
            readingSection, textSection, leakSection,
        ]
        return ReportDocument(
            title: "Evaluation of \(summary.run.id)", lead: lead, sections: sections.compactMap { $0 })
    }

    private var lead: [String] {
        [
            "\(summary.skeletons) skeletons of \(provenance.network), worded by \(provenance.writer); "
                + "\(provenance.verification) verification.",
            "Skeletons' seed \(provenance.seed), evaluation's seed \(seed), causalsynth \(provenance.softwareVersion) "
                + "(the run: \(summary.run.softwareVersion)). Every figure is made again by: \(provenance.command)",
        ]
    }

    private var realizability: ReportDocument.Section {
        var section = ReportDocument.Section(title: "Realizability")
        section.paragraphs = [
            "The share of skeletons of which some text says every fact, by the verifier. Failures, refusals and cut-off texts "
                + "stay in the denominator."
        ]
        section.tables = [
            ReportDocument.Table(
                header: ["realized", "rate, Wilson 95 %", "attempts", "mean corrections", "failures"],
                rows: [
                    [
                        "\(summary.realizability.successes) of \(summary.realizability.trials)",
                        Self.text(summary.realizability), String(summary.attempts), Self.number(summary.meanIterations),
                        summary.failures.isEmpty
                            ? "none" : summary.failures.map { "\($0.reason) \($0.count)" }.joined(separator: ", "),
                    ]
                ])
        ]
        return section
    }

    private var selection: ReportDocument.Section {
        var section = ReportDocument.Section(title: "Selection bias")
        let bias = summary.bias
        guard let found = bias.divergences, let bounds = bias.bounds else {
            section.paragraphs = ["Nothing was realized, so nothing was selected."]
            return section
        }
        section.paragraphs = [
            "How far acceptance moved the law of the skeletons. The bounds follow from realizability alone, whatever the writer did. "
                + "Acceptance is estimated by \(bias.method?.rawValue ?? "-"); effective sample size under the weights 1/φ̂: "
                + String(format: "%.1f", bias.effectiveSampleSize) + "."
        ]
        func row(_ name: String, _ path: KeyPath<Divergences, Double>, _ bound: Double?) -> [String] {
            [
                name, Self.number(found[keyPath: path]), Self.number(bound),
                Self.number(resampling?.corrected[keyPath: path]),
                resampling.map { "\(Self.number($0.low[keyPath: path])) to \(Self.number($0.high[keyPath: path]))" }
                    ?? "-",
                Self.number(resampling?.chance[keyPath: path]),
            ]
        }
        section.tables = [
            ReportDocument.Table(
                header: [
                    "measure", "estimate", "at most", "corrected for sampling", "bootstrap 95 %", "by chance (95 %)",
                ],
                rows: [
                    row("TV", \.tv, bounds.tv), row("χ²", \.chi2, bounds.chi2), row("KL", \.kl, bounds.kl),
                ]),
            shiftTable,
        ]
        return section
    }

    private var backdoor: ReportDocument.Section? {
        guard firstDrafts.all.conflicting.trials > 0 else { return nil }
        var section = ReportDocument.Section(title: "The Semantic Backdoor in first drafts")
        section.paragraphs = [
            "How often first drafts contradict facts that conflict with the modelled prior, and facts that agree with it. The gap is "
                + "the backdoor."
        ]
        func row(_ name: String, _ tally: FactOverrides.Tally) -> [String] {
            let gap = tally.gap.map {
                "\(Self.number($0.difference)) [\(Self.number($0.interval.lowerBound)), \(Self.number($0.interval.upperBound))]"
            }
            return [
                name, "\(tally.conflicting.successes)/\(tally.conflicting.trials)", Self.text(tally.conflicting),
                "\(tally.agreeing.successes)/\(tally.agreeing.trials)", Self.text(tally.agreeing), gap ?? "-",
                Self.text(tally.towardsPrior),
            ]
        }
        let named = zip(network.variables, firstDrafts.variables).filter { $0.1.conflicting.trials > 0 }
        section.tables = [
            ReportDocument.Table(
                header: [
                    "facts", "against the prior", "rate", "with the prior", "rate", "gap, Newcombe 95 %",
                    "towards the prior",
                ], rows: [row("all", firstDrafts.all)] + named.map { row($0.0.name, $0.1) })
        ]
        return section
    }

    private var tables: ReportDocument.Section? {
        guard !distances.isEmpty else { return nil }
        var section = ReportDocument.Section(title: "Tables S, A and E against the model")
        section.paragraphs = [
            "S: the skeletons, the control. A: skeletons of accepted records; a test there measures selection only. E: what the "
                + "accepted texts say to the second reader. Mean TV from the exact law; beside it what 95 of 100 exact samples of "
                + "the same size stay below."
        ]
        section.tables = [
            ReportDocument.Table(
                header: ["table", "n", "level", "distributions", "mean TV", "exact sample 95 %", "greatest TV", "of"],
                rows: distances.flatMap { item in
                    item.distances.map { distance in
                        [
                            item.table, String(item.rows), distance.level.rawValue, String(distance.sets),
                            Self.number(distance.meanTV),
                            Self.number(item.band.first { $0.level == distance.level }?.high),
                            Self.number(distance.maxTV),
                            distance.level == .joint ? "all" : names(distance.worst),
                        ]
                    }
                })
        ]
        return section
    }

    private var independence: ReportDocument.Section {
        var section = ReportDocument.Section(title: "Conditional independence")
        section.paragraphs = [
            "\(calibration.separated) d-separated triples with at most two conditions"
                + (calibration.isComplete ? " (all there are)" : " (a seeded sample)")
                + " and \(calibration.connected) connected ones, tested at .05; degrees of freedom are counted over non-empty rows and "
                + "columns. Tests on one table depend on each other: hold the rate against the replicates, not against .05 alone."
        ]
        if calibration.continuous > 0 {
            section.paragraphs.append("\(calibration.continuous) continuous variables take no part.")
        }
        section.tables = [
            ReportDocument.Table(
                header: [
                    "table", "n", "G² rejects", "X² rejects", "replicates (G², middle 95 %)", "undecidable",
                    "KS distance", "KS of replicates, 95 %", "power found", "power by the model",
                ],
                rows: calibration.tables.map { table in
                    [
                        table.name, String(table.rows), Self.text(table.g2), Self.text(table.x2),
                        "\(Self.number(table.replicates.interval.lowerBound)) to "
                            + Self.number(table.replicates.interval.upperBound),
                        String(table.undecidable), Self.number(table.ks), Self.number(table.replicates.ks95),
                        Self.text(table.power), Self.number(table.expectedPower),
                    ]
                })
        ]
        let rejections = calibration.tables.flatMap { table in
            table.rejections.prefix(10).map { item in
                [
                    table.name, statement(item.query),
                    String(format: "%.2e", item.p), String(format: "%.5f", item.effect),
                ]
            }
        }
        if !rejections.isEmpty {
            section.tables.append(
                ReportDocument.Table(
                    header: ["table", "rejected though separated", "p", "information (nats)"], rows: rejections))
        }
        return section
    }

    private var interventionSection: ReportDocument.Section? {
        guard let interventions else { return nil }
        var section = ReportDocument.Section(title: "Interventions")
        section.paragraphs = [
            "Set from outside: \(summary.run.interventions). TV from the exact law under do(); beside it TV from the law under mere "
                + "observation of the same values. Variables that do not descend from what was set must not move."
        ]
        section.tables = [
            ReportDocument.Table(
                header: [
                    "variable", "descends", "table", "n", "TV from do()", "exact sample 95 %", "TV from observing",
                ],
                rows: interventions.effects.flatMap { effect in
                    effect.distances.map { item in
                        [
                            network.variables[effect.variable].name, effect.isDescendant ? "yes" : "no", item.table,
                            String(item.rows), Self.number(item.tv), Self.number(effect.band),
                            Self.number(item.tvFromObserved),
                        ]
                    }
                })
        ]
        return section
    }

    private var pairSection: ReportDocument.Section? {
        guard let pairs else { return nil }
        var section = ReportDocument.Section(title: "Counterfactual pairs")
        let texts = pairs.texts
        let locality = Proportion(successes: texts.edited - texts.outside, trials: texts.edited)
        section.paragraphs = [
            "\(pairs.pairs) units with a twin. A variable that does not descend from what was set moved in "
                + "\(pairs.movedNonDescendants) of them; noise differs in \(pairs.otherNoise).",
            "Both texts accepted in \(texts.realized). Of the units' \(texts.sentences) sentences in them \(texts.edited) are not in "
                + "the twins' texts to the letter, and \(texts.edited - texts.outside) of those speak of a changed variable: edit "
                + "locality \(Self.text(locality)).",
        ]
        return section
    }

    private var readingSection: ReportDocument.Section {
        var section = ReportDocument.Section(title: "Reading")
        section.paragraphs = [
            "A second reader of another method reads the accepted texts again. Agreement is among the facts that it states at all; "
                + "what it leaves open is no disagreement. \(reading.disagreements.count) disagreements, for a person to read."
        ]
        func row(_ name: String, _ tally: ReadingAudit.Tally) -> [String] {
            [
                name, "\(tally.agreed)/\(tally.agreed + tally.differed)", Self.text(tally.agreement),
                String(tally.open),
                Self.text(tally.coverage),
            ]
        }
        let observed = network.variables.indices.filter { !network.variables[$0].isLatent }
        section.tables = [
            ReportDocument.Table(
                header: ["facts", "agree", "rate, Wilson 95 %", "left open", "stated by the second reader"],
                rows: [row("all", reading.all)]
                    + observed.map { row(network.variables[$0].name, reading.variables[$0]) })
        ]
        if !reading.disagreements.isEmpty {
            section.tables.append(
                ReportDocument.Table(
                    header: ["record", "variable", "verifier", "second reader", "sentence"],
                    rows: reading.disagreements.prefix(50).map { item in
                        let variable = network.variables[item.variable]
                        return [
                            item.id, variable.name, variable.text(of: item.first), variable.text(of: item.second),
                            item.sentence,
                        ]
                    }))
        }
        return section
    }

    private var textSection: ReportDocument.Section {
        ReportDocument.Section(
            title: "Texts",
            paragraphs: [
                "How varied the accepted texts are. Distinct-n falls with the number of texts: compare like with like."
            ],
            tables: [
                ReportDocument.Table(
                    header: [
                        "texts", "different", "distinct-1", "distinct-2", "self-BLEU-4 (on)", "compression (LZ78)",
                        "words, mean (SD)",
                    ],
                    rows: [
                        [
                            String(texts.texts), String(texts.distinctTexts), Self.number(texts.distinct1),
                            Self.number(texts.distinct2), "\(Self.number(texts.selfBLEU4)) (\(texts.selfBLEUTexts))",
                            Self.number(texts.compressionRatio),
                            String(format: "%.1f (%.1f)", texts.meanLength, texts.lengthDeviation),
                        ]
                    ])
            ])
    }

    private var leakSection: ReportDocument.Section {
        ReportDocument.Section(
            title: "Style",
            paragraphs: [
                "Whether a value can be told from a text without the sentences that speak of findings. Area under the curve of a naive "
                    + "Bayes classifier in five folds; .5 is chance. \(leak.classes.count { $0.leaks }) of \(leak.classes.count) states leak."
            ],
            tables: [
                ReportDocument.Table(
                    header: ["variable", "state", "texts", "words, mean [95 %]", "AUC", "chance (95 %)", "leaks"],
                    rows: leak.classes.map { item in
                        let variable = network.variables[item.variable]
                        return [
                            variable.name, variable.states[item.state], String(item.count),
                            String(
                                format: "%.1f [%.1f, %.1f]", item.meanLength, item.interval.lowerBound,
                                item.interval.upperBound),
                            Self.number(item.auc),
                            item.chance.map { "\(Self.number($0.lowerBound)) to \(Self.number($0.upperBound))" } ?? "-",
                            item.auc == nil ? "too few" : item.leaks ? "YES" : "no",
                        ]
                    })
            ])
    }

    /// A statement of independence as it is written.
    func statement(_ query: IndependenceQuery) -> String {
        "\(names([query.x])) ⫫ \(names([query.y])) | \(names(query.given))"
    }

    private func names(_ variables: [Int]) -> String {
        variables.isEmpty ? "nothing" : variables.map { network.variables[$0].name }.joined(separator: ", ")
    }

    static func number(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "-" }

    private static func text(_ proportion: Proportion) -> String {
        guard let interval = proportion.wilson95 else { return "-" }
        return "\(number(proportion.rate)) [\(number(interval.lowerBound)), \(number(interval.upperBound))]"
    }
}
