import CausalEngine

/// What one mention says of its variable, without its words.
struct MentionFact {
    /// The variable, or -1 for a free concept.
    var variable: Int
    var span: Range<Int>
    var value: Value?
    /// Whether it states a value of the patient, now.
    var statesValue: Bool
    /// What it would state by the assertion rules alone.
    var leaning: Value?
    /// Whether a cue decided.
    var hasCue: Bool
    /// The place of the next mention of the variable, or -1.
    var next = -1
}

/// Combines the mentions of each variable into what the text says of it.
struct Combination {
    /// A mention that no frame licenses but that leans to another value than the stated one leaves the variable open.
    let facts: [MentionFact]
    let mentions: [Mention]

    /// What a text says of the variables.
    ///
    /// - Parameters:
    ///   - mentions: the mentions of the text, in order.
    ///   - facts: what each of them says.
    ///   - count: the number of variables.
    /// - Complexity: O(mentions + variables).
    static func variables(of mentions: [Mention], facts: [MentionFact], count: Int) -> [VariableReading] {
        guard count > 0 else { return [] }
        var facts = facts
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { heads in
            heads.initialize(repeating: -1)
            // Each variable's mentions are chained in order, by going from the last to the first.
            for index in facts.indices.reversed() {
                let variable = facts[index].variable
                guard heads.indices.contains(variable) else { continue }
                facts[index].next = heads[variable]
                heads[variable] = index
            }
            let combination = Combination(facts: facts, mentions: mentions)
            return heads.map { combination.reading(from: $0) }
        }
    }

    private func reading(from first: Int) -> VariableReading {
        guard first >= 0 else { return .unstated }
        guard let decisive = place(from: first, where: { $0.statesValue }) else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = place(from: first) { $0.hasCue } ?? first
            return reading(.uncertain, spans(from: first) { _ in true }, because: telling)
        }
        let value = facts[decisive].value
        var spans = spans(from: decisive) { $0.statesValue }
        if let against = place(from: decisive, where: { $0.statesValue && $0.value != value }) {
            return reading(.conflicting, spans, because: against)
        }
        if let against = place(from: first, where: { $0.leaning != nil && $0.leaning != value }) {
            spans.append(facts[against].span)
            return reading(.uncertain, spans, because: against)
        }
        let telling = place(from: decisive) { $0.statesValue && $0.hasCue } ?? decisive
        return reading(.stated, spans, because: telling, value)
    }

    /// The first mention of a variable that fits.
    @inline(__always) private func place(from first: Int, where fits: (borrowing MentionFact) -> Bool) -> Int? {
        var place = first
        while place >= 0 {
            if fits(facts[place]) { return place }
            place = facts[place].next
        }
        return nil
    }

    @inline(__always) private func spans(from first: Int, where fits: (borrowing MentionFact) -> Bool) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var place = first
        while place >= 0 {
            if fits(facts[place]) { spans.append(facts[place].span) }
            place = facts[place].next
        }
        return spans
    }

    private func reading(
        _ status: VariableReading.Status, _ spans: [Range<Int>], because telling: Int, _ value: Value? = nil
    ) -> VariableReading {
        mentions.withUnsafeBufferPointer { mentions in
            VariableReading(
                status: status, value: value, spans: spans, cue: mentions[telling].cue, rule: mentions[telling].rule)
        }
    }
}
