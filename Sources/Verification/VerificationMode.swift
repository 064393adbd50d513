/// How much a text must say for a value to count as stated.
public enum VerificationMode: String, Sendable, Codable, CaseIterable {
    /// A licensed sentence frame must say it of the patient, now. What merely contains the words is uncertain.
    case strict
    /// What negation, possibility, history, hypothesis and experiencer leave standing counts.
    case lenient
}
