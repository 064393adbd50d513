import CausalEngine
import TerminalUI
import Foundation

/// The look of distributions in answers: aligned names, states, numbers and bars.
struct AnswerLayout {
    let variables: [Variable]
    /// The variables that are shown, which decide the widths of the columns.
    let shown: [Int]

    /// The states of a variable with their probabilities, one a line.
    ///
    /// - Parameter remark: what stands behind the bar of a state.
    func rows(of variable: Int, _ probabilities: [Double], _ remark: (Int) -> String) -> [String] {
        rows(variables[variable].states, probabilities, name: variables[variable].name, remark)
    }

    private func rows(
        _ states: [String], _ probabilities: [Double], name: String, _ remark: (Int) -> String
    ) -> [String] {
        zip(states, probabilities).enumerated().map { state, row in
            let bar = String(repeating: "█", count: Int((row.1 * 20).rounded()))
            return "\(Self.padded(state == 0 ? name : "", nameWidth))  \(Self.padded(row.0, stateWidth))  "
                + "\(Self.fixed(row.1)) \(Self.padded(bar, 20))\(remark(state))"
        }.map { $0.replacing(#/ +$/#, with: "") }
    }

    /// What the numbers of a continuous variable are distributed like, in one line.
    func line(of variable: Int, _ summary: NumberSummary) -> String {
        guard case .continuous(let quantity) = variables[variable].domain else { return "" }
        let unit = quantity.unit.map { " \($0)" } ?? ""
        func number(_ number: Double) -> String { quantity.text(of: number) }
        let name = Self.padded(variables[variable].name, nameWidth)
        guard summary.deviation > 0 else { return "\(name)  \(Self.short(summary.mean))\(unit) for certain" }
        return "\(name)  mean \(Self.mean(summary))\(unit), "
            + "standard deviation \(Self.short(summary.deviation)), median "
            + "\(number(summary.q50)), 90 percent between \(number(summary.q05)) and \(number(summary.q95))"
    }

    /// A mean with its error, both to the error's second digit.
    private static func mean(_ summary: NumberSummary) -> String {
        guard summary.meanError > 0, summary.meanError.isFinite else { return short(summary.mean) }
        let decimals = min(12, max(0, 1 - Int(log10(summary.meanError).rounded(.down))))
        return String(format: "%.\(decimals)f ± %.\(decimals)f", summary.mean, summary.meanError)
    }

    var nameWidth: Int { shown.map { Self.width(of: variables[$0].name) }.max() ?? 0 }

    var stateWidth: Int { shown.flatMap { variables[$0].states.map(Self.width) }.max() ?? 0 }

    /// What was set, as a command line writes it.
    func setting(_ variable: Int, _ intervention: Intervention) -> String {
        intervention.assignment(to: variables[variable])
    }

    /// What was seen, as a command line writes it.
    func finding(_ variable: Int, _ value: Value) -> String {
        "\(variables[variable].name)=\(variables[variable].text(of: value))"
    }

    /// What was seen with weights, as a command line writes it.
    func uncertainFinding(_ variable: Int, _ weights: [Double]) -> String {
        let parts = zip(variables[variable].states, weights).map { "\($0):\(Self.short($1))" }
        return "\(variables[variable].name) uncertainly (\(parts.joined(separator: ",")))"
    }

    /// Items as an enumeration in a sentence.
    static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The columns that a text takes on a terminal.
    static func width(of text: String) -> Int { GlyphSet.unicode.width(of: text) }

    /// A text with blanks after it up to some columns.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - self.width(of: text)))
    }

    /// Four decimals; what rounds to zero has no sign.
    static func fixed(_ number: Double) -> String { String(format: "%.4f", abs(number) < 5e-5 ? 0 : number) }

    static func short(_ number: Double) -> String { String(format: "%.4g", number) }
}

/// The objects of answers.
struct AnswerObjects {
    let variables: [Variable]

    /// What was set, by variable.
    func settings(_ interventions: [Int: Intervention]) -> JSONValue {
        .object(
            interventions.keys.sorted().map { index in
                let variable = variables[index]
                guard let intervention = interventions[index] else { return (variable.name, .null) }
                if case .value(let value) = intervention { return (variable.name, JSONValue(value, of: variable)) }
                return (variable.name, .string(intervention.text(for: variable)))
            })
    }

    /// Values by variable.
    func values(_ values: [(variable: Int, value: Value)]) -> JSONValue {
        .object(values.map { (variables[$0.variable].name, JSONValue($0.value, of: variables[$0.variable])) })
    }

    /// Numbers by state of a variable.
    func byState(_ numbers: [Double], of variable: Int) -> JSONValue {
        .object(zip(variables[variable].states, numbers).map { ($0, .number($1)) })
    }

    /// Uncertain findings by variable.
    func likelihoods(_ likelihoods: [Int: [Double]]) -> JSONValue {
        .object(
            likelihoods.keys.sorted().map { (variables[$0].name, byState(likelihoods[$0] ?? [], of: $0)) })
    }

    /// Estimates and their standard errors by variable.
    func estimates(
        _ estimates: [(variable: Int, estimate: WeightedPosterior.Estimate)]
    ) -> (posterior: JSONValue, errors: JSONValue) {
        var distributions: [(key: String, value: JSONValue)] = []
        var errors: [(key: String, value: JSONValue)] = []
        for (variable, estimate) in estimates {
            let name = variables[variable].name
            switch estimate {
            case .states(let probabilities, let deviations):
                distributions.append((name, byState(probabilities, of: variable)))
                errors.append((name, byState(deviations, of: variable)))
            case .numbers(let summary):
                distributions.append((name, Self.object(summary)))
                errors.append((name, ["mean": .number(summary.meanError)]))
            }
        }
        return (.object(distributions), .object(errors))
    }

    private static func object(_ summary: NumberSummary) -> JSONValue {
        [
            "mean": .number(summary.mean), "sd": .number(summary.deviation), "q05": .number(summary.q05),
            "q50": .number(summary.q50), "q95": .number(summary.q95),
        ]
    }
}

extension Query {
    /// What was seen for certain, in the order of the variables.
    var findings: [(variable: Int, value: Value)] {
        Set(evidence.keys).union(numbers.keys).sorted().compactMap { variable in
            if let state = evidence[variable] { return (variable, .state(state)) }
            return numbers[variable].map { (variable, .number($0)) }
        }
    }

    /// Takes values for what was seen.
    mutating func see(_ values: [Int: Value]) {
        for (variable, value) in values {
            switch value {
            case .state(let state): evidence[variable] = state
            case .number(let number): numbers[variable] = number
            }
        }
    }
}
