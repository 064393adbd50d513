import CausalEngine

/// Combines the mentions of each variable into what the text says of it.
enum Combination {
    /// - Parameter leanings: what each mention would state by the assertion rules alone; a mention that no frame licenses but
    ///   that leans to another value than the stated one leaves the variable open.
    /// - Complexity: O(mentions + variables).
    static func variables(of mentions: [Mention], leanings: [Value?], count: Int) -> [VariableReading] {
        var byVariable: [[(Mention, Value?)]] = Array(repeating: [], count: count)
        for (mention, leaning) in zip(mentions, leanings) {
            guard let variable = mention.variable, variable < count else { continue }
            byVariable[variable].append((mention, leaning))
        }
        return byVariable.map(combine)
    }

    private static func combine(_ mentions: [(mention: Mention, leaning: Value?)]) -> VariableReading {
        guard let first = mentions.first?.mention else { return .unstated }
        let stating = mentions.map(\.mention).filter(\.statesValue)
        guard let decisive = stating.first else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = mentions.map(\.mention).first { $0.cue != nil } ?? first
            return reading(.uncertain, mentions.map(\.mention), because: telling)
        }
        if let against = stating.first(where: { $0.value != decisive.value }) {
            return reading(.conflicting, stating, because: against)
        }
        if let against = mentions.first(where: { $0.leaning != nil && $0.leaning != decisive.value })?.mention {
            return reading(.uncertain, stating + [against], because: against)
        }
        var result = reading(.stated, stating, because: stating.first { $0.cue != nil } ?? decisive)
        result.value = decisive.value
        return result
    }

    private static func reading(
        _ status: VariableReading.Status, _ mentions: [Mention], because telling: Mention
    ) -> VariableReading {
        VariableReading(status: status, spans: mentions.map(\.span), cue: telling.cue, rule: telling.rule)
    }
}

extension Mention {
    /// Whether the mention states a value of the patient, now.
    var statesValue: Bool {
        value != nil && assertion != .possible && temporality == .current && experiencer == .patient
    }
}
