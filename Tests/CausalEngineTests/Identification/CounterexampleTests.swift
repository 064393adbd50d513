import Testing

@testable import CausalEngine

/// Where there is no estimand there are two models that prove it: what the hedge says is checked by going through all states.
@Suite("Counterexamples of effects that cannot be identified")
struct CounterexampleTests {
    /// The joint probabilities of what is observed, by its states.
    private func observed(_ scm: SCM) -> [[Int]: Double] {
        let seen = scm.variables.indices.filter { !scm.variables[$0].isLatent }
        var law: [[Int]: Double] = [:]
        for (states, probability) in Enumeration(scm).probabilities {
            law[seen.map { states[$0] }, default: 0] += probability
        }
        return law
    }

    /// Both models have the graph's edges, the same observed law without a zero, and different effects.
    private func check(_ pair: Counterexample, _ hedge: Hedge, _ graph: CausalGraph) throws {
        for scm in [pair.first, pair.second] {
            for (node, parents) in scm.graph.parents.enumerated() where node < graph.count {
                #expect(parents.filter { $0 < graph.count }.allSatisfy(graph.directed.parents[node].contains))
            }
            for coin in graph.count..<scm.variables.count {
                let children = scm.graph.children[coin]
                #expect(scm.variables[coin].isLatent && scm.graph.parents[coin].isEmpty)
                #expect(children.count <= 2)
                if children.count == 2 { #expect(graph.siblings[children[0]].contains(children[1])) }
            }
        }
        let (first, second) = (observed(pair.first), observed(pair.second))
        #expect(first.count == second.count)
        #expect(first.count == (0..<graph.count).reduce(1) { $0 * pair.first.variables[$1].states.count })
        for (states, probability) in first {
            #expect(probability > 0)
            #expect(abs(probability - (second[states] ?? 0)) < 1e-15)
        }
        let contrast = try #require(pair.contrast(of: hedge.outcomes, do: hedge.treatments))
        #expect(abs(contrast.first - contrast.second) > 1e-3)
        for (scm, probability) in [(pair.first, contrast.first), (pair.second, contrast.second)] {
            let settings = Dictionary(
                uniqueKeysWithValues: hedge.treatments.map { ($0, Intervention.value(.state(0))) })
            let truth = Enumeration(scm.intervene(settings)).probabilities.reduce(0) { sum, world in
                contrast.outcomes.allSatisfy { world.key[$0.key] == $0.value } ? sum + world.value : sum
            }
            #expect(abs(truth - probability) < 1e-12)
        }
    }

    @Test(
        "textbook graphs",
        arguments: [
            "X -> Y X <-> Y", "X -> Z -> Y X <-> Z", "X -> Z -> Y X -> Y X <-> Z Z <-> Y",
            "Z -> X -> Y X <-> Y Z <-> Y",
            "X -> Y X <-> Z Z <-> Y Z -> Y X -> Z", "U[latent] U -> {X Y} X -> Y Z -> X",
            "X -> A -> B -> Y X <-> A A <-> B B <-> Y",
            // The way from one root to the outcome leads through the larger forest, and through another root.
            "X -> S -> Y R -> T -> S R <-> S X <-> S X <-> R T <-> X",
            "X -> R R -> A -> S S -> Y R <-> S X <-> R",
        ])
    func known(_ text: String) throws {
        let graph = try CausalGraph(reading: .init(name: "g", text: "dag { \(text) }"), as: .dagitty)
        let (x, y) = (try #require(graph.index(of: "X")), try #require(graph.index(of: "Y")))
        let identification = Identification(graph)
        let hedge = #expect(throws: Hedge.self) { try identification.estimands(of: [y], do: [x]) }
        let proof = try #require(hedge)
        try check(try #require(Counterexample(proof, in: identification.graph)), proof, identification.graph)
    }

    @Test("the bow in closed form: a fair coin against the error of the root")
    func bow() throws {
        let graph = try CausalGraph(reading: .init(name: "g", text: "dag { X -> Y X <-> Y }"), as: .dagitty)
        let hedge = try #require(throws: Hedge.self) { try Identification(graph).estimands(of: [1], do: [0]) }
        let pair = try #require(Counterexample(hedge, in: graph))
        let contrast = try #require(pair.contrast(of: [1], do: [0]))
        #expect(abs(contrast.first - 0.5) < 1e-15)
        #expect(abs(abs(contrast.second - 0.5) - (0.5 - 1.0 / 16)) < 1e-15)
    }

    @Test("wherever a random graph has no estimand, two models prove it", arguments: [41, 42, 43])
    func random(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (unconditional, conditional, shown) = (0, 0, 0)
        for _ in 0..<250 {
            let count = Int.random(in: 2...5, using: &generator)
            let graph = try RandomGraphs.mixed(
                count, density: Double.random(in: 0.3...0.8, using: &generator), bidirected: 0.45, using: &generator)
            let (x, y, rest) = RandomGraphs.disjointSets(count, using: &generator)
            let z = Array(rest.prefix(Int.random(in: 0...1, using: &generator)))
            guard let hedge = hedge(in: graph, x, y, z) else { continue }
            let pair = try #require(Counterexample(hedge, in: graph))
            try check(pair, hedge, graph)
            guard !z.isEmpty else {
                #expect(pair.contrast(of: y, do: x) != nil)
                unconditional += 1
                continue
            }
            conditional += 1
            if pair.contrast(of: y, do: x, given: z) != nil { shown += 1 }
        }
        #expect(unconditional > 25 && conditional > 10, "\(unconditional), \(conditional)")
        // With conditions the pair proves that the joint effect has no estimand; mostly it shows in the conditional one too.
        #expect(shown * 2 > conditional, "\(shown) of \(conditional)")
    }

    @Test("a graph of many variables has its two models at once")
    func large() throws {
        var generator = SeededGenerator(seed: 44)
        var found = 0
        for _ in 0..<10 {
            let graph = try RandomGraphs.mixed(60, density: 0.05, bidirected: 0.06, using: &generator)
            for x in [3, 10, 20, 30, 40, 55] {
                guard let y = graph.directed.children[x].first, let hedge = hedge(in: graph, [x], [y]) else { continue }
                let pair = try #require(Counterexample(hedge, in: graph))
                #expect(pair.contrast(of: [y], do: [x]) != nil)
                found += 1
            }
        }
        #expect(found > 2)
    }

    private func hedge(in graph: CausalGraph, _ x: [Int], _ y: [Int], _ z: [Int] = []) -> Hedge? {
        do throws(Hedge) {
            _ = try Identification(graph).estimands(of: y, do: x, given: z)
            return nil
        } catch {
            return error
        }
    }
}
