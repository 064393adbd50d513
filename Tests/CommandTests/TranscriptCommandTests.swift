import CausalEngine
import Foundation
import ScriptedServer
import Testing

@Suite("generate from a transcript", .timeLimit(.minutes(10)))
struct TranscriptCommandTests {
    private let folder: Command.Folder

    init() throws {
        folder = try Command.Folder()
        // A model that needs a correction, is cut short once, and fails once.
        let server = try ScriptedServer { request, number in
            if request.method == "GET" { return [.models("m")] }
            switch number {
            case 1: return .text("The patient", reason: "length")
            case 3: return [.error(400, "bad parameter")]
            case _ where request.body.contains("This is your last draft"): return .text(request.facts)
            default: return .text(String(request.facts.split(separator: ".")[0]) + ".")
            }
        }
        let result = try Command.run(
            [
                "generate", "asia", "-n", "4", "--seed", "7", "--realizer", "chat", "--base-url", server.baseURL,
                "--ledger", "chat.ledger", "--concurrency", "1", "--strategy", "targeted", "--counterfactual-do",
                "smoke=yes",
            ], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        _ = try folder.write(try export("chat.ledger"), to: "chat.jsonl")
    }

    private func export(_ ledger: String) throws -> String {
        let result = try Command.run(["export", ledger], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func replay(
        _ transcript: String, _ arguments: [String] = [], n: Int = 4, seed: Int = 7, network: String = "asia"
    ) throws -> Command.Result {
        try Command.run(
            [
                "generate", network, "-n", "\(n)", "--seed", "\(seed)", "--realizer", "transcript", "--transcript",
                transcript, "--counterfactual-do", "smoke=yes", "--ledger", "replay.ledger", "--json",
            ] + arguments, in: folder)
    }

    @Test(
        "A run is made again from its ledger or its JSON lines, failures and twins included",
        arguments: ["ledger", "jsonl"])
    func replaying(ending: String) throws {
        let result = try replay("chat.\(ending)")
        #expect(result.status == 0, "\(result.errors)")
        let recorded = try export("chat.ledger")
        #expect(recorded.contains("bad-request") && recorded.contains("\"length\""))
        let replayed = try export("replay.ledger")
        #expect(replayed == recorded.replacingOccurrences(of: "\"kind\":\"chat\"", with: "\"kind\":\"transcript\""))
    }

    @Test("Stopped, it goes on; with another recording it does not")
    func resuming() throws {
        let stopped = try replay("chat.ledger", ["--max-tokens-total", "1", "--concurrency", "1"])
        #expect(stopped.status == 75, "\(stopped.errors)")
        let moved = folder.path("moved.ledger")
        try FileManager.default.moveItem(atPath: folder.path("chat.ledger"), toPath: moved)
        #expect(try Command.run(["resume", "replay.ledger"], in: folder).status == 66)
        _ = try folder.write(
            try export("moved.ledger").replacingOccurrences(of: "The patient", with: "A patient"), to: "chat.ledger")
        let other = try Command.run(["resume", "replay.ledger"], in: folder)
        #expect(other.status == 65 && other.errors.contains("not what the run was begun with"), "\(other.errors)")
        try FileManager.default.removeItem(atPath: folder.path("chat.ledger"))
        try FileManager.default.moveItem(atPath: moved, toPath: folder.path("chat.ledger"))
        #expect(try Command.run(["resume", "replay.ledger"], in: folder).status == 0)
    }

    @Test("The workbench steps through a recorded run offline")
    func stepping() throws {
        let result = try Command.run(
            [
                "open", "asia", "--realizer", "transcript", "--transcript", "chat.jsonl", "--seed", "7", "--snapshot",
                "120x40", "--keys", "nn",
            ], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("transcript"), "\(result.output)")
    }

    @Test("The recorded runs that come with the program are made again anywhere", arguments: BuiltInTranscript.all)
    func builtIn(transcript: BuiltInTranscript) throws {
        let records = try transcript.text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        let (first, network) = (records[0], transcript.name.split(separator: "-")[0])
        let attempts = records.map { $0["attempts"]?.elements?.count ?? 0 }
        let result = try Command.run(
            [
                "generate", String(network), "-n", "\(records.count)", "--seed", first["seed"]?.text ?? "",
                "--realizer",
                "transcript", "--transcript", transcript.name, "--max-iterations", "\((attempts.max() ?? 1) - 1)",
                "--ledger", "b.ledger", "--json",
            ], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let summary = try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
        #expect(summary["attempts"]?.int == attempts.reduce(0, +))
        #expect(summary["realized"]?.int == records.count { $0["accepted"] == true })
    }

    @Test("What is not in the recording is named before anything is written")
    func gaps() throws {
        _ = try folder.write("{\"network\":\"sha256:0\"}\n", to: "strange.jsonl")
        _ = try folder.write(
            try String(contentsOfFile: folder.path("chat.jsonl"), encoding: .utf8) + "{\n", to: "cut.jsonl")
        _ = try folder.write("\n", to: "empty.jsonl")
        let cases: [(Command.Result, Int32, String)] = [
            (try replay("chat.jsonl", n: 5), 65, "does not have row 4"),
            (try replay("chat.ledger", seed: 8), 65, "is of seed 7, not 8; give --seed 7"),
            (try replay("chat.ledger", ["--do", "asia=yes"]), 65, "has other values for row 0"),
            (try replay("chat.ledger", network: "cancer"), 65, "is of another network"),
            (try replay("nowhere"), 66, "no such file"),
            (try replay("strange.jsonl"), 65, "strange.jsonl:1: the record is of another network"),
            (try replay("cut.jsonl"), 65, "cut.jsonl:9: expected"), (try replay("empty.jsonl"), 65, "holds no record"),
        ]
        for (result, status, words) in cases {
            #expect(result.status == status, "\(result.errors)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        #expect(try !folder.names.contains("replay.ledger"))
        let alone = try Command.run(["generate", "asia", "--realizer", "transcript"], in: folder)
        #expect(alone.status == 64 && alone.errors.contains("--transcript"))
    }

    @Test("An attempt that was never made ends the run and says so")
    func missingAttempt() throws {
        // The recording ends with the draft that was accepted; who reads no first draft needs another.
        let short = try export("chat.ledger").split(separator: "\n").map { line -> String in
            var record = try JSONValue(parsing: String(line))
            guard case .object(var members) = record, let place = members.firstIndex(where: { $0.key == "attempts" })
            else { return String(line) }
            members[place].value = .array(Array((members[place].value.elements ?? []).prefix(1)))
            record = .object(members)
            return record.text
        }
        _ = try folder.write(short.joined(separator: "\n"), to: "short.jsonl")
        let result = try replay("short.jsonl", ["--concurrency", "1"])
        #expect(result.status == 65)
        #expect(result.errors.contains("has 1 attempts on row 0, and attempt 1 is asked for"), "\(result.errors)")
    }
}
