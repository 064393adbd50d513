import CausalEngine
import Foundation

/// One chat completion to be asked for.
public struct ChatRequest: Sendable, Hashable {
    /// What is said to the model.
    public var messages: [PromptMessage]
    /// The model's name.
    public var model: String
    /// The sampling temperature.
    public var temperature: Double
    /// The share of probability that is sampled from.
    public var topP: Double
    /// The most tokens of the answer.
    public var maxTokens: Int
    /// Texts at which the answer ends.
    public var stop: [String]
    /// The server's seed. Servers batch requests, so that the same seed may well give another text.
    public var seed: UInt64
    /// The properties of the JSON object that is asked for; `nil` for running text.
    public var properties: [String]?

    /// One chat completion to be asked for.
    public init(
        messages: [PromptMessage], model: String, temperature: Double, topP: Double, maxTokens: Int,
        stop: [String] = [], seed: UInt64, properties: [String]? = nil
    ) {
        self.messages = messages
        self.model = model
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.stop = stop
        self.seed = seed
        self.properties = properties
    }

    /// The request as OpenAI's protocol writes it.
    ///
    /// - Parameter isStreamed: whether it asks for a stream, which ends with a count of tokens.
    func body(isStreamed: Bool) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("model", .string(model)),
            (
                "messages",
                .array(messages.map { ["role": .string($0.role), "content": .string($0.content)] })
            ),
        ]
        if isStreamed { members += [("stream", true), ("stream_options", ["include_usage": true])] }
        members += [
            ("temperature", .number(temperature)), ("top_p", .number(topP)), ("max_tokens", .integer(maxTokens)),
            ("seed", .unsigned(seed)),
        ]
        if !stop.isEmpty { members.append(("stop", .array(stop.map { .string($0) }))) }
        if let properties { members.append(("response_format", Self.format(properties))) }
        return .object(members)
    }

    private static func format(_ properties: [String]) -> JSONValue {
        [
            "type": "json_schema",
            "json_schema": [
                "name": "facts", "strict": true,
                "schema": [
                    "type": "object",
                    "properties": .object(properties.map { ($0, ["type": "string"]) }),
                    "required": .array(properties.map { .string($0) }), "additionalProperties": false,
                ],
            ],
        ]
    }
}

/// A chat completion that has come to its end.
public struct ChatCompletion: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Why it ended: `stop` for a complete text, else `length`, `refusal`, or whatever the server says.
    public var reason: String
    /// The tokens of the prompt, where the server counts them.
    public var promptTokens: Int?
    /// The tokens of the text, where the server counts them.
    public var completionTokens: Int?

    /// A chat completion that has come to its end.
    public init(text: String, reason: String, promptTokens: Int? = nil, completionTokens: Int? = nil) {
        self.text = text
        self.reason = reason
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }
}
