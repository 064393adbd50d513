import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Skeletons given what was seen, and what is drawn from outside")
struct EvidenceSamplingTests {
    private func scm() throws -> SCM { try TestNetworks.clinic().scm }

    private func index(_ name: String) throws -> Int { try #require(try scm().index(of: name)) }

    private func rows(_ table: SampledTable) -> [[Value]] { (0..<table.count).map { table.values(of: $0) } }

    private func rows(_ sample: SampleTable, _ scm: SCM) -> [[Value]] {
        (0..<sample.rowCount).map { row in
            scm.variables.indices.map { sample.value(row: row, variable: $0) }
        }
    }

    @Test("A finding leaves skeletons alone; s then draws them from the exact posterior, and the screen says so")
    func posterior() async throws {
        var session = try await TestSession.clinic()
        let before = try #require(session.model.document.table)
        try await session.type(":see dysp=yes<enter>")
        #expect(session.model.document.table == before)
        #expect(view(session.model).plainText().contains("s samples given dysp=yes"))
        try await session.type("s")
        let table = try #require(session.model.document.table)
        let dysp = try index("dysp")
        let inference = ExactInference(try scm())
        let model = try inference.posteriorModel(Query(evidence: [dysp: 0]))
        let expected = try Sampler(model, seed: 8).sample(rows: 0..<40)
        #expect(rows(table) == rows(expected, try scm()))
        #expect(rows(table).allSatisfy { $0[dysp] == .state(0) } && table.pool == nil)
        #expect(view(session.model).plainText().contains("exactly given dysp=yes"))
        try await session.type("u")
        #expect(session.model.document.table == before)
    }

    @Test("With do() they are drawn in the mutilated world")
    func mutilated() async throws {
        let session = try await TestSession.clinic(keys: ":do bronc=no<enter>:see dysp=yes<enter>s")
        let table = try #require(session.model.document.table)
        let world = try scm().intervene([try index("bronc"): .value(.state(1))])
        let model = try ExactInference(world).posteriorModel(Query(evidence: [try index("dysp"): 0]))
        #expect(rows(table) == rows(try Sampler(model, seed: 8).sample(rows: 0..<40), world))
    }

    @Test("What is given of a variable is dropped once it is set")
    func dropped() async throws {
        let session = try await TestSession.clinic(keys: ":see bronc=yes<enter>s:do bronc=no<enter>")
        #expect(session.model.document.given.isEmpty)
        let sample = try Sampler(
            try scm().intervene([try index("bronc"): .value(.state(1))]), seed: 8
        ).sample(rows: 0..<40)
        #expect(rows(try #require(session.model.document.table)) == rows(sample, try scm()))
    }

    @Test("Where real numbers stand in the way, rows are drawn by weight, and the screen says that they are near")
    func nearly() async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: 120, height: 40))
        try await session.type(":see shock=yes<enter>s")
        let table = try #require(session.model.document.table)
        #expect(table.pool == PosteriorRows.pool)
        let scm = try TestNetworks.ward().scm
        let shock = try #require(scm.index(of: "shock"))
        let pressure = try #require(scm.index(of: "pressure"))
        for row in rows(table) { #expect(row[shock] == .state(0) && (row[pressure].number ?? 99) < 65) }
        let weighting = LikelihoodWeighting(scm, seed: 8, samples: PosteriorRows.pool)
        #expect(rows(table) == rows(try weighting.resample(Query(evidence: [shock: 0]), rows: 0..<40).table, scm))
        let text = view(session.model).plainText()
        #expect(text.contains("nearly given shock=yes") && text.contains("drawn by weight from 200 000 rows"))
    }

    @Test("The twin of a unit that was drawn given what was seen: its noise is what its values tell")
    func twin() async throws {
        let session = try await TestSession.clinic(keys: ":see dysp=yes<enter>s:do bronc=no<enter>]]t")
        let twin = try #require(session.model.currentTwin)
        let model = try ExactInference(try scm()).posteriorModel(Query(evidence: [try index("dysp"): 0]))
        let sample = try Sampler(model, seed: 8).sample(rows: 2..<3)
        let unit = try Counterfactual(try scm(), [try index("bronc"): .value(.state(1))]).unit(
            rows(sample, try scm())[0])
        #expect(twin.unit == unit)
        #expect(twin.unit.factual[try index("dysp")] == .state(0))
        #expect(view(session.model).plainText().contains("A unit given dysp=yes"))
    }

    @Test("D draws a variable from outside: beliefs are those of the stochastic intervention, its edges are cut")
    func stochastic() async throws {
        var session = try await TestSession.clinic(keys: ":select bronc<enter>D")
        guard case .prompt(let prompt)? = session.model.overlay else {
            Issue.record("there is no prompt")
            return
        }
        #expect(prompt.text == "yes:0.5,no:0.5")
        for _ in prompt.text { try await session.type("<bs>") }
        try await session.type("yes:0.2,no:0.9<enter>")
        guard case .prompt(let refused)? = session.model.overlay else {
            Issue.record("probabilities that do not sum to 1 were taken")
            return
        }
        #expect(refused.complaint?.contains("sum to 1") == true)
        for _ in 0..<3 { try await session.type("<bs>") }
        try await session.type("0.8<enter>")
        let bronc = try index("bronc")
        #expect(session.model.document.world.interventions == [bronc: .distribution([0.2, 0.8])])
        let expected = try ExactInference(try scm().intervene([bronc: .distribution([0.2, 0.8])])).query(Query())
        for variable in try scm().variables.indices {
            #expect(session.model.document.beliefs?.frequencies(of: variable) == expected[variable])
        }
        let text = view(session.model).plainText()
        #expect(text.contains("do(bronc~yes:0.2,no:0.8)") && text.contains("✂"))
        try await session.type(":do bronc~yes:1,no:0<enter>")
        #expect(session.model.document.world.interventions == [bronc: .distribution([1, 0])])
    }
}
