import CausalEngine

/// The prompts for single sentences: examples first, then the one thing that is asked for.
///
/// All sentences of a draft share the beginning of their prompts, which a server keeps; what is particular to one comes
/// last. However large a network and however long a run, a prompt has at most ``sharedLimit`` + ``ownLimit`` examples.
struct SentencePrompts: Sendable {
    /// The most examples that all sentences of a draft share.
    static let sharedLimit = 16
    /// The most examples of the fact's own variable that are added where they are not among the shared ones.
    static let ownLimit = 6

    private let domain: String
    private let facts: FactList

    init(domain: String) {
        self.domain = domain
        facts = FactList(domain: domain)
    }

    /// What all sentences of a draft are asked for with.
    func shared(_ request: DraftRequest) -> [PromptMessage] {
        [PromptMessage(role: "system", content: system)]
            + Self.sharedExemplars(request).flatMap { turn($0.statement, request.persona, answer: $0.sentence) }
    }

    /// What is particular to the sentence of one fact.
    ///
    /// In every attempt the fact is stated in other words, as far as the profile has them.
    func own(_ fact: Fact, in request: DraftRequest) -> [PromptMessage] {
        let statement = facts.sentence(fact, rank: max(0, request.attempt) % max(1, fact.phrases.count))
        return Self.ownExemplars(fact, in: request).flatMap { turn($0.statement, request.persona, answer: $0.sentence) }
            + turn(statement, request.persona)
    }

    private var system: String {
        "You write single sentences for \(domain.isEmpty ? "a factual record" : domain). Each sentence states exactly the "
            + "given fact and nothing else."
    }

    private func turn(_ statement: String, _ persona: Persona, answer: String? = nil) -> [PromptMessage] {
        let patient = persona.isPatient ? "Patient: \(persona.noun). " : ""
        let question = PromptMessage(role: "user", content: "\(patient)Fact: \(statement) Write one sentence.")
        return [question] + (answer.map { [PromptMessage(role: "assistant", content: $0)] } ?? [])
    }

    /// The first whole variables of the bank that there is room for.
    private static func sharedExemplars(_ request: DraftRequest) -> [Exemplar] {
        var shared: [Exemplar] = []
        for group in request.exemplars.chunkedByVariable where shared.count + group.count <= sharedLimit {
            shared += group
        }
        return shared
    }

    /// Those of the fact's variable, if they are not among the shared ones; of very many states, the first few.
    private static func ownExemplars(_ fact: Fact, in request: DraftRequest) -> [Exemplar] {
        let own = request.exemplars.filter { $0.variable == fact.variable }
        guard !sharedExemplars(request).contains(where: { $0.variable == fact.variable }) else { return [] }
        return Array(own.prefix(ownLimit))
    }
}

extension [Exemplar] {
    /// Runs of examples of one variable.
    fileprivate var chunkedByVariable: [[Exemplar]] {
        var groups: [[Exemplar]] = []
        for exemplar in self {
            if groups.last?.last?.variable == exemplar.variable {
                groups[groups.count - 1].append(exemplar)
            } else {
                groups.append([exemplar])
            }
        }
        return groups
    }
}
