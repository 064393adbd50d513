import CausalEngine
import Foundation
import ScriptedServer
import Synchronization
import Testing

@testable import Realization

/// What came of a request to a scripted server.
struct Outcome {
    var text = ""
    var restarts = 0
    var completion: ChatCompletion?
    var failure: ChatFailure?
    var requests: [ScriptedServer.Request] = []
}

@Suite("The chat client against a server that misbehaves", .timeLimit(.minutes(5)))
struct ChatClientTests {
    typealias Act = ScriptedServer.Act

    /// Hardly any pause, so that tests need not wait.
    static let hasty = RetryPolicy(base: .microseconds(10), cap: .milliseconds(1), patience: .seconds(3600))

    func request(_ text: String = "Hello") -> ChatRequest {
        ChatRequest(
            messages: [PromptMessage(role: "user", content: text)], model: "m", temperature: 0.5, topP: 0.9,
            maxTokens: 64,
            stop: ["###"], seed: 42)
    }

    func client(
        _ baseURL: String, key: String? = nil, deadlines: ChatDeadlines = .patient(), retries: RetryPolicy = hasty
    ) throws -> ChatClient {
        ChatClient(
            endpoint: try ChatEndpoint(baseURL: baseURL), key: try key.map { try APIKey($0) }, deadlines: deadlines,
            retries: retries)
    }

    func ask(_ client: ChatClient, _ request: ChatRequest, row: UInt64 = 0) async throws -> Outcome {
        let state = Mutex(Outcome())
        do {
            let completion = try await client.complete(request, for: .init(seed: 1, row: row, attempt: 0)) { event in
                state.withLock { state in
                    switch event {
                    case .text(let piece): state.text += piece
                    case .restarted:
                        state.text = ""
                        state.restarts += 1
                    }
                }
            }
            state.withLock { $0.completion = completion }
        } catch let failure as ChatFailure {
            state.withLock { $0.failure = failure }
        }
        return state.withLock { $0 }
    }

    /// Asks once, of a server that has one answer for each request in turn, the last one for all that follow.
    func ask(
        _ answers: [[Act]], key: String? = nil, deadlines: ChatDeadlines = .patient()
    ) async throws -> Outcome {
        let server = try ScriptedServer { _, number in answers[min(number, answers.count - 1)] }
        var outcome = try await ask(try client(server.baseURL, key: key, deadlines: deadlines), request())
        outcome.requests = server.requests
        server.stop()
        return outcome
    }

    @Test("A stream is read as it comes, with its count of tokens")
    func streaming() async throws {
        let text = "She has no cough, “really” – né\u{1F9EA}e."
        let outcome = try await ask([.text(text)])
        #expect(outcome.text == text)
        #expect(
            outcome.completion
                == ChatCompletion(text: text, reason: "stop", promptTokens: 100, completionTokens: 20))
        let sent = try #require(outcome.requests.first)
        #expect(outcome.requests.count == 1)
        #expect(sent.path == "/v1/chat/completions")
        #expect(sent.headers["authorization"] == nil)
        #expect(
            sent.body
                == "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.5,\"top_p\":0.9,\"max_tokens\":64,"
                + "\"seed\":42,\"stop\":[\"###\"]}")
    }

    @Test("The key is sent as a bearer token, and taken out of what comes back")
    func key() async throws {
        let echo: [Act] = [.streamHead, .piece("your key is sk-se"), .piece("same, is it"), .end()]
        let outcome = try await ask([echo], key: "sk-sesame")
        #expect(outcome.requests.first?.headers["authorization"] == "Bearer sk-sesame")
        #expect(outcome.text == "your key is •••, is it")
        #expect(outcome.completion?.text == outcome.text)
        let refused = try await ask([[.error(400, "what is sk-sesame?")]], key: "sk-sesame")
        #expect(refused.failure == .badRequest(status: 400, "what is •••?"))
    }

    @Test("Servers differ: null contents, thoughts, pings, no [DONE], no content type, an answer in one piece")
    func dialects() async throws {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
        let pieces = """
            : OPENROUTER PROCESSING

            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}

            data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}

            data: {"choices":[{"index":0,"delta":{"content":"Well"},"finish_reason":null}],"usage":null}

            """
        let last = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
        for ending in ["data: [DONE]\n\n", last + "\n\n", last, last + "\r\n\r\ndata:[DONE]\r\n\r\n"] {
            let outcome = try await ask([[.send(head), .send(pieces + "\n"), .send(ending)]])
            #expect(outcome.completion?.text == "Well" && outcome.completion?.reason == "stop", "\(outcome)")
        }
        let whole = """
            {"choices":[{"index":0,"message":{"role":"assistant","content":"Well"},"finish_reason":"length"}],
            "usage":{"prompt_tokens":5,"completion_tokens":1}}
            """
        for type in ["application/json", "text/plain"] {
            let outcome = try await ask([[.answer(200, whole, type: type)]])
            #expect(
                outcome.completion
                    == ChatCompletion(text: "Well", reason: "length", promptTokens: 5, completionTokens: 1))
        }
    }

    @Test(
        "What may pass is sent again: busy, failing, dropped, malformed, empty",
        arguments: [
            [.error(429, "slow down", headers: ["Retry-After: 0"])], [.error(503, "Loading model")],
            [.error(500, "oh")],
            [.error(502, "bad gateway")], [.streamHead, .piece("half a sen")], [.streamHead, .piece("half"), .reset],
            [.reset],
            [.streamHead, .send("data: {\"choices\":[{\"ind\n\n")], [.streamHead, .send("data: [1]\n\n")],
            [.streamHead, .send("data: {\"error\":{\"message\":\"cuda\"}}\n\n")],
            [.streamHead, .send("data: {\"choices\":[]}\n\ndata: [DONE]\n\n")], [.answer(200, "{\"choices\":[]}")],
            [.answer(200, "<html>oops</html>", type: "text/html")], [.answer(200, "{\"object\":\"x\"}")],
            [.answer(200, "not json", type: "application/json")], [],
        ] as [[Act]])
    func passing(first: [Act]) async throws {
        let outcome = try await ask([first, first, .text("All well.")])
        #expect(outcome.text == "All well.", "\(outcome)")
        #expect(outcome.completion?.text == "All well.")
        #expect(outcome.requests.count == 3)
    }

    @Test("What never passes is given up after a few tries, and says why")
    func givingUp() async throws {
        let failing = try await ask([[.error(500, "boiler\\u001b[31m burst")]])
        #expect(failing.failure == .server(status: 500, "boiler␛[31m burst"))
        #expect(failing.requests.count == Self.hasty.tries)
        let busy = try await ask([[.error(429, "slow down")]])
        #expect(busy.failure == .busy(status: 429, "slow down"))
        #expect(busy.requests.count == Self.hasty.busyTries)
        let empty = try await ask([[.streamHead, .send("data: [DONE]\n\n")]])
        #expect(empty.failure == .empty)
        let cut = try await ask([[.streamHead, .piece("half")]])
        guard case .dropped = cut.failure else { throw cut.failure ?? .empty }
        #expect(cut.restarts == Self.hasty.tries - 1 && cut.text == "half")
    }

    @Test(
        "What cannot pass is not sent again, and is named",
        arguments: [
            (
                Act.error(400, "This model's maximum context length is 4096 tokens", code: "context_length_exceeded"),
                ChatFailure.contextOverflow("This model's maximum context length is 4096 tokens")
            ),
            (
                .answer(
                    400,
                    "{\"error\":{\"code\":400,\"message\":\"too big\",\"type\":\"exceed_context_size_error\","
                        + "\"n_prompt_tokens\":9000,\"n_ctx\":4096}}"),
                .contextOverflow("9000 tokens where 4096 fit")
            ),
            (
                .error(404, "The model `m` does not exist", code: "model_not_found"),
                .wrongModel("m", server: "", known: [])
            ),
            (.answer(404, "{\"error\":\"model 'm' not found\"}"), .wrongModel("m", server: "", known: [])),
            (.error(400, "filtered", code: "content_filter"), .filtered("filtered")),
            (.error(400, "temperature must be at most 2"), .badRequest(status: 400, "temperature must be at most 2")),
            (
                .error(401, "Incorrect API key provided: sk-***me"),
                .unauthorized(server: "", status: 401, hasKey: false)
            ),
            (.error(429, "You exceeded your quota", code: "insufficient_quota"), .quota("You exceeded your quota")),
            (.error(429, "later", headers: ["Retry-After: 3600"]), .toldToWait(seconds: 3600)),
            (.answer(307, "", headers: ["Location: http://127.0.0.1:9/v1"]), .redirected(to: "http://127.0.0.1:9/v1")),
        ])
    func refused(answer: Act, expected: ChatFailure) async throws {
        let outcome = try await ask([[answer]])
        #expect(outcome.requests.count == 1)
        switch (expected, outcome.failure) {
        case (.wrongModel, .wrongModel("m", _, let known)): #expect(known.isEmpty)
        case (.unauthorized, .unauthorized(_, 401, hasKey: false, said: "")): break
        default: #expect(outcome.failure == expected)
        }
        let description = try #require(outcome.failure?.description)
        #expect(!description.contains("sk-***me"))
    }

    @Test("Truncation and refusal are ends of a draft, not failures")
    func ends() async throws {
        #expect(try await ask([.text("And then", reason: "length")]).completion?.reason == "length")
        #expect(try await ask([.text("And then", reason: "content_filter")]).completion?.reason == "refusal")
        let refusal = Act.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I cannot help\"}}]}\n\n")
        let outcome = try await ask([[.streamHead, refusal, .end()]])
        #expect(outcome.completion?.reason == "refusal" && outcome.text == "I cannot help")
    }

    @Test("A server that stalls misses its deadlines, wherever it stalls")
    func stalling() async throws {
        let short = Duration.milliseconds(200)
        let first = try await ask([[.stall]], deadlines: .patient(first: short))
        #expect(first.failure == .timedOut(.first, after: short))
        let pings = [Act.streamHead] + [Act](repeating: .send(": ping\n\n"), count: 5) + [.stall]
        #expect(
            try await ask([pings], deadlines: .patient(first: short)).failure == .timedOut(.first, after: short))
        let idle = try await ask([[.streamHead, .piece("one"), .stall]], deadlines: .patient(idle: short))
        #expect(idle.failure == .timedOut(.idle, after: short))
        #expect(idle.text == "one" && idle.restarts == 1 && idle.requests.count == Self.hasty.timeoutTries)
        let total = try await ask([[.streamHead, .piece("one"), .stall]], deadlines: .patient(total: short))
        #expect(total.failure == .timedOut(.total, after: short))
    }

    @Test("What is longer than any draft is cut off: one line of 10 MB, or text without end")
    func oversized() async throws {
        let line = [UInt8]("data: {\"x\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
        #expect(try await ask([[.streamHead, .send(line)]]).failure == .oversized(bytes: 10 << 20))
        let piece = Act.piece(String(repeating: "word ", count: 20_000))
        let endless = [Act.streamHead] + [Act](repeating: piece, count: 12)
        #expect(try await ask([endless]).failure == .oversized(bytes: 1 << 20))
    }

    @Test("Nobody there: the run cannot go on")
    func unreachable() async throws {
        let client = try client("http://127.0.0.1:\(ScriptedServer.deadPort())")
        let failure = try #require(try await ask(client, request()).failure)
        guard case .unreachable(let server, _) = failure else { throw failure }
        #expect(server.hasPrefix("127.0.0.1:") && failure.stopsRun)
        await #expect(throws: ChatFailure.self) { try await client.models() }
    }

    @Test("A server that only fails is asked at most 100 times for one skeleton")
    func onlyFailing() async throws {
        let server = try ScriptedServer { _, _ in [.error(500, "oh")] }
        let client = try client(server.baseURL)
        var last: ChatFailure?
        for _ in 0..<40 where last?.stopsRun != true { last = try await ask(client, request(), row: 3).failure }
        #expect(last?.stopsRun == true && last?.reason == "failing")
        #expect(server.completions.count == 100)
        #expect(try await ask(client, request(), row: 4).failure == .server(status: 500, "oh"))
    }

    @Test("Cancelled, a request ends at once and the server sees it go")
    func cancelling() async throws {
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedServer { _, _ in
            signal.finish()
            return [.streamHead, .piece("one"), .stall]
        }
        let client = try client(server.baseURL)
        let task = Task { [request = request()] in
            try await client.complete(request, for: .init(seed: 1, row: 0, attempt: 0)) { _ in }
        }
        for await _ in begun {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("The models of a server are listed, in the forms that servers have")
    func models() async throws {
        for list in [
            "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}",
            "{\"models\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
        ] {
            let server = try ScriptedServer { _, _ in [.answer(200, list)] }
            #expect(try await client(server.baseURL).models() == ["a", "b"])
            #expect(server.requests.map(\.path) == ["/v1/models"])
        }
        let odd = try ScriptedServer { _, _ in [.answer(200, "[]")] }
        await #expect(throws: ChatFailure.self) { try await client(odd.baseURL).models() }
    }
}
