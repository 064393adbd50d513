import CausalEngine
import TerminalUI

extension Benchmarks {
    /// Laying the network out with bare names and with framed boxes, and a made-up graph of a thousand nodes with bare names:
    /// drawings a second.
    static func layout(_ request: BenchmarkRequest, _ scm: SCM) throws -> [Measure] {
        let names = scm.variables.map(\.name)
        var measures: [Measure] = []
        for (title, detail) in [
            ("bare names", GraphDetail.names(names, glyphs: .unicode)),
            ("boxes with bars", GraphDetail.bars(names, glyphs: .unicode)),
        ] {
            measures.append(
                try measure("layout, \(title)", unit: "layouts/s", amount: 1, threads: 1, request, scm) {
                    _ = GraphLayout(parents: scm.graph.parents, boxes: detail.boxes, options: detail.options)
                })
        }
        var large = request
        large.network = "thousand-nodes"
        let graph = try SyntheticNetwork.thousandNodes(seed: 1)
        let detail = GraphDetail.names(graph.variables.map(\.name), glyphs: .unicode)
        measures.append(
            try measure("layout, bare names", unit: "layouts/s", amount: 1, threads: 1, large, graph) {
                _ = GraphLayout(parents: graph.graph.parents, boxes: detail.boxes, options: detail.options)
            })
        return measures
    }
}

extension SyntheticNetwork {
    /// A thousand variables with the edges of the largest published networks: about 1.35 a node, most of them to nodes near by.
    static func thousandNodes(seed: UInt64) throws -> SCM {
        var generator = SplitGenerator(stream: NoiseStream(seed: seed, name: "thousand nodes"))
        let parents = (0..<1000).map { node in
            let most = [0, 1, 1, 2, 1, 2, 1, 3, 1, 2][Int.random(in: 0..<10, using: &generator)]
            return Array((max(0, node - 40)..<node).shuffled(using: &generator).prefix(most)).sorted()
        }
        let variables = parents.indices.map { node in
            Variable(name: "NODE_\(node)", domain: .categorical(states: ["yes", "no"], isOrdinal: false))
        }
        let mechanisms = parents.map { parents in
            let rows = 1 << parents.count
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: parents.map { _ in 2 }, stateCount: 2,
                    probabilities: Array(repeating: 0.5, count: 2 * rows), convention: .inverseCDF))
        }
        return try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
    }
}
