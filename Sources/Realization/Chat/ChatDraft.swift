import CausalEngine

/// A draft that is one chat completion: what is asked for it, and what an answer makes of it.
struct ChatDraft: Sendable {
    /// What is asked.
    let request: ChatRequest
    private let form: FactObject?

    /// What is asked for a draft.
    ///
    /// - Throws: ``EngineError`` when a template of the profile is not well formed.
    init(
        _ request: DraftRequest, settings: ChatSettings, prompts: RealizationPrompts
    ) throws(EngineError) {
        let isObject = request.form == .object || settings.responseFormat == .jsonSchema
        form = isObject ? FactObject(request.facts.filter { !$0.isDerivable }) : nil
        var messages = try prompts.messages(for: request)
        let demands = [form?.demand, request.isExcerpt ? Self.excerptDemand : nil].compactMap { $0 }
        if !messages.isEmpty { messages[messages.count - 1].content += demands.map { "\n\n" + $0 }.joined() }
        self.request = ChatRequest(
            messages: messages, model: settings.model, temperature: settings.temperature, topP: settings.topP,
            maxTokens: settings.tokens(for: request.facts.count), ceiling: settings.maxTokens, stop: settings.stop,
            seed: ChatRealizer.seed(of: request), properties: form?.keys)
    }

    /// The prompt, for the record and for the screen.
    var prompt: String { RealizationPrompts.text(of: request.messages) }

    /// Whether pieces of the answer are pieces of the draft.
    var isText: Bool { form == nil }

    /// The draft that a completion holds.
    ///
    /// - Throws: ``ChatFailure/malformed(_:)`` for a complete answer that is not of the form that was asked for.
    func text(of completion: ChatCompletion) throws(ChatFailure) -> String {
        guard let form else { return completion.text }
        return try form.text(from: completion)
    }

    /// What a prompt says of an excerpt.
    private static let excerptDemand =
        "This is a passage from a longer text. Answer with the passage alone, without anything around it."
}

extension DraftEnd {
    /// The end of a draft that was one completion.
    init(_ completion: ChatCompletion) {
        self.init(
            reason: completion.reason, promptTokens: completion.promptTokens,
            completionTokens: completion.completionTokens)
    }
}
