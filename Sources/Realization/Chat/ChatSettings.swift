/// What a language model is asked with: recorded with a run, so that resuming asks in the same way. It holds no secret.
public struct ChatSettings: Sendable, Hashable, Codable {
    /// The form of an answer.
    public enum ResponseFormat: String, Sendable, Hashable, Codable, CaseIterable {
        /// Running text.
        case text
        /// A JSON object with one string for each fact, to which the server holds its model; the strings together are the draft.
        case jsonSchema = "json-schema"
    }

    /// The URL that the routes of the server begin with.
    public var baseURL: String
    /// The model's name, as the server knows it.
    public var model: String
    /// The sampling temperature, from 0.
    public var temperature: Double
    /// The share of probability that is sampled from (nucleus sampling), above 0 to 1.
    public var topP: Double
    /// The most tokens of one draft; `nil` for a number by the facts that it has to state.
    public var maxTokens: Int?
    /// Texts at which a draft ends.
    public var stop: [String]
    /// The form of an answer.
    public var responseFormat: ResponseFormat

    /// What a model is asked with.
    public init(
        baseURL: String, model: String, temperature: Double = 0.8, topP: Double = 0.95, maxTokens: Int? = nil,
        stop: [String] = [], responseFormat: ResponseFormat = .text
    ) {
        self.baseURL = baseURL
        self.model = model
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.stop = stop
        self.responseFormat = responseFormat
    }

    /// Checks that every number is in its range.
    ///
    /// - Throws: ``RealizationError/setting(name:found:expected:)`` for the first one that is not.
    public func validate() throws(RealizationError) {
        guard temperature >= 0, temperature <= 5 else {
            throw .setting(name: "temperature", found: temperature, expected: "a number from 0 to 5")
        }
        guard topP > 0, topP <= 1 else {
            throw .setting(name: "top_p", found: topP, expected: "a number above 0, at most 1")
        }
        if let maxTokens, maxTokens < 1 {
            throw .setting(name: "max tokens", found: Double(maxTokens), expected: "a whole number from 1")
        }
    }

    /// The most tokens of a draft about so many facts: room for a long sentence each, and for an opening.
    func tokens(for facts: Int) -> Int { maxTokens ?? 200 + 40 * facts }
}
