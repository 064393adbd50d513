import Foundation
import Testing

@testable import CausalEngine

/// Facts on the graphs of published networks, computed by other programs, in `Tests/Fixtures/reference/graphs.json`.
@Suite("Reference answers on graphs")
struct GraphReferenceTests {
    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/reference")

    /// The networks with their facts: the fixture, and the files of the folders named in the environment.
    private static var networks: [(graph: CausalGraph, facts: JSONValue)] {
        get throws {
            let file = try JSONValue(
                parsing: String(contentsOf: fixtures.appendingPathComponent("graphs.json"), encoding: .utf8))
            var networks: [(CausalGraph, JSONValue)] = []
            for (name, facts) in file.members ?? [] {
                let reference = name == "child" ? fixtures.appendingPathComponent("child.bif").path : name
                networks.append((try GraphSource.load(reference).graph, facts))
            }
            let environment = ProcessInfo.processInfo.environment
            guard let answers = environment["CAUSALSYNTH_REFERENCE"], let folder = environment["CAUSALSYNTH_NETWORKS"]
            else { return networks }
            for name in try FileManager.default.contentsOfDirectory(atPath: answers).sorted()
            where name.hasSuffix(".json") && !name.hasPrefix("ci_") {
                let facts = try JSONValue(parsing: String(contentsOfFile: "\(answers)/\(name)", encoding: .utf8))
                networks.append((try GraphSource.load("\(folder)/\(name.dropLast(5)).bif").graph, facts))
            }
            return networks
        }
    }

    private func nodes(_ names: JSONValue?, _ graph: CausalGraph) throws -> [Int] {
        try (names?.elements ?? []).map { try #require(graph.index(of: $0.string ?? "")) }
    }

    @Test("d-separation, with the paths that are its reasons")
    func separation() throws {
        var count = 0
        for (graph, facts) in try Self.networks {
            let separation = Separation(graph)
            for fact in facts["d_separation"]?.elements ?? [] {
                let x = try nodes(fact["x"], graph)
                let y = try nodes(fact["y"], graph)
                let z = try nodes(fact["z"], graph)
                #expect(separation.dSeparated(x, y, given: z) == fact["separated"]?.bool)
                let paths = graph.paths(from: x, to: y, given: z, limit: 20, effort: 20_000)
                #expect(paths.isSeparated == fact["separated"]?.bool)
                count += 1
            }
        }
        #expect(count >= 120)
    }

    @Test("blankets, ancestors, descendants")
    func structure() throws {
        for (graph, facts) in try Self.networks {
            for fact in facts["structure"]?.elements ?? [] {
                let node = try #require(graph.index(of: fact["node"]?.string ?? ""))
                #expect(try graph.markovBlanket(of: node) == nodes(fact["markov_blanket"], graph).sorted())
                #expect(try graph.directed.ancestors(of: node) == nodes(fact["ancestors"], graph).sorted())
                #expect(try graph.directed.descendants(of: node) == nodes(fact["descendants"], graph).sorted())
            }
        }
    }

    @Test("whether a back-door set exists, how small one can be, and which sets are some")
    func backDoor() throws {
        var count = 0
        for (graph, facts) in try Self.networks {
            for fact in facts["backdoor"]?.elements ?? [] {
                let x = try #require(graph.index(of: fact["x"]?.string ?? ""))
                let y = try #require(graph.index(of: fact["y"]?.string ?? ""))
                let latent = try nodes(fact["latent"], graph)
                // Adjustment may use descendants of the treatment that are on no causal path; the back-door criterion may not.
                let descendants = Set(graph.directed.descendants(of: x))
                let adjustment = Adjustment(of: [x], on: [y], in: graph)
                func isBackDoorSet(_ set: [Int]) -> Bool {
                    descendants.isDisjoint(with: set) && adjustment.isValid(set)
                }
                let list = adjustment.minimalSets(forbidden: latent + descendants.sorted(), limit: 5000)
                #expect(list.sets.isEmpty != fact["exists"]?.bool)
                if let size = fact["min_size"]?.int { #expect(list.sets.first?.count == size) }
                if let isValid = fact["empty_set_valid"]?.bool { #expect(isBackDoorSet([]) == isValid) }
                for candidate in fact["candidates"]?.elements ?? [] {
                    #expect(try isBackDoorSet(nodes(candidate["set"], graph)) == candidate["valid"]?.bool)
                }
                count += 1
            }
        }
        #expect(count >= 30)
    }
}
