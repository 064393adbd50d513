@testable import CausalEngine

/// A small repeatable generator for making models and cases in tests.
struct SeededGenerator: RandomNumberGenerator {
    private let stream: NoiseStream
    private var counter: UInt64 = 0

    init(seed: UInt64) { stream = NoiseStream(seed: seed, name: "test") }

    mutating func next() -> UInt64 {
        counter += 1
        return stream.bits(at: counter)
    }
}

/// Models made from seeded random numbers.
enum RandomModels {
    /// A model of tables and finite responses over a random acyclic graph.
    ///
    /// - Parameters:
    ///   - states: the range of state counts.
    ///   - zeros: the share of probabilities that are zero.
    static func discrete(
        _ count: Int, states: ClosedRange<Int>, maxParents: Int, zeros: Double = 0.15,
        using generator: inout SeededGenerator
    ) throws -> SCM {
        // The declared order is not the topological one.
        let order = (0..<count).shuffled(using: &generator)
        let stateCounts = (0..<count).map { _ in Int.random(in: states, using: &generator) }
        var parents = [[Int]](repeating: [], count: count)
        for (position, node) in order.enumerated() {
            let most = min(position, maxParents)
            parents[node] = Array(
                order[..<position].shuffled(using: &generator).prefix(Int.random(in: 0...most, using: &generator)))
        }
        let mechanisms = (0..<count).map { node in
            let cardinalities = parents[node].map { stateCounts[$0] }
            let configurations = cardinalities.reduce(1, *)
            guard Int.random(in: 0..<4, using: &generator) > 0 else {
                let noise = row(Int.random(in: 1...6, using: &generator), zeros: zeros, using: &generator)
                return Mechanism.response(
                    FiniteResponse(
                        parentCardinalities: cardinalities, noise: noise,
                        values: (0..<configurations * noise.count).map { _ in
                            Int.random(in: 0..<stateCounts[node], using: &generator)
                        }))
            }
            let rows = (0..<configurations).flatMap { _ in row(stateCounts[node], zeros: zeros, using: &generator) }
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: stateCounts[node], probabilities: rows,
                    convention: node % 2 == 0 ? .inverseCDF : .gumbelMax))
        }
        return try SCM(
            variables: (0..<count).map { variable($0, stateCount: stateCounts[$0]) },
            graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
    }

    static func variable(_ index: Int, stateCount: Int) -> Variable {
        Variable(
            name: "v\(index)",
            domain: .categorical(states: (0..<stateCount).map { "s\($0)" }, isOrdinal: index % 2 == 0))
    }

    /// Random probabilities that sum to 1, some of them zero.
    static func row(_ count: Int, zeros: Double, using generator: inout SeededGenerator) -> [Double] {
        var weights = (0..<count).map { _ in
            Double.random(in: 0..<1, using: &generator) < zeros ? 0 : Double.random(in: 0.01..<1, using: &generator)
        }
        if weights.allSatisfy({ $0 == 0 }) { weights[Int.random(in: 0..<count, using: &generator)] = 1 }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
}
