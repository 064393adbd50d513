/// Writes DOT that Graphviz draws: roles as attributes, a bidirected edge with two heads.
enum DOTWriter {
    static func text(of graph: CausalGraph) -> String {
        var lines = ["digraph {"]
        let names = graph.nodes.map { name($0.name) }
        for (index, node) in graph.nodes.enumerated() {
            var attributes = CausalGraph.roles(of: node).map { "\($0.rawValue)=true" }
            if let position = node.position { attributes.append("pos=\"\(position.text)\"") }
            lines.append("  " + names[index] + (attributes.isEmpty ? ";" : " [\(attributes.joined(separator: ", "))];"))
        }
        lines += graph.directedEdges.map { "  \(names[$0.source]) -> \(names[$0.target]);" }
        lines += graph.bidirectedEdges.map { "  \(names[$0.source]) -> \(names[$0.target]) [dir=both];" }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// Graphviz takes fewer names without quotes than DAGitty: no dot, no digit in front.
    private static func name(_ name: String) -> String {
        CausalGraph.quoted(name) { name in
            let isDigit = name.unicodeScalars.first.map { $0.properties.generalCategory == .decimalNumber } ?? true
            return !isDigit && name.unicodeScalars.allSatisfy { $0.isPartOfName && $0 != "." }
        }
    }
}
