import CausalEngine

/// What one mention says of its variable, without its words.
struct MentionFact: BitwiseCopyable {
    /// The variable, or -1 for a free concept.
    var variable: Int32
    private var start: Int32
    private var end: Int32
    /// The place of the next mention of the variable, or -1.
    var next: Int32 = -1
    var value: Value?
    /// What it would state by the assertion rules alone.
    var leaning: Value?
    /// Whether it states a value of the patient, now.
    var statesValue: Bool
    /// Whether a cue decided.
    var hasCue: Bool

    init(variable: Int, span: Range<Int>, value: Value?, leaning: Value?, statesValue: Bool, hasCue: Bool) {
        self.variable = Int32(variable)
        start = Int32(span.lowerBound)
        end = Int32(span.upperBound)
        self.value = value
        self.leaning = leaning
        self.statesValue = statesValue
        self.hasCue = hasCue
    }

    /// Leaves open what it states.
    mutating func takeBack() {
        value = nil
        leaning = nil
        statesValue = false
        hasCue = true
    }

    /// Where it stands, in Unicode scalars.
    var span: Range<Int> { Int(start)..<Int(end) }
}

/// Combines the mentions of each variable into what the text says of it.
struct Combination {
    /// A mention that no frame licenses but that leans to another value than the stated one leaves the variable open.
    private let facts: Tape<MentionFact>
    private let mentions: [Mention]

    /// What a text says of the variables.
    ///
    /// - Parameters:
    ///   - mentions: the mentions of the text, in order.
    ///   - facts: what each of them says.
    ///   - heads: storage for the first mention of each variable.
    ///   - count: the number of variables.
    /// - Complexity: O(mentions + variables).
    static func variables(
        of mentions: [Mention], facts: Tape<MentionFact>, heads: Tape<Int32>, count: Int
    ) -> [VariableReading] {
        guard count > 0 else { return [] }
        heads.refill(with: -1, count: count)
        // Each variable's mentions are chained in order, by going from the last to the first.
        for index in facts.indices.reversed() {
            let variable = Int(facts[index].variable)
            guard variable >= 0 else { continue }
            facts[index].next = heads[variable]
            heads[variable] = Int32(index)
        }
        let combination = Combination(facts: facts, mentions: mentions)
        return (0..<count).map { combination.reading(from: Int(heads[$0])) }
    }

    private func reading(from first: Int) -> VariableReading {
        guard first >= 0 else { return .unstated }
        guard let decisive = place(from: first, where: { $0.statesValue }) else {
            // The mention that says most of why nothing is stated: a cue rather than a bare name.
            let telling = place(from: first) { $0.hasCue } ?? first
            return reading(.uncertain, spans(from: first) { _ in true }, because: telling)
        }
        let value = facts[decisive].value
        let spans = spans(from: decisive) { $0.statesValue }
        if let against = place(from: decisive, where: { $0.statesValue && $0.value != value }) {
            return reading(.conflicting, spans, because: against)
        }
        if let against = place(from: first, where: { $0.leaning != nil && $0.leaning != value }) {
            return reading(.uncertain, SpanList(spans + [facts[against].span]), because: against)
        }
        let telling = place(from: decisive) { $0.statesValue && $0.hasCue } ?? decisive
        return reading(.stated, spans, because: telling, value)
    }

    /// The first mention of a variable that fits.
    @inline(__always) private func place(from first: Int, where fits: (MentionFact) -> Bool) -> Int? {
        var place = first
        while place >= 0 {
            if fits(facts[place]) { return place }
            place = Int(facts[place].next)
        }
        return nil
    }

    @inline(__always) private func spans(from first: Int, where fits: (MentionFact) -> Bool) -> SpanList {
        if facts[first].next < 0 { return fits(facts[first]) ? SpanList(facts[first].span) : SpanList() }
        var spans: [Range<Int>] = []
        var place = first
        while place >= 0 {
            if fits(facts[place]) { spans.append(facts[place].span) }
            place = Int(facts[place].next)
        }
        return SpanList(spans)
    }

    private func reading(
        _ status: VariableReading.Status, _ spans: SpanList, because telling: Int, _ value: Value? = nil
    ) -> VariableReading {
        let telling = mentions.span[telling]
        return VariableReading(status: status, value: value, spans: spans, cue: telling.cue, rule: telling.rule)
    }
}
