import Testing

@testable import CausalEngine

@Suite("Interventions by a function")
struct FunctionalInterventionTests {
    private func intervened(_ scm: SCM, _ texts: String...) throws -> SCM {
        scm.intervene(try Assignments.interventions(texts, in: scm))
    }

    @Test("u is the variable's own noise, and what is no descendant stays bit for bit")
    func keptNoise() throws {
        let scm = try MixedModel.make()
        let world = try intervened(scm, "map:=100 - 0.5*age + u")
        let factual = try Sampler(scm, seed: 6).sample(rows: 0..<5000, withNoise: true)
        let other = try Sampler(world, seed: 6).sample(rows: 0..<5000, withNoise: true)
        #expect(Array(factual.columns[0...2]) == Array(other.columns[0...2]))
        #expect(factual.noise == other.noise)
        guard case .numbers(let age) = other.columns[1], case .numbers(let map) = other.columns[3] else { return }
        for row in 0..<5000 {
            #expect(map[row] == 100 - 0.5 * age[row] + factual.noise[3][row])
            #expect(other.value(row: row, variable: 4) == .state(map[row] < 55 ? 2 : map[row] < 65 ? 1 : 0))
        }
        #expect(world.graph.parents[3] == [1])
        #expect(scm.graph.parents[3] == [1, 2, 0])
    }

    @Test("a law of its own is noise that the intervention brings, independent of the unit's")
    func replacedNoise() throws {
        let scm = try MixedModel.make()
        let world = try intervened(scm, "map:=u; u~uniform(0, 1)")
        let (factual, other) = (
            try Sampler(scm, seed: 6).skeleton(row: 11), try Sampler(world, seed: 6).skeleton(row: 11)
        )
        let stream = NoiseStream(seed: 6, name: "map")
        #expect(factual.noise[3] == NoiseLaw.logistic(location: 0, scale: 4).quantile(stream.uniform(at: 11)))
        #expect(
            other.values[3] == .number(NoiseStream.ofIntervention(seed: 6, name: "map").uniform(at: 11)))
        let replayed = try Counterfactual(
            scm, try Assignments.interventions(["map:=u; u~uniform(0, 1)"], in: scm)
        ).replay(row: 11, seed: 6)
        #expect(replayed.counterfactual == other.values)
    }

    @Test("a function may read what came later, as long as no cycle closes")
    func newOrder() throws {
        let scm = try MixedModel.make()
        // age before listened to nothing; dose is declared after it and hangs on smoke.
        let world = try intervened(scm, "age:=dose == high ? 80 : 40")
        let table = try Sampler(world, seed: 1).sample(rows: 0..<300)
        for row in 0..<300 {
            let isHigh = table.value(row: row, variable: 2) == .state(2)
            #expect(table.value(row: row, variable: 1) == .number(isHigh ? 80 : 40))
        }
        // What would be a cycle is none where the other side is set too.
        let both = try intervened(scm, "age:=map", "map=61")
        #expect(try Sampler(both, seed: 1).skeleton(row: 0).values[1] == .number(61))
        // A later intervention replaces the function, and its edges.
        let set = world.intervene([1: .value(.number(50))])
        #expect(set.graph.parents[1] == [])
        #expect(try Sampler(set, seed: 1).skeleton(row: 0).values[1] == .number(50))
    }

    @Test("exact inference in the changed model is the model that was written so")
    func inference() throws {
        let scm = try Network.load("asia").scm
        let world = try intervened(scm, "bronc:=smoke == yes and lung == no")
        let posterior = try ExactInference(world).query(Query())
        let (bronc, dysp) = (try #require(scm.index(of: "bronc")), try #require(scm.index(of: "dysp")))
        // P(smoke) (1 − P(lung | smoke)) = 0.5 · 0.9.
        #expect(abs((posterior[bronc]?[0] ?? 0) - 0.45) < 1e-14)
        // By hand: either is tub or lung, with tub 0.0104.
        let tub = 0.0104
        let broncYes = 0.45 * (tub * 0.9 + (1 - tub) * 0.8)
        let lung = 0.5 * 0.1 + 0.5 * 0.01
        let rest = 0.5 * 0.99
        let broncNo = lung * 0.7 + rest * (tub * 0.7 + (1 - tub) * 0.1)
        #expect(abs((posterior[dysp]?[0] ?? 0) - (broncYes + broncNo)) < 1e-14)
    }

    @Test(
        "what cannot be a function is an error that says so",
        arguments: [
            (["age:=map"], "directed cycle: map → age → map"), (["age:=age + 1"], "directed cycle: age → age"),
            (["age:=smoke == yes ? 1 : 2", "smoke:=age > 1 ? yes : no"], "directed cycle"),
            (["map:=agee + 1"], "there is no variable “agee”; did you mean “age”?"),
            (["mapp:=1"], "there is no variable “mapp”; did you mean “map”?"), (["map:=1 +"], "the end of the formula"),
            (["smoke:=u > 0.5 ? yes : no"], "expected a law for u"),
            (["smoke:=u > 0.5 ? yes : no; u~magic(1)"], "normal, uniform"),
            (["map:=1; v~normal(0, 1)"], "expected u~LAW"),
            (["map:=60; u~normal(0, 1)"], "no u in the equation"), (["map:=1", "map=2"], "set to both 1 and 2"),
            (["dose:=age > 60"], "found a condition"),
        ])
    func errors(texts: [String], message: String) throws {
        let scm = try MixedModel.make()
        let error = #expect(throws: EngineError.self) { try Assignments.interventions(texts, in: scm) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error?.description))")
    }

    @Test("an intervention's text reads back as the same intervention")
    func text() throws {
        let scm = try MixedModel.make()
        for text in [
            "map:=100 - 0.5*age + u", "map:=u; u~student-t(3)", "smoke:=age > 50 ? yes : no", "smoke=yes",
            "smoke~yes:0.25,no:0.75", "smoke:=u < 0.5 ? yes : no; u~uniform(0, 1)",
        ] {
            let read = try Assignments.interventions([text], in: scm)
            let (variable, intervention) = try #require(read.first)
            #expect(intervention.assignment(to: scm.variables[variable]) == text)
            #expect(
                try Assignments.interventions([intervention.assignment(to: scm.variables[variable])], in: scm) == read)
        }
    }

    @Test("a variable whose name ends in a colon is still taken literally")
    func literalNames() throws {
        let scm = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: colon
            variables:
              - name: "v:"
                states: [yes, no]
                table: [0.5, 0.5]
            """)
        #expect(try Assignments.interventions(["v:=no"], in: scm) == [0: .value(.state(1))])
    }
}
