import CausalEngine
import Foundation
import GRDB
@testable import RunLedger
import Testing
import Verification

@Suite("Ledger")
struct LedgerTests {
    let fixture: LedgerFixture

    init() throws { fixture = try LedgerFixture() }

    @Test("Functions of other variables come back as they were, also where only the whole is without a cycle")
    func functions() throws {
        let (variables, scm) = (fixture.network.variables, fixture.network.scm)
        let constant = try scm.function(of: 1, "20 + 1")
        let reads = try scm.function(
            of: 0, "`\(variables[1].name)` > 3 ? \(variables[0].states[0]) : \(variables[0].states[1])")
        let interventions: [Int: Intervention] = [0: .function(reads), 1: .function(constant)]
        let run = try fixture.run(interventions: interventions)
        #expect(try run.interventions(in: fixture.network) == interventions)
        #expect(run.interventions.contains("\"function\""))
    }

    @Test("A run, its skeletons and its attempts come back as they were")
    func roundTrip() async throws {
        let run = try fixture.run(interventions: [
            0: .value(.state(1)), 1: .value(.number(0.1)), 2: .distribution([0.1, 0.2, 0.7]),
        ])
        let units = fixture.skeletons(4)
        let failed = Attempt(
            number: 0, prompt: "p", text: "half a", end: .init(reason: "timeout"), failure: "no answer")
        let attempts = [failed, fixture.attempt(1), fixture.attempt(2, accepted: true)]
        do {
            let ledger = try Ledger.create(fixture.path())
            try ledger.begin(run, skeletons: units, network: fixture.network)
            for attempt in attempts { try await ledger.record(attempt, on: 2, of: run, in: fixture.network) }
        }
        let ledger = try Ledger.read(fixture.path())
        let stored = try ledger.run()
        #expect(stored == run)
        #expect(try ledger.runs() == [run])
        let network = try stored.network()
        #expect(network.variables == fixture.network.variables)
        #expect(
            try stored.interventions(in: network)
                == [0: .value(.state(1)), 1: .value(.number(0.1)), 2: .distribution([0.1, 0.2, 0.7])])
        #expect(try ledger.skeletons(of: stored, in: network) == units)
        #expect(try ledger.attempts(on: 2, of: stored, in: network) == attempts)
        var records: [RunRecord] = []
        try ledger.forEachRecord(of: stored, in: network) { records.append($0) }
        #expect(records.map(\.unit) == units)
        #expect(records.map(\.attempts.count) == [0, 0, 3, 0])
        #expect(records[2].attempts == attempts)
        #expect(records.map(\.isAccepted) == [false, false, true, false])
        #expect(records[2].isEnded(budget: 9) && !records[1].isEnded(budget: 3))
    }

    @Test("Attempts on several skeletons are recorded together, all or none")
    func together() async throws {
        let run = try fixture.run()
        let ledger = try Ledger.create(fixture.path())
        try ledger.begin(run, skeletons: fixture.skeletons(3), network: fixture.network)
        let (first, second) = (fixture.attempt(0), fixture.attempt(1))
        await #expect(throws: LedgerError.outOfTurn(path: fixture.path(), skeleton: 2, attempt: 1)) {
            try await ledger.record([(0, first), (1, first), (2, second)], of: run, in: fixture.network)
        }
        #expect(try ledger.progress(of: run).map(\.attempts) == [0, 0, 0])
        try await ledger.record([(0, first), (0, second), (2, first)], of: run, in: fixture.network)
        #expect(try ledger.progress(of: run).map(\.attempts) == [2, 0, 1])
        try await ledger.record([], of: run, in: fixture.network)
    }

    @Test("A skeleton that is given up gets no further attempt")
    func givenUp() async throws {
        let run = try fixture.run()
        let ledger = try Ledger.create(fixture.path())
        try ledger.begin(run, skeletons: fixture.skeletons(2), network: fixture.network)
        let attempt = Attempt(
            number: 0, prompt: "", text: "", end: .init(reason: Attempt.End.unpaired), failure: "no unit")
        try await ledger.record(attempt, on: 1, of: run, in: fixture.network)
        #expect(try ledger.progress(of: run).map { $0.isEnded(budget: 5) } == [false, true])
        var ended: [Bool] = []
        try ledger.forEachRecord(of: run, in: fixture.network) { ended.append($0.isEnded(budget: 5)) }
        #expect(ended == [false, true])
    }

    @Test("The file is in write-ahead mode and every commit waits for the disk")
    func durability() throws {
        let ledger = try Ledger.create(fixture.path())
        let pool = try #require(ledger.pool)
        let modes = try pool.writeWithoutTransaction { database in
            try ["journal_mode", "synchronous"].map { try String.fetchOne(database, sql: "PRAGMA \($0)") }
        }
        #expect(modes == ["wal", "2"])
    }

    @Test("An attempt is recorded once and in its turn")
    func order() async throws {
        let run = try fixture.run()
        let ledger = try Ledger.create(fixture.path())
        try ledger.begin(run, skeletons: fixture.skeletons(4), network: fixture.network)
        try await ledger.record(fixture.attempt(0), on: 1, of: run, in: fixture.network)
        for number in [0, 2] {
            let attempt = fixture.attempt(number)
            await #expect(throws: LedgerError.outOfTurn(path: fixture.path(), skeleton: 1, attempt: number)) {
                try await ledger.record(attempt, on: 1, of: run, in: fixture.network)
            }
        }
        await #expect(throws: LedgerError.self) {
            try await ledger.record(fixture.attempt(0), on: 99, of: run, in: fixture.network)
        }
        #expect(try ledger.attempts(on: 1, of: run, in: fixture.network).map(\.number) == [0])
    }

    @Test("Attempts of many skeletons recorded at once all arrive, and a bad one spoils no other")
    func sharedCommits() async throws {
        let run = try fixture.run(count: 50)
        let ledger = try Ledger.create(fixture.path())
        try ledger.begin(run, skeletons: fixture.skeletons(50), network: fixture.network)
        let attempt = fixture.attempt(0)
        let network = fixture.network
        let failures = await withTaskGroup(of: Int.self) { group in
            for position in 0..<60 {
                group.addTask {
                    do {
                        try await ledger.record(attempt, on: position, of: run, in: network)
                        return 0
                    } catch {
                        return 1
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 10)
        var counts: [Int] = []
        try ledger.forEachRecord(of: run, in: network, detail: .verdicts) { counts.append($0.attempts.count) }
        #expect(counts == Array(repeating: 1, count: 50))
    }

    @Test(
        "Nothing recorded can be changed or removed",
        arguments: ["run", "skeleton", "attempt", "reading", "mention", "verdict"])
    func appendOnly(table: String) async throws {
        do {
            let run = try fixture.run()
            let ledger = try Ledger.create(fixture.path())
            try ledger.begin(run, skeletons: fixture.skeletons(2), network: fixture.network)
            try await ledger.record(fixture.attempt(0), on: 0, of: run, in: fixture.network)
        }
        let queue = try DatabaseQueue(path: fixture.path())
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM \(table)") } }
        let column = ["run": "seed", "skeleton": "row", "attempt": "error"][table] ?? "cue"
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE \(table) SET \(column) = 'x'") }
        }
    }

    @Test(
        "Equal runs have one name, others another; the address of an attempt hangs on model, prompt, parameters, number"
    )
    func names() throws {
        #expect(try fixture.run().id == fixture.run().id)
        #expect(try fixture.run().id != fixture.run(seed: 8).id)
        let run = try fixture.run()
        #expect(run.id.hasPrefix("ward-7-"))
        var other = run
        other.writer.parameters = "{}"
        let attempt = fixture.attempt(0)
        var second = attempt
        second.number = 1
        var asked = attempt
        asked.prompt = "Else"
        var answered = attempt
        answered.text = "Else"
        #expect(
            Set([run.address(of: attempt), other.address(of: attempt), run.address(of: second), run.address(of: asked)])
                .count == 4)
        #expect(run.address(of: attempt) == run.address(of: answered))
        #expect(run.recordID(row: 3, isCounterfactual: true) == "ward-7-3-cf")
    }
}
