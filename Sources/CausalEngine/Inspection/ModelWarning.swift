/// Something about a model that its author may not have meant.
public struct ModelWarning: Sendable, Hashable {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Rows that leave nothing to chance.
        case deterministicRows = "deterministic-rows"
        /// Probabilities of zero.
        case zeroProbabilities = "zero-probabilities"
        /// A state that has probability zero whatever happens.
        case unreachableState = "unreachable-state"
        /// A variable with one state.
        case singleState = "single-state"
        /// A parent that makes no difference.
        case idleParent = "idle-parent"
        /// Names that differ in case or separators alone.
        case similarNames = "similar-names"
        /// A continuous variable that leaves its range.
        case rangeLeft = "range-left"
        /// An equation without a value in some rows.
        case undefinedEquation = "undefined-equation"
        /// A variable without any edge.
        case isolated
        /// A phrase that is not read back as what it says.
        case unreadPhrase = "unread-phrase"
        /// Something that the file left open and the reader took for granted.
        case assumed
        /// Content of the file that the model has no place for.
        case passedOver = "passed-over"
    }

    /// The kind.
    public var kind: Kind
    /// The variables concerned, by name.
    public var variables: [String]
    /// The whole warning in words.
    public var text: String

    /// A warning.
    public init(_ kind: Kind, _ variables: [String], _ text: String) {
        self.kind = kind
        self.variables = variables
        self.text = text
    }
}
