import Foundation
import Testing

@testable import CausalEngine

/// A network that is written, read and written again.
private struct RoundTrip {
    let network: Network

    /// The formats of networks that can hold it.
    private var formats: [NetworkFormat] {
        let isContinuous = network.variables.contains(where: \.isContinuous)
        return NetworkFormat.allCases.filter { $0.isWritable && ($0 == .scm || !isContinuous) }
    }

    /// Goes through every format: the same bytes the second time, the same structure, every bit of every table.
    func check() throws {
        for format in formats {
            let first = try written(network, .network(format)).text
            let source = NetworkSource(model: .init(name: "model.\(format.rawValue)", text: first), format: format)
            let again = try Network.parse(source)
            // Not `==` in the expectation: it would print megabytes where it fails.
            let isSame = try written(again, .network(format)).text == first
            #expect(isSame, "\(network.name) in \(format)")
            #expect(again.scm.graph == network.scm.graph, "\(network.name) in \(format)")
            #expect(again.variables.map(\.states.count) == network.variables.map(\.states.count))
            try checkTables(again, format)
        }
        for format in GraphFormat.allCases {
            let first = try written(network, .graph(format)).text
            let again = try GraphSource.parse(.init(name: "model.\(format.rawValue)", text: first), as: format)
            let isSame = try again.converted(to: .graph(format)).text == first
            #expect(isSame, "\(network.name) in \(format)")
            #expect(again.graph.directedEdges.count == network.scm.graph.edges.count)
        }
    }

    private func written(_ network: Network, _ format: ModelFormat) throws -> Conversion {
        try GraphSource(network).converted(to: format, fileName: "model.\(format.name)")
    }

    private func checkTables(_ again: Network, _ format: NetworkFormat) throws {
        guard !network.variables.contains(where: \.isContinuous) else { return }
        let isSame =
            try TabularNetwork(again, for: .bif).variables.map(\.probabilities)
            == TabularNetwork(network, for: .bif).variables.map(\.probabilities)
        #expect(isSame, "\(network.name) in \(format)")
        guard let question else { return }
        let before = try ExactInference(network.scm).query(question)
        let after = try ExactInference(again.scm).query(question)
        for target in question.targets ?? [] {
            let pairs = zip(before[target] ?? [], after[target] ?? [])
            #expect(pairs.allSatisfy { abs($0 - $1) < 1e-14 }, "\(network.name) in \(format)")
        }
    }

    /// A question of some targets under a finding that is possible, if there is one that is soon answered.
    private var question: Query? {
        let count = network.variables.count
        let engine = ExactInference(network.scm)
        let values = (try? Sampler(network.scm, seed: 1).skeleton(row: 0).values) ?? []
        let seen = network.scm.topologicalOrder.first { network.variables[$0].states.count > 1 }
        guard let seen, case .state(let state) = values[seen] else { return nil }
        let candidates = (0..<min(count, 24)).map { $0 * count / min(count, 24) } + [count - 1]
        let cheap = candidates.filter {
            guard let size = try? engine.size(of: Query(evidence: [seen: state], targets: [$0])) else { return false }
            return size.entries < 2000
        }
        return cheap.isEmpty ? nil : Query(evidence: [seen: state], targets: Array(cheap.prefix(3)))
    }
}

/// Networks in the shape of the largest published ones, with random numbers.
private enum LargeNetwork: String, CaseIterable {
    /// 724 variables of one to four states.
    case link
    /// 1041 variables of up to 21 states.
    case munin

    func make() throws -> Network {
        var generator = SeededGenerator(seed: self == .link ? 1 : 2)
        let count = self == .link ? 724 : 1041
        let states = self == .link ? [2, 2, 4, 1, 3] : [5, 21, 2, 7, 3, 6, 17, 4]
        let counts = (0..<count).map { _ in states.randomElement(using: &generator) ?? 2 }
        // The declared order is not the topological one.
        let order = (0..<count).shuffled(using: &generator)
        var parents = [[Int]](repeating: [], count: count)
        for (place, node) in order.enumerated() {
            var room = 250 / counts[node]
            for parent in order[max(0, place - 30)..<place].shuffled(using: &generator).prefix(3)
            where counts[parent] <= room && Int.random(in: 0..<2, using: &generator) == 0 {
                parents[node].append(parent)
                room /= counts[parent]
            }
        }
        let mechanisms = parents.indices.map { node in
            let cardinalities = parents[node].map { counts[$0] }
            let rows = (0..<cardinalities.reduce(1, *)).flatMap { _ in Self.row(counts[node], &generator) }
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: counts[node], probabilities: rows,
                    convention: .inverseCDF))
        }
        let variables = parents.indices.map { node in
            let names = (0..<counts[node]).map { self == .link ? "\($0 + 1)" : "state.\($0)/\(node % 3)" }
            return Variable(
                name: self == .link ? "D0_\(node)_a_p" : "L-MED.\(node)",
                domain: .categorical(states: names, isOrdinal: false))
        }
        let scm = try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
        return Network(name: "model", scm: scm, profile: .derived(for: variables))
    }

    /// A row of probabilities as files have them: all digits, few digits, or one certain state.
    private static func row(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
        if Int.random(in: 0..<4, using: &generator) == 0 {
            let certain = Int.random(in: 0..<count, using: &generator)
            return (0..<count).map { $0 == certain ? 1 : 0 }
        }
        let weights = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
        let sum = weights.reduce(0, +)
        let row = weights.map { $0 / sum }
        return Bool.random(using: &generator) ? row : row.map { ($0 * 1e7).rounded() / 1e7 }
    }
}

/// The networks of a folder that the environment names.
private enum GivenNetworks {
    static let folder = ProcessInfo.processInfo.environment["CAUSALSYNTH_NETWORKS"]

    static var paths: [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { NetworkFormat(fileName: $0) != nil }.sorted().map { "\(folder)/\($0)" }
    }
}

@Suite("Round trips")
struct RoundTripTests {
    @Test("every built-in sample goes through every format", arguments: BuiltInSample.all.map(\.name))
    func samples(name: String) throws {
        try RoundTrip(network: Network.load(name)).check()
    }

    @Test("every file of the fixtures goes through every format")
    func fixtures() throws {
        let child = Fixtures.url("reference/child.bif").path
        try RoundTrip(network: Network.load(child)).check()
        for file in FormatFiles.all {
            try RoundTrip(network: FormatFiles.read(file.text, file.format)).check()
        }
    }

    @Test(
        "networks of the shape of the largest published ones go through every format", arguments: LargeNetwork.allCases)
    fileprivate func large(shape: LargeNetwork) throws {
        try RoundTrip(network: shape.make()).check()
    }

    @Test(
        "every network of the folder CAUSALSYNTH_NETWORKS goes through every format",
        .enabled(if: GivenNetworks.folder != nil), arguments: GivenNetworks.paths)
    func given(path: String) throws {
        try RoundTrip(network: Network.load(path)).check()
    }
}
