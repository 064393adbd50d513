import CausalEngine

extension ChatFailure {
    /// The failure that an answer with this status tells of.
    ///
    /// Servers agree on status codes more than on names, and on names more than on words: all three are looked at.
    static func answered(
        status: Int, _ error: ServerError, location: String? = nil, retryAfter: Duration? = nil, model: String,
        server: String, url: String, hasKey: Bool
    ) -> ChatFailure {
        let detail = error.message
        switch status {
        case 300..<400: return .redirected(to: location ?? "its target")
        // What comes with 401 tends to quote the key, in part; 403 has reasons besides the key: a model, a country, a firewall.
        case 401: return .unauthorized(server: server, status: status, hasKey: hasKey)
        case 403: return .unauthorized(server: server, status: status, hasKey: hasKey, said: detail)
        case 402: return .quota(detail)
        case 429 where error.words.contains("insufficient_quota"): return .quota(detail)
        case 404 where !error.namesModel(model), 405, 501: return .noSuchRoute(url: url, status: status, said: detail)
        case 408, 425: return .server(status: status, detail, retryAfter: retryAfter)
        case 429, 503, 529: return .busy(status: status, detail, retryAfter: retryAfter)
        case 500...:
            return error.isContextOverflow
                ? .contextOverflow(error.sizes) : .server(status: status, detail, retryAfter: retryAfter)
        default: break
        }
        if error.isContextOverflow { return .contextOverflow(error.sizes) }
        if let parameter = error.refusedParameter { return .badRequest(status: status, detail, parameter: parameter) }
        if error.namesModel(model) { return .wrongModel(model, server: server, known: []) }
        if error.isFilter { return .filtered(detail) }
        return .badRequest(status: status, detail)
    }
}

extension ServerError {
    /// Whether the prompt did not fit.
    var isContextOverflow: Bool {
        let words = words
        return words.contains("exceed_context_size") || words.contains("context_length_exceeded")
            || (words.contains("context") && ["length", "size", "window", "exceed"].contains(where: words.contains)
                && ["exceed", "maximum", "larger", "longer", "too long", "overflow"].contains(where: words.contains))
    }

    /// The sizes of prompt and context where they are told, else the words.
    var sizes: String {
        guard let promptTokens, let contextSize else { return message }
        return "\(promptTokens) tokens where \(contextSize) fit"
    }

    /// Whether it is the model that the server does not have.
    func namesModel(_ model: String) -> Bool {
        let words = words
        if Self.missingModels.contains(where: words.contains) { return true }
        let isMissing = [
            "not found", "not_found", "not exist", "unknown", "invalid", "not a valid", "not available", "no such",
            "unsupported",
        ].contains(where: words.contains)
        return isMissing && words.contains("model") && (words.contains(model.lowercased()) || words.contains("not"))
            && !words.contains("parameter")
    }

    /// What services say of nothing but models: OpenAI and LM Studio, Hugging Face, Azure, OpenRouter, Together.
    private static let missingModels = [
        "model_not_found", "model_not_supported", "deploymentnotfound", "no endpoints found", "no allowed providers",
        "unable to access model",
    ]

    /// Whether a filter of content spoke.
    var isFilter: Bool {
        let words = words
        return words.contains("content_filter") || words.contains("content_policy")
            || words.contains("content management")
    }

    /// The error fit for records and screens: short, on one line, without the key, and without anything that steers a terminal.
    func cleaned(_ key: APIKey?) -> ServerError {
        var error = self
        error.message = Self.clean(message, key)
        return error
    }

    /// A text of a server fit for records and screens.
    static func clean(_ text: String, _ key: APIKey?) -> String {
        let whole = key?.redacted(in: text) ?? text
        let plain = whole.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: " "
            case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{fffd}"
            case 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: "\u{fffd}"
            default: scalar
            }
        }
        let short = plain.prefix(Self.longest)
        return String(String.UnicodeScalarView(short)) + (plain.count > Self.longest ? "…" : "")
    }

    private static let longest = 300
}
