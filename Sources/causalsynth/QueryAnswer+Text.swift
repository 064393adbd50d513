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
                " Set from outside: " + AnswerLayout.list(done.map { layout.setting($0.variable, $0.intervention) })
                + "."
        }
        var findings = seen.map { layout.finding($0.variable, $0.value) }
        findings += query.likelihood.keys.sorted().map { "\(variables[$0].name) uncertainly" }
        return question + (findings.isEmpty ? " Nothing seen." : " Seen: \(AnswerLayout.list(findings)).")
    }

    private var notes: [String] {
        var notes: [String] = []
        let hasDensity = !query.numbers.isEmpty
        if !seen.isEmpty || !query.likelihood.isEmpty {
            let measure = hasDensity ? "density" : "probability"
            notes.append(
                "The \(measure) of what was seen is \(AnswerLayout.short(exp(logEvidence))) (logarithm \(AnswerLayout.short(logEvidence)))."
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
            let names = AnswerLayout.list(downstream.map { variables[$0].name })
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
                return layout.rows(of: variable, own) { state in
                    before.map { "  was \(AnswerLayout.fixed($0[state]))" } ?? ""
                }
            }
        case .estimated(let posterior):
            posterior.estimates.flatMap { variable, estimate in
                switch estimate {
                case .states(let probabilities, let errors):
                    layout.rows(of: variable, probabilities) { "  ± \(AnswerLayout.fixed(errors[$0]))" }
                case .numbers(let summary):
                    [layout.line(of: variable, summary)]
                }
            }
        case nil: []
        }
    }

    private func text(_ explanation: Explanation) -> String {
        let values = zip(variables, explanation.states).map { "\($0.name)=\($0.text(of: .state($1)))" }
        return "The likeliest values of all variables together have the probability "
            + "\(AnswerLayout.short(exp(explanation.logProbability))) (logarithm \(AnswerLayout.short(explanation.logProbability))):\n"
            + values.joined(separator: ", ")
    }

    private var layout: AnswerLayout {
        AnswerLayout(variables: variables, shown: query.targets ?? Array(variables.indices))
    }
}
