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
    /// The most tokens of the answer and the thoughts before it; `nil` for as many as the client finds fit.
    public var ceiling: Int?
    /// Texts at which the answer ends.
    public var stop: [String]
    /// The server's seed. Servers batch requests, so that the same seed may well give another text.
    public var seed: UInt64
    /// The properties of the JSON object that is asked for; `nil` for running text.
    public var properties: [String]?

    /// One chat completion to be asked for.
    public init(
        messages: [PromptMessage], model: String, temperature: Double, topP: Double, maxTokens: Int,
        ceiling: Int? = nil, stop: [String] = [], seed: UInt64, properties: [String]? = nil
    ) {
        self.messages = messages
        self.model = model
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.ceiling = ceiling
        self.stop = stop
        self.seed = seed
        self.properties = properties
    }

    /// The request as OpenAI's protocol writes it.
    ///
    /// - Parameters:
    ///   - isStreamed: whether it asks for a stream, which ends with a count of tokens.
    ///   - dialect: what the server takes.
    func body(isStreamed: Bool, in dialect: ServerDialect = .init()) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("model", .string(model)),
            (
                "messages",
                .array(messages.map { ["role": .string($0.role), "content": .string($0.content)] })
            ),
        ]
        if isStreamed { members.append(("stream", true)) }
        for parameter in ChatParameter.allCases where dialect.takes(parameter) {
            guard let value = value(of: parameter, isStreamed: isStreamed, in: dialect) else { continue }
            members.append((parameter.rawValue, value))
        }
        return .object(members)
    }

    private func value(of parameter: ChatParameter, isStreamed: Bool, in dialect: ServerDialect) -> JSONValue? {
        switch parameter {
        case .maxTokens, .maxCompletionTokens: .integer(dialect.tokens(for: self))
        case .temperature: .number(temperature)
        case .topP: .number(topP)
        case .seed: .unsigned(seed)
        case .stop: stop.isEmpty ? nil : .array(stop.map { .string($0) })
        case .responseFormat: properties.map(Self.format)
        case .streamOptions: isStreamed ? ["include_usage": true] : nil
        }
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
    /// Whether the model thought before it answered.
    public var hasThoughts = false

    /// A chat completion that has come to its end.
    public init(text: String, reason: String, promptTokens: Int? = nil, completionTokens: Int? = nil) {
        self.text = text
        self.reason = reason
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }

    /// Whether nothing came but thoughts.
    var isThoughtAlone: Bool { hasThoughts && text.allSatisfy(\.isWhitespace) }

    /// Counts the tokens of an earlier try as well.
    mutating func add(_ earlier: ChatCompletion) {
        if let tokens = earlier.promptTokens { promptTokens = (promptTokens ?? 0) + tokens }
        if let tokens = earlier.completionTokens { completionTokens = (completionTokens ?? 0) + tokens }
    }
}
