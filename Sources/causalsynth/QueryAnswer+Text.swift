import CausalEngine
import Foundation

extension QueryAnswer {
    /// The answer as a person reads it.
    var text: String {
        var lines = [question]
        lines += notes
        lines.append("")
        lines += distributions
        if let explanation { lines += ["", text(explanation)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var question: String {
        var question = network.title.map { "\(network.name), \($0)." } ?? "\(network.name)."
        if !done.isEmpty {
            question +=
                " Set from outside: " + list(done.map { $0.intervention.assignment(to: variables[$0.variable]) }) + "."
        }
        var findings = seen.map { "\(variables[$0.variable].name)=\(variables[$0.variable].text(of: $0.value))" }
        findings += query.likelihood.keys.sorted().map { "\(variables[$0].name) uncertainly" }
        return question + (findings.isEmpty ? " Nothing seen." : " Seen: \(list(findings)).")
    }

    private var notes: [String] {
        var notes: [String] = []
        let hasDensity = !query.numbers.isEmpty
        if !seen.isEmpty || !query.likelihood.isEmpty {
            let measure = hasDensity ? "density" : "probability"
            notes.append(
                "The \(measure) of what was seen is \(Self.short(exp(logEvidence))) (logarithm \(Self.short(logEvidence)))."
            )
        }
        if case .estimated(let posterior) = result {
            let size = Int(posterior.effectiveSampleSize.rounded())
            notes.append(
                "Estimated by likelihood weighting from \(posterior.samples) rows, worth \(size) of equal weight; ± is the "
                    + "standard error.")
        }
        let downstream = seenDownstream
        if !downstream.isEmpty {
            let names = list(downstream.map { variables[$0].name })
            notes.append(
                "\(names) was seen after the change, in the changed world. For “given what was seen, what if”, use "
                    + "counterfactual.")
        }
        return notes
    }

    private var distributions: [String] {
        switch result {
        case .exact(let posterior):
            posterior.variables.flatMap { variable in
                let own = posterior[variable] ?? []
                let before = before?[variable]
                return rows(of: variable, own) { state in
                    before.map { "  was \(Self.fixed($0[state]))" } ?? ""
                }
            }
        case .estimated(let posterior):
            posterior.estimates.flatMap { variable, estimate in
                switch estimate {
                case .states(let probabilities, let errors):
                    rows(of: variable, probabilities) { "  ± \(Self.fixed(errors[$0]))" }
                case .numbers(let summary):
                    [text(of: variable, summary)]
                }
            }
        case nil: []
        }
    }

    private func rows(_ labels: [(String, Double)], name: String, _ remark: (Int) -> String) -> [String] {
        labels.enumerated().map { state, row in
            let bar = String(repeating: "█", count: Int((row.1 * 20).rounded()))
            return "\(Self.padded(state == 0 ? name : "", nameWidth))  \(Self.padded(row.0, stateWidth))  "
                + "\(Self.fixed(row.1)) \(Self.padded(bar, 20))\(remark(state))"
        }.map { $0.replacing(#/ +$/#, with: "") }
    }

    private func rows(of variable: Int, _ probabilities: [Double], _ remark: (Int) -> String) -> [String] {
        rows(Array(zip(variables[variable].states, probabilities)), name: variables[variable].name, remark)
    }

    private func text(of variable: Int, _ summary: NumberSummary) -> String {
        guard case .continuous(let quantity) = variables[variable].domain else { return "" }
        let unit = quantity.unit.map { " \($0)" } ?? ""
        func number(_ number: Double) -> String { quantity.text(of: number) }
        return "\(Self.padded(variables[variable].name, nameWidth))  mean \(number(summary.mean))\(unit) ± "
            + "\(Self.short(summary.meanError)), standard deviation \(Self.short(summary.deviation)), median "
            + "\(number(summary.q50)), 90 percent between \(number(summary.q05)) and \(number(summary.q95))"
    }

    private func text(_ explanation: Explanation) -> String {
        let values = zip(variables, explanation.states).map { "\($0.name)=\($0.text(of: .state($1)))" }
        return "The likeliest values of all variables together have the probability "
            + "\(Self.short(exp(explanation.logProbability))) (logarithm \(Self.short(explanation.logProbability))):\n"
            + values.joined(separator: ", ")
    }

    private var answered: [Int] { query.targets ?? Array(variables.indices) }

    private var nameWidth: Int { answered.map { variables[$0].name.count }.max() ?? 0 }

    private var stateWidth: Int {
        answered.flatMap { variables[$0].states.map(\.count) }.max() ?? 0
    }

    private func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func fixed(_ number: Double) -> String { String(format: "%.4f", number) }

    private static func short(_ number: Double) -> String { String(format: "%.4g", number) }
}
