import CausalEngine
import Foundation
import GRDB
import RunLedger
import Testing

@Suite("Opening ledgers")
struct LedgerOpeningTests {
    let fixture: LedgerFixture

    init() throws { fixture = try LedgerFixture() }

    @Test("A second writer is refused until the first is done, and leaves no lock behind")
    func lock() throws {
        let path = fixture.path()
        do {
            let first = try Ledger.create(path)
            #expect(throws: LedgerError.locked(path: path)) { try Ledger.open(path) }
            #expect(throws: LedgerError.locked(path: path)) { try Ledger.create(path) }
            #expect(first.path == path)
        }
        let second = try Ledger.open(path)
        #expect(second.path == path)
        #expect(FileManager.default.fileExists(atPath: path + "-lock"))
    }

    @Test("A ledger that is done is one file")
    func oneFile() throws {
        do {
            let ledger = try Ledger.create(fixture.path())
            try ledger.begin(fixture.run(), skeletons: fixture.skeletons(4), network: fixture.network)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["ward.ledger"])
        let reader = try Ledger.read(fixture.path())
        #expect(try reader.runs().count == 1)
        try reader.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["ward.ledger"])
    }

    @Test("A ledger that is done is read where nothing can be written beside it, whatever its name")
    func unwritable() throws {
        let path = fixture.path().replacing("ward.ledger", with: "a ward? 100%#é.ledger")
        do {
            let ledger = try Ledger.create(path)
            try ledger.begin(fixture.run(), skeletons: fixture.skeletons(4), network: fixture.network)
        }
        // As on a medium that is only for reading: the file that SQLite wants beside the ledger cannot be made.
        try FileManager.default.createSymbolicLink(atPath: path + "-shm", withDestinationPath: "/nowhere/at/all")
        let reader = try Ledger.read(path)
        #expect(try reader.runs().count == 1)
        try reader.close()
        // With a log beside it the file alone would not tell all.
        #expect(FileManager.default.createFile(atPath: path + "-wal", contents: Data([1, 2, 3])))
        #expect(throws: LedgerError.self) { try Ledger.read(path) }
    }

    @Test("A pipe is no ledger, is not waited for, and nothing is made beside it")
    func pipe() throws {
        let path = fixture.path()
        #expect(mkfifo(path, 0o600) == 0)
        let refusal = LedgerError.unreadable(path: path, reason: "it is a device or a pipe")
        #expect(throws: refusal) { try Ledger.create(path) }
        #expect(throws: refusal) { try Ledger.read(path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["ward.ledger"])
    }

    @Test("A reader sees what the writer has committed, while it writes")
    func readingWhileWriting() async throws {
        let run = try fixture.run()
        let writer = try Ledger.create(fixture.path())
        try writer.begin(run, skeletons: fixture.skeletons(4), network: fixture.network)
        let reader = try Ledger.read(fixture.path())
        #expect(try reader.attempts(on: 0, of: run, in: fixture.network).isEmpty)
        try await writer.record(fixture.attempt(0), on: 0, of: run, in: fixture.network)
        #expect(try reader.attempts(on: 0, of: run, in: fixture.network).count == 1)
        let (attempt, network) = (fixture.attempt(1), fixture.network)
        await #expect(throws: LedgerError.readOnly(path: fixture.path())) {
            try await reader.record(attempt, on: 0, of: run, in: network)
        }
    }

    @Test("A writer may end while another reads, and loses nothing")
    func endingWhileRead() throws {
        let writer = try Ledger.create(fixture.path())
        try writer.begin(fixture.run(), skeletons: fixture.skeletons(4), network: fixture.network)
        var configuration = Configuration()
        configuration.readonly = true
        let reader = try DatabaseQueue(path: fixture.path(), configuration: configuration)
        try reader.read { database in
            let before = try Int.fetchOne(database, sql: "SELECT count(*) FROM run")
            try writer.close()
            #expect(before == 1)
        }
        try reader.close()
        let again = try Ledger.open(fixture.path())
        #expect(try again.runs().count == 1)
    }

    @Test("A ledger whose writer was killed, its write-ahead file still beside it, holds all that was committed")
    func killedWriter() async throws {
        let run = try fixture.run()
        let writer = try Ledger.create(fixture.path())
        try writer.begin(run, skeletons: fixture.skeletons(4), network: fixture.network)
        try await writer.record(fixture.attempt(0), on: 3, of: run, in: fixture.network)
        let copy = fixture.path("copy.ledger")
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: fixture.path() + ending, toPath: copy + ending)
        }
        let reader = try Ledger.read(copy)
        #expect(try reader.attempts(on: 3, of: run, in: fixture.network) == [fixture.attempt(0)])
        let resumed = try Ledger.open(copy)
        try await resumed.record(fixture.attempt(1), on: 3, of: run, in: fixture.network)
        #expect(try resumed.attempts(on: 3, of: run, in: fixture.network).map(\.number) == [0, 1])
    }

    @Test("A write-ahead file cut off in the middle of a commit loses that commit alone")
    func tornCommit() async throws {
        let run = try fixture.run()
        let writer = try Ledger.create(fixture.path())
        try writer.begin(run, skeletons: fixture.skeletons(4), network: fixture.network)
        try await writer.record(fixture.attempt(0), on: 0, of: run, in: fixture.network)
        try await writer.record(fixture.attempt(1), on: 0, of: run, in: fixture.network)
        let copy = fixture.path("torn.ledger")
        try FileManager.default.copyItem(atPath: fixture.path(), toPath: copy)
        let log = try Data(contentsOf: URL(fileURLWithPath: fixture.path() + "-wal"))
        try log.dropLast(100).write(to: URL(fileURLWithPath: copy + "-wal"))
        let resumed = try Ledger.open(copy)
        #expect(try resumed.attempts(on: 0, of: run, in: fixture.network) == [fixture.attempt(0)])
    }

    @Test("What is no ledger is refused and left alone")
    func refusals() throws {
        let path = fixture.path("other")
        #expect(throws: LedgerError.missing(path: path)) { try Ledger.open(path) }
        #expect(throws: LedgerError.missing(path: path)) { try Ledger.read(path) }
        try Data("just text, and more of it".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: LedgerError.notALedger(path: path)) { try Ledger.open(path) }
        #expect(throws: LedgerError.notALedger(path: path)) { try Ledger.create(path) }
        #expect(throws: LedgerError.notALedger(path: path)) { try Ledger.read(path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "just text, and more of it")
        let database = fixture.path("other.sqlite")
        try DatabaseQueue(path: database).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        #expect(throws: LedgerError.notALedger(path: database)) { try Ledger.open(database) }
        #expect(throws: LedgerError.unreadable(path: fixture.folder.path, reason: "it is a folder")) {
            try Ledger.read(fixture.folder.path)
        }
        #expect {
            try Ledger.create(fixture.path("nowhere/x.ledger"))
        } throws: { error in
            if case LedgerError.cannotCreate = error { true } else { false }
        }
    }

    @Test("A later format is refused by its number")
    func newerFormat() throws {
        let path = fixture.path()
        do { _ = try Ledger.create(path) }
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        #expect(throws: LedgerError.newerFormat(path: path, found: 99, known: 1)) { try Ledger.read(path) }
        #expect(throws: LedgerError.newerFormat(path: path, found: 99, known: 1)) { try Ledger.open(path) }
    }

    @Test("A run is found by name, or alone")
    func findingRuns() throws {
        let ledger = try Ledger.create(fixture.path())
        let path = fixture.path()
        #expect(throws: LedgerError.noRuns(path: path)) { try ledger.run() }
        let (first, second) = (try fixture.run(), try fixture.run(seed: 8))
        try ledger.begin(first, skeletons: [], network: fixture.network)
        #expect(try ledger.run() == first)
        #expect(throws: LedgerError.runExists(path: path, run: first.id)) {
            try ledger.begin(first, skeletons: [], network: fixture.network)
        }
        try ledger.begin(second, skeletons: fixture.skeletons(1, seed: 8), network: fixture.network)
        #expect(throws: LedgerError.severalRuns(path: path, known: [first.id, second.id])) { try ledger.run() }
        #expect(try ledger.run(second.id) == second)
        #expect(throws: LedgerError.noSuchRun(path: path, run: "x", known: [first.id, second.id])) {
            try ledger.run("x")
        }
    }

    @Test(
        "Every error says what is wrong and names the ledger",
        arguments: [
            LedgerError.missing(path: "a.ledger"), .unreadable(path: "a.ledger", reason: "r"),
            .cannotCreate(path: "a.ledger", reason: "r"), .notALedger(path: "a.ledger"),
            .newerFormat(path: "a.ledger", found: 2, known: 1), .locked(path: "a.ledger"), .readOnly(path: "a.ledger"),
            .runExists(path: "a.ledger", run: "r"), .noSuchRun(path: "a.ledger", run: "r", known: ["s"]),
            .noRuns(path: "a.ledger"), .severalRuns(path: "a.ledger", known: ["s"]),
            .damaged(path: "a.ledger", what: "w"), .failed(path: "a.ledger", reason: "r"),
            .outOfTurn(path: "a.ledger", skeleton: 1, attempt: 2),
        ])
    func wording(error: LedgerError) {
        #expect(error.description.contains("a.ledger") && error.description.hasSuffix("."))
        #expect(!error.description.contains("\n"))
    }
}
