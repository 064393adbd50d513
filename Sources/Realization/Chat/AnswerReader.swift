import CausalEngine
import Foundation

/// Puts an answer together from what a transport brings.
struct AnswerReader {
    let key: APIKey?
    let model: String
    let server: String
    let url: String

    private var status: Int?
    private var headers: [String: String] = [:]
    private var body = Data()
    private var received = 0
    /// The first byte that is no white space.
    private var firstByte: UInt8?
    private var events = ServerSentEventParser(limit: ChatExchange.longestEvent)
    private var redactor: KeyRedactor
    private var thoughts = ThoughtFilter()
    private var surrogates = SurrogateJoiner()
    private var completion = ChatCompletion(text: "", reason: "")
    private var refusal = ""
    private var hasChoice = false
    private var finishReason: String?
    /// Whether the server has said that nothing more comes.
    private(set) var isFinished = false

    init(key: APIKey?, model: String, server: String, url: String) {
        self.key = key
        self.model = model
        self.server = server
        self.url = url
        redactor = KeyRedactor(key)
    }

    // MARK: Taking in

    /// Takes in the next part of a completion, and hands on the text that it holds.
    mutating func take(
        _ event: TransportEvent, _ watch: DeadlineWatch, _ handOn: (ChatEvent) -> Void
    ) throws(ChatFailure) {
        guard case .bytes(let data) = event else { return try takeWhole(event, watch) }
        firstByte = firstByte ?? data.first { $0 > 0x20 }
        guard isStream else { return try takeWhole(event, watch) }
        try count(data)
        let payloads: [String]
        do {
            payloads = try events.feed(data)
        } catch {
            throw .oversized(bytes: error.limit)
        }
        for payload in payloads where !isFinished { try take(payload: payload, watch, handOn) }
    }

    /// Takes in the next part of an answer that is no stream.
    mutating func takeWhole(_ event: TransportEvent, _ watch: DeadlineWatch) throws(ChatFailure) {
        switch event {
        case .sent: watch.connected()
        case .response(let status, let headers):
            watch.connected()
            self.status = status
            self.headers = headers
        case .bytes(let data):
            watch.progressed()
            try count(data)
            guard body.count + data.count <= ChatExchange.longestEvent else {
                throw .oversized(bytes: ChatExchange.longestEvent)
            }
            body.append(data)
        }
    }

    private mutating func count(_ data: Data) throws(ChatFailure) {
        received += data.count
        guard received <= ChatExchange.longestBody else { throw .oversized(bytes: ChatExchange.longestBody) }
    }

    private mutating func take(
        payload: String, _ watch: DeadlineWatch, _ handOn: (ChatEvent) -> Void
    ) throws(ChatFailure) {
        watch.progressed()
        switch payload.trimmingCharacters(in: .whitespaces) {
        case "[DONE]":
            isFinished = true
            watch.finished()
        // Gateways send these to keep a connection from being closed.
        case "", "null": break
        default:
            let (whole, fate) = surrogates.pass(payload)
            var chunk = try CompletionChunk(parsing: whole)
            if fate == .lost { chunk.text = "\u{fffd}" + chunk.text }
            if fate == .waits, !chunk.text.isEmpty { chunk.text = surrogates.giveUp() + chunk.text }
            try take(chunk, handOn)
        }
    }

    private mutating func take(_ chunk: CompletionChunk, _ handOn: (ChatEvent) -> Void) throws(ChatFailure) {
        if let error = chunk.error?.cleaned(key) {
            throw .answered(
                status: error.status ?? 500, error, model: model, server: server, url: url,
                hasKey: key != nil)
        }
        hasChoice = hasChoice || chunk.hasChoice
        completion.hasThoughts = completion.hasThoughts || chunk.hasThoughts
        finishReason = chunk.finishReason ?? finishReason
        completion.promptTokens = chunk.promptTokens ?? completion.promptTokens
        completion.completionTokens = chunk.completionTokens ?? completion.completionTokens
        refusal += chunk.refusal
        try add(thoughts.pass(redactor.pass(chunk.refusal + chunk.text)), handOn)
    }

    private mutating func add(_ events: [ChatEvent], _ handOn: (ChatEvent) -> Void) throws(ChatFailure) {
        for event in events {
            switch event {
            case .text(let piece): completion.text += piece
            case .restarted: completion.text = ""
            }
            guard completion.text.utf8.count <= ChatExchange.longestText else {
                throw .oversized(bytes: ChatExchange.longestText)
            }
            handOn(event)
        }
    }

    // MARK: The end

    /// The completion, once nothing more comes.
    mutating func finish(
        _ watch: DeadlineWatch, _ handOn: (ChatEvent) -> Void
    ) throws(ChatFailure) -> ChatCompletion {
        try checkStatus()
        if isStream {
            if !isFinished, let payload = events.finish() { try take(payload: payload, watch, handOn) }
        } else {
            try take(try CompletionChunk(parsing: String(decoding: body, as: UTF8.self)), handOn)
            isFinished = true
        }
        try add(thoughts.pass(redactor.pass(surrogates.giveUp()) + redactor.finish()) + thoughts.finish(), handOn)
        // A server that is killed closes the stream as if all were well: only its last words tell that they are the last.
        guard isFinished || finishReason != nil else {
            throw .dropped("the stream ended without a word")
        }
        guard hasChoice else { throw .empty }
        completion.reason = Self.reason(finishReason, isRefusal: !refusal.isEmpty)
        completion.hasThoughts = completion.hasThoughts || thoughts.hasThought
        // Whoever stops in the middle of a thought has not come to what was asked.
        if thoughts.isThinking || completion.isThoughtAlone, completion.reason == "stop" {
            completion.reason = "length"
        }
        return completion
    }

    /// The names in a list of models.
    func models() throws(ChatFailure) -> [String] {
        try checkStatus()
        guard let json = try? JSONValue(parsing: [UInt8](body)) else {
            throw .malformed("the list of models is no JSON")
        }
        guard let entries = json["data"]?.elements ?? json["models"]?.elements else {
            throw .malformed("the list of models has no “data”")
        }
        return entries.compactMap { $0["id"]?.string ?? $0["name"]?.string }.map { ServerError.clean($0, key) }
    }

    /// The end in OpenAI's words. Others say it otherwise: Together `eos`, text-generation-inference `eos_token` and
    /// `stop_sequence`, gateways to Anthropic's models `end_turn`, to Cohere's `COMPLETE`.
    private static func reason(_ finishReason: String?, isRefusal: Bool) -> String {
        switch finishReason?.lowercased() {
        case _ where isRefusal: "refusal"
        case nil, "stop", "eos", "eos_token", "stop_sequence", "end_turn", "complete": "stop"
        case "length", "max_tokens": "length"
        case "content_filter", "refusal", "safety": "refusal"
        case let reason?: ServerError.clean(reason, nil)
        }
    }

    /// Whether the body is a stream of events. Some servers do not say so, some say so and do not stream, above all when they
    /// fail: then its first byte tells.
    private var isStream: Bool {
        guard let status, (200..<300).contains(status) else { return false }
        let type = headers["content-type"]?.lowercased() ?? ""
        switch firstByte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return false
        // `data: …`, `event: …`, or a comment.
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: ":"): return !type.contains("html")
        default: return type.hasPrefix("text/event-stream") || !(type.contains("json") || type.contains("html"))
        }
    }

    /// The base URL that leads to where a redirect sends: without the route that was asked for.
    private func base(of location: String) -> String {
        let target = URL(string: location, relativeTo: URL(string: url))?.absoluteString ?? location
        let route = ["/chat/completions", "/models"].first(where: target.hasSuffix)
        return String(target.dropLast(route?.count ?? 0))
    }

    private func checkStatus() throws(ChatFailure) {
        guard let status else { throw .dropped("the connection was closed without an answer") }
        guard !(200..<300).contains(status) else { return }
        let error = ServerError(body: String(decoding: body, as: UTF8.self)).cleaned(key)
        throw .answered(
            status: status, error, location: headers["location"].map { ServerError.clean(base(of: $0), key) },
            retryAfter: headers["retry-after"].flatMap { RetryAfter.pause($0, now: Date()) }, model: model,
            server: server, url: url, hasKey: key != nil)
    }
}
