import CausalEngine
import Foundation

/// One request for a chat completion, sent once, and its answer read as it comes.
struct ChatExchange: Sendable {
    let endpoint: ChatEndpoint
    let key: APIKey?
    let deadlines: ChatDeadlines
    let transport: any Transport

    /// The most bytes of a draft; of an answer, some ten times more, for all that is wrapped around each token.
    static let longestText = 1 << 20
    static let longestEvent = 10 << 20
    static let longestBody = 64 << 20

    /// Sends the request as the server takes it and hands on text as it comes; a text that turns out to be a thought is taken
    /// back.
    ///
    /// - Throws: ``ChatFailure``, or `CancellationError` as soon as the task is cancelled.
    func complete(
        _ request: ChatRequest, in dialect: ServerDialect, _ take: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatCompletion {
        let url = endpoint.url(of: "chat/completions")
        let sent = TransportRequest(
            method: "POST", url: url,
            headers: [
                "Content-Type": "application/json", "Accept": "text/event-stream, application/json",
                "User-Agent": "causalsynth",
            ], key: key, body: Data(request.body(isStreamed: true, in: dialect).text.utf8))
        return try await withDeadlines(deadlines) { watch in
            var answer = AnswerReader(
                key: key, model: request.model, server: endpoint.server, url: url.absoluteString)
            do {
                // What comes after the last word says nothing more, but a connection read to its end can be used again.
                for try await event in transport.send(sent) where !answer.isFinished {
                    try answer.take(event, watch, take)
                }
            } catch  where answer.isFinished {}
            // A stream that is let go of ends as if it were over.
            if !answer.isFinished { try Task.checkCancellation() }
            return try answer.finish(watch, take)
        }
    }

    /// The names of the models that the server has.
    ///
    /// - Throws: ``ChatFailure``, or `CancellationError`.
    func models() async throws -> [String] {
        let url = endpoint.url(of: "models")
        let request = TransportRequest(
            url: url, headers: ["Accept": "application/json", "User-Agent": "causalsynth"], key: key)
        var deadlines = deadlines
        // Nothing has to be thought about for it.
        deadlines.first = min(deadlines.first, .seconds(30))
        return try await withDeadlines(deadlines) { watch in
            var answer = AnswerReader(key: key, model: "", server: endpoint.server, url: url.absoluteString)
            for try await event in transport.send(request) { try answer.takeWhole(event, watch) }
            try Task.checkCancellation()
            return try answer.models()
        }
    }

    /// Does something for as long as no deadline is missed.
    private func withDeadlines<Result: Sendable>(
        _ deadlines: ChatDeadlines, _ body: @escaping @Sendable (DeadlineWatch) async throws -> Result
    ) async throws -> Result {
        let watch = DeadlineWatch(deadlines)
        do {
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                group.addTask { try await body(watch) }
                group.addTask {
                    try await watch.wait()
                    return nil
                }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                    // Everything was said, and the server is slow to leave.
                    group.cancelAll()
                }
                throw CancellationError()
            }
        } catch let failure as TransportFailure {
            throw ChatFailure(failure, endpoint: endpoint, key: key)
        }
    }
}

extension ChatFailure {
    fileprivate init(_ failure: TransportFailure, endpoint: ChatEndpoint, key: APIKey?) {
        switch failure {
        case .unreachable(let reason):
            self = .unreachable(server: endpoint.server, reason: ServerError.clean(reason, key))
        case .dropped(let reason): self = .dropped(ServerError.clean(reason, key))
        }
    }
}
