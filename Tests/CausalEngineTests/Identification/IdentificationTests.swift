import Testing

@testable import CausalEngine

@Suite("Identification")
struct IdentificationTests {
    private func graph(_ text: String) throws -> CausalGraph {
        try CausalGraph(reading: .init(name: "g", text: text), as: .dagitty)
    }

    private func nodes(_ names: String, _ graph: CausalGraph) throws -> [Int] {
        try names.split(separator: " ").map { try #require(graph.index(of: String($0))) }
    }

    private func estimands(
        _ graph: CausalGraph, _ outcomes: String, _ treatments: String, _ conditions: String = ""
    ) throws -> [String] {
        let x = try nodes(treatments, graph)
        let y = try nodes(outcomes, graph)
        let z = try nodes(conditions, graph)
        return try Identification(graph).estimands(of: y, do: x, given: z).map { $0.text(in: graph, known: x + y + z) }
    }

    @Test(
        "known estimands",
        arguments: [
            ("X -> Y", "P(Y | X)"),
            ("Y -> X", "P(Y)"),
            ("X -> Y X <- Z -> Y", "Σ_Z P(Y | X, Z) P(Z)"),
            // Front door (Pearl 1995).
            ("X -> M -> Y X <-> Y", "Σ_M P(M | X) Σ_X′ P(Y | X′, M) P(X′)"),
            ("U[latent] U -> {X Y} X -> M -> Y", "Σ_M P(M | X) Σ_X′ P(Y | X′, M) P(X′)"),
            // Napkin (Pearl & Mackenzie 2018).
            ("W -> Z -> X -> Y W <-> X W <-> Y", "[ Σ_W P(X, Y | W, Z) P(W) ] / [ Σ_W P(X | W, Z) P(W) ]"),
            // M-bias (Greenland, Pearl & Robins 1999): nothing may be adjusted for.
            ("U[latent] V[latent] X -> Y U -> {X M} V -> {M Y}", "P(Y | X)"),
            // Verma's graph (Verma & Pearl 1991), with X and Y at its end.
            ("A -> B -> X -> Y B <-> Y", "Σ_B P(Y | B, X) P(B)"),
            // Confounding of the mediator and the outcome does not matter to the total effect.
            ("X -> M -> Y M <-> Y", "P(Y | X)"),
            // A child of the treatment that shares a cause with nothing on the way.
            ("X -> Y X -> Z Y <-> Z", "P(Y | X)"),
        ])
    func known(_ text: String, _ expected: String) throws {
        let graph = try graph("dag { \(text) }")
        let found = try estimands(graph, "Y", "X")
        #expect(found.first == expected)
    }

    @Test(
        "known conditional effects (Shpitser & Pearl 2006, Identification of Conditional Interventional Distributions)",
        arguments: [
            // The effect alone has a hedge, and once Z is seen there is nothing left to identify.
            ("X -> Z -> Y X <-> Z", "P(Y | Z)"),
            ("X -> Y X <-> Z Z -> Y", "P(Y | X, Z)"),
            ("X -> Y Z -> {X Y}", "P(Y | X, Z)"),
        ])
    func knownConditional(_ text: String, _ expected: String) throws {
        #expect(try estimands(graph("dag { \(text) }"), "Y", "X", "Z").contains(expected))
    }

    @Test(
        "known conditional effects that cannot be identified",
        arguments: ["X -> Y X <-> Y Z -> Y", "X -> Y -> Z X <-> Y", "X -> Z -> Y X <-> Y Z <-> Y"])
    func conditionalHedges(_ text: String) throws {
        let graph = try graph("dag { \(text) }")
        let (x, y, z) = (try nodes("X", graph), try nodes("Y", graph), try nodes("Z", graph))
        #expect(throws: Hedge.self) { try Identification(graph).estimands(of: y, do: x, given: z) }
    }

    @Test(
        "known effects that cannot be identified (Shpitser & Pearl 2006, figure 1 among them)",
        arguments: [
            "X -> Y X <-> Y",
            "X -> Z -> Y X <-> Z",
            "X -> Z -> Y X -> Y X <-> Z Z <-> Y",
            "Z -> X -> Y X <-> Y Z <-> Y",
            "X -> Y X <-> Z Z <-> Y Z -> Y X -> Z",
            "U[latent] U -> {X Y} X -> Y Z -> X",
        ])
    func hedges(_ text: String) throws {
        let graph = try graph("dag { \(text) }")
        let x = try nodes("X", graph)
        let y = try nodes("Y", graph)
        let hedge = #expect(throws: Hedge.self) { try Identification(graph).estimands(of: y, do: x) }
        check(try #require(hedge), graph.latentProjection(), x, y)
    }

    /// What makes a hedge (Shpitser & Pearl 2006, definition 6), from which it follows that there is no estimand.
    private func check(_ hedge: Hedge, _ graph: CausalGraph, _ x: [Int], _ y: [Int]) {
        let large = Set(hedge.forest)
        let small = Set(hedge.subforest)
        #expect(small.isStrictSubset(of: large) && !small.isEmpty)
        #expect(!large.isDisjoint(with: x) && small.isDisjoint(with: x))
        for forest in [large, small] {
            #expect(graph.districts(within: forest).count == 1)
            #expect(graph.ancestors(of: hedge.roots, within: forest) == forest)
        }
        let cut = graph.directed.removingEdges(into: x)
        let before = cut.ancestralClosure(of: y)
        #expect(hedge.roots.allSatisfy { before[$0] })
    }

    @Test(
        "every estimand is P(y | do x) on random parameters; where there is none, a hedge proves it",
        arguments: [31, 32, 33])
    func random(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var counts = [true: 0, false: 0]
        var largest = 0.0
        for _ in 0..<200 {
            let count = Int.random(in: 2...5, using: &generator)
            let density = Double.random(in: 0.3...0.7, using: &generator)
            let graph = try RandomGraphs.mixed(count, density: density, bidirected: 0.35, using: &generator)
            let scm = try ConfoundedModels.random(graph, using: &generator)
            let (x, y, rest) = RandomGraphs.disjointSets(count, using: &generator)
            let z = Array(rest.prefix(Int.random(in: 0...1, using: &generator)))
            let projected = CausalGraph(scm).latentProjection()
            #expect(projected.bidirectedEdges == graph.bidirectedEdges)
            do {
                let estimands = try Identification(CausalGraph(scm)).estimands(of: y, do: x, given: z)
                counts[true, default: 0] += 1
                for estimand in estimands.prefix(4) + estimands.suffix(1) {
                    largest = max(largest, try error(estimand, scm, x, y.sorted(), z, using: &generator))
                }
            } catch let hedge as Hedge {
                counts[false, default: 0] += 1
                if z.isEmpty { check(hedge, projected, x, y) }
            }
        }
        #expect(largest < 1e-12)
        #expect(counts.values.allSatisfy { $0 > 20 }, "\(counts)")
    }

    /// The largest difference of an estimand from the truth, at random states.
    private func error(
        _ estimand: Estimand, _ scm: SCM, _ x: [Int], _ y: [Int], _ z: [Int], using generator: inout SeededGenerator
    ) throws -> Double {
        var states: [Int: Int] = [:]
        for node in x + z { states[node] = Int.random(in: 0..<scm.variables[node].states.count, using: &generator) }
        var evaluation = EstimandEvaluation(scm)
        let value = try #require(try evaluation.distribution(estimand, of: y, at: states))
        let mutilated = scm.intervene(
            Dictionary(uniqueKeysWithValues: x.map { ($0, .value(.state(states[$0] ?? 0))) }))
        let evidence = Dictionary(uniqueKeysWithValues: z.map { ($0, states[$0] ?? 0) })
        let truth = try ExactInference(mutilated).joint(of: y, Query(evidence: evidence))
        #expect(value.count == truth.count)
        return zip(value, truth).map { abs($0 - $1) }.max() ?? .infinity
    }

    @Test("graphs with latent variables that have causes and several effects")
    func latents() throws {
        var generator = SeededGenerator(seed: 34)
        var identified = 0
        for _ in 0..<150 {
            let graph = try RandomGraphs.mixed(7, density: 0.35, latent: 0.35, using: &generator)
            let scm = try ConfoundedModels.random(graph, using: &generator)
            let observed = (0..<7).filter { !scm.variables[$0].isLatent }.shuffled(using: &generator)
            guard observed.count >= 3 else { continue }
            let x = Array(observed[..<1])
            let y = Array(observed[1..<2])
            let z = Int.random(in: 0...1, using: &generator) == 0 ? [] : Array(observed[2..<3])
            guard let estimands = try? Identification(CausalGraph(scm)).estimands(of: y, do: x, given: z) else {
                continue
            }
            for estimand in estimands {
                #expect(estimand.freeVariables.isDisjoint(with: graph.nodes(.latent)))
                #expect(try error(estimand, scm, x, y, z, using: &generator) < 1e-12)
            }
            identified += 1
        }
        #expect(identified > 50)
    }

    @Test("what need not be observed is left out of the first estimand")
    func needed() throws {
        let graph = try graph("dag { X -> A -> B -> C -> Y X <-> Y P -> {A B Q} Q -> {C Y} R <-> P R -> X }")
        let found = try estimands(graph, "Y", "X")
        #expect(found.count == 2)
        let x = try nodes("X", graph)
        let y = try nodes("Y", graph)
        let needed = Identification(graph).neededVariables(y, x, [])
        let identification = Identification(graph)
        for variable in needed where !x.contains(variable) && !y.contains(variable) {
            let fewer = identification.observing(needed.filter { $0 != variable })
            #expect(throws: Hedge.self) { try fewer.estimands(of: y, do: x) }
        }
        let chain = try self.graph("dag { X -> A -> B -> C -> Y X <-> Y }")
        #expect(try estimands(chain, "Y", "X").first?.contains("Σ_X′") == true)
        #expect(Identification(chain).neededVariables([4], [0], []).count == 3)
    }

    @Test("the effect of a set that is everything else, of nothing, and on a cause")
    func extremes() throws {
        let graph = try graph("dag { A -> B -> C A <-> C }")
        #expect(try estimands(graph, "C", "") == ["P(C)"])
        #expect(try estimands(graph, "C", "", "A") == ["P(C | A)"])
        #expect(try estimands(graph, "A", "C") == ["P(A)"])
        #expect(try estimands(graph, "A", "C", "B") == ["P(A | B)"])
        #expect(try estimands(graph, "C", "A B").first == "Σ_A′ P(C | A′, B) P(A′)")
    }

    @Test("on deterministic models the estimand that is defined is taken")
    func positivity() throws {
        let network = try Network.load("asia")
        let graph = CausalGraph(network.scm)
        let either = try nodes("either", graph)
        let dysp = try nodes("dysp", graph)
        let estimands = try Identification(graph).estimands(of: dysp, do: either)
        var evaluation = EstimandEvaluation(network.scm)
        let values = try estimands.compactMap { try evaluation.distribution($0, of: dysp, at: [either[0]: 1]) }
        #expect(!values.isEmpty && values.count < estimands.count)
        let truth = try ExactInference(network.scm.intervene([either[0]: .value(.state(1))])).query(
            Query(targets: dysp))
        for value in values { #expect(abs(value[0] - (truth[dysp[0]]?[0] ?? 0)) < 1e-12) }
    }
}
