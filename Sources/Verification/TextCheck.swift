/// How strictly a text is taken.
public enum VerificationMode: String, Sendable, Hashable, Codable, CaseIterable {
    case strict
    case lenient
}

/// A text as it was read, and how it compares with what it should say.
public struct TextCheck: Sendable, Hashable {
    public var reading: Reading
    public var verdicts: Verdicts
    public init(reading: Reading, verdicts: Verdicts) {
        self.reading = reading
        self.verdicts = verdicts
    }
}
