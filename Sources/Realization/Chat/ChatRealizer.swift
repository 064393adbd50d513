import CausalEngine

/// Has a language model word skeletons, through any server that speaks OpenAI's chat completions.
///
/// A whole draft is one completion of the profile's prompts; one that is made of pieces is a completion for each sentence. The
/// model is told facts, never what the verifier looks for; a correction is one
/// request of its own that holds the previous draft and what is wrong with it, so that prompts do not grow with iterations.
public struct ChatRealizer: Realizer {
    /// What the model is asked with.
    public let settings: ChatSettings
    private let prompts: RealizationPrompts
    private let client: ChatClient

    /// A writer of the texts of one network.
    public init(network: Network, settings: ChatSettings, client: ChatClient) {
        self.settings = settings
        self.client = client
        prompts = RealizationPrompts(network: network)
    }

    /// The model.
    public var identity: RealizerIdentity { RealizerIdentity(kind: "chat", model: settings.model) }

    /// Words one request, streaming what the model writes.
    ///
    /// The stream throws a ``ChatFailure`` when no draft could be had; letting go of it cancels the request at once.
    public func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let end = try await write(request) { continuation.yield($0) }
                    continuation.yield(.finished(end))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func write(
        _ request: DraftRequest, _ report: @escaping @Sendable (DraftEvent) -> Void
    ) async throws -> DraftEnd {
        if case .pieces(let pieces) = request.form {
            let writer = PieceWriter(prompts: prompts, settings: settings, client: client)
            return try await writer.write(pieces, of: request, report)
        }
        let draft = try ChatDraft(request, settings: settings, prompts: prompts)
        report(.prompt(draft.prompt))
        let purpose = ChatClient.Purpose(seed: request.seed, row: request.row, attempt: request.attempt)
        let completion = try await client.complete(draft.request, for: purpose) { event in
            // An object is no text before it is whole.
            guard draft.isText else { return }
            switch event {
            case .text(let piece): report(.text(piece))
            case .restarted: report(.restarted)
            }
        }
        if !draft.isText { report(.text(try draft.text(of: completion))) }
        return DraftEnd(completion)
    }

    /// The server's seed for an attempt: 31 bits, which every server takes.
    static func seed(of request: DraftRequest) -> UInt64 {
        let row = NoiseStream(seed: request.seed, name: "causalsynth/seed of a completion").bits(at: request.row)
        return NoiseStream(seed: row, name: "attempt").bits(at: UInt64(max(0, request.attempt))) >> 33
    }
}
