import CausalEngine

/// Has a language model write the pieces of a draft, each in a call of its own, all at the same time.
///
/// How many are in flight is the client's matter. What comes is put together in the order of the pieces, so neither the
/// draft nor the order of its text depends on which call ends first.
struct PieceWriter: Sendable {
    let prompts: RealizationPrompts
    let settings: ChatSettings
    let client: ChatClient

    /// The most tokens of one sentence, unless the settings say otherwise.
    static let sentenceTokens = 48

    /// Writes the pieces, and reports the text as far as it stands.
    ///
    /// - Throws: ``ChatFailure`` as soon as one piece cannot be had; `CancellationError`.
    func write(
        _ pieces: [DraftPiece], of request: DraftRequest, _ report: @escaping @Sendable (DraftEvent) -> Void
    ) async throws -> DraftEnd {
        report(.prompt(try prompts.text(for: request)))
        let shared = prompts.shared(for: pieces, in: request)
        let calls = prompts.calls(for: pieces, in: request)
        var end = DraftEnd()
        let telling = PieceTelling(pieces, report)
        try await withThrowingTaskGroup(of: (position: Int, completion: ChatCompletion).self) { group in
            for (position, call) in calls {
                group.addTask {
                    let messages = shared + call.messages
                    return (
                        position,
                        try await complete(messages, for: call.name, in: request) { telling.take($0, of: position) }
                    )
                }
            }
            while let (position, completion) = try await group.next() {
                end.add(completion)
                let isCut = completion.reason != "stop"
                telling.end(position, with: WrittenSentence.first(of: completion.text, isCut: isCut))
            }
        }
        return end
    }

    private func complete(
        _ messages: [PromptMessage], for name: String, in request: DraftRequest,
        _ report: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatCompletion {
        let chat = ChatRequest(
            messages: messages, model: settings.model, temperature: settings.temperature, topP: settings.topP,
            maxTokens: min(settings.maxTokens ?? .max, Self.sentenceTokens), ceiling: settings.maxTokens,
            stop: settings.stop + ["\n"],
            seed: Self.seed(of: name, in: request))
        let purpose = ChatClient.Purpose(seed: request.seed, row: request.row, attempt: request.attempt)
        return try await client.complete(chat, for: purpose, report)
    }

    /// The server's seed for one sentence: 31 bits, which every server takes.
    static func seed(of name: String, in request: DraftRequest) -> UInt64 {
        let row = NoiseStream(seed: request.seed, name: "causalsynth/seed of a sentence").bits(at: request.row)
        let attempt = NoiseStream(seed: row, name: "attempt").bits(at: UInt64(max(0, request.attempt)))
        return NoiseStream(seed: attempt, name: name).bits(at: 0) >> 33
    }
}

extension DraftEnd {
    /// Counts the tokens of one more call, and tells of a refusal.
    fileprivate mutating func add(_ completion: ChatCompletion) {
        if let tokens = completion.promptTokens { promptTokens = (promptTokens ?? 0) + tokens }
        if let tokens = completion.completionTokens { completionTokens = (completionTokens ?? 0) + tokens }
        // A sentence that is too long is cut, and judged as it stands; whatever else ends a call ends the draft.
        if completion.reason != "stop", completion.reason != "length" { reason = completion.reason }
    }
}
