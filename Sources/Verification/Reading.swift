import CausalEngine

/// A value as read from a text: a state, or a number with the precision in which it was written.
public typealias ReadValue = Value

/// What a text says of every variable of a network.
public struct Reading: Sendable, Hashable {
    /// Every mention, in the order of the text.
    public var mentions: [Mention]
    /// What the mentions of each variable combine to, indexed like the network's variables.
    public var variables: [VariableReading]

    /// A reading from its mentions and what they combine to.
    public init(mentions: [Mention], variables: [VariableReading]) {
        self.mentions = mentions
        self.variables = variables
    }
}

/// What all mentions of one variable combine to.
public struct VariableReading: Sendable, Hashable {
    /// How firmly the text fixes the variable.
    public enum Status: String, Sendable, Hashable, Codable {
        /// One value is stated.
        case stated
        /// Nothing is said.
        case unstated
        /// It is spoken of, but no value is stated.
        case uncertain
        /// Different values are stated.
        case conflicting
    }

    /// How firmly the text fixes the variable.
    public var status: Status
    /// The value, when it is stated.
    public var value: Value?
    /// The spans of the mentions that decided, in Unicode scalars.
    public var spans: SpanList
    /// The words that decided.
    public var cue: String?
    /// The rule that decided.
    public var rule: String?

    /// What the mentions of one variable combine to.
    public init(
        status: Status, value: Value? = nil, spans: SpanList = [], cue: String? = nil, rule: String? = nil
    ) {
        self.status = status
        self.value = value
        self.spans = spans
        self.cue = cue
        self.rule = rule
    }

    /// The reading of a variable of which nothing is said.
    public static let unstated = VariableReading(status: .unstated)
}
