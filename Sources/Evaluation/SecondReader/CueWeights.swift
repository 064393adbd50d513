/// The words by which the ``SecondReader`` weighs a clause. They share nothing with the tables of the first reader.
enum CueWeights {
    /// How strongly a word denies what stands in its clause; two that deny cancel each other.
    static let denial: [String: Int] = [
        "no": 1, "not": 1, "never": 1, "without": 1, "neither": 1, "denies": 1, "denied": 1, "absent": 1, "absence": 1,
        "negative": 1, "excluded": 1, "free": 1, "lacks": 1, "lack": 1, "none": 1, "non": 1, "doesn't": 1, "isn't": 1,
        "hasn't": 1, "haven't": 1, "don't": 1, "didn't": 1, "nor": 1, "false": 1, "ruled": 1, "nonsmoker": 1,
    ]

    /// Words that leave it open, put it into the past or the future, or give it to somebody else. One of them makes a clause
    /// state nothing.
    static let opening: Set<String> = [
        "possible", "possibly", "probable", "probably", "likely", "unlikely", "suspected", "suspicion", "may", "might",
        "could", "would", "should", "if", "unless", "suggests", "suggestive", "consistent", "perhaps", "maybe",
        "questionable", "concern", "worried", "risk", "screening", "tested", "treated", "treatment", "return", "cannot",
        "can't", "uncertain", "unclear", "query", "had", "was", "were", "history", "previously", "former", "formerly",
        "ago", "past", "resolved", "improved", "since", "until", "longer", "used", "quit", "stopped", "mother",
        "father",
        "sister", "brother", "wife", "husband", "son", "daughter", "family", "employer", "friend", "doctor", "uncle",
        "aunt", "colleague", "neighbour", "neighbor", "when", "rather", "only", "survivor", "confirm", "diagnose",
        "symptom", "cause", "need", "planned", "plans", "will",
    ]

    /// Past forms that still speak of now: "was ruled out", "was excluded", "was confirmed".
    static let settled: Set<String> = ["ruled", "excluded", "confirmed", "found", "noted", "seen", "detected"]

    /// Words that say nothing by themselves.
    static let empty: Set<String> = [
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "is", "are", "has", "have", "been", "be", "does", "do",
        "patient", "his", "her", "their", "this", "that", "with", "and", "or", "any", "there", "he", "she", "they",
        "out",
        "evidence", "present", "known", "currently",
    ]
}
