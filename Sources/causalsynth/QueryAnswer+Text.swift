import CausalEngine
import Foundation

extension QueryAnswer {
    /// The answer as a person reads it.
    var text: String {
        var lines = [network.title.map { "\(network.name), \($0)." } ?? "\(network.name)."]
        lines += imposed + found + [computed, "", heading]
        lines += distributions
        if let explanation { lines += ["", text(explanation)] }
        if explanation == nil { lines += ["", next] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var imposed: [String] {
        guard !done.isEmpty else { return [] }
        let settings = AnswerLayout.list(done.map { layout.setting($0.variable, $0.intervention) })
        let listens = done.allSatisfy { $0.intervention.parents.isEmpty }
        let rule =
            done.count > 1
            ? (listens
                ? "they no longer listen to their causes" : "they listen to what is named, and not to their causes")
            : (listens ? "it no longer listens to its causes" : "it listens to what is named, and not to its causes")
        return ["Set:      \(settings), from outside; \(rule)."]
    }

    private var found: [String] {
        var findings = seen.map { layout.finding($0.variable, $0.value) }
        findings += query.likelihood.keys.sorted().map { layout.uncertainFinding($0, query.likelihood[$0] ?? []) }
        guard !findings.isEmpty else { return ["Seen:     nothing."] }
        let measure = query.numbers.isEmpty ? "probability" : "density"
        let size =
            "\(measure) \(AnswerLayout.short(exp(logEvidence))), logarithm \(AnswerLayout.short(logEvidence))"
        let world = done.isEmpty ? "" : ", in the changed world"
        let lines = ["Seen:     \(AnswerLayout.list(findings))\(world) (\(size))."]
        let downstream = seenDownstream
        guard !downstream.isEmpty else { return lines }
        let names = AnswerLayout.list(downstream.map { variables[$0].name })
        return lines + [
            "          \(names) \(downstream.count == 1 ? "was" : "were") seen after the change. For “given what was seen, what if”, use counterfactual."
        ]
    }

    private var computed: String {
        guard case .estimated(let posterior) = result else { return "Computed: exactly, by junction tree." }
        let size = Int(posterior.effectiveSampleSize.rounded())
        return
            "Computed: estimated by likelihood weighting from \(posterior.samples) rows, worth \(size) of equal weight; "
            + "± is the standard error."
    }

    private var heading: String {
        let isUpdate = !seen.isEmpty || !query.likelihood.isEmpty
        let what = "How likely each state is" + (isUpdate ? ", given what was seen" : "")
        guard before != nil else { return "\(what):" }
        if !isUpdate { return "\(what) (“was”: with nothing set):" }
        return "\(what) (“was”: before it was seen\(done.isEmpty ? "" : ", with the same set")):"
    }

    /// What to ask next.
    private var next: String {
        let isUpdate = !seen.isEmpty || !query.likelihood.isEmpty
        if case .estimated = result {
            return "Next: more --samples make the error smaller, four times as many halve it."
        }
        switch (done.isEmpty, isUpdate) {
        case (true, false):
            return
                "Next: --evidence VARIABLE=STATE says what was seen, --do VARIABLE=STATE sets a variable from outside."
        case (true, true):
            return
                "Next: --do VARIABLE=STATE sets a variable where --evidence sees it; counterfactual tells what would have been."
        case (false, false):
            return "Next: the same as --evidence in place of --do tells seeing from doing; what differs is confounding."
        case (false, true):
            return "Next: --mpe adds the likeliest values of all variables together."
        }
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
