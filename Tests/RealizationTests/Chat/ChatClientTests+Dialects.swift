import CausalEngine
import Foundation
import ScriptedServer
import Testing

@testable import Realization

extension ChatClientTests {
    private static func delta(_ member: String, _ text: String) -> Act {
        .send("data: {\"choices\":[{\"index\":0,\"delta\":{\"\(member)\":\(Act.quoted(text))}}]}\n\n")
    }

    @Test("Many short calls go over one connection, where the server keeps it open")
    func connections() async throws {
        let server = try ScriptedServer { _, _ in .keptOpen("All well.") }
        let client = try client(server.baseURL)
        for _ in 0..<20 { #expect(try await ask(client, request()).completion?.text == "All well.") }
        #expect(server.completions.count == 20)
        #expect(server.connections == 1)
    }

    @Test("A connection that the server has closed meanwhile is opened again, and nothing is asked twice")
    func staleConnections() async throws {
        // Kept open by what the answer says, and closed all the same.
        let server = try ScriptedServer { _, _ in .keptOpen("All well.").dropLast() }
        let client = try client(server.baseURL)
        for _ in 0..<5 { #expect(try await ask(client, request()).completion?.text == "All well.") }
        #expect(server.completions.count == 5)
    }

    @Test("A server that has said all and does not leave is left")
    func lingering() async throws {
        let outcome = try await ask([[.streamHead, .piece("All well."), .end(), .stall]])
        #expect(outcome.completion?.text == "All well." && outcome.requests.count == 1)
    }

    @Test(
        "Thoughts are no part of the text, however they are cut",
        arguments: [
            (["<think>The patient has no cough.</think>\n\nShe has a cough."], "She has a cough.", "stop", 0),
            (["<th", "ink>no", " cough</th", "ink> She has", " a cough."], "She has a cough.", "stop", 0),
            (["She has a cough. ", "<thinking>or not</thinking>Really."], "She has a cough. Really.", "stop", 0),
            (["no cough, I think", "</think>She has a cough."], "She has a cough.", "stop", 1),
            (["<think>and then"], "", "length", 0), (["She has", " <thi"], "She has <thi", "stop", 0),
            (["1 < 2 <", " 3"], "1 < 2 < 3", "stop", 0),
        ])
    func thoughts(pieces: [String], text: String, reason: String, restarts: Int) async throws {
        let outcome = try await ask([[.streamHead] + pieces.map { Act.piece($0) } + [.end()]])
        #expect(outcome.completion?.text == text)
        #expect(outcome.text == text)
        #expect(outcome.completion?.reason == reason)
        #expect(outcome.restarts == restarts)
    }

    @Test(
        "An answer that is said to be whole in another server's words is whole",
        arguments: ["stop", "eos", "eos_token", "stop_sequence", "end_turn", "COMPLETE"])
    func wholeness(reason: String) async throws {
        let outcome = try await ask([.text("All well.", reason: reason)])
        #expect(outcome.completion?.reason == "stop")
    }

    @Test("What a proxy has compressed unasked is read, and nothing compressed is asked for")
    func compressed() async throws {
        // gzip of a stream that says "All well." and ends.
        let body = try #require(Data(base64Encoded: Self.gzipped))
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
        let outcome = try await ask([
            [.send(head + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"), .send([UInt8](body))]
        ])
        #expect(outcome.completion?.text == "All well.", "\(outcome)")
        #expect(outcome.requests.map { $0.headers["accept-encoding"] } == ["identity"])
    }

    @Test("A count of tokens that can be none is none")
    func counts() async throws {
        let outcome = try await ask([[.streamHead, .piece("Well."), .end(prompt: 3, completion: -5)]])
        #expect(outcome.completion?.promptTokens == 3 && outcome.completion?.completionTokens == nil)
    }

    @Test(
        "A server that sends elsewhere is told with the base URL that it means",
        arguments: ["/real/v1/chat/completions", "http://127.0.0.1:9/real/v1/chat/completions"])
    func elsewhere(location: String) async throws {
        let server = try ScriptedServer { _, _ in [.answer(308, "", headers: ["Location: \(location)"])] }
        let outcome = try await ask(try client(server.baseURL), request())
        let host = location.hasPrefix("/") ? String(server.baseURL.dropLast("/v1".count)) : "http://127.0.0.1:9"
        #expect(outcome.failure == .redirected(to: host + "/real/v1"))
    }

    @Test("A server that forbids says why, if it does")
    func forbidden() async throws {
        let outcome = try await ask([[.error(403, "m is not for your country")]], key: "sk-sesame")
        #expect(outcome.failure?.description.contains("“m is not for your country”") ?? false, "\(outcome)")
        let refused = try await ask([[.error(401, "sk-ses*** is no key")]], key: "sk-sesame")
        #expect(!(refused.failure?.description.contains("ses***") ?? true))
    }

    @Test("Thoughts that have a member of their own are no part of the text, and keep the server from seeming idle")
    func thoughtMembers() async throws {
        for member in ["reasoning_content", "reasoning"] {
            let acts = [Act.streamHead, Self.delta(member, "no cough"), .piece("She has a cough."), .end()]
            #expect(try await ask([acts]).text == "She has a cough.")
        }
        let whole =
            #"{"choices":[{"message":{"content":"<think>hm</think>Yes.","reasoning_content":"x"},"finish_reason":"stop"}]}"#
        #expect(try await ask([[.answer(200, whole)]]).text == "Yes.")
    }

    @Test("An event is read whatever ends its lines, wherever it is cut")
    func framing() async throws {
        let events =
            ": keep-alive\r\n\r\nevent: message\r\ndata:{\"choices\":[{\"delta\":{\"content\":\"né\u{1F9EA}e\"}}],"
            + "\"usage\":null}\r\n\r\ndata:{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\n"
        let bytes = Array(events.utf8).map { Act.send([$0]) }
        let outcome = try await ask([[.streamHead] + bytes])
        #expect(outcome.text == "né\u{1F9EA}e")
        #expect(outcome.completion?.promptTokens == nil && outcome.completion?.reason == "stop")
    }

    @Test(
        "Errors are understood however a server wraps them",
        arguments: [
            #"{"error":"model is overloaded"}"#, #"{"error":{"message":"model is overloaded"}}"#,
            #"{"object":"error","message":"model is overloaded","type":"ServerError","code":500}"#,
            #"{"detail":"model is overloaded"}"#, "model is overloaded",
        ])
    func errors(body: String) async throws {
        let whole = try await ask([[.answer(500, body)]])
        #expect(whole.failure == .server(status: 500, "model is overloaded"))
        guard body.hasPrefix("{"), !body.contains("detail") else { return }
        let midway = try await ask([[.streamHead, .piece("half"), .send("data: \(body)\n\n")]])
        #expect(midway.failure == .server(status: 500, "model is overloaded"))
    }

    @Test(
        "What went wrong midway is told in the server's words, wherever it puts them",
        arguments: [
            "data: {\"message\":\"too hot\"}\n\n", "event: error\ndata: {\"message\":\"too hot\",\"code\":null}\n\n",
            // LM Studio, vLLM's guardrails, OpenRouter (twice), llama.cpp until 2025, a gateway that hands on what it got.
            "data: {\"error\":{\"message\":\"too hot\"},\"message\":\"too hot\"}\n\n",
            "event: error\ndata: {\"code\":500,\"details\":\"too hot\"}\n\ndata: [DONE]\n\n",
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}],"
                + "\"error\":{\"code\":\"server_error\",\"message\":\"too hot\"}}\n\n",
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\",\"error\":{\"code\":500,\"message\":\"too hot\"}}]}\n\n",
            "error: {\"code\":500,\"message\":\"too hot\",\"type\":\"server_error\"}\n\ndata: [DONE]\n\n",
            "{\"error\":{\"code\":500,\"message\":\"too hot\"}}\n", "{\"error\":\"too hot\"}",
        ])
    func midway(event: String) async throws {
        for start in [[Act.streamHead, .piece("half")], [.streamHead]] {
            let outcome = try await ask([start + [.send(event)]])
            #expect(outcome.failure == .server(status: 500, "too hot"), "\(outcome)")
        }
    }

    @Test(
        "A status within a stream counts as one before it, and no other number does",
        arguments: [
            ("429", ChatFailure.busy(status: 429, "no")), ("\"503\"", .busy(status: 503, "no")),
            ("402", .quota("no")), ("0", .server(status: 500, "no")), ("200", .server(status: 500, "no")),
            ("\"1500\"", .server(status: 500, "no")), ("null", .server(status: 500, "no")),
        ])
    func numericCodes(code: String, failure: ChatFailure) async throws {
        let event = "data: {\"error\":{\"message\":\"no\",\"code\":\(code)}}\n\n"
        #expect(try await ask([[.streamHead, .piece("half"), .send(event)]]).failure == failure)
    }

    @Test("Pieces without choices, empty ones and null between the pieces of a text change nothing")
    func idlePieces() async throws {
        let idle = [
            "data: \n\n", "data: null\n\n", "data:\n\n", ":\n\n", "event: ping\ndata: \n\n",
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":null}\n\n",
            "data: {\"id\":\"\",\"object\":\"\",\"choices\":[],\"prompt_filter_results\":[]}\n\n",
            "data: {\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n",
        ].map { Act.send($0) }
        let outcome = try await ask([
            [.streamHead] + idle + [.piece("All ")] + idle + [.piece("well.")] + idle + [.send("data: [DONE]")]
        ])
        #expect(
            outcome.completion
                == ChatCompletion(text: "All well.", reason: "stop", promptTokens: 7, completionTokens: 2))
        #expect(outcome.requests.count == 1)
    }

    @Test("What an answer calls itself does not matter: a stream called JSON, an error called a stream")
    func mislabelled() async throws {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: "
        let stream = [Act.send(head + "application/json\r\n\r\n"), .piece("Well"), .end()]
        #expect(try await ask([stream]).text == "Well")
        let pretty = "\n{\n  \"error\": {\n    \"message\": \"too hot\",\n    \"code\": 429\n  }\n}\n"
        let error = [Act.send(head + "text/event-stream\r\n\r\n"), .send(pretty)]
        #expect(try await ask([error]).failure == .busy(status: 429, "too hot"))
    }

    @Test(
        "A letter whose halves come in two pieces is one letter; a half alone is none",
        arguments: [
            ([#"\ud83d"#, #"\ude00"#], "\u{1F600}"), ([#"Oh \uD83D"#, "", #"\uDE00!"#], "Oh \u{1F600}!"),
            ([#"\ud83d\ude00"#, "x"], "\u{1F600}x"), ([#"\ud83d"#, "x"], "\u{fffd}x"), ([#"x\ud83d"#], "x\u{fffd}"),
            ([#"\ud83d"#, #"\ud83d"#, #"\ude00"#], "\u{fffd}\u{1F600}"),
            ([#"\ude00"#], "\u{fffd}"), ([#"\\ud83d"#, #"\ude00"#], #"\ud83d"# + "\u{fffd}"),
            ([#"\ud83d"#, #"\ude00\ud83d"#, #"\ude01\n"#], "\u{1F600}\u{1F601}\n"),
            ([#"\"\ud83d"#, #"\ude00\""#], "\"\u{1F600}\""),
        ])
    func halves(pieces: [String], text: String) async throws {
        let acts = pieces.map { piece in
            Act.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(piece)\"}}]}\n\n")
        }
        let outcome = try await ask([[.streamHead] + acts + [.end()]])
        #expect(outcome.completion?.text == text && outcome.text == text, "\(outcome)")
    }

    @Test(
        "A model that a server does not have is named, whatever the server says",
        arguments: [
            (404, #"{"error":{"message":"No endpoints found for m.","code":404}}"#),
            (400, #"{"error":{"message":"m is not a valid model ID","code":400}}"#),
            (
                404,
                #"{"error":{"message":"model \"m\" not found, try pulling it first","type":"api_error","code":null}}"#
            ),
            (
                404,
                #"{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}"#
            ),
            (
                404,
                #"[{"error":{"code":404,"message":"models/m is not found for API version v1","status":"NOT_FOUND"}}]"#
            ),
            (404, #"{"error":{"type":"not_found_error","message":"model: m"}}"#),
            (
                404,
                #"{"error":{"message":"No models loaded. Please load a model.","param":"model","code":"model_not_found"}}"#
            ),
            (404, #"{"error":{"message":"Unable to access model m. Please visit the list.","code":"x"}}"#),
            (
                400,
                #"{"error":{"message":"The requested model is not supported by any provider.","code":"model_not_supported"}}"#
            ),
            (404, #"{"object":"error","message":"The model `m` does not exist.","type":"NotFoundError","code":404}"#),
        ])
    func missingModels(status: Int, body: String) async throws {
        guard case .wrongModel("m", _, _) = try await ask([[.answer(status, body)]]).failure else {
            Issue.record("\(body) is not understood")
            return
        }
    }

    @Test("What a server says of a route that it does not have is told; of a page for people only the title")
    func missingRoutes() async throws {
        let plain = try await ask([[.answer(404, #"{"error":{"code":"404","message":"Resource not found"}}"#)]])
        #expect(plain.failure?.description.contains("(status 404): “Resource not found”; correct --base-url.") == true)
        let page = "<!DOCTYPE html>\n<html><head><title>\n 502 Bad Gateway </title></head><body>nginx</body></html>"
        let down = try await ask([[.answer(502, page, type: "text/html")]])
        #expect(down.failure == .server(status: 502, "502 Bad Gateway"))
        let bare = try await ask([[.answer(404, "<html></html>", type: "text/html")]])
        #expect(bare.failure?.description.contains("(status 404); correct --base-url.") == true)
    }

    @Test("A pause can be asked for as a date")
    func retryDate() async throws {
        let past = "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"
        let outcome = try await ask([[.error(429, "later", headers: [past])], .text("All well.")])
        #expect(outcome.text == "All well." && outcome.requests.count == 2)
        let future = "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT"
        guard case .toldToWait = try await ask([[.error(503, "later", headers: [future])]]).failure else {
            Issue.record("a date far away is no pause")
            return
        }
    }

    @Test("A server that does not take schemas is asked without, from then on")
    func schemas() async throws {
        let server = try ScriptedServer { request, _ in
            request.body.contains("response_format") ? [.error(400, "response_format is not supported")] : .text("{}")
        }
        let client = try client(server.baseURL)
        var request = request()
        request.properties = ["a"]
        for _ in 0..<3 { #expect(try await ask(client, request).completion?.text == "{}") }
        #expect(server.completions.count { $0.body.contains("response_format") } == 1)
        #expect(server.completions.count == 4)
        // What is wrong with anything else is not blamed on the schema.
        let other = try ScriptedServer { _, _ in [.error(400, "bad temperature")] }
        let failure = try await ask(try self.client(other.baseURL), request).failure
        #expect(failure == .badRequest(status: 400, "bad temperature"))
    }

    @Test(
        "What a server says that it does not take is left out from then on, however it says it",
        arguments: [
            (
                [ChatParameter.maxTokens],
                #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use "#
                    + #"'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"x"}}"#
            ),
            (
                [.temperature],
                #"{"error":{"message":"Unsupported value: 'temperature' does not support 0.7 with this model. Only the "#
                    + #"default (1) value is supported.","param":"temperature","code":"unsupported_value"}}"#
            ),
            (
                [.seed],
                #"{"error":{"message":"Invalid JSON payload received. Unknown name \"seed\": Cannot find field."}}"#
            ),
            (
                [.streamOptions, .seed],
                #"{"detail":[{"loc":["body","NAME"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}"#
            ),
        ])
    func refusals(parameters: [ChatParameter], error: String) async throws {
        let server = try ScriptedServer { request, _ in
            let refused = parameters.first { request.body.contains("\"\($0.rawValue)\"") }
            return refused.map { [.answer(400, error.replacing("NAME", with: $0.rawValue))] } ?? .text("All well.")
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await ask(client, request()).completion?.text == "All well.") }
        #expect(server.completions.count == parameters.count + 2)
        #expect(client.refusedParameters == parameters)
        let body = server.completions.last?.body ?? ""
        #expect(body.contains("\"max_completion_tokens\"") == (parameters == [.maxTokens]))
    }

    @Test("A server that refuses a parameter that is not sent is not asked again")
    func absurdRefusal() async throws {
        let error = #"{"error":{"message":"unsupported","param":"max_completion_tokens"}}"#
        let outcome = try await ask([[.answer(400, error)]])
        #expect(outcome.failure == .badRequest(status: 400, "unsupported", parameter: .maxCompletionTokens))
        #expect(outcome.requests.count == 1)
    }

    @Test("A model of which only thoughts came is given room for them, and what they cost is counted")
    func room() async throws {
        let server = try ScriptedServer { request, _ in
            request.body.contains("\"stop\"") ? .text("<think>", reason: "stop") : .text("<think>hm</think>All well.")
        }
        let client = try client(server.baseURL)
        var request = request()
        (request.maxTokens, request.stop) = (48, ["\n"])
        let first = try await ask(client, request).completion
        #expect(first?.text == "All well." && first?.promptTokens == 200 && first?.completionTokens == 40)
        #expect(try await ask(client, request).completion?.promptTokens == 100)
        #expect(server.completions.map { $0.body.contains("\"max_tokens\":4144") } == [false, true, true])
        // No more than whoever pays for it allows.
        request.ceiling = 500
        _ = try await ask(client, request)
        #expect(server.completions.last?.body.contains("\"max_tokens\":500") == true)
    }

    private static let gzipped =
        "H4sIAAAAAAACAx3MMQqEMBAF0D6nCL8WsZ5O2G3XAwSRYGYxMEyWzYCC5O6K9YOXokXyJ9at5JUrKJzImvgADR0Si0XQzUWN1UAY"
        + "RfzOIj1ah2/WXLflz7EWvbFa+aHNzbn0vOE1fd6zcxc7xYwEZgAAAA=="
}
