import CausalEngine
import Evaluation
import Foundation
import Refinement
import RunLedger
import TerminalUI
import Testing

@testable import Workbench

/// A folder in which live runs of the clinic leave their ledgers; it goes away with the test.
final class RecordingFolder {
    let folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)")
    let network: Network

    init() throws {
        network = try TestNetworks.clinic()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// - Parameter place: a folder within this one that need not exist.
    func session(
        _ width: Int = 120, _ height: Int = 40, keys: String = "", place: String = "", count: Int = 40,
        glyphs: GlyphSet = .unicode
    ) async throws -> HeadlessSession {
        let path = folder.appending(path: place).path
        let network = network
        var options = TestSession.options(network, glyphs: glyphs)
        options.skeletons = count
        options.runs = RunServices(
            folder: path, realizer: { _, _ in SloppyRealizer(network: network) },
            recording: RunRecording(folder: path, realizerParameters: "{}", softwareVersion: "0.0.0"))
        var session = await HeadlessSession(options, size: Size(width: width, height: height))
        try await session.type(keys)
        return session
    }

    func ledger(_ name: String = "asia-7.ledger") throws -> Ledger {
        try Ledger.read(folder.appending(path: name).path)
    }

    /// What an export of the only run of a ledger holds.
    func export(_ name: String = "asia-7.ledger") throws -> String {
        let ledger = try ledger(name)
        var bytes: [UInt8] = []
        try RecordExport(of: try ledger.run(nil), in: ledger).write(.jsonl) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

@Suite("The ledger of a live run")
struct LiveRecordingTests {
    @Test("It holds what the same run by the scheduler holds, and the runs list it")
    func sameAsScheduled() async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(keys: " ")
        #expect(session.model.notice?.text.contains("attempts in asia-7.ledger") == true)
        let run = try RunLedger.Run(
            network: folder.network, seed: 7, count: 40, realizer: SloppyRealizer(network: folder.network).identity,
            settings: .init(), softwareVersion: "0.0.0")
        let other = try Ledger.create(folder.folder.appending(path: "other.ledger").path)
        try other.begin(run, in: folder.network)
        try await RunScheduler(
            ledger: other, run: run, network: folder.network, realizer: SloppyRealizer(network: folder.network)
        ).refine()
        try other.close()
        let kept = try folder.ledger()
        let summary = try RunSummary(of: try kept.run(nil), in: kept)
        #expect(
            session.model.document.meters?.refined == BiasReading(summary.bias), "the meters are the report's figures")
        let export = try folder.export()
        #expect(try export == folder.export("other.ledger"))
        #expect(session.model.document.tally.attempts > 40)
        try await session.type("o")
        let entry = try #require(session.model.runs.listing?.entries.first)
        #expect(entry.key.run == run.id && entry.isComplete && entry.attempts == session.model.document.tally.attempts)
    }

    @Test("Attempts made by hand before it are in it, and those after it go into it")
    func byHand() async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(keys: "]rn", count: 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder.path).isEmpty)
        await session.act(.toggleRun)
        let texts = session.model.document.records.mapValues { $0.drafts.map(\.attempt.text) }
        let ledger = try folder.ledger()
        let run = try ledger.run(nil)
        for row in 0..<4 {
            #expect(try ledger.attempts(on: row, of: run, in: folder.network).map(\.text) == texts[row])
        }
    }

    @Test("An attempt is in the ledger before the screen knows of it; another that writes it stops the run")
    func commitFirst() async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(count: 6)
        var model = session.model
        _ = update(&model, .action(.run))
        guard let (id, _) = model.pending.first(where: { if case .record = $0.value { true } else { false } }) else {
            Issue.record("no ledger was asked for")
            return
        }
        #expect(model.writing.isEmpty, "nothing is written before the ledger is there")
        _ = update(&model, .report(id, .recording(RunKey(ledger: "gone.ledger", run: "x"))))
        #expect(model.writing.count == 1)
        let writing = try #require(model.writing.keys.first)
        let effects = update(&model, .report(writing, .unrecorded("the disk is full.")))
        #expect(!model.isRunning && model.recording == .none && model.writing.isEmpty)
        #expect(model.notice?.text == "the disk is full. Begin a new ledger with space.")
        #expect(!effects.contains { if case .begin(_, .refine) = $0 { true } else { false } })
        await session.act(.run)
        #expect(session.model.recording.key?.ledgerName == "asia-7.ledger")
    }

    @Test("Where no ledger can be made it is said, and the run goes on")
    func noFolder() async throws {
        let folder = try RecordingFolder()
        let session = try await folder.session(keys: " ", place: "gone", count: 6)
        guard case .refused(let reason) = session.model.recording else {
            Issue.record("\(session.model.recording)")
            return
        }
        #expect(reason.contains("asia-7.ledger"))
        #expect(session.model.document.tally.finished == 6)
        #expect(session.model.notice?.text.hasSuffix("kept in no ledger") == true)
        #expect(view(session.model).plainText().contains("in no ledger"))
    }

    @Test("Another sample gets a ledger of its own; rows drawn given what was seen get none")
    func others() async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(keys: " ", count: 4)
        try await session.type("u ")
        #expect(session.model.recording.key?.ledgerName == "asia-7.2.ledger")
        #expect(try folder.export() == folder.export("asia-7.2.ledger"))
        try await session.type("s ")
        #expect(session.model.recording.key?.ledgerName == "asia-8.ledger")
        try await session.type(":see dysp=yes<enter>s ")
        guard case .refused = session.model.recording else {
            Issue.record("\(session.model.recording)")
            return
        }
        #expect(session.model.document.tally.finished == 4)
    }
}
