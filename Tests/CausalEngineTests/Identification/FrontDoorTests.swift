import Testing

@testable import CausalEngine

@Suite("Front door")
struct FrontDoorTests {
    @Test("minimal sets are those found by trying every subset against the criterion")
    func exhaustively() throws {
        var generator = SeededGenerator(seed: 41)
        var some = 0
        for _ in 0..<800 {
            let graph = try RandomGraphs.mixed(6, density: 0.35, bidirected: 0.12, latent: 0.1, using: &generator)
            let (x, y) = ([0], [1])
            let latent = Set(graph.nodes(.latent))
            let valid = RandomGraphs.subsets(of: (2..<6).filter { !latent.contains($0) })
                .filter { satisfies($0, graph, x, y) }
            let minimal = valid.filter { set in !valid.contains { Set($0).isStrictSubset(of: set) } }
            let hasEffect = graph.directed.descendants(of: 0).contains(1)
            let found = graph.frontDoorSets(of: x, on: y, limit: 1000)
            #expect(found.isComplete)
            #expect(found.sets.count == Set(found.sets).count)
            #expect(Set(found.sets) == (hasEffect ? Set(minimal) : []), "\(graph.text(as: .dagitty))")
            some += found.sets.isEmpty ? 0 : 1
        }
        #expect(some > 20)
    }

    private func satisfies(_ set: [Int], _ graph: CausalGraph, _ x: [Int], _ y: [Int]) -> Bool {
        func without(_ sources: [Int]) -> PathDefinition? {
            let edges = graph.directedEdges.filter { !sources.contains($0.source) }
            return (try? CausalGraph(nodes: graph.nodes, directed: edges, bidirected: graph.bidirectedEdges))
                .map(PathDefinition.init)
        }
        func reaches(_ node: Int) -> Bool {
            y.contains(node) || graph.directed.children[node].contains { !set.contains($0) && reaches($0) }
        }
        guard !x.contains(where: reaches) else { return false }
        if set.isEmpty { return true }
        return without(x)?.separated(x, set, given: []) == true && without(set)?.separated(set, y, given: x) == true
    }

    @Test("a limit and a bound on the effort are told")
    func limits() throws {
        let arms = (0..<12).map { "X -> A\($0) -> B\($0) -> Y" }.joined(separator: "\n")
        let graph = try CausalGraph(reading: .init(name: "g", text: "dag { X <-> Y \(arms) }"), as: .dagitty)
        let cut = graph.frontDoorSets(of: [0], on: [1], limit: 3, effort: 100)
        #expect(!cut.isComplete && cut.sets.isEmpty)
    }
}
