import Foundation
import RunLedger

extension RunSummary {
    /// The summary for a reader, over several lines without a line end; control characters in names are made visible.
    public var text: String {
        VisibleText.make(lines.map { "\($0.name.padded(to: 12))\($0.text)" }.joined(separator: "\n"))
    }

    private var lines: [(name: String, text: String)] {
        var lines = [("run", "\(run.id), seed \(run.seed), \(writer), \(run.verification) verification")]
        lines.append(("realized", realizedText))
        lines.append(("iterations", iterationsText))
        lines.append(("bias", biasText))
        for violations in violations {
            let kinds = Self.violationKinds.compactMap { kind in
                violations.firstDrafts[kind].map { "\(kind.rawValue) \($0)" }
            }
            let text = kinds.isEmpty ? "no fault" : kinds.joined(separator: ", ")
            lines.append(
                (
                    lines.count == 4 ? "violations" : "",
                    "\(violations.variable): first drafts \(text); final \(violations.final)"
                ))
        }
        if promptTokens != nil || completionTokens != nil {
            lines.append(("tokens", "prompt \(promptTokens ?? 0), completion \(completionTokens ?? 0)"))
        }
        if !failures.isEmpty {
            lines.append(("failures", failures.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")))
        }
        if let pairs {
            lines.append(
                (
                    "pairs",
                    "\(pairs.realized) of \(pairs.units) realized; \(pairs.edited) of \(pairs.sentences) sentences edited, "
                        + "\(pairs.outside) of them without need"
                ))
        }
        lines.append(("ledger", ledger))
        return lines
    }

    private var writer: String {
        run.writer.kind + (run.writer.model.map { " (\($0))" } ?? "")
    }

    private var realizedText: String {
        let counts = "\(realizability.successes) of \(realizability.trials)"
        let open = open > 0 ? ", \(open) of \(skeletons) still open" : ""
        guard let rate = realizability.rate, let interval = realizability.wilson95 else { return counts + open }
        return counts
            + ", \(Self.number(rate)) [\(Self.number(interval.lowerBound)), \(Self.number(interval.upperBound))]"
            + open
    }

    private var iterationsText: String {
        guard let mean = meanIterations else { return "none realized in \(attempts) attempts" }
        let counts = histogram.map(String.init).joined(separator: " ")
        return "mean \(Self.number(mean)); realized at attempt 0, 1, …: \(counts)"
    }

    private var biasText: String {
        guard let found = bias.divergences, let bounds = bias.bounds, let method = bias.method else {
            return "not defined: nothing was realized"
        }
        return "TV \(Self.number(found.tv)) (at most \(Self.number(bounds.tv))), χ² \(Self.number(found.chi2)), "
            + "KL \(Self.number(found.kl)); acceptance by \(method.rawValue), "
            + "effective sample size \(String(format: "%.1f", bias.effectiveSampleSize))"
    }

    private static func number(_ value: Double) -> String { String(format: "%.4f", value) }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
