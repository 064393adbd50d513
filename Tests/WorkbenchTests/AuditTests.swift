import CausalEngine
import Evaluation
import Foundation
import RunLedger
import TerminalUI
import Testing

@testable import Workbench

@Suite("The screen of an audit")
struct AuditTests {
    @Test("Its figures are those of the evaluation report")
    func figures() async throws {
        let folder = try RecordingFolder()
        let session = try await folder.session(keys: " a", count: 120)
        let found = try #require(session.model.audit.findings)
        let ledger = try folder.ledger()
        let run = try ledger.run(nil)
        let report = try EvaluationReport(of: run, in: ledger, seed: 0, command: "", softwareVersion: "0.0.0").json
        #expect(report["realized"]?.int == found.bias.realized && report["n"]?.int == found.skeletons)
        #expect(report["bias"]?["tv"]?.double == found.bias.tv)
        #expect(report["bias"]?["corrected"]?["kl"]?.double == found.resampling?.corrected.kl)
        #expect(found.tables.map(\.name) == ["S", "A", "E"])
        for table in found.tables {
            let stored = report["calibration"]?["tables"]?[table.name]
            #expect(stored?["g2"]?["count"]?.int == table.rejected.successes)
            #expect(stored?["g2"]?["n"]?.int == table.rejected.trials)
            #expect(stored?["undecidable"]?.int == table.undecidable)
            #expect(stored?["power"]?["rate"]?.double == table.power.rate)
            #expect(stored?["replicates"]?["g2"]?.elements?.first?.double == table.byModel.lowerBound)
        }
        for level in found.fidelity {
            for distance in level.tables {
                let stored = report["tables"]?[distance.table]
                #expect(stored?["fromModel"]?[level.level]?["meanTV"]?.double == distance.tv)
                #expect(stored?["exactSamples"]?[level.level]?["high95"]?.double == distance.exact95)
            }
        }
        for item in found.violations {
            let stored = report["summary"]?["violations"]?[item.variable]
            #expect(stored?["final"]?.int == item.final)
            #expect(stored?["absent"]?.int == item.firstDrafts[.absent] ?? 0)
        }
        #expect(report["reading"]?["all"]?["agreement"]?["n"]?.int == found.reading.agreement.trials)
        for item in found.shifts {
            let variable = folder.network.variables[item.shift.variable]
            let state = try #require(item.shift.state)
            let stored = report["shifts"]?[variable.name]?["states"]?[variable.states[state]]
            #expect(
                stored?["difference"]?.double == item.shift.difference && stored?["clear"] == .bool(item.shift.isClear))
        }
        let tally = try #require(found.implied)
        let implied = report["implied"]
        #expect(implied?["tables"]?["A"]?["broke"]?.int == tally.broke)
        #expect(implied?["tables"]?["A"]?["held"]?.int == tally.held)
        #expect(implied?["tables"]?["A"]?["undecidable"]?.int == tally.undecidable)
        #expect(implied?["statements"]?.elements?.map { $0["p"]?["A"]?.double } == found.statements.map { $0.p[1] })
    }

    @Test("It tests the graph's own independencies, those that broke in A first")
    func statements() async throws {
        let folder = try RecordingFolder()
        let session = try await folder.session(keys: " a", count: 120)
        let found = try #require(session.model.audit.findings)
        let graph = CausalGraph(folder.network.scm)
        let implied = graph.impliedIndependencies(limit: 1000).statements.map { statement in
            Set([graph.name(of: statement.x), graph.name(of: statement.y)])
        }
        #expect(Set(found.statements.map { Set($0.pair) }) == Set(implied) && found.statements.count == implied.count)
        let p = found.statements.map { $0.p[1] }
        let ranks = p.map { p in p.map { $0 < ImpliedAudit.alpha ? 0 : 1 } ?? 2 }
        #expect(ranks == ranks.sorted())
        let accepted = session.model.document.records.filter(\.value.isRealized).keys.sorted()
        let table = try #require(session.model.document.table)
        let tester = IndependenceTester(
            DataTable(accepted.map { table.values(of: $0) }, variables: folder.network.variables), test: .g2)
        for statement in found.statements {
            func index(_ name: String) throws -> Int { try #require(session.model.subject.index(of: name)) }
            let query = try IndependenceQuery(
                x: index(statement.pair[0]), y: index(statement.pair[1]), given: statement.given.map(index))
            #expect(try tester.result(query).p == statement.p[1])
        }
    }

    @Test("Variables are accepted against drawn as the table counts them")
    func shifts() async throws {
        let folder = try RecordingFolder()
        let session = try await folder.session(keys: " a", count: 120)
        let found = try #require(session.model.audit.findings)
        let table = try #require(session.model.document.table)
        #expect(found.shifts.count == folder.network.variables.count)
        let isClear = found.shifts.map(\.shift.isClear)
        #expect(isClear == isClear.sorted { $0 && !$1 })
        for item in found.shifts {
            let rows = (0..<120).filter { session.model.document.records[$0]?.isRealized ?? false }
            func share(_ rows: [Int]) -> Double {
                let count = rows.count { table.values(of: $0)[item.shift.variable].stateIndex == item.shift.state }
                return Double(count) / Double(rows.count)
            }
            #expect(item.shift.accepted == share(rows) && item.shift.drawn == share(Array(0..<120)))
        }
    }

    @Test("It is opened from the panes and from the runs and goes back there; without a ledger it says why not")
    func ways() async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(keys: "a", count: 8)
        #expect(session.model.screen == .panes && session.model.notice?.text.contains("space begins one") == true)
        try await session.type(" a")
        #expect(session.model.screen == .audit && session.model.audit.findings?.skeletons == 8)
        try await session.type("<esc>")
        #expect(session.model.screen == .panes)
        try await session.type("oa")
        #expect(session.model.screen == .audit && session.model.audit.findings != nil)
        try await session.type("a")
        #expect(session.model.screen == .runs)
        try await session.type("<enter>a<esc>")
        #expect(session.model.screen == .runs && session.model.runs.open != nil)
    }

    @Test("Progress is shown; space stops and begins anew; leaving gives it up; a failure is told")
    func progress() async throws {
        let folder = try RecordingFolder()
        var model = try await folder.session(keys: " ", count: 8).model
        func begun(_ effects: [Effect]) -> EffectID? {
            for case .begin(let id, .audit) in effects { return id }
            return nil
        }
        let first = try #require(begun(update(&model, .key(Key("a")))))
        _ = update(&model, .report(first, .audit(.progress(.init(stage: .independence, share: 0.25)))))
        #expect(view(model).plainText().contains("testing independencies, 25 %"))
        #expect(update(&model, .action(.repeatAudit)) == [.cancel(first)])
        #expect(view(model).plainText().contains("space begins anew"))
        let second = try #require(begun(update(&model, .action(.repeatAudit))))
        #expect(update(&model, .action(.audit)) == [.cancel(second)] && model.screen == .panes)
        let third = try #require(begun(update(&model, .action(.audit))))
        let after = update(&model, .report(third, .failed("there is no ledger x.")))
        #expect(after.isEmpty && view(model).plainText().contains("there is no ledger x."))
        #expect(begun(update(&model, .action(.repeatAudit))) != nil)
    }

    @Test("Every section at every size", arguments: [(50, 14), (80, 24), (120, 40), (200, 60)])
    func sizes(_ width: Int, _ height: Int) async throws {
        let folder = try RecordingFolder()
        var session = try await folder.session(width, height, keys: " a", count: 120)
        for section in AuditBrowser.Section.allCases where width < 120 || section == .realized {
            let canvas = view(session.model)
            #expect(canvas.size == Size(width: width, height: height))
            try Snapshot.expect(canvas, "audit-\(width)x\(height)\(width < 120 ? "-\(section.rawValue + 1)" : "")")
            try await session.type("<tab>")
        }
        try await session.type("<tab><tab>G")
        let most = session.model.audit.scroll[session.model.audit.section] ?? 0
        try await session.type("jj")
        #expect(session.model.audit.scroll[session.model.audit.section] ?? 0 == most)
        var random = TestRandom(seed: UInt64(width))
        for _ in 0..<60 {
            await session.send(FuzzTests.message(&random))
            #expect(view(session.model).size == session.model.size)
        }
    }

    @Test("In ASCII nothing but ASCII is drawn")
    func ascii() async throws {
        let folder = try RecordingFolder()
        let session = try await folder.session(keys: " a", count: 120, glyphs: .ascii)
        let canvas = view(session.model, glyphs: .ascii)
        let isPlain = canvas.plainText().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain)
        try Snapshot.expect(canvas, "ascii-audit")
    }
}
