import CausalEngine
import Foundation
import ScriptedServer
import Testing

@Suite("batch export and import", .timeLimit(.minutes(10)))
struct BatchCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func begin(n: Int = 12, _ arguments: [String] = []) throws {
        let result = try Command.run(
            [
                "generate", "asia", "-n", "\(n)", "--seed", "1", "--realizer", "batch", "--model", "m", "--ledger",
                "r.ledger", "--json",
            ] + arguments, in: folder)
        #expect(result.status == 75, "\(result.errors)")
        #expect(result.errors.contains("batch export r.ledger"))
        let summary = try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
        #expect(summary["skeletons"]?.int == n && summary["open"]?.int == n && summary["attempts"] == 0)
    }

    /// The lines of the next round.
    private func round(_ name: String) throws -> [JSONValue] {
        let result = try Command.run(["batch", "export", "r.ledger", "-o", name], in: folder)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
        return try lines(String(decoding: try folder.data(name), as: UTF8.self))
    }

    private func lines(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private func take(_ results: [String], status: Int32 = 0) throws -> Command.Result {
        _ = try folder.write(results.map { $0 + "\n" }.joined(), to: "results.jsonl")
        let result = try Command.run(["batch", "import", "r.ledger", "results.jsonl", "--json"], in: folder)
        #expect(result.status == status, "\(result.errors)")
        return result
    }

    private func exported() throws -> String {
        let result = try Command.run(["export", "r.ledger"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func id(_ line: JSONValue) -> String { line["custom_id"]?.string ?? "" }

    /// The skeleton and the attempt that a line asks for.
    private func place(_ line: JSONValue) -> [Int] { id(line).split(separator: "-").suffix(2).compactMap { Int($0) } }

    // MARK: What a runner answers

    private func answer(_ line: JSONValue, _ text: String? = nil, reason: String = "stop") -> String {
        let text = text ?? ScriptedServer.Request.facts(in: line["body"]?.text ?? "")
        let body: JSONValue = [
            "id": "x", "object": "chat.completion",
            "choices": [
                [
                    "index": 0, "message": ["role": "assistant", "content": .string(text)],
                    "finish_reason": .string(reason),
                ]
            ], "usage": ["prompt_tokens": 100, "completion_tokens": 20],
        ]
        return JSONValue.object([
            ("id", "batch-1"), ("custom_id", .string(id(line))),
            ("response", ["status_code": 200, "request_id": "r", "body": body]), ("error", .null),
        ]).text
    }

    private func firstFact(_ line: JSONValue) -> String {
        answer(line, String(ScriptedServer.Request.facts(in: line["body"]?.text ?? "").split(separator: ".")[0]) + ".")
    }

    private func status(_ line: JSONValue, _ status: Int, _ message: String) -> String {
        JSONValue.object([
            ("custom_id", .string(id(line))),
            ("response", ["status_code": .integer(status), "body": ["error": ["message": .string(message)]]]),
            ("error", .null),
        ]).text
    }

    private func error(_ line: JSONValue, _ code: String) -> String {
        JSONValue.object([
            ("custom_id", .string(id(line))), ("response", .null),
            ("error", ["code": .string(code), "message": .string("it \(code)")]),
        ]).text
    }

    // MARK: Rounds

    @Test("Over several rounds, with results out of order, repeated, missing and erroneous, every skeleton is realized")
    func rounds() throws {
        try begin()
        let first = try round("0.jsonl")
        #expect(first.map(place) == (0..<12).map { [$0, 0] })
        #expect(Set(first.map(id)).count == 12)
        for line in first {
            #expect(line["method"] == "POST" && line["url"] == "/v1/chat/completions")
            #expect(line["body"]?["model"] == "m" && line["body"]?["stream"] == nil && line["body"]?["seed"] != nil)
        }
        let again = try round("again.jsonl")
        #expect(try folder.data("0.jsonl") == folder.data("again.jsonl") && again.count == 12)

        // 0 to 3 are wrong, 4 and 5 fail, 6 is missing, 7 is cut short, 8 comes twice, first as an error.
        var results = (0..<4).map { firstFact(first[$0]) }
        results += [status(first[4], 500, "oh"), status(first[5], 400, "too long"), answer(first[7], reason: "length")]
        results += [status(first[8], 500, "oh")] + (8..<12).map { answer(first[$0]) }
        let summary = try lines(try take(results.reversed()).output)[0]
        #expect(summary["attempts"] == 11 && summary["realized"] == 4 && summary["open"] == 8, "\(summary.text)")
        #expect(summary["failures"] == ["bad-request": 1, "length": 1, "server-error": 1])
        #expect(summary["tokens"] == ["prompt": 900, "completion": 180])
        let before = try exported()
        let twice = try take(results)
        #expect(twice.errors.contains("0 attempts recorded, 12 known before"), "\(twice.errors)")
        #expect(try exported() == before)

        let second = try round("1.jsonl")
        #expect(second.map(place) == [[0, 1], [1, 1], [2, 1], [3, 1], [4, 1], [5, 1], [6, 0], [7, 1]])
        #expect(second[6] == first[6])
        #expect(second[0..<4].allSatisfy { $0.text.contains("This is your last draft") })
        #expect(!second[4].text.contains("This is your last draft"))
        _ = try take([0, 1].map { firstFact(second[$0]) } + (2..<8).map { answer(second[$0]) })

        let third = try round("2.jsonl")
        #expect(third.map(place) == [[0, 2], [1, 2]])
        let last = try lines(try take(third.map { answer($0) }).output)[0]
        #expect(last["realized"] == 12 && last["open"] == 0 && last["attempts"] == 21)
        #expect(last["iterations"]?["histogram"] == [5, 5, 2, 0, 0, 0])
        #expect(try round("3.jsonl").isEmpty)
        let records = try lines(try exported())
        #expect(records.map { $0["attempts"]?.elements?.count } == [3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1])
        #expect(records.allSatisfy { $0["accepted"] == true && $0["realizer"] == ["kind": "batch", "model": "m"] })
        // Results of a round long gone change nothing.
        let known = try take(results)
        #expect(known.errors.contains("0 attempts recorded"))
        #expect(try lines(try exported()) == records)
    }

    @Test("A file with a broken line or an unknown id is refused as a whole, and each such line is named")
    func refused() throws {
        try begin(n: 4)
        let first = try round("0.jsonl")
        let good = first.map { answer($0) }
        let strange = good[1].replacingOccurrences(of: id(first[1]), with: "somebody-elses-1")
        let early = good[2].replacingOccurrences(of: id(first[2]), with: String(id(first[2]).dropLast()) + "1")
        let absent = good[3].replacingOccurrences(of: "-3-0", with: "-99-0")
        let cases: [([String], [String])] = [
            ([good[0], "{\"custom_id\":", strange], ["line 2: expected", "line 3: “somebody-elses-1”"]),
            ([good[0], early], ["line 2", "not asked for yet"]), ([absent], ["line 1", "does not have"]),
            ([good[0], "{}"], ["line 2: expected a text under “custom_id”"]),
            ([good[0], "[1]"], ["line 2: expected a JSON object"]),
            ([good[0], "{\"custom_id\":\"\(id(first[1]))\"}"], ["line 2: expected “response”"]),
        ]
        let before = try exported()
        for (results, words) in cases {
            let result = try take(results, status: 65)
            for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
            #expect(result.errors.contains("nothing was imported") && result.output.isEmpty)
            #expect(try exported() == before)
        }
        #expect(try round("again.jsonl") == first)
    }

    @Test("Lines that were never carried out leave their skeletons open")
    func expired() throws {
        try begin(n: 3)
        let first = try round("0.jsonl")
        let result = try take([error(first[0], "batch_expired"), error(first[1], "oops"), answer(first[2])])
        #expect(
            result.errors.contains("2 attempts recorded, 1 of them failures, 1 never carried out; 2 skeletons open"))
        #expect(try round("1.jsonl").map(place) == [[0, 0], [1, 1]])
    }

    @Test("What does not go in rounds says so")
    func usage() throws {
        let environment = ["OPENAI_MODEL": "", "OPENAI_BASE_URL": ""]
        func run(_ arguments: [String]) throws -> Command.Result {
            try Command.run(arguments, in: folder, environment: environment)
        }
        let nameless = try run(["generate", "asia", "-n", "1", "--realizer", "batch"])
        #expect(nameless.status == 64 && nameless.errors.contains("--model"))
        let twins = try run([
            "generate", "asia", "-n", "1", "--realizer", "batch", "--model", "m", "--counterfactual-do", "smoke=yes",
        ])
        #expect(twins.status == 64 && twins.errors.contains("batch rounds have no twins"), "\(twins.errors)")
        let opened = try run(["open", "asia", "--realizer", "batch", "--model", "m", "--snapshot", "80x24"])
        #expect(opened.status == 64 && opened.errors.contains("generate --realizer batch"), "\(opened.errors)")
        let server = try run([
            "generate", "asia", "-n", "1", "--realizer", "batch", "--model", "m", "--base-url", "http://h",
        ])
        #expect(server.status == 64)
        #expect(try run(["generate", "asia", "-n", "1", "--ledger", "s.ledger"]).status == 0)
        let other = try run(["batch", "export", "s.ledger"])
        #expect(other.status == 65 && other.errors.contains("does not go in batch rounds"), "\(other.errors)")
        try begin(n: 1)
        let resumed = try run(["resume", "r.ledger"])
        #expect(resumed.status == 64 && resumed.errors.contains("batch export"), "\(resumed.errors)")
        let missing = try run(["batch", "import", "r.ledger", "nowhere.jsonl"])
        #expect(missing.status == 66)
    }
}
