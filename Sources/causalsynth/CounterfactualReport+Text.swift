import CausalEngine
import Foundation

extension CounterfactualReport {
    /// The answer as a person reads it.
    var text: String {
        var lines = premises
        lines += [""]
        if let unit { lines += table(of: unit) + [""] }
        if row == nil, causation == nil || !interventions.isEmpty { lines += distributions + [""] }
        lines += (causation?.lines ?? []) + [""]
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private var layout: AnswerLayout {
        AnswerLayout(variables: variables, shown: (query.targets ?? []).filter(isShown))
    }

    private var premises: [String] {
        [network.title.map { "\(network.name), \($0)." } ?? "\(network.name)."] + [seen, imposed] + computed
    }

    private var seen: String {
        if let row { return "Seen:     row \(row.row) of seed \(row.seed), whole, with its noise." }
        guard unit == nil else {
            let unknown =
                assumed.isEmpty
                ? "" : "; \(names(assumed)) unknown, shown at the likeliest value"
            return "Seen:     one unit, its values\(unknown)."
        }
        var findings = query.findings.map { layout.finding($0.variable, $0.value) }
        findings += query.likelihood.keys.sorted().map { layout.uncertainFinding($0, query.likelihood[$0] ?? []) }
        guard !findings.isEmpty else { return "Seen:     nothing." }
        let measure = query.numbers.isEmpty ? "probability" : "density"
        let size = AnswerLayout.short(exp(answer?.logEvidence ?? 0))
        return "Seen:     \(AnswerLayout.list(findings)), in the world as it was (\(measure) \(size))."
    }

    private var imposed: String {
        let settings = interventions.keys.sorted().compactMap { variable in
            interventions[variable].map { layout.setting(variable, $0) }
        }
        if settings.isEmpty, causation != nil {
            return "Imposed:  either value of the cause in turn, on the same units."
        }
        guard !settings.isEmpty else { return "Imposed:  nothing; so nothing would have been different." }
        return
            "Imposed:  \(AnswerLayout.list(settings)), on the same \(unit == nil ? "units" : "unit") with the same noise."
    }

    private var computed: [String] {
        var lines: [String] = []
        if interventions.isEmpty, let causation {
            let how = causation.isExact ? "exactly" : "estimated, ± is the standard error"
            return ["Computed: \(how); both worlds share their noise.", convention]
        }
        switch answer?.method {
        case .twinNetwork:
            lines.append(
                "Computed: exactly, by the twin network. (Both worlds in one model, with the same chance behind them.)")
        case .linearGaussian: lines.append("Computed: exactly, by conditioning the joint normal law.")
        case .replay: lines.append("Computed: exactly, by replaying the unit's noise in the changed world.")
        case .monteCarlo:
            let samples = answer?.samples ?? 0
            let size = Int((answer?.effectiveSampleSize ?? 0).rounded())
            let worth = size < samples ? ", worth \(size) of equal weight" : ""
            lines.append(
                "Computed: estimated by Monte Carlo abduction from \(samples) units\(worth); ± is the standard error.")
            if let obstacle = answer?.obstacle { lines.append("          \(words(obstacle))") }
        case nil: break
        }
        return lines + [convention]
    }

    /// Why the answer is not exact, and what would be.
    private func words(_ obstacle: InferenceError) -> String {
        switch obstacle {
        case .noFiniteNoise(let variable, let found) where found.hasPrefix("gumbel-max"):
            "Gumbel noise, here of \(variable), is not finite; --method twin-network takes its closed form and is exact."
        case .noFiniteNoise(let variable, let found): "Not exact, for the noise of \(variable) is not finite: \(found)."
        case .continuous(let variable): "Not exact, for \(variable) takes real numbers."
        case .continuousNoise(let variable): "Not exact, for a continuous noise law draws \(variable)."
        default: "Not exact: \(obstacle.description)"
        }
    }

    /// The noise conventions on which the answer hangs.
    private var convention: String {
        let label = "Noise:    "
        if let noiseModel { return "\(label)\(noiseModel.rawValue) for every table, as asked for." }
        let reached = scm.variables.indices.filter { variable in
            guard case .table = scm.mechanisms[variable] else { return false }
            return !settings.contains(variable) && isReached[variable]
        }
        guard !reached.isEmpty else {
            return "\(label)as the model declares it; the change reaches no table, so that no convention comes in."
        }
        let changing = reached.filter { scm.variables[$0].states.count > 2 }
        guard !changing.isEmpty else {
            return label
                + "as declared; the tables that the change reaches have two states each, for which the conventions "
                + "inverse-cdf and gumbel-max agree: both let only as many units switch as the probability moves by."
        }
        let parts = [ProbabilityTable.NoiseConvention.gumbelMax, .inverseCDF].compactMap { convention -> String? in
            let own = changing.filter { variable in
                if case .table(let table) = scm.mechanisms[variable] { return table.convention == convention }
                return false
            }
            return own.isEmpty ? nil : "\(convention.rawValue) for \(names(own))"
        }
        let next =
            bounds == nil && row == nil
            ? "\n          No data can tell which holds: --noise-model takes another, --bounds gives the range over all."
            : ""
        return "\(label)as declared: \(parts.joined(separator: ", ")).\(next)"
    }

    /// The variables that are set from outside.
    private var settings: [Int] { Array(interventions.keys) + (causation.map { [$0.contrast.cause] } ?? []) }

    /// The variables that the intervention can change.
    private var isReached: [Bool] {
        var reached = [Bool](repeating: false, count: variables.count)
        for variable in settings {
            reached[variable] = true
            for descendant in scm.graph.descendants(of: variable) { reached[descendant] = true }
        }
        return reached
    }

    private func names(_ indices: [Int]) -> String {
        let shown = indices.prefix(8).map { variables[$0].name }
        guard indices.count > 8 else { return AnswerLayout.list(shown) }
        return shown.joined(separator: ", ") + " and \(indices.count - 8) more"
    }
}

// MARK: Distributions

extension CounterfactualReport {
    /// Of a unit only what its values leave open has a distribution worth showing; of the rest what the change reaches, and
    /// what was asked for by name.
    private func isShown(_ variable: Int) -> Bool {
        unit.map { $0.open.contains(variable) } ?? (hasNamedTargets || interventions.isEmpty || isReached[variable])
    }

    /// What is not shown since it stays as it was.
    private var unreached: String {
        let others = (query.targets ?? []).filter { !isShown($0) }
        guard unit == nil, !others.isEmpty else { return "" }
        return "As they were, out of reach of the change: \(names(others)). Show them with --target."
    }

    private var distributions: [String] {
        guard let answer else { return [] }
        let estimates = answer.estimates.filter { isShown($0.variable) }
        guard !estimates.isEmpty else { return [unreached].filter { !$0.isEmpty } }
        let seen = query.findings.isEmpty ? "in the world as it was" : "given what was seen"
        var lines = ["What would have been\(before == nil ? "" : " (“was”: \(seen))"):"]
        for (variable, estimate) in estimates {
            switch estimate {
            case .states(let probabilities, let errors):
                let was = before?[variable].flatMap { estimate -> [Double]? in
                    if case .states(let probabilities, _) = estimate { return probabilities }
                    return nil
                }
                lines += layout.rows(of: variable, probabilities) { state in
                    let error =
                        answer.method == .monteCarlo ? " ± \(AnswerLayout.fixed(errors[state]))" : ""
                    let range = bounds?.ranges[variable].map { ranges in
                        "  in [\(AnswerLayout.fixed(ranges[state].lowerBound)), "
                            + "\(AnswerLayout.fixed(ranges[state].upperBound))]"
                    }
                    return error + (was.map { "  was \(AnswerLayout.fixed($0[state]))" } ?? "") + (range ?? "")
                }
            case .numbers(let summary):
                lines.append(layout.line(of: variable, summary))
                if case .numbers(let was)? = before?[variable] {
                    let name = AnswerLayout.padded("", layout.nameWidth)
                    lines.append(
                        "\(name)  was  \(layout.line(of: variable, was).drop { $0 != " " }.drop { $0 == " " })")
                }
            }
        }
        if !unreached.isEmpty { lines.append(unreached) }
        guard let bounds else { return lines }
        lines.append("“in [low, high]” is the range over all noise conventions that give the same tables.")
        for (variable, obstacle) in bounds.obstacles.sorted(by: { $0.key < $1.key }) {
            lines.append("No range for \(variables[variable].name): \(obstacle).")
        }
        return lines
    }
}

// MARK: One unit

extension CounterfactualReport {
    private func table(of unit: CounterfactualUnit) -> [String] {
        let header = ["", "was", "would have been", "", "noise"]
        let rows = variables.indices.map { variable in
            [
                variables[variable].name, shown(unit.factual[variable], of: variable),
                shown(unit.counterfactual[variable], of: variable), mark(variable, unit),
                words(unit.noise[variable], variable),
            ]
        }
        let widths = header.indices.map { column in
            ([header] + rows).map { AnswerLayout.width(of: $0[column]) }.max() ?? 0
        }
        let lines = ([header] + rows).map { row in
            zip(row, widths).map { AnswerLayout.padded($0, $1) }.joined(separator: "  ")
                .replacing(#/ +$/#, with: "")
        }
        return lines + [""] + legend(of: unit) + [summary(of: unit)]
    }

    /// What the column of noise is.
    private func legend(of unit: CounterfactualUnit) -> [String] {
        let tables = scm.mechanisms.contains { if case .table = $0 { true } else { false } }
        let equations = scm.mechanisms.contains { if case .equation(let own) = $0 { own.noise != nil } else { false } }
        let kinds = [
            tables ? "of a table the u between 0 and 1 in whose stretch the state lies" : nil,
            equations ? "of an equation the u of its formula" : nil,
        ].compactMap(\.self)
        guard !kinds.isEmpty else { return [] }
        return ["“noise” is the chance behind a value, the same in both worlds: \(kinds.joined(separator: ", "))."]
    }

    /// A state, or a number of four digits with its unit; `--json` has all digits.
    private func shown(_ value: Value, of variable: Int) -> String {
        guard case .number(let number) = value else { return variables[variable].text(of: value) }
        return AnswerLayout.short(number) + (variables[variable].quantity?.unit.map { " \($0)" } ?? "")
    }

    private func mark(_ variable: Int, _ unit: CounterfactualUnit) -> String {
        if interventions[variable] != nil { return "set" }
        let change = unit.changed.contains(variable) ? "changed" : ""
        guard unit.open.contains(variable) else { return change }
        return change.isEmpty ? "likeliest" : "changed, likeliest"
    }

    private func words(_ noise: CounterfactualUnit.Noise, _ variable: Int) -> String {
        switch noise {
        case .number(let number):
            if case .equation(let equation) = scm.mechanisms[variable], equation.noise == nil { return "none" }
            if case .response = scm.mechanisms[variable] { return "state \(Int(number))" }
            return "u = \(AnswerLayout.short(number))"
        case .interval(let low, let high):
            return low <= 0 && high >= 1
                ? "none needed" : "u in [\(AnswerLayout.short(low)), \(AnswerLayout.short(high)))"
        case .states(let probabilities):
            let parts = probabilities.enumerated().filter { $0.element > 0 }.map {
                "\($0) (\(AnswerLayout.short($1)))"
            }
            return "state \(parts.joined(separator: " or "))"
        case .open:
            return "all that leads to \(variables[variable].text(of: unit?.factual[variable] ?? .state(0)))"
        }
    }

    private func summary(of unit: CounterfactualUnit) -> String {
        let others = unit.changed.filter { interventions[$0] == nil }
        let changes = others.isEmpty ? "Nothing else would have changed." : "Would have changed: \(names(others))."
        guard !unit.open.isEmpty else { return changes }
        return changes
            + " The unit's values do not settle its noise: “likeliest” marks what is not certain, given the causes shown."
    }
}
