import CausalEngine

/// One message of a conversation with a language model.
public struct PromptMessage: Sendable, Hashable, Codable {
    /// Who speaks: `system`, `user`, or, in an example, `assistant`.
    public var role: String
    /// What is said.
    public var content: String

    /// A message.
    public init(role: String, content: String) {
        self.role = role
        self.content = content
    }
}

/// The prompts of a network, filled in for one request after another.
///
/// What is written into them comes from the facts and the correction alone: no reading rule can reach a prompt.
public struct RealizationPrompts: Sendable {
    private let texts: PromptTexts
    private let domain: String
    private let facts: FactList
    private let sentences: SentencePrompts
    private let joins: JoinPrompts

    /// The prompts of a network's profile.
    public init(network: Network) {
        texts = network.profile.prompts
        domain = network.profile.domain
        facts = FactList(domain: network.profile.domain)
        sentences = SentencePrompts(domain: network.profile.domain)
        joins = JoinPrompts(domain: network.profile.domain)
    }

    /// The messages that ask for one whole draft: the system message, and one request that holds everything else, so that a
    /// prompt does not grow with the number of corrections.
    ///
    /// - Throws: ``EngineError`` when a template of the profile is not well formed.
    public func messages(for request: DraftRequest) throws(EngineError) -> [PromptMessage] {
        let system = try texts.template(.system).render(["domain": domain])
        var values = ["style": request.style.isEmpty ? "plain sentences" : request.style]
        // What follows from other facts need not be said, and what is not asked for is not said wrongly.
        values["facts"] = facts.lines(request.facts.filter { !$0.isDerivable })
        let user: String
        if let correction = request.correction {
            values["previous"] = correction.previous
            values["corrections"] = corrections(correction, facts: request.facts, attempt: request.attempt)
            user = try texts.template(.correct).render(values)
        } else {
            user = try texts.template(.realize).render(values)
        }
        return [PromptMessage(role: "system", content: system), PromptMessage(role: "user", content: user)]
    }

    /// All messages that ask for a draft as one text, for the record and for the screen.
    ///
    /// - Throws: ``EngineError`` when a template of the profile is not well formed.
    public func text(for request: DraftRequest) throws(EngineError) -> String {
        guard case .pieces(let pieces) = request.form else { return Self.text(of: try messages(for: request)) }
        return PromptRecord.text(
            shared: shared(for: pieces, in: request), calls: calls(for: pieces, in: request).map(\.call))
    }

    /// What all calls for the pieces of a draft begin with. Pieces are either written or joined.
    func shared(for pieces: [DraftPiece], in request: DraftRequest) -> [PromptMessage] {
        pieces.joinsSentences ? joins.shared(request) : sentences.shared(request)
    }

    /// The calls that the pieces of a draft need, by the position of the piece.
    func calls(
        for pieces: [DraftPiece], in request: DraftRequest
    ) -> [(position: Int, call: PromptRecord.Call)] {
        var names: [String: Int] = [:]
        return pieces.enumerated().compactMap { position, piece in
            let (name, messages): (String, [PromptMessage])
            switch piece {
            case .kept: return nil
            case .written(let variable):
                guard let fact = request.fact(of: variable) else { return nil }
                (name, messages) = (fact.name, sentences.own(fact, in: request))
            case .joined(let parts): (name, messages) = ("join", joins.own(parts))
            }
            names[name, default: 0] += 1
            let number = names[name] ?? 1
            return (position, PromptRecord.Call(name: number > 1 ? "\(name) \(number)" : name, messages: messages))
        }
    }

    /// Messages as one text, for the record and for the screen.
    public static func text(of messages: [PromptMessage]) -> String {
        messages.map { "[\($0.role)]\n\($0.content)" }.joined(separator: "\n\n")
    }

    /// The corrections as a list: the fact, what was found and where, and the fact again in other words.
    ///
    /// The other words are others again in each correction, as far as the profile has them.
    private func corrections(_ correction: Correction, facts list: [Fact], attempt: Int) -> String {
        correction.items.map { item in
            guard let fact = list.first(where: { $0.variable == item.variable }) else {
                return "- Something is named that must not be\(quote(item)). Take it out."
            }
            let others = max(1, fact.phrases.count - 1)
            let restated = facts.sentence(fact, rank: 1 + max(0, attempt - 1) % others)
            return "- \(Phrase.capitalize(fact.label)): \(problem(item, fact)) In other words: \(restated)"
        }.joined(separator: "\n")
    }

    private func problem(_ item: Correction.Item, _ fact: Fact) -> String {
        switch item.problem {
        case .missing: "the draft does not say that \(embedded(fact))"
        case .contradicted:
            "the draft says \(finding(item))\(quote(item)); the truth is that \(embedded(fact))"
        case .uncertain: "the draft leaves it open\(quote(item)); it is certain that \(embedded(fact))"
        case .conflicting: "the draft says it both ways\(quote(item)); only this is true: \(embedded(fact))"
        case .leaked: "the draft names what must not be named\(quote(item))."
        }
    }

    /// What a draft says instead, by the name of the value.
    private func finding(_ item: Correction.Item) -> String {
        item.found.map { "otherwise, namely “\($0)”" } ?? "otherwise"
    }

    /// The plain sentence of a fact within another.
    private func embedded(_ fact: Fact) -> String {
        let sentence = facts.sentence(fact)
        let word = sentence.prefix { !$0.isWhitespace }
        // A word with a second capital is an abbreviation and keeps its first.
        let staysAsIs = word.dropFirst().contains(where: \.isUppercase)
        return staysAsIs ? sentence : sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func quote(_ item: Correction.Item) -> String {
        guard let quote = item.quote, !quote.isEmpty else { return "" }
        return " (“\(quote)”)"
    }
}
