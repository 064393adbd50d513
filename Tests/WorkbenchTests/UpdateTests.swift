import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Update")
struct UpdateTests {
    @Test("A session begins with layouts at every level, beliefs and skeletons")
    func start() async throws {
        let model = try await TestSession.clinic().model
        #expect(Set(model.layouts.keys) == Set(DetailLevel.allCases))
        #expect(model.document.areBeliefsCurrent)
        #expect(model.document.isTableCurrent)
        #expect(model.pending.isEmpty)
    }

    @Test("do() sets the world, cuts the edges into it, and draws the same rows again with the same noise")
    func intervene() async throws {
        var session = try await TestSession.clinic()
        let before = session.model
        await session.act(.intervene(assignment: "lung=yes"))
        let after = session.model
        #expect(after.document.world.text(in: after.subject) == "lung=yes")
        #expect(after.document.world.cutEdges(in: after.subject).map(\.source) == [2])
        #expect(after.layouts == before.layouts, "do() moves no node")
        let lung = 3
        for row in 0..<40 {
            #expect(after.document.table?.value(row: row, variable: lung) == .state(0))
            // What does not descend from lung is the same unit's value.
            for variable in [0, 1, 2, 4] {
                #expect(
                    after.document.table?.value(row: row, variable: variable)
                        == before.document.table?.value(row: row, variable: variable))
            }
        }
        #expect(after.document.beliefs?.frequencies(of: lung) == [1, 0])
    }

    @Test(
        "What is wrong with an assignment is said, with near misses",
        arguments: [
            ("lnug=yes", "lung"), ("lung=yse", "yes"), ("lung", "VARIABLE=STATE"),
        ])
    func badAssignment(_ text: String, _ hint: String) async throws {
        var session = try await TestSession.clinic()
        let before = session.model.document
        await session.act(.intervene(assignment: text))
        let isUntouched = session.model.document == before
        #expect(isUntouched)
        #expect(session.model.notice?.kind == .refused)
        #expect(session.model.notice?.text.contains(hint) == true)
    }

    @Test("The menu of do() sets a state, sets another, and releases")
    func menu() async throws {
        var session = try await TestSession.clinic(keys: ":select smoke<enter>d2")
        #expect(session.model.document.world.interventions == [2: .value(.state(1))])
        try await session.type("d1")
        #expect(session.model.document.world.interventions == [2: .value(.state(0))])
        try await session.type("d4")
        #expect(session.model.document.world.interventions.isEmpty)
    }

    @Test("x releases the selected variable, or all when it is none of them")
    func release() async throws {
        var session = try await TestSession.clinic(keys: ":do lung=yes<enter>:do smoke=no<enter>:select lung<enter>x")
        #expect(session.model.document.world.intervened == [2])
        try await session.type("x")
        #expect(session.model.document.world.interventions.isEmpty)
        try await session.type("x")
        #expect(session.model.notice?.text == "nothing is set and nothing was seen")
    }

    @Test("r writes one draft, n one more until it agrees, p and n step through what there is")
    func steps() async throws {
        var session = try await TestSession.clinic(keys: "r")
        #expect(session.model.selectedRecord?.drafts.count == 1)
        #expect(session.model.selectedRecord?.isFinished == false)
        try await session.type("n")
        #expect(session.model.selectedRecord?.isRealized == true)
        #expect(session.model.shownAttempt == 1)
        try await session.type("n")
        #expect(session.model.notice?.text.contains("accepted") == true)
        try await session.type("p")
        #expect(session.model.shownAttempt == 0)
        try await session.type("p")
        #expect(session.model.notice?.text == "this is the first draft")
        try await session.type("n")
        #expect(session.model.shownAttempt == 1)
        #expect(session.model.selectedRecord?.drafts.count == 2)
    }

    @Test("The difference between drafts is what one has and the other has not")
    func difference() async throws {
        let session = try await TestSession.clinic(keys: "rn")
        let drafts = session.model.selectedRecord?.drafts ?? []
        let added = drafts.last?.difference.filter { $0.kind != .removed }.map(\.text).joined()
        let removed = drafts.last?.difference.filter { $0.kind != .added }.map(\.text).joined()
        #expect(added == drafts.last?.attempt.text)
        #expect(removed == drafts.first?.attempt.text)
        let changed = VerdictRow.rows(of: session.model).filter(\.isChanged).map(\.variable)
        #expect(changed == [0])
    }

    @Test("R goes on to the end of the budget, and what was never realized stays in the denominator")
    func budget() async throws {
        let session = try await TestSession.clinic(keys: "2jjR")
        #expect(session.model.document.row == 2)
        #expect(session.model.selectedRecord?.drafts.count == 6)
        #expect(session.model.document.tally == Document.Tally(begun: 1, finished: 1, attempts: 6))
    }

    @Test("A live run finishes every skeleton once and its meters count all of them")
    func liveRun() async throws {
        let session = try await TestSession.clinic(keys: " ")
        let document = session.model.document
        #expect(document.finishedRows == Array(0..<40))
        #expect(document.tally.realized == 30)
        #expect(document.tally.realizedAtOnce == 10)
        #expect(document.meters?.refined.tried == 40)
        #expect(document.meters?.refined.realized == 30)
        #expect(document.meters?.oneShot.realized == 10)
        #expect(!session.model.isRunning)
        let bound = document.meters?.refined.tvBound ?? 0
        #expect((document.meters?.refined.tv ?? 1) <= bound + 1e-12)
    }

    @Test("Pausing lets what is being written end and begins nothing else; running on takes the rest")
    func pause() async throws {
        var model = try await TestSession.clinic().model
        let begun = Self.works(update(&model, .action(.run)))
        #expect(begun.count == 1)
        _ = update(&model, .action(.pause))
        let id = try #require(begun.first)
        let after = update(&model, .report(id, .ended(isFinished: true)))
        #expect(Self.works(after).isEmpty)
        #expect(!model.isRunning)
        #expect(Self.works(update(&model, .action(.run))).count == 1)
    }

    @Test("What is asked of skeletons while they are drawn is done once they are there", arguments: ["r", "n", " "])
    func impatience(keys: String) async throws {
        var session = try await TestSession.clinic()
        var model = session.model
        await session.act(.sample(rows: 40, seed: 8))
        let drawn = try #require(session.model.document.table)
        let effects = update(&model, .action(.sample(rows: 40, seed: 8)))
        for key in try Key.script(keys).get() {
            #expect(Self.works(update(&model, .key(key))).isEmpty)
            #expect(model.notice?.kind == .done)
        }
        let sampling = try #require(
            Self.works(effects).first { if case .sample = model.pending[$0] { true } else { false } })
        _ = update(&model, .report(sampling, .sampled(drawn)))
        #expect(model.writing.values.map(\.row) == [0])
        #expect(model.awaiting == nil)
    }

    @Test("Reports that nobody awaits any more are dropped")
    func late() async throws {
        var model = try await TestSession.clinic().model
        let id = try #require(Self.works(update(&model, .action(.realize))).first)
        let effects = update(&model, .action(.intervene(assignment: "smoke=no")))
        #expect(effects.contains(.cancel(id)))
        let before = model
        #expect(update(&model, .report(id, .text("late"))).isEmpty)
        #expect(update(&model, .report(id, .ended(isFinished: true))).isEmpty)
        #expect(differences(model, before).isEmpty)
    }

    @Test("Work that failed is told and not tried for ever")
    func failure() async throws {
        var model = try await TestSession.clinic().model
        let effects = update(&model, .action(.sample(rows: 10, seed: 1)))
        for id in Self.works(effects) { #expect(Self.works(update(&model, .report(id, .failed("broken")))).isEmpty) }
        #expect(model.notice == Notice(text: "broken", kind: .failed))
        #expect(model.pending.isEmpty)
    }

    @Test("Find selects the first hit, n and N go round, esc gives the keys back")
    func find() async throws {
        var session = try await TestSession.clinic(keys: "/lung<enter>")
        #expect(session.model.selectedNode?.name == "lung")
        #expect(session.model.search?.hits == [3, 5])
        try await session.type("n")
        #expect(session.model.selectedNode?.name == "either")
        try await session.type("nN")
        #expect(session.model.selectedNode?.name == "either")
        try await session.type("<esc>n")
        #expect(session.model.search == nil)
        #expect(session.model.selectedRecord?.drafts.count == 1)
        try await session.type("/zzz<enter>")
        #expect(session.model.notice?.text == "nothing holds “zzz”")
    }

    @Test("S takes rows and a seed, and complains about anything else")
    func sample() async throws {
        var session = try await TestSession.clinic(keys: "S")
        for _ in 0..<8 { try await session.type("<bs>") }
        try await session.type("12 99<enter>")
        #expect(session.model.document.table?.count == 12)
        #expect(session.model.document.world.seed == 99)
        try await session.type("Sx<enter>")
        guard case .prompt(let prompt)? = session.model.overlay else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.complaint != nil)
        try await session.type("<esc>s")
        #expect(session.model.document.world.seed == 100)
    }

    @Test("A number is asked for where the variable has no states")
    func number() async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: 120, height: 40))
        try await session.type(":select pressure<enter>d60.5<enter>")
        #expect(session.model.document.world.interventions == [2: .value(.number(60.5))])
        #expect(session.model.document.beliefs?.frequencies(of: 3) == [1, 0], "below 65 it is shock")
        try await session.type("dx<enter>")
        guard case .prompt(let prompt)? = session.model.overlay else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.complaint == "a number is wanted")
    }

    @Test("Every click does what keys do: a node, a cell of the table, a verdict, a span of the text")
    func mouse() async throws {
        var session = try await TestSession.clinic(keys: "rn")
        func place(of text: String, in model: Model) -> Point? {
            for (y, line) in view(model).lines().enumerated() {
                if let range = line.range(of: text) {
                    return Point(x: line.distance(from: line.startIndex, to: range.lowerBound), y: y)
                }
            }
            return nil
        }
        let node = try #require(place(of: "xray", in: session.model))
        await session.send(.click(x: node.x, y: node.y))
        #expect(session.model.selectedNode?.name == "xray")
        #expect(session.model.focus == .graph)
        let span = try #require(place(of: "tuberculosis⟧", in: session.model))
        await session.send(.click(x: span.x, y: span.y))
        #expect(session.model.selectedNode?.name == "tub")
        #expect(session.model.focus == .text)
        let table = try #require(Arrangement(session.model).rect(of: .table))
        await session.send(.click(x: table.x + 3, y: table.y + 4))
        #expect(session.model.document.row == 2)
        await session.send(.wheel(x: table.x + 3, y: table.y + 4, lines: 3))
        #expect(session.model.document.row == 5)
    }

    @Test("q ends the session and gives up all work")
    func quit() async throws {
        var model = try await TestSession.clinic().model
        let id = try #require(Self.works(update(&model, .action(.realize))).first)
        let effects = update(&model, .key(Key("q")))
        #expect(effects == [.cancel(id), .quit])
        #expect(model.hasEnded)
    }

    @Test("Even where there is room for nothing, q ends the session")
    func quitTiny() async throws {
        let session = try await TestSession.clinic(10, 2, keys: "q")
        #expect(session.model.hasEnded)
    }

    /// The names of the work that effects begin.
    static func works(_ effects: [Effect]) -> [EffectID] {
        effects.compactMap { if case .begin(let id, _) = $0 { id } else { nil } }
    }
}
