import CausalEngine

/// Combines the mentions of each variable into what the text says of it.
enum Combination {
    /// - Parameter leanings: what each mention would state by the assertion rules alone; a mention that no frame licenses but
    ///   that leans to another value than the stated one leaves the variable open.
    /// - Complexity: O(mentions + variables).
    static func variables(of mentions: [Mention], leanings: [Value?], count: Int) -> [VariableReading] {
        // The places of each variable's mentions, one variable after the other.
        var ends = [Int](repeating: 0, count: count + 1)
        for mention in mentions {
            if let variable = mention.variable, variable < count { ends[variable + 1] += 1 }
        }
        for variable in 0..<count { ends[variable + 1] += ends[variable] }
        var next = ends
        var places = [Int](repeating: 0, count: ends[count])
        for (index, mention) in mentions.enumerated() {
            guard let variable = mention.variable, variable < count else { continue }
            places[next[variable]] = index
            next[variable] += 1
        }
        return (0..<count).map { combine(places[ends[$0]..<ends[$0 + 1]], of: mentions, leanings) }
    }

    private static func combine(
        _ places: ArraySlice<Int>, of mentions: [Mention], _ leanings: [Value?]
    ) -> VariableReading {
        guard let first = places.first else { return .unstated }
        guard let decisive = places.first(where: { mentions[$0].statesValue }) else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = places.first { mentions[$0].cue != nil } ?? first
            return reading(.uncertain, places.map { mentions[$0].span }, because: mentions[telling])
        }
        let value = mentions[decisive].value
        var spans = places.filter { mentions[$0].statesValue }.map { mentions[$0].span }
        if let against = places.first(where: { mentions[$0].statesValue && mentions[$0].value != value }) {
            return reading(.conflicting, spans, because: mentions[against])
        }
        if let against = places.first(where: { leanings[$0] != nil && leanings[$0] != value }) {
            spans.append(mentions[against].span)
            return reading(.uncertain, spans, because: mentions[against])
        }
        let telling = places.first { mentions[$0].statesValue && mentions[$0].cue != nil } ?? decisive
        var result = reading(.stated, spans, because: mentions[telling])
        result.value = value
        return result
    }

    private static func reading(
        _ status: VariableReading.Status, _ spans: [Range<Int>], because telling: Mention
    ) -> VariableReading {
        VariableReading(status: status, spans: spans, cue: telling.cue, rule: telling.rule)
    }
}

extension Mention {
    /// Whether the mention states a value of the patient, now.
    var statesValue: Bool {
        value != nil && assertion != .possible && temporality == .current && experiencer == .patient
    }
}
