import CausalEngine

/// Two sentences and one that says what they say, and nothing else: an example for a writer.
public struct JoinExemplar: Sendable, Hashable {
    /// The sentences that are joined.
    public var sentences: [String]
    /// The sentence that they become.
    public var joined: String

    /// An example for a writer.
    public init(sentences: [String], joined: String) {
        self.sentences = sentences
        self.joined = joined
    }
}

extension ExemplarCandidates {
    /// Everything that two examples could be joined to, the best first: two findings of one subject, or one clause after the
    /// other.
    func joins(of first: Exemplar, _ second: Exemplar, persona: Persona) -> [JoinExemplar] {
        let sentence = Sentence(subject: persona.isPatient ? persona.pronoun : nil)
        let phrases = [first, second].map { exemplar in
            Fact(of: exemplar.variable, in: network, value: exemplar.value).phrases.map { Phrase($0) }
        }
        let framed = phrases[0].flatMap { one in phrases[1].flatMap { sentence.frames(for: one, $0) } }
        let clauses = "\(first.sentence.dropLast()), and \(Self.embedded(second.sentence))"
        return (framed + [clauses]).map { JoinExemplar(sentences: [first.sentence, second.sentence], joined: $0) }
    }

    /// A sentence within another; a word with a capital of its own keeps it.
    private static func embedded(_ sentence: String) -> String {
        let word = sentence.prefix { !$0.isWhitespace }
        return word.dropFirst().contains(where: \.isUppercase)
            ? sentence : sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}

/// The prompts that have two sentences joined.
struct JoinPrompts: Sendable {
    /// The most examples.
    static let limit = 6

    let domain: String

    /// What all pairs are asked for with.
    func shared(_ request: DraftRequest) -> [PromptMessage] {
        let system =
            "You join two sentences of \(domain.isEmpty ? "a factual record" : domain) into one. The one sentence says exactly "
            + "what the two say, and nothing else."
        return [PromptMessage(role: "system", content: system)]
            + request.joinExemplars.prefix(Self.limit).flatMap { exemplar in
                [question(exemplar.sentences), PromptMessage(role: "assistant", content: exemplar.joined)]
            }
    }

    /// What is particular to one pair.
    func own(_ sentences: [String]) -> [PromptMessage] { [question(sentences)] }

    private func question(_ sentences: [String]) -> PromptMessage {
        PromptMessage(role: "user", content: "\(sentences.joined(separator: " ")) Write this as one sentence.")
    }
}
