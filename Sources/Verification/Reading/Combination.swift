import CausalEngine

/// Combines the mentions of each variable into what the text says of it.
enum Combination {
    /// - Parameter leanings: what each mention would state by the assertion rules alone; a mention that no frame licenses but
    ///   that leans to another value than the stated one leaves the variable open.
    /// - Complexity: O(mentions + variables).
    static func variables(of mentions: [Mention], leanings: [Value?], count: Int) -> [VariableReading] {
        var byVariable: [[Int]] = Array(repeating: [], count: count)
        for (index, mention) in mentions.enumerated() {
            guard let variable = mention.variable, variable < count else { continue }
            byVariable[variable].append(index)
        }
        return byVariable.map { combine($0, of: mentions, leanings) }
    }

    private static func combine(_ places: [Int], of mentions: [Mention], _ leanings: [Value?]) -> VariableReading {
        guard let first = places.first else { return .unstated }
        let stating = places.filter { mentions[$0].statesValue }
        guard let decisive = stating.first else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = places.first { mentions[$0].cue != nil } ?? first
            return reading(.uncertain, places.map { mentions[$0] }, because: mentions[telling])
        }
        let value = mentions[decisive].value
        if let against = stating.first(where: { mentions[$0].value != value }) {
            return reading(.conflicting, stating.map { mentions[$0] }, because: mentions[against])
        }
        if let against = places.first(where: { leanings[$0] != nil && leanings[$0] != value }) {
            return reading(.uncertain, (stating + [against]).map { mentions[$0] }, because: mentions[against])
        }
        let telling = stating.first { mentions[$0].cue != nil } ?? decisive
        var result = reading(.stated, stating.map { mentions[$0] }, because: mentions[telling])
        result.value = value
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
