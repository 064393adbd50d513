import CausalEngine
import Foundation
import Testing

@Suite("generate, resume and export")
struct GenerateCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func export(_ ledger: String, _ arguments: [String] = []) throws -> String {
        let result = try Command.run(["export", ledger] + arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// The bytes of a ledger with its write-ahead log.
    private func written(to ledger: String) -> Int {
        [ledger, ledger + "-wal"].reduce(0) { sum, name in
            sum + ((try? FileManager.default.attributesOfItem(atPath: folder.path(name))[.size] as? Int) ?? 0)
        }
    }

    private func attempts(in ledger: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path(ledger)) else { return 0 }
        let result = try Command.run(["export", ledger, "--format", "jsonl"], in: folder)
        guard result.status == 0 else { return 0 }
        return result.output.split(separator: "\n").reduce(0) { count, line in
            count + ((try? JSONValue(parsing: String(line)))?["attempts"]?.elements?.count ?? 0)
        }
    }

    @Test("the summary says what CLI promises, and its numbers hang together")
    func summary() throws {
        let arguments = ["generate", "asia", "-n", "60", "--realizer", "simulated", "--seed", "1", "--json"]
        let result = try Command.run(arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let summary = try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
        #expect(summary["ledger"] == "asia-1.ledger")
        #expect(summary["skeletons"] == 60)
        let realized = try #require(summary["realized"]?.int)
        let histogram = try #require(summary["iterations"]?["histogram"]?.elements).compactMap(\.int)
        #expect(histogram.reduce(0, +) == realized)
        let rate = try #require(summary["realizability"]?["rate"]?.double)
        #expect(rate == Double(realized) / 60)
        #expect(summary["realizability"]?["interval"] == "wilson95")
        let tv = try #require(summary["bias"]?["tv"]?.double)
        let bound = try #require(summary["bias"]?["tvBound"]?.double)
        #expect(bound == 1 - rate)
        #expect(tv <= bound)
        #expect(summary["verification"] == "strict")
        #expect(summary["realizer"]?["kind"] == "simulated")
        let files = try folder.names.filter { !$0.hasPrefix(".") }
        #expect(files == ["asia-1.ledger"])
    }

    @Test("twice the same run exports the same bytes, whatever the concurrency")
    func determinism() throws {
        for (name, concurrency) in [("a.ledger", "1"), ("b.ledger", "4")] {
            let result = try Command.run(
                ["generate", "asia", "-n", "40", "--seed", "5", "--ledger", name, "--concurrency", concurrency],
                in: folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        let (first, second) = (try export("a.ledger"), try export("b.ledger"))
        #expect(first.split(separator: "\n").count == 40)
        #expect(second == first)
        let tables = try ["a.ledger", "b.ledger"].map { try export($0, ["--format", "csv"]) }
        #expect(tables[0] == tables[1])
    }

    @Test("killed at any moment and resumed, a run exports as if it had never been interrupted")
    func killAndResume() throws {
        let common = ["generate", "asia", "-n", "500", "--seed", "9", "--ledger"]
        let uninterrupted = try Command.run(common + ["whole.ledger"], in: folder)
        #expect(uninterrupted.status == 0, "\(uninterrupted.errors)")
        let whole = try export("whole.ledger")
        let invocation = try Command.start(common + ["killed.ledger"], in: folder)
        while invocation.process.isRunning, written(to: "killed.ledger") < 500_000 {}
        kill(invocation.process.processIdentifier, SIGKILL)
        _ = try invocation.finish()
        let before = try attempts(in: "killed.ledger")
        #expect(before > 0)
        #expect(before < 500)
        let resumed = try Command.run(["resume", "killed.ledger", "--json"], in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let (after, exported) = (try attempts(in: "killed.ledger"), try export("killed.ledger"))
        #expect(after >= before)
        #expect(exported == whole)
    }

    @Test("an interrupt finishes what is in flight and ends with 75; resume completes the run")
    func interrupt() throws {
        let common = ["generate", "asia", "-n", "500", "--seed", "2", "--ledger"]
        let invocation = try Command.start(common + ["stopped.ledger"], in: folder)
        while invocation.process.isRunning, written(to: "stopped.ledger") < 500_000 {}
        kill(invocation.process.processIdentifier, SIGINT)
        let stopped = try invocation.finish()
        #expect(stopped.status == 75)
        #expect(stopped.errors.contains("`causalsynth resume stopped.ledger` goes on"))
        let resumed = try Command.run(["resume", "stopped.ledger"], in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let uninterrupted = try Command.run(common + ["whole.ledger"], in: folder)
        #expect(uninterrupted.status == 0, "\(uninterrupted.errors)")
        let (first, second) = (try export("stopped.ledger"), try export("whole.ledger"))
        #expect(first == second)
    }

    @Test("a network without any wording can be realized at once")
    func derivedWording() throws {
        let bif = """
            network lamp {}
            variable Switch/Wall { type discrete [ 3 ] { <5, 5-12, 12+ }; }
            variable LampOn { type discrete [ 2 ] { yes, no }; }
            probability ( Switch/Wall ) { table 0.2, 0.3, 0.5; }
            probability ( LampOn | Switch/Wall ) { (<5) 0.9, 0.1; (5-12) 0.5, 0.5; (12+) 0.2, 0.8; }
            """
        let path = try folder.write(bif, to: "lamp.bif")
        let result = try Command.run(["generate", path, "-n", "20", "--json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let summary = try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
        #expect(summary["network"] == "lamp")
        #expect(summary["realized"]?.int ?? 0 > 15)
    }

    @Test(
        "the wrong thing ends with the contract's code",
        arguments: [
            (["resume", "nowhere.ledger"], Int32(66), "there is no ledger nowhere.ledger"),
            (["export", "text.ledger"], 65, "text.ledger is not a ledger"),
            (["generate", "asia", "--realizer", "oracle"], 64, "oracle"),
            (["generate", "asia", "-n", "2", "--ledger", "nowhere/a.ledger"], 73, "cannot create"),
            (["generate", "asia", "-n", "-2"], 64, "-n"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        _ = try folder.write("not a database at all", to: "text.ledger")
        let result = try Command.run(arguments, in: folder)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
