import CausalEngine
import Evaluation
import Foundation
import Realization
import Refinement
import RunLedger
import TerminalUI
import Testing

@testable import Workbench

/// A ledger of eight skeletons in a folder that goes away with the test. By the writer's ways rows 2 and 6 are never realized, rows 3
/// and 7 at once, the others after one correction.
private final class LedgerFolder {
    let folder: URL
    let network: Network
    let run: RunLedger.Run

    init(isBegunOnly: Bool = false) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "runs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        network = try TestNetworks.clinic()
        let realizer = SloppyRealizer(network: network)
        run = try RunLedger.Run(
            network: network, seed: 7, count: 8, realizer: realizer.identity, settings: .init(maxIterations: 2),
            softwareVersion: "0.0.0")
        let ledger = try Ledger.create(path)
        try ledger.begin(run, in: network)
        if !isBegunOnly {
            try await RunScheduler(ledger: ledger, run: run, network: network, realizer: realizer).refine()
        }
        try ledger.close()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { folder.appending(path: "clinic.ledger").path }

    func session(_ width: Int = 120, _ height: Int = 40, keys: String = "") async throws -> HeadlessSession {
        var options = TestSession.options(network)
        options.concurrency = 4
        let (network, folder) = (network, folder)
        options.runs = RunServices(
            ledgers: [path], realizer: { _, _ in SloppyRealizer(network: network) },
            write: { path, body in
                var bytes: [UInt8] = []
                try body { bytes += $0 }
                try Data(bytes).write(to: URL(fileURLWithPath: path, relativeTo: folder))
            })
        var session = await HeadlessSession(options, size: Size(width: width, height: height))
        try await session.type(keys)
        return session
    }

    func attempts(_ position: Int) throws -> [Attempt] {
        try Ledger.read(path).attempts(on: position, of: run, in: network)
    }
}

@Suite("The screen of runs")
struct RunsTests {
    @Test("It lists the runs of the ledgers with what became of them")
    func list() async throws {
        let folder = try await LedgerFolder()
        let session = try await folder.session(keys: "o")
        let entry = try #require(session.model.runs.listing?.entries.first)
        #expect(entry.key.run == folder.run.id && entry.skeletons == 8 && entry.ended == 8)
        #expect(entry.accepted == 6 && entry.attempts == 2 * 3 + 2 * 1 + 4 * 2 && entry.isComplete)
        let text = view(session.model).plainText()
        #expect(text.contains("6/8 of 8") && text.contains("complete") && text.contains("simulated"))
    }

    @Test("Every record is stepped through forward and back, as the ledger has it")
    func stepping() async throws {
        let folder = try await LedgerFolder()
        var session = try await folder.session(keys: "o<enter>")
        for position in 0..<8 {
            let attempts = try folder.attempts(position)
            let run = try #require(session.model.runs.open)
            #expect(run.position == position)
            #expect(run.current?.record.drafts.map(\.attempt.text) == attempts.map(\.text))
            for index in attempts.indices.reversed() {
                let shown = session.model.replaying(try #require(session.model.runs.open))
                #expect(shown.shownDraft?.attempt.text == attempts[index].text)
                #expect(shown.shownDraft?.attempt.check?.verdicts == attempts[index].check?.verdicts)
                try await session.type("p")
            }
            for _ in attempts.dropFirst() { try await session.type("n") }
            #expect(session.model.runs.open?.shownAttempt == attempts.count - 1)
            try await session.type("j")
        }
        #expect(session.model.past.isEmpty, "browsing changes no document")
        try await session.type("<esc><esc>")
        #expect(session.model.screen == .panes)
    }

    @Test("Records are filtered by what became of them")
    func filters() async throws {
        let folder = try await LedgerFolder()
        var session = try await folder.session(keys: "o<enter>")
        var found: [RecordFilter: [Int]] = [:]
        for filter in RecordFilter.allCases {
            let run = try #require(session.model.runs.open)
            #expect(run.filter == filter)
            found[filter] = run.listed.map(\.position)
            if !run.listed.isEmpty { #expect(run.listedIndex != nil, "what is selected is listed") }
            try await session.type("f")
        }
        #expect(found[.all] == Array(0..<8) && found[.accepted] == [0, 1, 3, 4, 5, 7])
        #expect(found[.neverRealized] == [2, 6] && found[.failed] == [] && found[.open] == [])
    }

    @Test("A run that was only begun is gone on with to its end, and the ledger holds it")
    func resume() async throws {
        let folder = try await LedgerFolder(isBegunOnly: true)
        var session = try await folder.session(keys: "o<enter>")
        #expect(session.model.runs.open?.entry.ended == 0)
        try await session.type(" ")
        let run = try #require(session.model.runs.open)
        #expect(run.entry.isComplete && run.entry.accepted == 6 && run.resuming == nil && run.writing.isEmpty)
        #expect(session.model.notice?.text.contains("6 of 8 realized") == true)
        let progress = try Ledger.read(folder.path).overview(of: folder.run)
        #expect(progress == run.overview)
        #expect(run.current?.record.drafts.map(\.attempt.text) == (try folder.attempts(0)).map(\.text))
        try await session.type(" ")
        #expect(session.model.notice?.text.contains("complete") == true)
    }

    @Test("While a run goes on its texts grow on the screen; space asks it to stop, again stops at once")
    func streaming() async throws {
        let folder = try await LedgerFolder(isBegunOnly: true)
        var model = try await folder.session(keys: "o<enter>").model
        let begun = update(&model, .key(Key(" ")))
        guard case .begin(let id, .resume)? = begun.first else {
            Issue.record("no work was begun")
            return
        }
        _ = update(&model, .report(id, .runs(.event(.attempting(position: 0, attempt: 0)))))
        _ = update(&model, .report(id, .runs(.text(position: 0, "The patient "))))
        _ = update(&model, .report(id, .runs(.text(position: 0, "has"))))
        let text = view(model).plainText()
        #expect(text.contains("The patient has▌") && text.contains("being written") && text.contains("going on"))
        #expect(update(&model, .key(Key(" "))) == [.finish(id)])
        #expect(update(&model, .key(Key(" "))) == [.cancel(id)])
        #expect(model.runs.open?.resuming == nil && model.runs.open?.writing.isEmpty == true)
    }

    @Test("The export has the bytes of the command's")
    func export() async throws {
        let folder = try await LedgerFolder()
        let target = folder.folder.appending(path: "out.jsonl").path
        let session = try await folder.session(keys: "o<enter>:export \(target)<enter>")
        #expect(session.model.notice?.text.contains("written to") == true)
        var expected: [UInt8] = []
        let ledger = try Ledger.read(folder.path)
        try RecordExport(of: folder.run, in: ledger).write(.jsonl) { expected += $0 }
        #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data(expected))
    }

    @Test("A ledger that cannot be read is told, and the others are listed")
    func faults() async throws {
        let folder = try await LedgerFolder()
        var options = TestSession.options(folder.network)
        options.runs = RunServices(ledgers: [folder.path + ".gone", folder.path])
        var session = await HeadlessSession(options, size: Size(width: 120, height: 40))
        try await session.type("o")
        #expect(session.model.runs.listing?.entries.count == 1)
        #expect(view(session.model).plainText().contains("there is no ledger"))
        try await session.type("<enter>")
        #expect(session.model.runs.open != nil)
    }

    @Test("At every size there is a screen of runs", arguments: [(50, 14), (80, 24), (120, 40), (200, 60)])
    func sizes(_ width: Int, _ height: Int) async throws {
        let folder = try await LedgerFolder()
        var session = try await folder.session(width, height, keys: "o<enter>jj")
        #expect(view(session.model).plainText().contains("iteration 2") || width < 100)
        try await session.type("ip")
        #expect(view(session.model).size == Size(width: width, height: height))
        var random = TestRandom(seed: UInt64(width))
        for _ in 0..<60 {
            await session.send(FuzzTests.message(&random))
            #expect(view(session.model).size == session.model.size)
        }
    }
}
