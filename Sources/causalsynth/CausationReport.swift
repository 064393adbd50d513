import CausalEngine

/// The answer to a question of causation.
struct CausationReport {
    let contrast: CausalContrast
    /// `nil` where cause or effect has no states.
    let probabilities: ProbabilitiesOfCausation?
    let effects: NaturalEffects

    init(_ contrast: CausalContrast, _ options: CausationOptions, population: Query) throws {
        let (named, controlled) = try options.mediators(in: contrast.scm)
        self.contrast = contrast
        var population = population
        population.targets = nil
        probabilities =
            contrast.state == nil || contrast.value.stateIndex == nil
            ? nil : try contrast.probabilitiesOfCausation(population)
        effects = try contrast.naturalEffects(mediators: named, controlled: controlled, population)
    }

    private var variables: [Variable] { contrast.scm.variables }

    /// Whether no quantity is estimated.
    var isExact: Bool {
        var quantities = [effects.total, effects.naturalDirect, effects.naturalIndirect]
        if let controlled = effects.controlledDirect { quantities.append(controlled) }
        if let probabilities {
            quantities += [
                probabilities.necessity, probabilities.sufficiency, probabilities.necessityAndSufficiency,
            ].compactMap(\.quantity)
        }
        return quantities.allSatisfy { $0.error == 0 }
    }
}

// MARK: JSON

extension CausationReport {
    /// The members that the answer adds to the object.
    var members: [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        let objects = AnswerObjects(variables: variables)
        if let probabilities {
            members.append(
                (
                    "causation",
                    [
                        "cause": objects.values([(contrast.cause, contrast.value)]),
                        "instead": objects.values([(contrast.cause, contrast.alternative)]),
                        "effect": objects.values([(contrast.effect, .state(contrast.state ?? 0))]),
                        "PN": Self.json(probabilities.necessity), "PS": Self.json(probabilities.sufficiency),
                        "PNS": Self.json(probabilities.necessityAndSufficiency),
                    ]
                ))
        }
        var list: [(key: String, value: JSONValue)] = [
            ("total", Self.json(effects.total)), ("naturalDirect", Self.json(effects.naturalDirect)),
            ("naturalIndirect", Self.json(effects.naturalIndirect)),
        ]
        if let controlled = effects.controlledDirect { list.append(("controlledDirect", Self.json(controlled))) }
        list.append(("mediators", .array(effects.mediators.map { .string(variables[$0].name) })))
        return members + [("effects", .object(list))]
    }

    private static func json(_ quantity: CausalContrast.Quantity) -> JSONValue {
        ["value": .number(quantity.value), "standardError": .number(quantity.error)]
    }

    private static func json(_ bounded: ProbabilitiesOfCausation.Bounded) -> JSONValue {
        [
            "value": JSONValue(bounded.quantity?.value), "standardError": JSONValue(bounded.quantity?.error),
            "bounds": bounded.bounds.map { [.number($0.lowerBound), .number($0.upperBound)] } ?? .null,
        ]
    }
}

// MARK: Text

extension CausationReport {
    /// The answer as a person reads it.
    var lines: [String] {
        let layout = AnswerLayout(variables: variables, shown: [])
        let cause = layout.finding(contrast.cause, contrast.value)
        let other = layout.finding(contrast.cause, contrast.alternative)
        let effect =
            contrast.state.map { layout.finding(contrast.effect, .state($0)) } ?? variables[contrast.effect].name
        let what = contrast.state == nil ? "the mean of \(effect)" : "the probability of \(effect)"
        var lines = ["\(cause) against \(other), and what it does to \(effect):"]
        if let probabilities {
            lines += [
                Self.line(
                    "PN", probabilities.necessity,
                    "necessity: \(effect) would not have been with \(other), where it was with \(cause)"),
                Self.line(
                    "PS", probabilities.sufficiency,
                    "sufficiency: \(effect) would have been with \(cause), where it was not with \(other)"),
                Self.line(
                    "PNS", probabilities.necessityAndSufficiency,
                    "both: \(effect) with \(cause), and not with \(other)"),
                "  (in brackets: all values that agree with the distributions of cause and effect, whatever the noise)",
            ]
        }
        let through = AnswerLayout.list(effects.mediators.map { variables[$0].name })
        lines += [
            Self.line("total", effects.total, "the whole difference that the cause makes to \(what)"),
            Self.line(
                "direct", effects.naturalDirect,
                through.isEmpty
                    ? "all of it, there is nothing between"
                    : "the part that goes past \(through): \(cause), but \(through) as under \(other)"),
            Self.line(
                "indirect", effects.naturalIndirect,
                through.isEmpty
                    ? "none" : "the part that runs through \(through): \(other), but \(through) as under \(cause)"),
        ]
        if let controlled = effects.controlledDirect {
            lines.append(Self.line("controlled", controlled, "with the mediators held where they were set"))
        }
        return lines
    }

    private static func line(_ name: String, _ quantity: CausalContrast.Quantity, _ meaning: String) -> String {
        let error = quantity.error > 0 ? " ± \(AnswerLayout.fixed(quantity.error))" : ""
        return row(name, AnswerLayout.fixed(quantity.value) + error, meaning)
    }

    private static func line(_ name: String, _ bounded: ProbabilitiesOfCausation.Bounded, _ meaning: String) -> String {
        guard let quantity = bounded.quantity else { return row(name, "undefined", "\(meaning) (that cannot be)") }
        let range = bounded.bounds.map {
            " [\(AnswerLayout.fixed($0.lowerBound)), \(AnswerLayout.fixed($0.upperBound))]"
        }
        let error = quantity.error > 0 ? " ± \(AnswerLayout.fixed(quantity.error))" : ""
        return row(name, AnswerLayout.fixed(quantity.value) + error + (range ?? ""), meaning)
    }

    private static func row(_ name: String, _ number: String, _ meaning: String) -> String {
        "  \(AnswerLayout.padded(name, 10))  \(AnswerLayout.padded(number, 26))  \(meaning)"
    }
}
