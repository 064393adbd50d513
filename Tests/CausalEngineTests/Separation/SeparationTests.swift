import Testing

@testable import CausalEngine

@Suite("d-separation")
struct SeparationTests {
    @Test("the verdict is that of the definition by paths, with and without bidirected edges", arguments: [0, 0.25])
    func definition(_ bidirected: Double) throws {
        var generator = SeededGenerator(seed: 11)
        var counts = [false: 0, true: 0]
        for _ in 0..<1500 {
            let count = Int.random(in: 2...7, using: &generator)
            let density = Double.random(in: 0.15...0.6, using: &generator)
            let graph = try RandomGraphs.mixed(count, density: density, bidirected: bidirected, using: &generator)
            let separation = Separation(graph)
            let (x, y, z) = RandomGraphs.disjointSets(count, using: &generator)
            let expected = PathDefinition(graph: graph).separated(x, y, given: z)
            #expect(separation.dSeparated(x, y, given: z) == expected)
            let connected = separation.connected(to: x, given: z)
            for node in 0..<count where !x.contains(node) && !z.contains(node) {
                #expect(connected.contains(node) != separation.dSeparated(x, [node], given: z))
            }
            counts[expected, default: 0] += 1
        }
        #expect(counts.values.allSatisfy { $0 > 200 })
    }

    @Test("graphs of more than one word, and of more nodes than have their ancestors kept", arguments: [130, 5000])
    func large(_ size: Int) throws {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<(size > 1000 ? 20 : 300) {
            let small = try RandomGraphs.mixed(7, density: 0.35, bidirected: 0.15, using: &generator)
            let places = Array((0..<size).shuffled(using: &generator).prefix(7))
            func moved(_ edge: CausalGraph.Edge) -> CausalGraph.Edge { .init(places[edge.source], places[edge.target]) }
            let graph = try CausalGraph(
                nodes: (0..<size).map { .init("n\($0)") }, directed: small.directedEdges.map(moved),
                bidirected: small.bidirectedEdges.map(moved))
            let separation = Separation(graph)
            for _ in 0..<4 {
                let (x, y, z) = RandomGraphs.disjointSets(7, using: &generator)
                #expect(
                    separation.dSeparated(x.map { places[$0] }, y.map { places[$0] }, given: z.map { places[$0] })
                        == PathDefinition(graph: small).separated(x, y, given: z))
            }
        }
    }

    @Test("the paths listed are all there are, each rightly open or blocked")
    func paths() throws {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<600 {
            let count = Int.random(in: 2...6, using: &generator)
            let graph = try RandomGraphs.mixed(count, density: 0.45, bidirected: 0.2, using: &generator)
            let (x, y, z) = RandomGraphs.disjointSets(count, using: &generator)
            let list = graph.paths(from: x, to: y, given: z, limit: 100_000)
            let expected = PathDefinition(graph: graph).paths(x, y, given: z)
            #expect(list.isComplete)
            #expect(list.paths.count == expected.count)
            #expect(Dictionary(uniqueKeysWithValues: list.paths.map { ($0.definitionText, $0.isOpen) }) == expected)
            #expect(list.isSeparated == Separation(graph).dSeparated(x, y, given: z))
        }
    }

    @Test("a list that is cut still holds an open path when there is one")
    func cutPaths() throws {
        var generator = SeededGenerator(seed: 14)
        var opened = 0
        for _ in 0..<400 {
            let graph = try RandomGraphs.mixed(7, density: 0.5, bidirected: 0.2, using: &generator)
            let (x, y, z) = RandomGraphs.disjointSets(7, using: &generator)
            let all = PathDefinition(graph: graph).paths(x, y, given: z)
            for list in [
                graph.paths(from: x, to: y, given: z, limit: 1),
                graph.paths(from: x, to: y, given: z, limit: 50, effort: 3),
            ] {
                #expect(list.isSeparated == !all.values.contains(true))
                #expect(list.paths.contains(where: \.isOpen) == !list.isSeparated)
                for path in list.paths { #expect(all[path.definitionText] == path.isOpen) }
                #expect(list.isComplete ? list.paths.count == all.count : true)
                opened += list.isSeparated ? 0 : 1
            }
        }
        #expect(opened > 100)
    }

    @Test("a closed collider is named as the blocker; its given descendant opens it")
    func reasons() throws {
        let graph = try GraphSource.load("asia").graph
        func node(_ name: String) throws -> Int { try #require(graph.index(of: name)) }
        let closed = try graph.paths(from: [node("asia")], to: [node("smoke")], limit: 10)
        #expect(closed.isSeparated)
        #expect(closed.paths.count == 2)
        #expect(try closed.paths[0].blockers == [.init(node: node("either"), isClosedCollider: true)])
        let opened = try graph.paths(from: [node("asia")], to: [node("smoke")], given: [node("dysp")], limit: 10)
        #expect(!opened.isSeparated)
        #expect(opened.paths.filter(\.isOpen).count == 2)
        #expect(try opened.paths[0].openColliders == [node("either")])
    }

    @Test("the blanket is the smallest set that separates a node from the rest")
    func blanket() throws {
        var generator = SeededGenerator(seed: 15)
        for _ in 0..<300 {
            let graph = try RandomGraphs.mixed(6, density: 0.35, bidirected: 0.2, using: &generator)
            let separation = Separation(graph)
            for node in 0..<6 {
                let blanket = graph.markovBlanket(of: node)
                func separates(_ set: [Int]) -> Bool {
                    let rest = (0..<6).filter { $0 != node && !set.contains($0) }
                    return rest.isEmpty || separation.dSeparated([node], rest, given: set)
                }
                #expect(separates(blanket))
                for member in blanket { #expect(!separates(blanket.filter { $0 != member })) }
            }
        }
    }
}
