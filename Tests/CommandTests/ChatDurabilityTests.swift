import CausalEngine
import Foundation
import ScriptedServer
import Synchronization
import Testing

@Suite("A chat run that is killed again and again", .timeLimit(.minutes(10)))
struct ChatDurabilityTests {
    private static let kills = 20
    private static let concurrency = 4
    private static let key = "sk-sesame-0123456789"
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    /// What a model writes that leaves out facts until it is corrected.
    private static func draft(_ request: ScriptedServer.Request) -> String {
        request.body.contains("This is your last draft")
            ? request.facts : String(request.facts.split(separator: ".")[0]) + "."
    }

    /// The seed that a request sends to the server: it belongs to one attempt on one skeleton and to no other.
    private static func seed(_ request: ScriptedServer.Request) -> Int {
        (try? JSONValue(parsing: request.body))?["seed"]?.int ?? -1
    }

    private func export(_ ledger: String) throws -> String {
        let result = try Command.run(["export", ledger], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func attempts(_ export: String) throws -> Int {
        try export.split(separator: "\n").reduce(0) {
            $0 + (try JSONValue(parsing: String($1))["attempts"]?.elements?.count ?? 0)
        }
    }

    private func arguments(_ server: ScriptedServer, _ ledger: String, isFirst: Bool) -> [String] {
        let start =
            isFirst
            ? [
                "generate", "asia", "-n", "100", "--seed", "1", "--realizer", "chat", "--strategy", "targeted",
                "--ledger",
            ] : ["resume"]
        return start + [
            ledger, "--base-url", server.baseURL, "--concurrency", "\(Self.concurrency)", "--progress", "none",
        ]
    }

    @Test("Twenty kills at random moments lose no attempt and repeat none, and leave no key behind")
    func killing() throws {
        let armed = Mutex<Int?>(nil)
        let killer = DispatchSemaphore(value: 0)
        let server = try ScriptedServer { request, _ in
            if request.method == "GET" { return [.models("m")] }
            let isTime = armed.withLock { left -> Bool in
                guard let count = left else { return false }
                left = count > 1 ? count - 1 : nil
                return count == 1
            }
            // The program is killed at this request: while this draft and others are written, read or committed.
            if isTime { killer.signal() }
            return .text(Self.draft(request))
        }
        let environment = ["OPENAI_API_KEY": Self.key]
        let whole = try Command.run(
            arguments(server, "whole.ledger", isFirst: true), in: folder, environment: environment)
        #expect(whole.status == 0, "\(whole.errors)")
        let expected = try export("whole.ledger")
        #expect(try attempts(expected) == 200)
        let once = server.completions.count
        #expect(once == 200)

        var moments = SeededMoments(seed: 20)
        var recorded = 0
        var asked = Set<Int>()
        for round in 0..<Self.kills {
            let before = server.completions.count
            armed.withLock { $0 = 1 + moments.next(below: 6) }
            let invocation = try Command.start(
                arguments(server, "killed.ledger", isFirst: round == 0), in: folder, environment: environment)
            try #require(killer.wait(timeout: .now() + 120) == .success)
            kill(invocation.process.processIdentifier, SIGKILL)
            _ = try invocation.finish()
            let seeds = server.completions[before...].map(Self.seed)
            // What was in flight when the process before was killed may be asked for again, and nothing else.
            #expect(asked.intersection(seeds).count <= Self.concurrency)
            asked.formUnion(seeds)
            let now = try attempts(try export("killed.ledger"))
            #expect(now >= recorded)
            #expect(
                now <= asked.count && now >= asked.count - Self.concurrency,
                "\(now) of \(asked.count) in round \(round)")
            recorded = now
        }
        #expect(recorded < 200)
        // Killed, a ledger has its write-ahead log beside it.
        for name in try folder.names where !name.hasPrefix(".in") {
            #expect(try folder.data(name).range(of: Data(Self.key.utf8)) == nil, "\(name)")
        }
        let resumed = try Command.run(
            arguments(server, "killed.ledger", isFirst: false), in: folder, environment: environment)
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try export("killed.ledger") == expected)
    }

    @Test("Interrupted once, a run finishes what is in flight and ends with 75; twice, it ends at once with 130")
    func interrupting() throws {
        for (signals, status) in [(1, Int32(75)), (2, Int32(130))] {
            let isOpen = Atomic(false)
            let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let server = try ScriptedServer { request, number in
                if request.method == "GET" { return [.models("m")] }
                if number == 3 { begun.signal() }
                guard number >= 2, !isOpen.load(ordering: .relaxed) else { return .text(request.facts) }
                // Interrupted twice, nobody waits for this one.
                if signals == 2 { return [.streamHead, .piece("The pa"), .stall] }
                gate.wait()
                gate.signal()
                return .text(request.facts)
            }
            let ledger = "i\(signals).ledger"
            let invocation = try Command.start(
                [
                    "generate", "asia", "-n", "20", "--seed", "1", "--realizer", "chat", "--strategy", "targeted",
                    "--base-url", server.baseURL,
                    "--ledger", ledger, "--concurrency", "2",
                ], in: folder)
            begun.wait()
            try invocation.interrupt(andWaitFor: "finishing the attempts in flight")
            if signals == 2 { kill(invocation.process.processIdentifier, SIGINT) }
            isOpen.store(true, ordering: .relaxed)
            gate.signal()
            let result = try invocation.finish()
            #expect(result.status == status, "\(result.errors)")
            let done = try attempts(try export(ledger))
            #expect(signals == 1 ? done == 4 : done == 2, "\(done)")
            server.stop()
            let other = try ScriptedServer { request, _ in
                request.method == "GET" ? [.models("m")] : .text(request.facts)
            }
            let resumed = try Command.run(["resume", ledger, "--base-url", other.baseURL, "--json"], in: folder)
            #expect(resumed.status == 0 && resumed.output.contains("\"realized\":20"), "\(resumed.errors)")
            #expect(other.completions.count == 20 - done)
        }
    }
}

/// Numbers from a seed (SplitMix64, Steele, Lea & Flood 2014).
private struct SeededMoments {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) >> 33) % count
    }
}
