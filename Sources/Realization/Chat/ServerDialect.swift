/// A parameter of a request that some servers do not take, or take by another name only.
public enum ChatParameter: String, Sendable, Hashable, CaseIterable {
    /// The count of tokens at the end of a stream.
    case streamOptions = "stream_options"
    /// The temperature.
    case temperature
    /// The share of probability that is sampled from.
    case topP = "top_p"
    /// The most tokens of the answer.
    case maxTokens = "max_tokens"
    /// The same where thoughts are counted as well.
    case maxCompletionTokens = "max_completion_tokens"
    /// The server's seed.
    case seed
    /// Texts at which the answer ends.
    case stop
    /// The JSON schema of the answer.
    case responseFormat = "response_format"
}

/// What a server has shown of how it takes requests. Each speaks OpenAI's protocol, with parameters more or fewer, and its model may
/// think before it answers: none of it can be asked for beforehand.
struct ServerDialect: Sendable, Hashable {
    /// The parameters that it does not take.
    var refused: Set<ChatParameter> = []
    /// Whether its model thinks before it answers. Thoughts use up tokens and hold what an answer would stop at.
    var thinks = false

    /// The tokens that thoughts are given beside those of the answer.
    static let roomForThoughts = 4096

    /// What of a request's own parameters is sent.
    func takes(_ parameter: ChatParameter) -> Bool {
        switch parameter {
        case .maxCompletionTokens: refused.contains(.maxTokens) && !refused.contains(parameter)
        case .stop: !thinks && !refused.contains(parameter)
        default: !refused.contains(parameter)
        }
    }

    /// The most tokens to be asked for.
    func tokens(for request: ChatRequest) -> Int {
        let all = request.maxTokens + (thinks ? Self.roomForThoughts : 0)
        return min(all, max(request.maxTokens, request.ceiling ?? .max))
    }
}

extension ServerError {
    /// The parameter that the server does not take, where it is one of those that can be left out.
    var refusedParameter: ChatParameter? {
        let words = words
        guard Self.refusals.contains(where: words.contains) else { return nil }
        if let parameter { return ChatParameter(rawValue: parameter) }
        // "use max_completion_tokens instead" names another than the one refused, and later.
        let names = words.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return names.lazy.compactMap { ChatParameter(rawValue: String($0)) }.first
    }

    private static let refusals = [
        "unsupported", "not support", "unknown", "unrecognized", "unrecognised", "unexpected", "not permitted",
        "not allowed",
        "only the default",
    ]
}
