import CausalEngine
import Foundation
import RunLedger

/// The card of a dataset folder: what the data are, the graph they follow, how true the texts are, what selection did, what
/// they are not good for. Markdown with the YAML head that dataset hubs read.
public struct DatasetCard {
    private let summary: RunSummary
    private let network: Network
    private let records: Int
    private let acceptedOnly: Bool
    private let calibration: CalibrationAudit?

    /// The files of the data within the folder, which the head of the card names.
    public static let files = (parquet: "data/train-00000-of-00001.parquet", jsonl: "data/train-00000-of-00001.jsonl")

    /// The card of a run's records.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: that of ``RunSummary`` and ``CalibrationAudit``.
    public init(of run: Run, in ledger: Ledger, acceptedOnly: Bool) throws {
        network = try run.network()
        summary = try RunSummary(of: run, in: ledger)
        self.acceptedOnly = acceptedOnly
        records = acceptedOnly ? summary.realizability.successes : summary.skeletons
        let data = try EvaluatedRun(of: run, in: ledger, network: network)
        calibration = try CalibrationAudit(data, seed: run.seed)
    }

    /// The text of the card.
    public var text: String {
        VisibleText.make([head, opening, graph, columns, truth, limits].joined(separator: "\n\n") + "\n")
    }

    private var run: Run { summary.run }
    private var isSimulated: Bool { run.writer.kind == "simulated" }

    private var head: String {
        """
        ---
        pretty_name: \(JSONValue.string("Synthetic text over " + run.networkName).text)
        license: other
        task_categories: [text-generation, text-classification]
        tags: [synthetic, causal-inference, causalsynth]
        size_categories: [\(sizeCategory)]
        configs:
        - config_name: default
          data_files:
          - split: train
            path: data/train-*.parquet
        ---
        """
    }

    private var sizeCategory: String {
        switch records {
        case ..<1000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        default: "n>1M"
        }
    }

    private var opening: String {
        let writer = run.writer.kind + (run.writer.model.map { " (`\($0)`)" } ?? "")
        let who = isSimulated ? "by a **simulated** writer, no language model: \(writer)" : "by \(writer)"
        let kept =
            acceptedOnly
            ? "Only accepted records are in the data."
            : "Records that were never realized are in the data too, with `accepted` false: filter by it."
        return """
            # Synthetic text over \(network.title ?? run.networkName)

            \(records) records. The facts of each were drawn from a structural causal model\(network.source.map { " (\($0))" } ?? ""), \
            worded \(who), and read back by a deterministic verifier (\(run.verification)). \(kept)

            - run `\(run.id)`, seed \(run.seed), causalsynth \(run.softwareVersion)
            - network `\(run.networkHash)`
            - interventions `\(run.interventions)`\(run.counterfactual.map { ", counterfactual twins under `\($0)`" } ?? "")
            """
    }

    private var graph: String {
        let lines = network.variables.indices.map { index in
            let parents = network.scm.graph.parents[index].map { network.variables[$0].name }
            let states = network.variables[index].states
            let domain = states.isEmpty ? "a number" : states.joined(separator: ", ")
            let latent = network.variables[index].isLatent ? "; latent, never written" : ""
            return
                "| \(network.variables[index].name) | \(domain)\(latent) | \(parents.isEmpty ? "none" : parents.joined(separator: ", ")) |"
        }
        return """
            ## The causal graph

            | variable | values | parents |
            | --- | --- | --- |
            \(lines.joined(separator: "\n"))
            """
    }

    private var columns: String {
        """
        ## Columns

        A column is a variable; `u:VARIABLE` is its noise, `do:VARIABLE` what it was set to from outside, `text` the text, \
        `accepted` whether it agrees with the skeleton, `iterations` the attempts after the first, `weight` 1/φ̂ of an accepted \
        record, `counterfactualOf` the factual twin. The JSON lines hold every attempt with its verdicts besides.
        """
    }

    private var truth: String {
        let bias = summary.bias
        var lines = ["## Calibration and bias", ""]
        let realized = summary.realizability
        let interval = realized.wilson95.map { " [\(number($0.lowerBound)), \(number($0.upperBound))]" } ?? ""
        lines.append(
            "- realizability \(number(realized.rate))\(interval) (Wilson 95 %), n \(realized.trials): the share of skeletons "
                + "that were ever worded rightly, by the verifier")
        lines.append(
            "- selection: TV \(number(bias.divergences?.tv)), at most \(number(bias.bounds?.tv)) whatever the writer did; "
                + "χ² \(number(bias.divergences?.chi2)), KL \(number(bias.divergences?.kl)); effective sample size under `weight` "
                + String(format: "%.1f", bias.effectiveSampleSize))
        for line in calibration?.sentences ?? [] { lines.append("- \(line)") }
        return lines.joined(separator: "\n")
    }

    private var limits: String {
        var lines = [
            "The facts are true of nobody: they were drawn from a model, which is as right as its numbers.",
            "What is accepted follows P(v) φ(v), not P(v); `weight` undoes that only where every skeleton is sometimes accepted.",
            "A verifier can be wrong: `causalsynth evaluate` has the texts read by a second reader and lists where the two differ.",
        ]
        if isSimulated {
            lines.append(
                "The writer is simulated: its texts are varied templates and no sample of how people or models write.")
        }
        return "## Limits\n\n" + lines.map { "- " + $0 }.joined(separator: "\n")
    }

    private func number(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "not defined" }
}
