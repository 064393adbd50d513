import CausalEngine

/// A network of ALARM's shape with random numbers: 37 variables of two to four states, about 50 edges.
enum SyntheticNetwork {
    static func make(seed: UInt64) throws -> SCM {
        var generator = SplitGenerator(stream: NoiseStream(seed: seed, name: "synthetic network"))
        let count = 37
        let stateCounts = (0..<count).map { $0 % 5 == 4 ? 4 : 2 + ($0 % 5) % 2 }
        let parents = (0..<count).map { node in
            let most = [0, 1, 1, 2, 1, 3, 0, 2, 2, 1][node % 10]
            return Array((max(0, node - 9)..<node).shuffled(using: &generator).prefix(most)).sorted()
        }
        let mechanisms = (0..<count).map { node in
            let cardinalities = parents[node].map { stateCounts[$0] }
            let size = cardinalities.reduce(1, *) * stateCounts[node]
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: stateCounts[node],
                    probabilities: (0..<size).map { _ in Double.random(in: 0.02..<1, using: &generator) },
                    convention: .inverseCDF))
        }
        let variables = (0..<count).map { node in
            Variable(
                name: "V\(node)",
                domain: .categorical(
                    states: Array(["LOW", "NORMAL", "HIGH", "ZERO"].prefix(stateCounts[node])), isOrdinal: false))
        }
        return try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
    }
}

/// The standard library's random functions on a noise stream, so that the network is the same everywhere.
struct SplitGenerator: RandomNumberGenerator {
    let stream: NoiseStream
    var counter: UInt64 = 0

    mutating func next() -> UInt64 {
        counter += 1
        return stream.bits(at: counter)
    }
}
