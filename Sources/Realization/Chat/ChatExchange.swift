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

    /// Sends the request and hands on text as it comes.
    ///
    /// - Throws: ``ChatFailure``, or `CancellationError` as soon as the task is cancelled.
    func complete(
        _ request: ChatRequest, _ take: @escaping @Sendable (String) -> Void
    ) async throws -> ChatCompletion {
        let url = endpoint.url(of: "chat/completions")
        let sent = TransportRequest(
            method: "POST", url: url,
            headers: [
                "Content-Type": "application/json", "Accept": "text/event-stream, application/json",
                "User-Agent": "causalsynth",
            ], key: key, body: Data(request.body.text.utf8))
        return try await withDeadlines { watch in
            var answer = AnswerReader(key: key, model: request.model, endpoint: endpoint, url: url.absoluteString)
            for try await event in transport.send(sent) {
                try answer.take(event, watch, take)
                if answer.isFinished { break }
            }
            // A stream that is let go of ends as if it were over.
            try Task.checkCancellation()
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
        return try await withDeadlines { watch in
            var answer = AnswerReader(key: key, model: "", endpoint: endpoint, url: url.absoluteString)
            for try await event in transport.send(request) { try answer.takeWhole(event, watch) }
            try Task.checkCancellation()
            return try answer.models()
        }
    }

    /// Does something for as long as no deadline is missed.
    private func withDeadlines<Result: Sendable>(
        _ body: @escaping @Sendable (DeadlineWatch) async throws -> Result
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
