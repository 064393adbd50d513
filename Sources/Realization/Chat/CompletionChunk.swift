import CausalEngine

/// One piece of a streamed chat completion, or a whole one that was not streamed.
struct CompletionChunk: Sendable {
    /// More text of the answer.
    var text = ""
    /// More text of a refusal, where the server tells it apart.
    var refusal = ""
    /// Whether the model thinks, where the server tells thoughts apart from the answer.
    var hasThoughts = false
    /// Whether a model was heard at all: an answer, its thoughts, or a finish reason.
    var hasChoice = false
    /// Why the answer ended, when it has.
    var finishReason: String?
    /// The tokens of the prompt, where the server counts them.
    var promptTokens: Int?
    /// The tokens of the answer, where the server counts them.
    var completionTokens: Int?
    /// What went wrong in the middle of a stream.
    var error: ServerError?

    /// Reads what the servers send that call themselves compatible with OpenAI's: absent and null members mean the same.
    ///
    /// - Throws: ``ChatFailure/malformed(_:)`` for what is no JSON object of a completion.
    init(parsing payload: String) throws(ChatFailure) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: payload)
        } catch {
            throw .malformed("\(error)")
        }
        guard json.members != nil else { throw .malformed("a piece of the answer is no JSON object") }
        if let error = ServerError(within: json) {
            self.error = error
            return
        }
        let choice = try Self.choices(json).first { ($0["index"]?.int ?? 0) == 0 }
        if let choice { take(choice) }
        promptTokens = Self.count(json["usage"]?["prompt_tokens"])
        completionTokens = Self.count(json["usage"]?["completion_tokens"])
        let thoughts = json["usage"]?["completion_tokens_details"]?["reasoning_tokens"]?.int ?? 0
        hasThoughts = hasThoughts || thoughts > 0
    }

    /// The choices; none of a piece that only counts tokens, where some servers leave out the list or send `null`.
    private static func choices(_ json: JSONValue) throws(ChatFailure) -> [JSONValue] {
        if let choices = json["choices"]?.elements { return choices }
        let isPiece = json["object"]?.string?.hasPrefix("chat.completion") ?? false
        guard isPiece || json["usage"]?.members != nil else {
            throw .malformed("a piece of the answer has no “choices”")
        }
        return []
    }

    /// A number of tokens, if it can be one.
    private static func count(_ json: JSONValue?) -> Int? {
        json?.int.flatMap { $0 >= 0 ? $0 : nil }
    }

    private mutating func take(_ choice: JSONValue) {
        hasChoice = true
        finishReason = choice["finish_reason"]?.string
        // OpenRouter tells so of a provider that fails midway.
        if let error = choice["error"], !error.isNull {
            self.error = ServerError(error)
        } else if finishReason == "error" {
            error = ServerError(.string("the model's server failed"))
        }
        guard let message = [choice["delta"], choice["message"]].compactMap({ $0 }).first(where: { !$0.isNull }) else {
            text = choice["text"]?.string ?? ""
            return
        }
        hasThoughts = ["reasoning_content", "reasoning"].contains { !(message[$0]?.string ?? "").isEmpty }
        refusal = message["refusal"]?.string ?? ""
        let parts = message["content"]?.elements ?? []
        text = message["content"]?.string ?? parts.compactMap { $0["text"]?.string }.joined()
    }
}

/// An error as a server words it.
struct ServerError: Sendable, Hashable {
    /// The words.
    var message: String
    /// The kind, such as `invalid_request_error`.
    var type: String?
    /// The cause, such as `context_length_exceeded`.
    var code: String?
    /// The parameter that is at fault, where it is told.
    var parameter: String?
    /// The size of the prompt, where it is told.
    var promptTokens: Int?
    /// The size of the context, where it is told.
    var contextSize: Int?

    /// The error that a member `error` holds: an object, or only its message.
    init(_ json: JSONValue) {
        message =
            json.string ?? json["message"]?.string ?? json["detail"]?.string ?? json["details"]?.string
            ?? Self.complaints(json["detail"]) ?? ""
        parameter = json["param"]?.string
        type = json["type"]?.string
        let number = ["code", "status", "status_code"].lazy.compactMap { json[$0]?.int }.first
        code = json["code"]?.string ?? number.map(String.init)
        promptTokens = json["n_prompt_tokens"]?.int
        contextSize = json["n_ctx"]?.int
    }

    /// What is wrong with each place of a request, as servers in Python's FastAPI tell it.
    private static func complaints(_ detail: JSONValue?) -> String? {
        detail?.elements?.map { complaint in
            let place = complaint["loc"]?.elements?.compactMap { $0.string ?? $0.int.map(String.init) } ?? []
            return place.joined(separator: ".") + ": " + (complaint["msg"]?.string ?? "")
        }.joined(separator: "; ")
    }

    /// The error that an answer is instead of a completion: under `error`, or the whole of it: vLLM names it so, others only say
    /// what is wrong.
    init?(within json: JSONValue) {
        if let error = json["error"], !error.isNull {
            self.init(error)
            return
        }
        let error = ServerError(json)
        guard json["object"] == "error" || (json["choices"] == nil && !error.message.isEmpty) else { return nil }
        self = error
    }

    /// The code, where it is a status of HTTP that tells of an error.
    var status: Int? { code.flatMap(Int.init).flatMap { (400..<600).contains($0) ? $0 : nil } }

    /// The error that a body tells of, whatever its form.
    init(body: String) {
        let json = try? JSONValue(parsing: body)
        // Gemini wraps its errors into a list.
        guard let json = json?.elements?.first ?? json, json.members != nil else {
            self.init(.string(Self.title(ofPage: body) ?? body))
            return
        }
        self = ServerError(within: json) ?? ServerError(json)
    }

    /// The title of a page for people, which proxies answer with.
    private static func title(ofPage body: String) -> String? {
        guard body.first(where: { !$0.isWhitespace }) == "<" else { return nil }
        guard let match = body.firstMatch(of: /<title>\s*([^<]*?)\s*<\/title>/.ignoresCase()) else { return "" }
        return String(match.1)
    }

    /// All words, in small letters, to look for causes in.
    var words: String { [message, type ?? "", code ?? ""].joined(separator: " ").lowercased() }
}

extension JSONValue {
    /// Whether the value is `null`.
    var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}
