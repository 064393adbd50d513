/// Puts phrases into sentences.
///
/// All frames are statements about the subject, now: what a careful reader accepts as saying the fact and nothing else.
struct Sentence {
    /// The subject at the head of a sentence: "The patient", "She"; `nil` where there is no person to speak of.
    var subject: String?

    /// The plainest sentence for a phrase.
    func plain(_ phrase: Phrase) -> String {
        frames(for: phrase)[0]
    }

    /// The sentences that word a phrase, the plainest first; never empty.
    func frames(for phrase: Phrase) -> [String] {
        let be = phrase.isPlural ? "are" : "is"
        switch phrase.form {
        case .clause, .entry:
            return ["\(phrase.capitalized)."]
        case .predicate:
            return ["\(subject ?? "The subject") \(phrase.text)."]
        case .noun:
            let spoken = subject.map { ["\($0) has \(phrase.text).", "\($0) also has \(phrase.text)."] } ?? []
            let bare = phrase.hasArticle ? [] : ["\(phrase.capitalized) \(be) present."]
            return spoken + ["There \(be) \(phrase.text).", "There \(be) also \(phrase.text)."] + bare
        case .negatedNoun:
            let spoken = subject.map { ["\($0) has \(phrase.text).", "\($0) does not have \(phrase.bareNoun)."] } ?? []
            return spoken + ["There \(be) \(phrase.text).", "There is no evidence of \(phrase.bareNoun)."]
        }
    }

    /// The sentences that word two phrases together, none where they do not go together well.
    func frames(for first: Phrase, _ second: Phrase) -> [String] {
        switch (first.form, second.form) {
        case (.clause, .clause):
            ["\(first.capitalized), and \(second.text).", "\(first.capitalized); \(second.text)."]
        case (.noun, .noun):
            having(first, "and", second)
        case (.noun, .negatedNoun):
            having(first, "and", second) + having(first, "but", second)
        case (.negatedNoun, .noun):
            having(second, "and", first) + having(second, "but", first)
        case (.negatedNoun, .negatedNoun):
            having(first, "and", second)
        case (.predicate, .predicate):
            subject.map { ["\($0) \(first.text), and \($0.lowercasedSubject) \(second.text)."] } ?? []
        case (.predicate, .noun), (.predicate, .negatedNoun):
            subject.map { ["\($0) \(first.text) and has \(second.text)."] } ?? []
        case (.noun, .predicate), (.negatedNoun, .predicate):
            subject.map { ["\($0) \(second.text) and has \(first.text)."] } ?? []
        default:
            []
        }
    }

    private func having(_ first: Phrase, _ joint: String, _ second: Phrase) -> [String] {
        let nouns = "\(first.text) \(joint) \(second.text)"
        return subject.map { ["\($0) has \(nouns)."] } ?? ["There \(first.isPlural ? "are" : "is") \(nouns)."]
    }
}

extension String {
    /// A subject within a sentence: "she", "the patient".
    fileprivate var lowercasedSubject: String {
        prefix(1).lowercased() + dropFirst()
    }
}
