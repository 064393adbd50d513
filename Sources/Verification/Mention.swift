/// Whether what is mentioned is said to be there.
public enum Assertion: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
    /// Said to be there.
    case present
    /// Said not to be there.
    case absent
    /// Left open: suspected, queried, not excluded.
    case possible
}

/// When what is mentioned is said to hold.
public enum Temporality: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
    /// Now.
    case current
    /// In the past only.
    case historical
    /// Only if something else happens.
    case hypothetical
}

/// Of whom it is said.
public enum Experiencer: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
    /// The subject of the text.
    case patient
    /// Somebody else, such as a relative.
    case other
}

/// One place in a text where a concept is spoken of, with what is asserted of it and why it is read so.
public struct Mention: Sendable, Hashable {
    /// The concept: the matched phrase as written in the rules.
    public var concept: String
    /// The variable it speaks of, when the reader was made for a network.
    public var variable: Int?
    /// The value that the mention states of its variable, where it states one.
    public var value: ReadValue?
    /// Where it stands, as offsets in Unicode scalars.
    public var span: Range<Int>
    /// Whether it is said to be there.
    public var assertion: Assertion
    /// When it is said to hold.
    public var temporality: Temporality
    /// Of whom it is said.
    public var experiencer: Experiencer
    /// The words that decided, such as "no evidence of".
    public var cue: String?
    /// The name of the rule that decided.
    public var rule: String
    /// The licensed frame that states it, in strict reading.
    public var frame: String?

    /// A mention with everything that was decided of it.
    public init(
        concept: String, variable: Int? = nil, value: ReadValue? = nil, span: Range<Int>, assertion: Assertion,
        temporality: Temporality, experiencer: Experiencer, cue: String?, rule: String, frame: String? = nil
    ) {
        self.concept = concept
        self.variable = variable
        self.value = value
        self.span = span
        self.assertion = assertion
        self.temporality = temporality
        self.experiencer = experiencer
        self.cue = cue
        self.rule = rule
        self.frame = frame
    }
}
