import CausalEngine
import Foundation
import Realization

/// A server and how to ask it, settled before a run begins, so that what is wrong shows before anything is written.
struct ChatConnection {
    var client: ChatClient
    var settings: ChatSettings

    /// The connection that options and environment ask for.
    ///
    /// - Parameter checksModel: whether the server is asked for its models even when one is named.
    static func make(
        _ server: ChatServerOptions, _ model: ChatModelOptions, concurrency: Int, checksModel: Bool
    ) async throws -> ChatConnection {
        guard let endpoint = try server.named() else {
            throw Failure(
                .usage,
                "--realizer chat needs a server: give --base-url, or set OPENAI_BASE_URL; llama.cpp's server is "
                    + "http://127.0.0.1:8080/v1, Ollama http://127.0.0.1:11434/v1, vLLM http://127.0.0.1:8000/v1.")
        }
        let client = try client(of: endpoint, server, concurrency: concurrency)
        let named = try ChatModelOptions.named(model.model)
        let name =
            if let named, !checksModel || model.unlistedModel { named } else {
                try await Self.model(named, of: client)
            }
        return ChatConnection(client: client, settings: model.settings(baseURL: endpoint.text, model: name))
    }

    /// The connection that a recorded run was written over, or the one that is named anew.
    ///
    /// A key goes only where this invocation says: a ledger may come from anybody.
    static func make(
        again recorded: ChatSettings, _ server: ChatServerOptions, concurrency: Int
    ) throws -> ChatConnection {
        let endpoint = try ChatEndpoint(baseURL: server.baseURL ?? recorded.baseURL)
        let isNamed = try server.baseURL != nil || server.named() == endpoint
        if !isNamed, !endpoint.isLoopback, try server.key() != nil {
            throw Failure(
                .usage,
                "the run was written by \(endpoint.text); name the server again with --base-url, so that the key goes "
                    + "only where you say.")
        }
        return ChatConnection(
            client: try client(of: endpoint, server, concurrency: concurrency), settings: recorded)
    }

    static func client(
        of endpoint: ChatEndpoint, _ server: ChatServerOptions, concurrency: Int
    ) throws -> ChatClient {
        let key = try server.key()
        if key != nil, endpoint.isPlain {
            StandardError.write("warning: the key travels to \(endpoint.server) unencrypted; use https\n")
        }
        return ChatClient(endpoint: endpoint, key: key, deadlines: server.deadlines, concurrency: concurrency)
    }

    /// The model to use: the one that is named, if the server has it, else the only one that it has.
    private static func model(_ named: String?, of client: ChatClient) async throws -> String {
        let known: [String]
        do {
            known = try await client.models()
        } catch let failure as ChatFailure where named != nil && !failure.isFatalForModels {
            // Not every server tells what it has.
            known = []
        } catch let failure as ChatFailure where !failure.isFatalForModels {
            throw Failure(.unavailable, "\(failure)\nA server that lists no models has to be told one: --model.")
        }
        guard let named else { return try onlyModel(known, of: client) }
        guard !known.isEmpty, !known.contains(where: { ModelName.isMeant(named, by: $0) }) else { return named }
        throw ChatFailure.wrongModel(
            named, server: client.endpoint.server, known: ModelName.ordered(known, near: named))
    }

    private static func onlyModel(_ known: [String], of client: ChatClient) throws -> String {
        guard let first = known.first, known.count == 1 else {
            let list = known.isEmpty ? "lists none" : "has \(known.prefix(12).joined(separator: ", "))"
            throw Failure(.usage, "the server \(client.endpoint.server) \(list); name the model with --model.")
        }
        return first
    }
}

extension ChatFailure {
    /// Whether a failure to list models says that completions fail as well.
    fileprivate var isFatalForModels: Bool {
        switch self {
        case .unreachable, .unauthorized, .redirected, .toldToWait, .quota, .timedOut: true
        default: false
        }
    }
}

/// The names of models.
enum ModelName {
    /// Whether a server that lists `listed` takes `name` for it: tags may be left out.
    static func isMeant(_ name: String, by listed: String) -> Bool {
        listed == name || listed == name + ":latest" || listed.hasSuffix("/" + name)
    }

    /// The names, those most like `name` first.
    static func ordered(_ names: [String], near name: String) -> [String] {
        let near = NearMiss.candidates(for: name, among: names)
        return near + names.filter { !near.contains($0) }
    }
}
