import CausalEngine
import Foundation
import ScriptedServer
import Testing

@Suite("generate with counterfactual twins", .timeLimit(.minutes(10)))
struct CounterfactualPairTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func generate(_ arguments: [String], n: Int = 12, ledger: String = "p.ledger") throws -> JSONValue {
        let result = try Command.run(
            ["generate", "asia", "-n", "\(n)", "--seed", "3", "--ledger", ledger, "--json"] + arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
    }

    private func records(_ ledger: String = "p.ledger") throws -> [JSONValue] {
        let result = try Command.run(["export", ledger], in: folder)
        return try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private func chat(_ server: ScriptedServer) -> [String] {
        [
            "--realizer", "chat", "--base-url", server.baseURL, "--strategy", "targeted", "--counterfactual-do",
            "smoke=yes",
        ]
    }

    /// Checks what holds of all pairs: same noise, what was set is set, equal worlds have equal texts.
    private func check(_ records: [JSONValue], units: Int) {
        #expect(records.count == 2 * units)
        for (unit, twin) in stride(from: 0, to: records.count, by: 2).map({ (records[$0], records[$0 + 1]) }) {
            #expect(unit["counterfactualOf"]?.string == nil && twin["counterfactualOf"] == unit["id"])
            // What is set has no noise of its own any more.
            let isSet = Set((twin["do"]?.members ?? []).map(\.key))
            for (name, noise) in unit["noise"]?.members ?? [] where !isSet.contains(name) {
                #expect(twin["noise"]?[name] == noise)
            }
            #expect(twin["skeleton"]?["smoke"] == "yes" && twin["do"]?["smoke"] == "yes")
            if unit["skeleton"] == twin["skeleton"], unit["accepted"] == true { #expect(unit["text"] == twin["text"]) }
            if unit["skeleton"] != twin["skeleton"], twin["accepted"] == true { #expect(unit["text"] != twin["text"]) }
        }
    }

    @Test("Plain sentences: only those of changed variables differ")
    func template() throws {
        let summary = try generate(["--realizer", "template", "--counterfactual-do", "smoke=yes"], n: 40)
        let locality = summary["pairs"]?["editLocality"]
        #expect(summary["skeletons"] == 80 && summary["realized"] == 80)
        #expect(summary["pairs"]?["units"] == 40 && summary["pairs"]?["realized"] == 40)
        #expect(locality?["outside"] == 0 && (locality?["edited"]?.int ?? 0) > 0, "\(summary.text)")
        let records = try records()
        check(records, units: 40)
        for (unit, twin) in stride(from: 0, to: 80, by: 2).map({ (records[$0], records[$0 + 1]) }) {
            let sentences = [unit, twin].map { ($0["text"]?.string ?? "").components(separatedBy: ". ") }
            #expect(sentences[0].count == sentences[1].count)
            let names = (unit["skeleton"]?.members ?? []).map(\.key)
            let changed = names.filter { unit["skeleton"]?[$0] != twin["skeleton"]?[$0] }
            #expect(zip(sentences[0], sentences[1]).count { $0 != $1 } == changed.count)
        }
    }

    @Test("A simulated writer edits with its faults, is corrected, and its layouts stay as they are")
    func simulated() throws {
        let summary = try generate(["--counterfactual-do", "smoke=yes", "--counterfactual-do", "asia=yes"], n: 40)
        #expect(summary["pairs"]?["editLocality"]?["outside"] == 0, "\(summary.text)")
        #expect((summary["pairs"]?["realized"]?.int ?? 0) >= 36, "\(summary.text)")
        let records = try records()
        check(records, units: 40)
        for (unit, twin) in stride(from: 0, to: 80, by: 2).map({ (records[$0], records[$0 + 1]) })
        where twin["accepted"] == true {
            let lines = [unit, twin].map { ($0["text"]?.string ?? "").split(separator: "\n").count }
            #expect(lines[0] == lines[1])
        }
    }

    @Test("A language model is asked for the passages that change alone; what else it says reaches no text")
    func chat() throws {
        let server = try ScriptedServer { request, _ in
            if request.method == "GET" { return [.models("m")] }
            // A chatty model: it never answers without a heading and a list.
            return request.body.contains("a passage from a longer text")
                ? .text("- \(request.facts)\n") : .text("Dear Dr. Ng,\n\n\(request.facts)\n\nKind regards")
        }
        let summary = try generate(chat(server), n: 10)
        #expect(summary["pairs"]?["realized"] == 10, "\(summary.text)")
        #expect(summary["pairs"]?["editLocality"]?["outside"] == 0)
        let records = try records()
        check(records, units: 10)
        for record in records {
            let text = record["text"]?.string ?? ""
            #expect(text.hasPrefix("Dear Dr. Ng,\n\n") && text.hasSuffix("\n\nKind regards"), "\(text)")
        }
        let changed = stride(from: 0, to: 20, by: 2).count { records[$0]["skeleton"] != records[$0 + 1]["skeleton"] }
        let passages = server.completions.filter { $0.body.contains("a passage from a longer text") }
        #expect(changed > 0 && passages.count >= changed)
        #expect(server.completions.count == 10 + passages.count)
    }

    @Test("A model that meddles is corrected, and what it should not touch is kept; concurrency shows in no byte")
    func meddling() throws {
        let server = try ScriptedServer { request, _ in
            if request.method == "GET" { return [.models("m")] }
            guard request.body.contains("a passage from a longer text") else { return .text(request.facts) }
            // The first edit of a passage says too much, and too little of what changes.
            let isFirst = request.body.contains("namely")
            return .text(isFirst ? "The patient has visited Asia. " : request.facts)
        }
        var exports: [[JSONValue]] = []
        for concurrency in ["1", "6"] {
            let ledger = "c\(concurrency).ledger"
            let summary = try generate(chat(server) + ["--concurrency", concurrency], n: 10, ledger: ledger)
            #expect(summary["pairs"]?["realized"] == 10, "\(summary.text)")
            #expect(summary["pairs"]?["editLocality"]?["outside"] == 0)
            exports.append(try records(ledger))
        }
        #expect(exports[0] == exports[1])
        #expect(exports[0].contains { ($0["attempts"]?.elements?.count ?? 0) > 1 })
    }

    @Test("Where a unit is not realized there is nothing to edit, and its twin is counted as that")
    func unpaired() throws {
        let summary = try generate(
            ["--counterfactual-do", "smoke=yes", "--omission-rate", "1", "--strategy", "one-shot"], n: 5)
        #expect(summary["realized"] == 0 && summary["open"] == 0 && summary["attempts"] == 10)
        #expect(summary["failures"] == ["unpaired": 5])
        #expect(summary["pairs"]?["realized"] == 0)
        let resumed = try Command.run(["resume", "p.ledger", "--json"], in: folder)
        #expect(resumed.status == 0 && resumed.output.contains("\"attempts\":10"))
    }

    @Test("An unknown variable is refused before anything is written")
    func unknown() throws {
        let result = try Command.run(
            ["generate", "asia", "-n", "1", "--counterfactual-do", "smok=yes", "--ledger", "x.ledger"], in: folder)
        #expect(result.status == 65 && result.errors.contains("smoke"), "\(result.errors)")
        #expect(try !folder.names.contains("x.ledger"))
    }
}
