/// How much a text must say for a value to count as stated.
public enum VerificationMode: String, Sendable, Hashable, Codable, CaseIterable {
    /// A licensed sentence frame must say it of the patient, now. What merely contains the words is uncertain.
    case strict
    /// What negation, possibility, history, hypothesis and experiencer leave standing counts.
    case lenient
}

/// A text as it was read, and how it compares with what it should say.
public struct TextCheck: Sendable, Hashable {
    /// What the text says.
    public var reading: Reading
    /// How that compares with the skeleton.
    public var verdicts: Verdicts

    /// A reading with its verdicts.
    public init(reading: Reading, verdicts: Verdicts) {
        self.reading = reading
        self.verdicts = verdicts
    }
}
