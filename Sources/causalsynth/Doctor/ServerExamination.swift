import Foundation
import Realization
import Synchronization

/// Whether the server of a language model can be reached, what it has, and whether it can write.
struct ServerExamination {
    let server: ChatServerOptions
    let model: String?

    /// Adds what is found, from the bottom up: what needs something broken is left out.
    func examine(into report: inout DoctorReport) async {
        do {
            guard let endpoint = try server.named() else {
                report.findings.append(
                    DoctorFinding(
                        .llm, "server", .skipped, "none is named",
                        mend: "give --base-url or set OPENAI_BASE_URL, such as http://127.0.0.1:8080/v1"))
                return
            }
            let hasKey = try server.key() != nil
            let client = try client(of: endpoint)
            guard await findModels(of: client, hasKey: hasKey, &report) else { return }
            try chooseModel(client, &report)
            guard let model = report.model else { return }
            await tryWriting(model, client, &report)
        } catch {
            let text = Failure(error)?.description ?? "\(error)"
            report.findings.append(DoctorFinding(.llm, "server", .problem, text))
        }
    }

    private func client(of endpoint: ChatEndpoint) throws -> ChatClient {
        // One try: whoever asks what is wrong wants to know at once.
        ChatClient(
            endpoint: endpoint, key: try server.key(), deadlines: server.deadlines,
            retries: RetryPolicy(tries: 1, busyTries: 1, timeoutTries: 1), concurrency: 1)
    }

    /// Asks for the list of models; returns whether there is any use in going on.
    private func findModels(of client: ChatClient, hasKey: Bool, _ report: inout DoctorReport) async -> Bool {
        let place = client.endpoint.text
        do {
            report.models = try await client.models()
            report.findings.append(DoctorFinding(.llm, "server", .ok, "\(place) answers"))
            report.findings.append(
                DoctorFinding(
                    .llm, "key", .ok, hasKey ? "sent, and not refused" : "none was sent, and none was wanted"))
            return true
        } catch let failure as ChatFailure {
            switch failure {
            case .timedOut:
                report.findings.append(
                    DoctorFinding(
                        .llm, "server", .problem, "\(place) takes the connection and says nothing: \(failure)",
                        mend: "look at the server's own log, and start it again if it hangs"))
                return false
            case .unreachable, .redirected, .dropped:
                report.findings.append(
                    DoctorFinding(
                        .llm, "server", .problem, failure.description,
                        mend:
                            "start the server, or correct the URL: llama.cpp listens on 8080, Ollama on 11434, vLLM on 8000"
                    ))
                return false
            case .unauthorized:
                report.findings.append(DoctorFinding(.llm, "server", .ok, "\(place) answers"))
                report.findings.append(
                    DoctorFinding(.llm, "key", .problem, failure.description, mend: "set OPENAI_API_KEY to a valid key")
                )
                return false
            case .busy:
                report.findings.append(
                    DoctorFinding(
                        .llm, "server", .problem, failure.description,
                        mend: "wait: a server that is starting loads its model first"))
                return false
            default:
                report.findings.append(DoctorFinding(.llm, "server", .ok, "\(place) answers"))
                report.findings.append(
                    DoctorFinding(
                        .llm, "models", .warning, "it does not list them: \(failure)", mend: "name one with --model"))
                return true
            }
        } catch {
            report.findings.append(DoctorFinding(.llm, "server", .problem, "\(error)"))
            return false
        }
    }

    private func chooseModel(_ client: ChatClient, _ report: inout DoctorReport) throws {
        let known = report.models
        let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? " and \(known.count - 8) more" : "")
        guard let named = try ChatModelOptions.named(model) else {
            report.model = known.first
            guard known.count != 1 else {
                report.findings.append(DoctorFinding(.llm, "models", .ok, "\(list); it needs no --model"))
                return
            }
            guard !known.isEmpty else { return }
            report.findings.append(
                DoctorFinding(.llm, "models", .warning, list, mend: "name one, such as --model \(known[0])"))
            return
        }
        guard known.isEmpty || known.contains(where: { ModelName.isMeant(named, by: $0) }) else {
            let nearest = ModelName.ordered(known, near: named)[0]
            report.findings.append(
                DoctorFinding(
                    .llm, "models", .problem, "it has no “\(named)”; it has \(list)", mend: "use --model \(nearest)"))
            return
        }
        report.model = named
        if !known.isEmpty { report.findings.append(DoctorFinding(.llm, "models", .ok, list)) }
    }

    private func tryWriting(_ model: String, _ client: ChatClient, _ report: inout DoctorReport) async {
        let request = ChatRequest(
            messages: [PromptMessage(role: "user", content: "Count from one to eight in words.")], model: model,
            temperature: 0, topP: 1, maxTokens: 24, seed: 1)
        let pieces = Mutex(0)
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let completion = try await client.complete(request, for: .init(seed: 0, row: 0, attempt: 0)) { event in
                if case .text = event { pieces.withLock { $0 += 1 } }
            }
            let seconds = (clock.now - start) / .seconds(1)
            report.findings += Self.findings(on: completion, pieces: pieces.withLock { $0 }, seconds: seconds)
            report.findings += Self.findings(on: client.refusedParameters)
        } catch let failure as ChatFailure {
            report.findings.append(
                DoctorFinding(.llm, "writing", .problem, failure.description, mend: failure.mend))
        } catch {
            report.findings.append(DoctorFinding(.llm, "writing", .problem, "\(error)"))
        }
    }

    private static func findings(on refused: [ChatParameter]) -> [DoctorFinding] {
        guard !refused.isEmpty else { return [] }
        let names = refused.map(\.rawValue).joined(separator: ", ")
        return [
            DoctorFinding(
                .llm, "parameters", .warning, "it does not take \(names)",
                mend: "nothing: what it does not take is left out")
        ]
    }

    private static func findings(on completion: ChatCompletion, pieces: Int, seconds: Double) -> [DoctorFinding] {
        let isEmpty = completion.text.allSatisfy(\.isWhitespace)
        let writing =
            switch completion.reason {
            case "refusal":
                DoctorFinding(
                    .llm, "writing", .warning, "it refuses to count from one to eight",
                    mend: "see what stands before the model: a filter, or a system prompt of the server's")
            case "length" where isEmpty:
                DoctorFinding(
                    .llm, "writing", .warning, "all tokens that it was given went into thoughts",
                    mend: "give drafts room for them with --max-tokens, or turn thinking off in the server")
            case _ where isEmpty:
                DoctorFinding(
                    .llm, "writing", .warning, "it answers without a word",
                    mend: "see whether the server has the chat template of its model")
            default: DoctorFinding(.llm, "writing", .ok, "it answers in \(String(format: "%.1f", seconds)) s")
            }
        guard writing.status == .ok else { return [writing] }
        let streaming =
            pieces > 1
            ? DoctorFinding(.llm, "streaming", .ok, "\(pieces) pieces in \(String(format: "%.1f", seconds)) s")
            : DoctorFinding(
                .llm, "streaming", .warning, "the answer came in one piece",
                mend: "drafts will show only when they are whole; see whether a proxy holds them back")
        let tokens =
            completion.completionTokens != nil
            ? DoctorFinding(.llm, "tokens", .ok, "counted by the server")
            : DoctorFinding(
                .llm, "tokens", .warning, "not counted by the server",
                mend: "--max-tokens-total goes by an estimate then")
        return [writing, streaming, tokens]
    }
}

extension ChatFailure {
    /// What to look at when a server fails like this on a plain request; `nil` where the failure itself says so.
    fileprivate var mend: String? {
        switch self {
        case .server: "look at the server's own log"
        case .busy: "wait until others are done, or lower --concurrency"
        case .dropped: "see whether the server ran out of memory, or a proxy cuts long answers off"
        case .timedOut(let part, _):
            "give --timeout-\(part.rawValue) more when the model is slow; start the server again when it hangs"
        case .malformed, .empty, .oversized:
            "see what stands at the URL: it takes the request, but does not answer as a language model's server does"
        case .badRequest: "use a server or a model that takes OpenAI's parameters"
        case .filtered: "see what filters prompts before the model"
        default: nil
        }
    }
}
