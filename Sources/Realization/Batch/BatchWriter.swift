import CausalEngine
import Foundation

/// Writes the drafts that are asked for as lines of an OpenAI batch file, and takes the drafts from its results.
///
/// The same lines run on `vllm run-batch`, on Ray Data's batch inference and on hosted batch services. A draft has to be one
/// completion: what is asked next may hang on nothing but drafts that are there.
public struct BatchWriter: Sendable {
    private let settings: ChatSettings
    private let prompts: RealizationPrompts

    /// A writer for the texts of one network.
    public init(network: Network, settings: ChatSettings) {
        self.settings = settings
        prompts = RealizationPrompts(network: network)
    }

    /// The line that asks for a draft.
    ///
    /// - Parameters:
    ///   - request: what the draft is asked for.
    ///   - id: the name by which its result is known.
    /// - Throws: ``EngineError`` when a template of the profile is not well formed.
    public func line(for request: DraftRequest, id: String) throws(EngineError) -> JSONValue {
        let draft = try ChatDraft(request, settings: settings, prompts: prompts)
        return [
            "custom_id": .string(id), "method": "POST", "url": "/v1/chat/completions",
            "body": draft.request.body(isStreamed: false),
        ]
    }

    /// The draft that a result is.
    ///
    /// - Throws: ``EngineError`` when a template of the profile is not well formed.
    public func draft(from result: BatchResult, for request: DraftRequest) throws(EngineError) -> BatchDraft {
        let draft = try ChatDraft(request, settings: settings, prompts: prompts)
        do {
            let completion = try completion(of: result)
            let text = try draft.text(of: completion)
            return BatchDraft(prompt: draft.prompt, text: text, end: DraftEnd(completion), failure: nil)
        } catch {
            return BatchDraft(
                prompt: draft.prompt, text: "", end: DraftEnd(reason: error.reason), failure: error.description)
        }
    }

    /// A result is read as the answer of a server that does not stream would be.
    private func completion(of result: BatchResult) throws(ChatFailure) -> ChatCompletion {
        let watch = DeadlineWatch(ChatDeadlines())
        var answer = AnswerReader(key: nil, model: settings.model, server: "of the batch", url: "the batch's route")
        try answer.takeWhole(.response(status: result.status, headers: ["content-type": "application/json"]), watch)
        try answer.takeWhole(.bytes(Data(result.body.text.utf8)), watch)
        return try answer.finish(watch) { _ in }
    }
}

/// A draft that somebody else had written.
public struct BatchDraft: Sendable, Hashable {
    /// The prompt as it was sent.
    public var prompt: String
    /// The text.
    public var text: String
    /// How the draft ended.
    public var end: DraftEnd
    /// Why there is no draft, in words; `nil` when there is one.
    public var failure: String?
}

/// One line of a batch's results.
public struct BatchResult: Sendable {
    /// The name of the line that asked for it.
    public let id: String
    /// The status of the answer; 500 where an error stands in its place.
    let status: Int
    /// The body of the answer, or the error.
    let body: JSONValue
    /// Why the line was never carried out, in words; `nil` when it was.
    public let omission: String?

    /// Whether the result is an answer, be it one that is refused or cut short.
    public var isAnswer: Bool { omission == nil && (200..<300).contains(status) }

    /// Reads a line.
    ///
    /// - Throws: ``BatchLineProblem`` for what is no line of a result.
    public init(parsing line: String) throws(BatchLineProblem) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: line)
        } catch {
            throw BatchLineProblem(description: "expected \(error.expected) at column \(error.column)")
        }
        guard json.members != nil else { throw BatchLineProblem(description: "expected a JSON object") }
        guard let id = json["custom_id"]?.string else {
            throw BatchLineProblem(description: "expected a text under “custom_id”")
        }
        self.id = id
        let response = json["response"]
        if let error = json["error"], !error.isNull {
            let status = response?["status_code"]?.int ?? error["code"]?.int ?? 500
            // An error whose status claims success is an error all the same.
            self.status = (200..<300).contains(status) ? 500 : status
            body = ["error": error]
            omission = Self.omission(error)
        } else if let status = response?["status_code"]?.int, let body = response?["body"], !body.isNull {
            self.status = status
            self.body = body
            omission = nil
        } else {
            throw BatchLineProblem(description: "expected “response” with “status_code” and “body”, or “error”")
        }
    }

    /// Nothing was asked of the model when the batch ended before the line's turn.
    private static func omission(_ error: JSONValue) -> String? {
        let code = error["code"]?.string ?? ""
        guard ["batch_expired", "batch_cancelled", "batch_canceled"].contains(code) else { return nil }
        return ServerError(error).cleaned(nil).message
    }
}

/// Why a line is no result of a batch.
public struct BatchLineProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was expected, or what was found instead.
    public let description: String

    /// A line that is no result of a batch.
    public init(description: String) {
        self.description = description
    }
}
