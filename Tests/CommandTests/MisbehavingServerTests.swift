import CausalEngine
import Foundation
import ScriptedServer
import Testing

/// A server that cannot be trusted: what it does, how a run ends on it, and what the doctor says of it.
private struct Misbehaviour: CustomTestStringConvertible, Sendable {
    var name: String
    /// How the attempts on it are counted; `nil` where the run ends with 69.
    var failure: String?
    /// The check of the doctor that is not `ok`, and a word that it has to use.
    var check: String
    var word: String
    var acts: [ScriptedServer.Act]

    var testDescription: String { name }

    private static let line = [UInt8]("data: {\"x\":\"".utf8) + [UInt8](repeating: 120, count: 10 << 20)

    static let all: [Misbehaviour] = [
        .init(
            name: "429", failure: "rate-limit", check: "writing", word: "429",
            acts: [.error(429, "slow down", headers: ["Retry-After: 0"])]),
        .init(
            name: "500", failure: "server-error", check: "writing", word: "500",
            acts: [.error(500, "cuda", headers: ["Retry-After: 0"])]),
        .init(
            name: "drop", failure: "dropped", check: "writing", word: "ended before",
            acts: [.streamHead, .piece("half"), .reset]),
        .init(
            name: "end without a word", failure: "dropped", check: "writing", word: "ended before",
            acts: [.streamHead, .piece("half")]),
        .init(name: "stall", failure: "timeout", check: "writing", word: "first token", acts: [.stall]),
        .init(
            name: "stall in the middle", failure: "timeout", check: "writing", word: "another token",
            acts: [.streamHead, .piece("half"), .stall]),
        .init(
            name: "malformed", failure: "malformed", check: "writing", word: "no chat completion",
            acts: [.streamHead, .send("data: {\"choices\":[{\"ind\n\n")]),
        .init(
            name: "no choices", failure: "empty", check: "writing", word: "no choice",
            acts: [.streamHead, .send("data: {\"choices\":[]}\n\ndata: [DONE]\n\n")]),
        .init(
            name: "wrong JSON", failure: "malformed", check: "writing", word: "no “choices”",
            acts: [.answer(200, "{\"object\":\"x\"}")]),
        .init(
            name: "a page", failure: "malformed", check: "writing", word: "no chat completion",
            acts: [.answer(200, "<html>\u{1b}[31mhello</html>", type: "text/html")]),
        .init(
            name: "10 MB line", failure: "oversized", check: "writing", word: "longer than",
            acts: [.streamHead, .send(line)]),
        .init(
            name: "context", failure: "context-overflow", check: "writing", word: "larger context",
            acts: [.error(400, "maximum context length is 10 tokens", code: "context_length_exceeded")]),
        .init(
            name: "wrong model", failure: nil, check: "writing", word: "has no model",
            acts: [.error(404, "The model `m` does not exist", code: "model_not_found")]),
        .init(
            name: "key revoked", failure: nil, check: "writing", word: "accept the key",
            acts: [.error(401, "no \(MisbehavingServerTests.key)\u{1b}[2J")]),
        .init(
            name: "quota", failure: nil, check: "writing", word: "nothing left",
            acts: [.error(429, "pay", code: "insufficient_quota")]),
        .init(
            name: "escapes", failure: "length", check: "streaming", word: "one piece",
            acts: [.streamHead, .piece("\u{1b}]0;\(MisbehavingServerTests.key)\u{7}\u{9b}31m"), .end("length")]),
        .init(
            name: "only thoughts", failure: "length", check: "writing", word: "thoughts",
            acts: .text("<think>Let me see. I will write")),
    ]
}

@Suite("Servers that misbehave, through the command", .timeLimit(.minutes(10)))
struct MisbehavingServerTests {
    static let key = "sk-sesame-0123456789"
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func run(_ arguments: [String]) throws -> Command.Result {
        try Command.run(arguments, in: folder, environment: ["OPENAI_API_KEY": Self.key])
    }

    private func isClean(_ text: String) -> Bool {
        !text.contains(Self.key)
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || $0 == "\n" || $0 == "\r" || $0 == "\t"
            }
    }

    @Test(
        "A run counts what went wrong, shows nothing raw, keeps no key, and the doctor says what it is",
        arguments: Misbehaviour.all)
    fileprivate func misbehaving(_ server: Misbehaviour) throws {
        let scripted = try ScriptedServer { request, _ in request.method == "GET" ? [.models("m")] : server.acts }
        let timeouts =
            server.failure == "timeout" ? ["--timeout-first", "2", "--timeout-idle", "2"] : ["--timeout-first", "600"]
        let result = try run(
            [
                "generate", "asia", "-n", "1", "--realizer", "chat", "--strategy", "targeted", "--base-url",
                scripted.baseURL, "--max-iterations",
                "0", "--ledger", "m.ledger", "--json",
            ] + timeouts)
        if let failure = server.failure {
            #expect(result.status == 0, "\(result.errors)")
            let summary = try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
            #expect(summary["failures"] == .object([(failure, .integer(1))]), "\(summary.text)")
            #expect(summary["realized"] == 0 && summary["skeletons"] == 1)
        } else {
            #expect(result.status == 69, "\(result.errors)")
            #expect(result.errors.contains("resume m.ledger"))
        }
        #expect(scripted.completions.count <= 100)
        let exports = try ["jsonl", "csv"].map { try run(["export", "m.ledger", "--format", $0]).output }
        let doctor = try run(["doctor", "--base-url", scripted.baseURL, "--json"] + timeouts)
        let shown = try run(["doctor", "--base-url", scripted.baseURL] + timeouts)
        for text in [result.output, result.errors, doctor.output, shown.output, shown.errors] + exports {
            #expect(isClean(text), "\(text.debugDescription)")
        }
        for name in try folder.names {
            #expect(try folder.data(name).range(of: Data(Self.key.utf8)) == nil, "\(name)")
        }
        let checks = try JSONValue(parsing: doctor.output.trimmingCharacters(in: .newlines))["checks"]?.elements ?? []
        let found = try #require(checks.first { $0["check"]?.string == server.check }, "\(doctor.output)")
        #expect(found["status"] != "ok" && found.text.contains(server.word), "\(found.text)")
        #expect(doctor.status == (found["status"] == "problem" ? 69 : 0))
    }

    @Test("A server that takes the connection and says nothing is named as that, and ends with 69")
    func silent() throws {
        let silent = try ScriptedServer { _, _ in [.stall] }
        let arguments = ["--base-url", silent.baseURL, "--model", "m", "--timeout-first", "2"]
        let result = try run(["generate", "asia", "-n", "1", "--realizer", "chat"] + arguments)
        #expect(result.status == 69 && result.errors.contains("--timeout-first"), "\(result.errors)")
        let doctor = try run(["doctor"] + arguments)
        #expect(doctor.status == 69 && doctor.output.contains("says nothing"), "\(doctor.output)")
    }
}
