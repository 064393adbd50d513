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
        var words: [Int: String] = [:]
        var told = Telling(pieces: pieces)
        for piece in told.advance(words, open: Set(calls.map(\.position))) { report(.text(piece)) }
        try await withThrowingTaskGroup(of: (position: Int, completion: ChatCompletion).self) { group in
            for (position, call) in calls {
                group.addTask {
                    (position, try await complete(shared + call.messages, for: call.name, in: request))
                }
            }
            var open = Set(calls.map(\.position))
            while let (position, completion) = try await group.next() {
                end.add(completion)
                words[position] = WrittenSentence.first(of: completion.text, isCut: completion.reason != "stop")
                open.remove(position)
                for piece in told.advance(words, open: open) { report(.text(piece)) }
            }
        }
        return end
    }

    private func complete(
        _ messages: [PromptMessage], for name: String, in request: DraftRequest
    ) async throws -> ChatCompletion {
        let chat = ChatRequest(
            messages: messages, model: settings.model, temperature: settings.temperature, topP: settings.topP,
            maxTokens: min(settings.maxTokens ?? .max, Self.sentenceTokens), stop: settings.stop + ["\n"],
            seed: Self.seed(of: name, in: request))
        let purpose = ChatClient.Purpose(seed: request.seed, row: request.row, attempt: request.attempt)
        return try await client.complete(chat, for: purpose) { _ in }
    }

    /// The server's seed for one sentence: 31 bits, which every server takes.
    static func seed(of name: String, in request: DraftRequest) -> UInt64 {
        let row = NoiseStream(seed: request.seed, name: "causalsynth/seed of a sentence").bits(at: request.row)
        let attempt = NoiseStream(seed: row, name: "attempt").bits(at: UInt64(max(0, request.attempt)))
        return NoiseStream(seed: attempt, name: name).bits(at: 0) >> 33
    }
}

/// How much of a draft that is made of pieces has been told.
private struct Telling {
    let pieces: [DraftPiece]
    private var next = 0
    private var last = ""

    init(pieces: [DraftPiece]) { self.pieces = pieces }

    /// The text that can be told now: up to the first piece that is still open.
    mutating func advance(_ words: [Int: String], open: Set<Int>) -> [String] {
        var texts: [String] = []
        while next < pieces.count, !open.contains(next) {
            let text = [DraftPiece].spaced(pieces[next].keptWords ?? words[next] ?? "", after: last)
            if !text.isEmpty {
                texts.append(text)
                last = text
            }
            next += 1
        }
        return texts
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
