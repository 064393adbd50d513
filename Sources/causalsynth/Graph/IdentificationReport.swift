import CausalEngine
import Foundation

/// The answer of `graph identify`.
struct IdentificationReport {
    private enum Result {
        case identified(Estimand, [Int: [Double]]?)
        case hedge(Hedge, Counterexample.Contrast?)
    }

    private let graph: CausalGraph
    private let network: Network?
    private let question: IdentificationQuestion
    private let result: Result
    /// Why there is no value although one was asked for, or why it is not that of the estimand.
    let remark: String?

    init(source: GraphSource, question: IdentificationQuestion) throws {
        graph = source.graph
        network = source.network
        self.question = question
        do throws(Hedge) {
            let estimands = try Identification(source.graph).estimands(
                of: question.outcomes, do: question.treatments, given: question.conditions)
            let (estimand, value, reason) = Self.evaluated(estimands, source.network?.scm, question)
            result = .identified(estimand, value)
            remark = reason
        } catch {
            let pair = Counterexample(error, in: Identification(source.graph).graph)
            result = .hedge(
                error,
                pair?.contrast(of: question.outcomes, do: question.treatments, given: question.conditions))
            remark = nil
        }
    }

    /// The first estimand that is defined on the model, with its value; the first of all without a model to evaluate it on.
    private static func evaluated(
        _ estimands: [Estimand], _ scm: SCM?, _ question: IdentificationQuestion
    ) -> (Estimand, [Int: [Double]]?, String?) {
        let first = estimands.first ?? .product([])
        let needed = question.treatments + question.conditions
        guard let scm, !question.states.isEmpty || needed.isEmpty else { return (first, nil, nil) }
        if let missing = needed.first(where: { question.states[$0] == nil }) {
            let name = scm.variables[missing].name
            let flag = question.treatments.contains(missing) ? "--do" : "--given"
            return (first, nil, "no value, since “\(name)” has no state; add \(flag) \(name)=STATE.")
        }
        var evaluation = EstimandEvaluation(scm)
        var reason =
            "the estimand divides by a probability of zero, for combinations of states that the model never takes"
        for estimand in estimands {
            do throws(InferenceError) {
                guard
                    let joint = try evaluation.distribution(
                        estimand, of: question.outcomes, at: question.states)
                else { continue }
                return (estimand, marginals(joint, of: question.outcomes, scm), nil)
            } catch {
                reason = "the estimand cannot be evaluated: " + String(error.description.dropLast())
            }
        }
        guard let truth = mutilated(scm, question) else { return (first, nil, "no value: \(reason).") }
        return (
            first, marginals(truth, of: question.outcomes, scm), "\(reason); the value is that of the model's own do()."
        )
    }

    /// What the model itself says of the effect, which needs more than is observed.
    private static func mutilated(_ scm: SCM, _ question: IdentificationQuestion) -> [Double]? {
        var interventions: [Int: Intervention] = [:]
        var evidence: [Int: Int] = [:]
        for (variable, state) in question.states {
            if question.treatments.contains(variable) {
                interventions[variable] = .value(.state(state))
            } else {
                evidence[variable] = state
            }
        }
        return try? ExactInference(scm.intervene(interventions))
            .joint(of: question.outcomes, Query(evidence: evidence))
    }

    private static func marginals(_ joint: [Double], of outcomes: [Int], _ scm: SCM) -> [Int: [Double]] {
        var stride = 1
        var marginals: [Int: [Double]] = [:]
        for outcome in outcomes.reversed() {
            let count = scm.variables[outcome].states.count
            var sums = [Double](repeating: 0, count: count)
            for (index, probability) in joint.enumerated() { sums[index / stride % count] += probability }
            marginals[outcome] = sums
            stride *= count
        }
        return marginals
    }

    // MARK: JSON

    var json: JSONValue {
        switch result {
        case .identified(let estimand, let value):
            var members: [(key: String, value: JSONValue)] = [
                ("identifiable", true), ("estimand", .string(estimand.text(in: graph, known: question.variables))),
                ("latex", .string(estimand.latex(in: graph, known: question.variables))),
            ]
            let others = others(of: estimand)
            if !others.isEmpty { members.append(("anyValueOf", graph.json(others))) }
            if let value {
                members.append(("value", json(value)))
                if remark != nil { members.append(("valueFrom", "do")) }
            }
            return .object(members)
        case .hedge(let hedge, let contrast):
            var members: [(key: String, value: JSONValue)] = [
                ("forest", graph.json(hedge.forest)), ("subforest", graph.json(hedge.subforest)),
                ("roots", graph.json(hedge.roots)),
            ]
            if let contrast { members.append(("counterexample", json(contrast))) }
            return ["identifiable": false, "hedge": .object(members)]
        }
    }

    /// Two models, over bits that stand for the variables, that agree on what is observed: where, and how far, they differ.
    private func json(_ contrast: Counterexample.Contrast) -> JSONValue {
        func bits(_ nodes: [Int], _ state: (Int) -> Int) -> JSONValue {
            .object(nodes.map { (graph.name(of: $0), .integer(state($0))) })
        }
        var members: [(key: String, value: JSONValue)] = [("do", bits(question.treatments) { _ in 0 })]
        if !question.conditions.isEmpty { members.append(("given", bits(question.conditions) { _ in 0 })) }
        members += [
            ("outcome", bits(question.outcomes) { contrast.outcomes[$0] ?? 0 }),
            ("probability", [.number(contrast.first), .number(contrast.second)]),
        ]
        return .object(members)
    }

    private func json(_ value: [Int: [Double]]) -> JSONValue {
        .object(
            question.outcomes.map { outcome in
                let states = network?.scm.variables[outcome].states ?? []
                return (graph.name(of: outcome), .object(zip(states, value[outcome] ?? []).map { ($0, .number($1)) }))
            })
    }

    /// The variables of an estimand that may take any value.
    private func others(of estimand: Estimand) -> [Int] {
        estimand.freeVariables.subtracting(question.variables).sorted()
    }

    // MARK: Text

    var text: String {
        let effect = EffectText(
            of: question.outcomes, do: question.treatments, given: question.conditions, in: graph)
        switch result {
        case .identified(let estimand, let value):
            var lines = ["\(effect.text) can be told from what is observed, without an experiment:", ""]
            lines.append("  \(effect.text) = \(estimand.text(in: graph, known: question.variables))")
            let others = others(of: estimand)
            if !others.isEmpty { lines += ["", "whatever the value of \(graph.list(others))."] }
            lines += ["", "LaTeX: \(effect.latex) = \(estimand.latex(in: graph, known: question.variables))"]
            if let value { lines += ["", condition + ":"] + rows(value) }
            return lines.joined(separator: "\n") + "\n"
        case .hedge(let hedge, let contrast):
            return words(hedge, effect) + (contrast.map { "\n\(words($0))" } ?? "")
        }
    }

    private func words(_ hedge: Hedge, _ effect: EffectText) -> String {
        """
        \(effect.text) cannot be told from what is observed, however much of it there is: two models can agree on \
        everything observed and differ in it.

        The reason is a hedge: unobserved common causes tie \(braces(hedge.forest)) together, with \(treatments(hedge)) \
        among them, and within it \(braces(hedge.subforest)) without a treatment; from both, all ways lead on to \
        \(braces(hedge.roots)), and so to \(outcome). Whether a dependence comes of the treatment or of those causes leaves \
        no trace in the data.

        """
    }

    private var outcome: String { question.outcomes.count == 1 ? "the outcome" : "an outcome" }

    /// That two models differ, in numbers.
    private func words(_ contrast: Counterexample.Contrast) -> String {
        func bits(_ nodes: [Int], _ state: (Int) -> Int) -> String {
            nodes.map { "\(graph.name(of: $0))=\(state($0))" }.joined(separator: ", ")
        }
        let conditions = question.conditions.isEmpty ? "" : " | \(bits(question.conditions) { _ in 0 })"
        let settings = "do(\(bits(question.treatments) { _ in 0 }))"
        let outcomes = bits(question.outcomes) { contrast.outcomes[$0] ?? 0 }
        let event =
            conditions.isEmpty ? "P(\(outcomes) | \(settings))" : "P(\(outcomes)\(conditions), \(settings))"
        return """
            For example, two models over this very graph, in which variables hold a bit or two and hidden coins stand for the \
            unobserved causes, give every combination of all observed variables the same probability, and none zero. Yet
              \(event) is \(String(format: "%.4f", contrast.first)) in one and \
            \(String(format: "%.4f", contrast.second)) in the other.

            What would help: observing one of the unobserved causes, an experiment on \(graph.list(question.treatments)), or an \
            assumption beyond the graph; “graph instruments” finds what serves where effects are linear.

            """
    }

    private func treatments(_ hedge: Hedge) -> String {
        let found = hedge.forest.filter(question.treatments.contains)
        return "the treatment\(found.count == 1 ? "" : "s") \(graph.list(found))"
    }

    private func braces(_ nodes: [Int]) -> String { "{ \(nodes.map(graph.name).joined(separator: ", ")) }" }

    private var condition: String {
        guard let scm = network?.scm else { return "" }
        func settings(_ nodes: [Int]) -> String {
            Listing.and(
                nodes.map { "\(graph.name(of: $0))=\(scm.variables[$0].text(of: .state(question.states[$0] ?? 0)))" })
        }
        let parts = [
            question.treatments.isEmpty ? "" : "with \(settings(question.treatments)) set from outside",
            question.conditions.isEmpty ? "" : "where \(settings(question.conditions)) is seen",
        ].filter { !$0.isEmpty }
        return "On this model" + (parts.isEmpty ? "" : ", " + parts.joined(separator: ", "))
    }

    private func rows(_ value: [Int: [Double]]) -> [String] {
        guard let scm = network?.scm else { return [] }
        let names = question.outcomes.map(graph.name)
        let width = names.map(AnswerLayout.width).max() ?? 0
        let stateWidth = question.outcomes.flatMap { scm.variables[$0].states.map(AnswerLayout.width) }.max() ?? 0
        return question.outcomes.flatMap { outcome in
            zip(scm.variables[outcome].states, value[outcome] ?? []).enumerated().map { index, row in
                let name = index == 0 ? graph.name(of: outcome) : ""
                return
                    "  \(AnswerLayout.padded(name, width))  \(AnswerLayout.padded(row.0, stateWidth))  \(String(format: "%.4f", row.1))"
            }
        }
    }
}
