/// Writes DAGitty's text: a line for each node with its roles and place, then a line for each edge.
enum DAGittyWriter {
    static func text(of graph: CausalGraph) -> String {
        var lines = ["dag {"]
        let names = graph.nodes.map { name($0.name) }
        for (index, node) in graph.nodes.enumerated() {
            var attributes = CausalGraph.roles(of: node).map(\.rawValue)
            if let position = node.position { attributes.append("pos=\"\(position.text)\"") }
            lines.append(names[index] + (attributes.isEmpty ? "" : " [\(attributes.joined(separator: ","))]"))
        }
        lines += graph.directedEdges.map { "\(names[$0.source]) -> \(names[$0.target])" }
        lines += graph.bidirectedEdges.map { "\(names[$0.source]) <-> \(names[$0.target])" }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private static func name(_ name: String) -> String {
        CausalGraph.quoted(name) { $0.unicodeScalars.allSatisfy(\.isPartOfName) }
    }
}
