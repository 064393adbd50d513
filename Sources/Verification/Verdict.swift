import CausalEngine

/// How what a text says of one variable compares with what it should say.
public struct Verdict: Sendable, Hashable {
    /// The kinds of verdict.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The text states the value.
        case match
        /// The text never mentions the variable.
        case absent
        /// The text states another value.
        case contradicted
        /// The text speaks of the variable without stating a value.
        case uncertain
        /// The text states more than one value.
        case conflicting
        /// The text names a variable that must stay unobserved.
        case leaked
    }

    /// The variable's index.
    public var variable: Int
    /// The verdict.
    public var kind: Kind
    /// The value of the skeleton; `nil` for a variable that must not be named.
    public var expected: Value?
    /// The value found in the text.
    public var found: Value?
    /// Where it was found, in Unicode scalars.
    public var spans: SpanList
    /// The words that decided.
    public var cue: String?
    /// The rule that decided.
    public var rule: String?

    /// A verdict on one variable.
    public init(
        variable: Int, kind: Kind, expected: Value?, found: Value? = nil, spans: SpanList = [], cue: String? = nil,
        rule: String? = nil
    ) {
        self.variable = variable
        self.kind = kind
        self.expected = expected
        self.found = found
        self.spans = spans
        self.cue = cue
        self.rule = rule
    }
}

/// The verdicts on one text: one for each variable, in the network's order.
///
/// A latent variable has a verdict only when the text names it; a derivable one that is left unsaid is a match.
public struct Verdicts: Sendable, Hashable {
    /// The verdicts, at most one a variable, by variable index.
    public var all: [Verdict]

    /// A set of verdicts.
    public init(all: [Verdict]) {
        self.all = all
    }

    /// Whether the text agrees with the skeleton on every variable.
    public var isConsistent: Bool {
        all.allSatisfy { $0.kind == .match }
    }

    /// The verdicts that a correction has to mend.
    public var violations: [Verdict] {
        all.filter { $0.kind != .match }
    }

    /// The verdict on a variable, where there is one.
    public subscript(variable: Int) -> Verdict? {
        all.first { $0.variable == variable }
    }
}
