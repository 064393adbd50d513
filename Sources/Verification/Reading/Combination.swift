import CausalEngine

/// Combines the mentions of each variable into what the text says of it.
enum Combination {
    /// - Complexity: O(mentions + variables).
    static func variables(of mentions: [Mention], count: Int) -> [VariableReading] {
        var byVariable: [[Mention]] = Array(repeating: [], count: count)
        for mention in mentions {
            guard let variable = mention.variable, variable < count else { continue }
            byVariable[variable].append(mention)
        }
        return byVariable.map(combine)
    }

    private static func combine(_ mentions: [Mention]) -> VariableReading {
        guard let first = mentions.first else { return .unstated }
        let stating = mentions.filter(\.statesValue)
        guard let decisive = stating.first else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = mentions.first { $0.cue != nil } ?? first
            return VariableReading(
                status: .uncertain, spans: mentions.map(\.span), cue: telling.cue, rule: telling.rule)
        }
        if let against = stating.first(where: { $0.value != decisive.value }) {
            return VariableReading(
                status: .conflicting, spans: stating.map(\.span), cue: against.cue ?? decisive.cue, rule: against.rule)
        }
        let telling = stating.first { $0.cue != nil } ?? decisive
        return VariableReading(
            status: .stated, value: decisive.value, spans: stating.map(\.span), cue: telling.cue, rule: telling.rule)
    }
}

extension Mention {
    /// Whether the mention states a value of the patient, now.
    var statesValue: Bool {
        value != nil && assertion != .possible && temporality == .current && experiencer == .patient
    }
}
