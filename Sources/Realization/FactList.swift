import CausalEngine

/// Facts as plain sentences, for prompts and for the baseline.
struct FactList {
    private let sentence: Sentence

    /// Sentences for texts of this kind: clinical ones have a patient as their subject.
    init(domain: String) {
        sentence = Sentence(subject: Cast.isClinical(domain) ? "The patient" : nil)
    }

    /// One fact as a plain sentence.
    ///
    /// - Parameter rank: which phrase of the fact; the last one where there are fewer.
    func sentence(_ fact: Fact, rank: Int = 0) -> String {
        guard let last = fact.phrases.indices.last else { return "\(fact.label) is \(fact.valueText)." }
        return sentence.plain(Phrase(fact.phrases[min(rank, last)]))
    }

    /// One fact as a plain sentence in each of its phrases; never empty.
    func statements(_ fact: Fact) -> [String] {
        fact.phrases.isEmpty ? [sentence(fact)] : fact.phrases.indices.map { sentence(fact, rank: $0) }
    }

    /// The facts as sentences, one each.
    func sentences(_ facts: [Fact]) -> [String] {
        facts.map { sentence($0) }
    }

    /// The facts as a list, one line each.
    func lines(_ facts: [Fact]) -> String {
        facts.map { "- " + sentence($0) }.joined(separator: "\n")
    }
}
