import CausalEngine
import Foundation

extension Benchmarks {
    /// Reading a network from its text: megabytes of text a second, on one thread.
    ///
    /// A file is read as it stands, and written as a model file and as DAGitty text; any other network is written in the formats
    /// of tables. `synthetic` is written with long tables, several megabytes of them, as the largest published networks have.
    static func parsing(_ request: BenchmarkRequest) throws -> [Measure] {
        var measures: [Measure] = []
        for (name, source) in try texts(request) {
            let scm = try Network.parse(source).scm
            let bytes = Double(source.model.text.utf8.count)
            measures.append(
                try measure(name, unit: "MB/s", amount: bytes * 1e-6, threads: 1, request, scm) {
                    _ = try Network.parse(source)
                })
        }
        if request.network != BenchmarkRequest.synthetic { measures.append(try dagitty(request)) }
        return measures
    }

    private static func dagitty(_ request: BenchmarkRequest) throws -> Measure {
        let network = try Network.load(request.network)
        let text = try GraphSource(network).converted(to: .graph(.dagitty)).text
        let file = NetworkSource.File(name: "network.dagitty", text: text)
        let bytes = Double(text.utf8.count)
        return try measure(
            "parsing dagitty", unit: "MB/s", amount: bytes * 1e-6, threads: 1, request, network.scm
        ) {
            _ = try GraphSource.parse(file, as: .dagitty)
        }
    }

    private static func texts(_ request: BenchmarkRequest) throws -> [(name: String, source: NetworkSource)] {
        guard request.network != BenchmarkRequest.synthetic else {
            return try [2, 17].flatMap { digits in
                let network = try SyntheticNetwork.longTables(seed: 1, digits: digits)
                return try written(network, "parsing of probabilities with \(digits) digits,")
            }
        }
        let network = try Network.load(request.network)
        if let origin = network.origin, origin.format != .scm {
            return [("parsing \(origin.format.rawValue)", origin)] + (try written(network, "parsing", [.scm]))
        }
        return try written(network, "parsing")
    }

    private static func written(
        _ network: Network, _ name: String, _ formats: [NetworkFormat] = [.bif, .xmlbif, .net, .uai]
    ) throws -> [(name: String, source: NetworkSource)] {
        try formats.map { format in
            let text = try GraphSource(network).converted(to: .network(format)).text
            let file = NetworkSource.File(name: "network.\(format.rawValue)", text: text)
            return ("\(name) \(format.rawValue)", NetworkSource(model: file, format: format))
        }
    }
}

extension SyntheticNetwork {
    /// A network of 400 variables of up to 21 states with tables of up to ten thousand numbers, about as long as the longest
    /// published ones.
    static func longTables(seed: UInt64, digits: Int) throws -> Network {
        var generator = SplitGenerator(stream: NoiseStream(seed: seed, name: "long tables"))
        let counts = (0..<400).map { _ in [2, 4, 7, 11, 21].randomElement(using: &generator) ?? 2 }
        let parents = counts.indices.map { node in
            Array((max(0, node - 6)..<node).shuffled(using: &generator).prefix(2)).sorted()
        }
        let mechanisms = counts.indices.map { node in
            let cardinalities = parents[node].map { counts[$0] }
            let rows = (0..<cardinalities.reduce(1, *)).flatMap { _ in
                row(counts[node], digits: digits, using: &generator)
            }
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: counts[node], probabilities: rows,
                    convention: .inverseCDF))
        }
        let variables = counts.indices.map { node in
            Variable(
                name: "NODE_\(node)",
                domain: .categorical(states: (0..<counts[node]).map { "STATE_\($0)" }, isOrdinal: false))
        }
        let scm = try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
        return Network(name: "long-tables", scm: scm, profile: Profile.derived(for: variables))
    }

    /// A row of probabilities with few digits after the point, or with as many as a double needs.
    private static func row(_ count: Int, digits: Int, using generator: inout SplitGenerator) -> [Double] {
        guard digits < 15 else {
            let weights = (0..<count).map { _ in Double.random(in: 0.01..<1, using: &generator) }
            let sum = weights.reduce(0, +)
            return weights.map { $0 / sum }
        }
        // Cuts of the unit interval at whole hundredths, or whatever the digits are.
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let cuts = ((0..<count - 1).map { _ in Int.random(in: 0...scale, using: &generator) } + [0, scale]).sorted()
        return zip(cuts, cuts.dropFirst()).map { Double($1 - $0) / Double(scale) }
    }
}
