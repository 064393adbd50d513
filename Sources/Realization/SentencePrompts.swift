import CausalEngine

/// The prompts for single sentences: examples first, then the one thing that is asked for, worded as in its examples.
///
/// At first all sentences of a draft share their examples, which a server keeps, and only what is particular to one comes
/// last. A sentence that has failed so is asked for after examples of its own variable alone: what is said of other
/// variables draws a small model away. However large a network and however long a run, a prompt has at most
/// ``sharedLimit`` + ``ownLimit`` examples.
struct SentencePrompts: Sendable {
    /// The most examples that all sentences of a draft share.
    static let sharedLimit = 16
    /// The most examples of the fact's own variable.
    static let ownLimit = 6
    /// From this attempt on there are examples of the fact's own variable alone.
    static let insistence = 2

    private let domain: String
    private let facts: FactList

    init(domain: String) {
        self.domain = domain
        facts = FactList(domain: domain)
    }

    /// What all sentences of a draft are asked for with.
    func shared(_ request: DraftRequest) -> [PromptMessage] {
        [PromptMessage(role: "system", content: system)] + turns(Self.sharedExemplars(request), in: request)
    }

    /// What is particular to the sentence of one fact.
    func own(_ fact: Fact, in request: DraftRequest) -> [PromptMessage] {
        let statements = facts.statements(fact)
        return turns(Self.ownExemplars(fact, in: request), in: request)
            + [question(statements[max(0, request.attempt) % statements.count], request.persona)]
    }

    private var system: String {
        "You write single sentences for \(domain.isEmpty ? "a factual record" : domain). Each sentence states exactly the "
            + "given fact and nothing else."
    }

    private func turns(_ exemplars: [Exemplar], in request: DraftRequest) -> [PromptMessage] {
        exemplars.flatMap { exemplar in
            [
                question(exemplar.statement(attempt: request.attempt), request.persona),
                PromptMessage(role: "assistant", content: exemplar.sentence),
            ]
        }
    }

    private func question(_ statement: String, _ persona: Persona) -> PromptMessage {
        let patient = persona.isPatient ? "Patient: \(persona.noun). " : ""
        return PromptMessage(role: "user", content: "\(patient)Fact: \(statement) Write one sentence.")
    }

    /// The first whole variables of the bank that there is room for; none once sentences have failed with them.
    private static func sharedExemplars(_ request: DraftRequest) -> [Exemplar] {
        guard request.attempt < insistence else { return [] }
        var shared: [Exemplar] = []
        for group in request.exemplars.chunkedByVariable where shared.count + group.count <= sharedLimit {
            shared += group
        }
        return shared
    }

    /// Those of the fact's variable, if they are not among the shared ones: every state, as far as there is room, and what is
    /// nearest to the fact last, whatever it is.
    private static func ownExemplars(_ fact: Fact, in request: DraftRequest) -> [Exemplar] {
        guard !sharedExemplars(request).contains(where: { $0.variable == fact.variable }) else { return [] }
        let own = request.exemplars.filter { $0.variable == fact.variable }
        return Array(own.filter { $0.value != fact.value }.prefix(ownLimit - 1))
            + own.filter { $0.value == fact.value }.prefix(1)
    }
}
