import ArgumentParser
import Realization

/// Which language model writes, and how it is asked.
struct ChatModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "chat: the model. Without it, OPENAI_MODEL, model in config.yaml, or the only one that the server has.",
            valueName: "name"))
    var model: String?

    @Option(help: "chat: the sampling temperature, from 0 (default: 0.8).")
    var temperature: Double?

    @Option(help: "chat: the share of probability that is sampled from (default: 0.95).")
    var topP: Double?

    @Option(
        help: ArgumentHelp(
            "chat: the most tokens of one draft (default: 200, and 40 for each fact).", valueName: "count"))
    var maxTokens: Int?

    @Option(parsing: .singleValue, help: "chat: a text at which a draft ends. May be repeated.")
    var stop: [String] = []

    @Option(
        help: "chat: text, or json-schema (a sentence for each fact, to which the server holds its model, if it can).")
    var responseFormat: ChatSettings.ResponseFormat?

    @Flag(help: "chat: take the model even when the server does not list it.")
    var unlistedModel = false

    /// The model that is named: by the option, else by the environment, else by the user's defaults.
    static func named(_ option: String?) throws -> String? {
        try option ?? Environment["OPENAI_MODEL"] ?? Preferences.read().model
    }

    /// Whether any of it was given.
    var isGiven: Bool {
        model != nil || temperature != nil || topP != nil || maxTokens != nil || !stop.isEmpty || responseFormat != nil
            || unlistedModel
    }

    func validate() throws {
        do {
            try settings(baseURL: "", model: "").validate()
        } catch {
            throw ValidationError(error.description)
        }
    }

    func settings(baseURL: String, model: String) -> ChatSettings {
        var settings = ChatSettings(baseURL: baseURL, model: model, maxTokens: maxTokens, stop: stop)
        if let temperature { settings.temperature = temperature }
        if let topP { settings.topP = topP }
        if let responseFormat { settings.responseFormat = responseFormat }
        return settings
    }
}

extension ChatSettings.ResponseFormat: ExpressibleByArgument {}
