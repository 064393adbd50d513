import CausalEngine
import Foundation
import TerminalUI
import Testing
import Verification

@testable import Workbench

@Suite("Seeing and doing")
struct ExploreTests {
    static let no = 1
    static let yes = 0

    /// The posterior of every variable by the engine itself, without the workbench.
    private func posterior(_ done: [String: Int] = [:], _ query: Query) throws -> Posterior {
        let scm = try TestNetworks.clinic().scm
        let set = try done.map { (try #require(scm.index(of: $0)), Intervention.value(.state($1))) }
        return try ExactInference(scm.intervene(Dictionary(uniqueKeysWithValues: set))).query(query)
    }

    private func expect(_ model: Model, shows posterior: Posterior) throws {
        let beliefs = try #require(model.document.beliefs)
        #expect(model.document.areBeliefsCurrent)
        #expect(beliefs.exact == Set(model.subject.nodes.indices) && beliefs.sample == nil)
        for variable in model.subject.nodes.indices {
            #expect(beliefs.frequencies(of: variable) == posterior[variable])
        }
        #expect(beliefs.logEvidence == posterior.logEvidence)
    }

    private func index(_ name: String) throws -> Int {
        try #require(try TestNetworks.clinic().scm.index(of: name))
    }

    // MARK: Evidence

    @Test("Beliefs are exact posteriors, of the model as it is, given what was seen, and in the mutilated world")
    func posteriors() async throws {
        var session = try await TestSession.clinic()
        try expect(session.model, shows: try posterior([:], Query()))
        let dysp = try index("dysp")
        try await session.type(":see dysp=yes<enter>")
        try expect(session.model, shows: try posterior([:], Query(evidence: [dysp: Self.yes])))
        let seen = view(session.model).plainText()
        #expect(
            seen.contains("exact P(· | dysp=yes)") && seen.contains("seen dysp=yes") && seen.contains("P(seen) .436"))
        try await session.type(":do bronc=no<enter>")
        try expect(session.model, shows: try posterior(["bronc": Self.no], Query(evidence: [dysp: Self.yes])))
        try await session.type("tt")
        let both = view(session.model).plainText()
        #expect(both.contains("evidence is in the mutilated world, do(bronc=no)"))
        #expect(both.contains("exact P(· | do(bronc=no), dysp=yes)"))
    }

    @Test("Several findings, and uncertain ones by weights, written out or entered")
    func likelihood() async throws {
        var session = try await TestSession.clinic(keys: ":see smoke=yes<enter>:likelihood xray=yes:0.8,no:0.1<enter>")
        let query = Query(evidence: [try index("smoke"): Self.yes], likelihood: [try index("xray"): [0.8, 0.1]])
        try expect(session.model, shows: try posterior([:], query))
        #expect(view(session.model).plainText().contains("seen smoke=yes, xray=yes:0.8,no:0.1"))
        try await session.type(":select xray<enter>E")
        for _ in 0..<14 { try await session.type("<bs>") }
        try await session.type("yes:3<enter>")
        #expect(session.model.document.evidence.likelihoods == [try index("xray"): [3, 0]])
        try await session.type("E,,<enter>")
        guard case .prompt(let prompt)? = session.model.overlay else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.complaint != nil)
    }

    @Test("e chooses what was seen, again takes it back, x and X clear; every one of them can be undone")
    func menu() async throws {
        var session = try await TestSession.clinic(keys: ":select dysp<enter>e1")
        let dysp = try index("dysp")
        #expect(session.model.document.evidence == Evidence(values: [dysp: .state(Self.yes)]))
        #expect(session.model.document.table != nil && session.model.past.count == 1, "skeletons stay")
        try await session.type("e1")
        #expect(session.model.document.evidence.isEmpty)
        try await session.type("u")
        #expect(session.model.document.evidence.values == [dysp: .state(Self.yes)])
        try await session.type("e2:see asia=no<enter>")
        #expect(session.model.document.evidence.values.count == 2)
        try await session.type(":select dysp<enter>x")
        #expect(session.model.document.evidence.values == [try index("asia"): .state(Self.no)])
        try await session.type(":do lung=yes<enter>X")
        #expect(session.model.document.evidence.isEmpty && session.model.document.world.interventions.isEmpty)
        try await session.type("u")
        #expect(!session.model.document.evidence.isEmpty && !session.model.document.world.interventions.isEmpty)
        try await session.type("<ctrl-x>")
        #expect(session.model.document.evidence.isEmpty && !session.model.document.world.interventions.isEmpty)
    }

    @Test("What is set cannot be seen as well: the one is refused, the other drops the finding")
    func setAndSeen() async throws {
        var session = try await TestSession.clinic(keys: ":do bronc=no<enter>:see bronc=yes<enter>")
        #expect(session.model.document.evidence.isEmpty)
        #expect(session.model.notice?.text.contains("set by do()") == true)
        try await session.type(":see lung=yes<enter>:do lung=no<enter>")
        #expect(session.model.document.evidence.isEmpty)
        #expect(session.model.notice?.text.contains("dropped") == true)
    }

    @Test("What cannot be is told as such, and no number is made up", arguments: [(80, 24), (120, 40)])
    func impossible(_ width: Int, _ height: Int) async throws {
        var session = try await TestSession.clinic(
            width, height, keys: ":see lung=yes<enter>:see either=no<enter>")
        #expect(session.model.notice?.text.contains("probability zero") == true)
        #expect(session.model.document.beliefs?.marginals.isEmpty == true)
        let screen = view(session.model).plainText()
        #expect(screen.contains("impossible") && !screen.lowercased().contains("nan"))
        try await session.type("u")
        #expect(session.model.document.beliefs?.impossibility == nil)
    }

    @Test("Where numbers come between, the screen says what is exact and what is sampled")
    func partlySampled() async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: 120, height: 40))
        let beliefs = try #require(session.model.document.beliefs)
        #expect(beliefs.exact == [0, 1])
        #expect(beliefs.frequencies(of: 1).map { abs($0[2] - (0.3 * 0.5 + 0.7 * 0.1)) < 1e-12 } == true)
        #expect(view(session.model).plainText().contains("partly sampled"))
        try await session.type(":select pressure<enter>e60<enter>")
        #expect(session.model.document.evidence.values == [2: .number(60)])
        let seen = try #require(session.model.document.beliefs)
        #expect(seen.frequencies(of: 3) == [1, 0], "below 65 it is shock")
        #expect(view(session.model).plainText().contains("density"))
    }

    // MARK: Seeing beside doing

    @Test("Seeing and doing are those of the engine, and their gap is called confounding")
    func compare() async throws {
        let session = try await TestSession.clinic(keys: ":select bronc<enter>c")
        let comparison = try #require(session.model.comparison)
        let (bronc, dysp, smoke) = (try index("bronc"), try index("dysp"), try index("smoke"))
        let seen = try posterior([:], Query(evidence: [bronc: Self.yes]))
        let done = try posterior(["bronc": Self.yes], Query())
        #expect(comparison.question.state == Self.yes && comparison.rows.count == 7)
        #expect(comparison.rows.filter(\.isEffect).map(\.variable) == [dysp])
        for row in comparison.rows {
            #expect(row.seen == seen[row.variable] && row.done == done[row.variable])
        }
        let screen = view(session.model).plainText()
        #expect(screen.contains("confounding"))
        let shown = try #require(seen[smoke]?[Self.yes])
        #expect(screen.contains(Figures.decimals(shown, 3)))
    }

    @Test("Without common causes there is no gap on effects, and c goes through the states")
    func unconfounded() async throws {
        var session = try await TestSession.clinic(keys: ":select smoke<enter>c")
        #expect(session.model.comparison?.rows.filter(\.isEffect).allSatisfy { $0.distance < 1e-12 } == true)
        #expect(view(session.model).plainText().contains("no confounding"))
        try await session.type("c")
        #expect(session.model.comparison?.question.state == Self.no)
        try await session.type(":see smoke=yes<enter>:select smoke<enter>")
        #expect(session.model.comparison?.question.state == Self.yes, "what was seen is compared")
    }

    // MARK: d-separation

    @Test("asia and smoke are d-separated given nothing, and connected given dysp: the path is lit, with its reason")
    func separation() async throws {
        var session = try await TestSession.clinic(keys: ":select asia<enter>v:select smoke<enter>v")
        let apart = try #require(session.model.currentPaths)
        #expect(apart.list.isSeparated)
        #expect(view(session.model).plainText().contains("d-separated given nothing"))
        #expect(session.model.litPath?.blockers.map(\.node) == [try index("either")])
        #expect(view(session.model).plainText().contains("a collider"))
        try await session.type(":select dysp<enter>v")
        let joined = try #require(session.model.currentPaths)
        #expect(!joined.list.isSeparated)
        #expect(!Separation(CausalGraph(try TestNetworks.clinic().scm)).dSeparated([0], [2], given: [7]))
        let screen = view(session.model).plainText()
        #expect(screen.contains("d-connected given {dysp}: 2 open paths"))
        #expect(screen.contains("asia → tub → either ← lung ← smoke"))
        let first = session.model.litPath
        try await session.type("n")
        #expect(session.model.litPath != first)
        try await session.type("pp")
        #expect(session.model.litIndex == joined.list.paths.count - 1)
        try await session.type("v")
        #expect(session.model.document.paths?.given == [])
        try await session.type("uu")
        #expect(session.model.document.paths == PathQuestion(from: 0, to: 2))
        try await session.type("<esc>")
        #expect(session.model.document.paths == nil)
        try await session.type("u")
        #expect(session.model.currentPaths?.list.isSeparated == true)
    }

    @Test("A path through an edge that do() cuts is none")
    func cutPath() async throws {
        let session = try await TestSession.clinic(
            keys: ":do bronc=no<enter>:select smoke<enter>v:select bronc<enter>v")
        #expect(session.model.currentPaths?.list.isSeparated == true)
        #expect(session.model.currentPaths?.list.paths.contains { $0.nodes == [2, 4] } == false)
    }

    @Test("The lit path is drawn heavy from end to end, whatever node is selected")
    func lit() async throws {
        var session = try await TestSession.clinic(
            keys: ":select asia<enter>v:select smoke<enter>v:select dysp<enter>v:select xray<enter>")
        let picture = try #require(GraphPicture(session.model))
        let path = try #require(session.model.litPath)
        #expect(path.isOpen)
        let traces = WireTraces(picture.layout)
        let edges = zip(path.steps, zip(path.nodes, path.nodes.dropFirst())).map { step, ends in
            step == .backward ? GraphEdge(source: ends.1, target: ends.0) : GraphEdge(source: ends.0, target: ends.1)
        }
        let canvas = view(session.model)
        for (cell, arms) in traces.cells(of: edges) where arms == .vertical || arms == .horizontal {
            let wire = picture.layout.wires[cell]
            guard wire.arms == arms else { continue }
            let shown = canvas[picture.origin.x + wire.x, picture.origin.y + wire.y]
            #expect(["┃", "━"].contains(shown.text) && shown.style.role == .success)
        }
        await session.act(.endPaths)
        #expect(session.model.litPath == nil)
    }

    // MARK: The twin

    @Test("The twin of a unit is the engine's replay of its noise, and its texts say either world")
    func twin() async throws {
        let network = try TestNetworks.clinic()
        let (bronc, dysp) = (try index("bronc"), try index("dysp"))
        let counterfactual = Counterfactual(network.scm, [bronc: .value(.state(Self.no))])
        let row = try #require(
            try (0..<40).first { try counterfactual.replay(row: $0, seed: 7).changed.contains(dysp) })
        let unit = try counterfactual.replay(row: row, seed: 7)
        var session = try await TestSession.clinic(keys: ":do bronc=no<enter>")
        await session.act(.row(Int(row)))
        try await session.type("t")
        let twin = try #require(session.model.currentTwin)
        #expect(twin.unit == unit)
        #expect(unit.changed.sorted() == [bronc, dysp].sorted())
        let texts = try #require(twin.texts)
        func text(without kind: TextDifference.Kind) -> String {
            texts.segments.filter { $0.kind != kind }.map(\.text).joined()
        }
        #expect(text(without: .added).contains("has bronchitis"))
        #expect(text(without: .removed).contains("has no bronchitis"))
        let screen = view(session.model).plainText()
        #expect(screen.contains("Δ changed") && screen.contains("! set") && screen.contains("Different too: dysp"))
        #expect(screen.contains("as it was") && screen.contains("had it been do(bronc=no)"))
        try await session.type("u")
        #expect(session.model.currentTwin?.unit.changed.isEmpty == true, "without do() both worlds are one")
        try await session.type("<esc>")
        #expect(!session.model.isTwin)
    }

    @Test("A text that was realized before do() is the factual one")
    func realizedText() async throws {
        let session = try await TestSession.clinic(keys: "R:do bronc=no<enter>t")
        #expect(session.model.currentTwin?.texts?.writers == ["realized", "simulated"])
    }

    // MARK: Mechanisms

    @Test("A mechanism shows its noise, its convention and the row that the skeleton uses")
    func mechanism() async throws {
        var session = try await TestSession.clinic(keys: ":select dysp<enter>m")
        let table = view(session.model).plainText()
        #expect(table.contains("mechanism of dysp") && table.contains("inverse-cdf") && table.contains("◂ #0"))
        try await session.type(":select either<enter>")
        #expect(view(session.model).plainText().contains("either = lung == yes or tub == yes"))
        var ward = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: 120, height: 40))
        try await ward.type(":select pressure<enter>m")
        #expect(view(ward.model).plainText().contains("noise u ~ normal(0, 9)"))
    }
}
