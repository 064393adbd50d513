import Foundation
import Testing

@testable import CausalEngine

@Suite("Adjustment")
struct AdjustmentTests {
    private func graph(_ text: String) throws -> CausalGraph {
        try CausalGraph(reading: .init(name: "g", text: text), as: .dagitty)
    }

    private func sets(
        _ text: String, _ effect: Adjustment.Effect = .total, forced: [String] = [], forbidden: [String] = []
    ) throws -> Set<Set<String>> {
        let graph = try graph(text)
        func nodes(_ names: [String]) throws -> [Int] { try names.map { try #require(graph.index(of: $0)) } }
        let list = Adjustment(of: graph.nodes(.exposure), on: graph.nodes(.outcome), effect: effect, in: graph)
            .minimalSets(
                forced: try nodes(forced), forbidden: try nodes(forbidden) + graph.nodes(.latent), limit: 1000)
        return Set(list.sets.map { Set($0.map(graph.name)) })
    }

    @Test("textbook graphs")
    func textbook() throws {
        #expect(try sets("dag { X[e] Y[o] X -> Y }") == [[]])
        #expect(try sets("dag { X[e] Y[o] X -> Y X <- Z -> Y }") == [["Z"]])
        #expect(try sets("dag { X[e] Y[o] X -> M -> Y X <-> Y }") == [])
        // The M of Greenland, Pearl & Robins 1999: nothing need be adjusted for; once M is, more must be.
        let m = "dag { X[e] Y[o] X -> Y X <- A -> M <- B -> Y }"
        #expect(try sets(m) == [[]])
        #expect(try sets(m, forced: ["M"]) == [["M", "A"], ["M", "B"]])
        #expect(try sets(m.replacing("Y[o]", with: "Y[o] M[selected]")) == [["A"], ["B"]])
        #expect(try sets("dag { X[e] Y[o] X -> M -> Y M <- C -> Y }", .direct) == [["M", "C"]])
        #expect(try sets("dag { X[e] Y[o] X -> M -> Y X -> Y }", .direct) == [["M"]])
        #expect(try sets("dag { X[e] Y[o] X -> M -> Y }") == [[]])
        #expect(try sets("dag { X[e] Y[o] X -> M -> Y }", forced: ["M"]) == [])
        #expect(try sets("dag { X[e] Y[o] X -> Y -> D }", forced: ["D"]) == [])
        #expect(try sets("dag { X[e] Y[o] X -> Y -> D D[selected] }") == [])
        #expect(try sets("dag { X[e] Y[o] X -> Y Z -> {X Y} W -> {X Y} }", forbidden: ["W"]) == [])
        // Two treatments: a later one that an earlier one affects, with a confounder of it.
        #expect(try sets("dag { A[e] B[e] Y[o] A -> B -> Y L -> {B Y} A -> Y }") == [["L"]])
    }

    /// All minimal sets by trying every subset.
    private func exhaustive(
        _ graph: CausalGraph, _ x: [Int], _ y: [Int], _ effect: Adjustment.Effect, forced: [Int], forbidden: [Int]
    ) -> Set<[Int]> {
        let free = (0..<graph.count).filter { node in
            !x.contains(node) && !y.contains(node) && !forbidden.contains(node) && !forced.contains(node)
        }
        let valid = Set(
            RandomGraphs.subsets(of: free).map { Set($0).union(forced) }.filter { set in
                isValid(graph, x, y, effect, set)
            })
        return Set(
            valid.filter { set in
                !valid.contains { $0.isStrictSubset(of: set) }
            }.map { $0.sorted() })
    }

    /// The criterion as it is worded, with paths listed one by one.
    private func isValid(
        _ graph: CausalGraph, _ x: [Int], _ y: [Int], _ effect: Adjustment.Effect, _ set: Set<Int>
    ) -> Bool {
        var causal: [[Int]] = []
        func extend(_ path: [Int]) {
            let last = path[path.count - 1]
            if y.contains(last) { causal.append(path) }
            for next in graph.directed.children[last] where !x.contains(next) { extend(path + [next]) }
        }
        for start in x { extend([start]) }
        var removed: Set<CausalGraph.Edge> = []
        var biasing: Set<Int> = []
        if effect == .total {
            for path in causal {
                removed.insert(.init(path[0], path[1]))
                for node in path.dropFirst() { biasing.formUnion([node] + graph.directed.descendants(of: node)) }
            }
        } else {
            for edge in graph.directedEdges where x.contains(edge.source) && y.contains(edge.target) {
                removed.insert(edge)
            }
            for outcome in y where !Set(graph.directed.ancestors(of: outcome)).isDisjoint(with: x) {
                biasing.formUnion([outcome] + graph.directed.descendants(of: outcome))
            }
        }
        guard biasing.isDisjoint(with: set),
            let rest = try? CausalGraph(
                nodes: graph.nodes, directed: graph.directedEdges.filter { !removed.contains($0) },
                bidirected: graph.bidirectedEdges)
        else { return false }
        return PathDefinition(graph: rest).separated(x, y, given: Array(set))
    }

    @Test("minimal sets are those found by trying every subset", arguments: Adjustment.Effect.allCases)
    func exhaustively(_ effect: Adjustment.Effect) throws {
        var generator = SeededGenerator(seed: 21)
        var some = 0
        for round in 0..<700 {
            let count = Int.random(in: 2...7, using: &generator)
            let graph = try RandomGraphs.mixed(
                count, density: Double.random(in: 0.2...0.5, using: &generator),
                bidirected: round % 2 == 0 ? 0 : 0.12, latent: 0.15, using: &generator)
            let (x, y, rest) = RandomGraphs.disjointSets(count, using: &generator)
            let forced = round % 3 == 0 ? Array(rest.prefix(1)) : []
            let forbidden = graph.nodes(.latent).filter { !forced.contains($0) }
            let list = Adjustment(of: x, on: y, effect: effect, in: graph)
                .minimalSets(forced: forced, forbidden: forbidden, limit: 10_000)
            let expected = exhaustive(graph, x, y, effect, forced: forced, forbidden: forbidden)
            #expect(list.isComplete)
            #expect(list.sets.count == expected.count)
            #expect(Set(list.sets) == expected, "\(graph.text(as: .dagitty)) \(x) \(y) \(forced)")
            some += expected.isEmpty || expected == [[]] ? 0 : 1
        }
        #expect(some > 60)
    }

    @Test("with a limit the sets are among all, and the list says that it is cut")
    func limit() throws {
        let arms = (0..<12).map { "X <- A\($0) -> B\($0) -> Y" }.joined(separator: "\n")
        let graph = try graph("dag { X[e] Y[o] X -> Y \(arms) }")
        let adjustment = Adjustment(of: [0], on: [1], in: graph)
        let cut = adjustment.minimalSets(limit: 100)
        #expect(cut.sets.count == 100 && !cut.isComplete)
        #expect(cut.sets.allSatisfy { $0.count == 12 && adjustment.isValid($0) })
        let all = adjustment.minimalSets(limit: 4096)
        #expect(all.sets.count == 4096 && all.isComplete)
        #expect(Set(all.sets).count == 4096)
    }

    @Test("instruments are those found by trying every set")
    func instruments() throws {
        var generator = SeededGenerator(seed: 22)
        var some = 0
        for _ in 0..<400 {
            let graph = try RandomGraphs.mixed(6, density: 0.3, bidirected: 0.15, latent: 0.1, using: &generator)
            let (x, y) = (0, 1)
            let adjustment = Adjustment(of: [x], on: [y], in: graph)
            let reduced = adjustment.separationGraph
            let latent = Set(graph.nodes(.latent))
            let barred = Set(reduced.directed.descendants(of: y)).union(adjustment.biasing.members).union(latent)
            func serves(_ z: Int, _ w: [Int]) -> Bool {
                let definition = PathDefinition(graph: reduced)
                return definition.separated([z], [y], given: w) && !definition.separated([z], [x], given: w)
            }
            let found = graph.instruments(of: x, on: y)
            for instrument in found {
                #expect(serves(instrument.instrument, instrument.given))
                #expect(barred.isDisjoint(with: instrument.given))
            }
            let expected = (2..<6).filter { z in
                guard !barred.contains(z) else { return false }
                return RandomGraphs.subsets(of: (2..<6).filter { $0 != z && !barred.contains($0) }).contains { w in
                    // A set outside the ancestors of Z and Y could open a way from Z to X that has nothing to do with it.
                    let ancestors = graph.directed.ancestralClosure(of: [y, z])
                    return w.allSatisfy { ancestors[$0] } && serves(z, w)
                }
            }
            #expect(Set(found.map(\.instrument)) == Set(expected), "\(graph.text(as: .dagitty))")
            some += expected.isEmpty ? 0 : 1
        }
        #expect(some > 40)
        let graph = try graph("dag { Z -> X -> Y X <-> Y Z <- C -> Y }")
        let found = graph.instruments(of: 1, on: 2)
        #expect(found.map { graph.name(of: $0.instrument) } == ["Z"])
        #expect(found.map { $0.given.map(graph.name) } == [["C"]])
    }

    @Test("implied independencies are all minimal separators of all pairs")
    func independencies() throws {
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<150 {
            let graph = try RandomGraphs.mixed(6, density: 0.35, bidirected: 0.1, latent: 0.15, using: &generator)
            let latent = Set(graph.nodes(.latent))
            var expected: Set<ImpliedIndependence> = []
            for x in 0..<6 where !latent.contains(x) {
                for y in (x + 1)..<max(6, x + 1) where !latent.contains(y) {
                    let others = (0..<6).filter { $0 != x && $0 != y && !latent.contains($0) }
                    let sets = RandomGraphs.subsets(of: others).filter {
                        PathDefinition(graph: graph).separated([x], [y], given: $0)
                    }
                    for set in sets where !sets.contains(where: { Set($0).isStrictSubset(of: set) }) {
                        expected.insert(.init(x: x, y: y, given: set))
                    }
                }
            }
            let found = graph.impliedIndependencies(limit: 10_000)
            #expect(found.isComplete)
            #expect(found.statements.count == expected.count)
            #expect(Set(found.statements) == expected)
            let cut = graph.impliedIndependencies(limit: 2)
            #expect(cut.statements.count == min(2, expected.count) && cut.isComplete == (expected.count <= 2))
        }
    }
}
