import Foundation

/// What servers say, rightly and wrongly.
extension ScriptedServer.Act {
    /// Text as bytes.
    public static func send(_ text: String) -> Self { .send(Array(text.utf8)) }

    /// The head of a stream of events.
    public static let streamHead = Self.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")

    /// The head of a stream of events in chunks, after which the connection can be used again.
    public static let chunkedHead = Self.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")

    /// Bytes as one chunk; none at all end the answer.
    public static func chunk(_ bytes: [UInt8]) -> Self {
        .send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8))
    }

    /// A whole answer.
    public static func answer(
        _ status: Int, _ body: String, type: String = "application/json", headers: [String] = []
    ) -> Self {
        let lines = ["HTTP/1.1 \(status) Status", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"]
        return .send((lines + headers + ["Connection: close"]).joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// An error as OpenAI words it.
    public static func error(
        _ status: Int, _ message: String, code: String? = nil, headers: [String] = []
    ) -> Self {
        let code = code.map { "\"\($0)\"" } ?? "null"
        return answer(
            status, "{\"error\":{\"message\":\"\(message)\",\"type\":\"error\",\"code\":\(code)}}", headers: headers)
    }

    /// A piece of text of a stream.
    public static func piece(_ text: String) -> Self {
        .send("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\(quoted(text))},\"finish_reason\":null}]}\n\n")
    }

    /// The end of a stream.
    public static func end(_ reason: String = "stop", prompt: Int = 100, completion: Int = 20) -> Self {
        .send(
            """
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"\(reason)"}]}

            data: {"choices":[],"usage":{"prompt_tokens":\(prompt),"completion_tokens":\(completion)}}

            data: [DONE]


            """)
    }

    /// The list of models.
    public static func models(_ names: String...) -> Self {
        answer(
            200, "{\"object\":\"list\",\"data\":[" + names.map { "{\"id\":\"\($0)\"}" }.joined(separator: ",") + "]}")
    }

    /// What is sent.
    public var bytes: [UInt8] {
        if case .send(let bytes) = self { return bytes }
        return []
    }

    /// A JSON string.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension [ScriptedServer.Act] {
    /// A complete stream of a text in one chunk, after which the connection stays open.
    public static func keptOpen(_ text: String) -> Self {
        let events = [ScriptedServer.Act.piece(text), .end()].flatMap(\.bytes)
        return [.chunkedHead, .chunk(events), .chunk([]), .keep]
    }

    /// A complete stream of a text, in pieces of a few letters.
    public static func text(_ text: String, reason: String = "stop") -> Self {
        let letters = Array<Character>(text)
        let pieces = stride(from: 0, to: letters.count, by: 7).map { start in
            ScriptedServer.Act.piece(String(letters[start..<Swift.min(start + 7, letters.count)]))
        }
        return [.streamHead] + pieces + [.end(reason)]
    }
}

extension ScriptedServer.Request {
    /// The facts that the prompt lists, as a text that states them all, or the one fact that a sentence is asked for: what a
    /// perfectly obedient model would write.
    public var facts: String { Self.facts(in: body) }

    /// The same for the body of any request for a completion.
    public static func facts(in body: String) -> String {
        let parts = body.components(separatedBy: "Fact: ")
        if parts.count > 1, let fact = parts.last?.components(separatedBy: " Write one sentence.").first { return fact }
        let prompt = body.components(separatedBy: "Facts:\\n").last?.components(separatedBy: "\\n\\n").first ?? ""
        return prompt.components(separatedBy: "\\n").map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
            .joined(separator: " ")
    }
}
