/// Pieces of text that DAGitty and DOT write alike.
extension CausalGraph {
    /// Words that mean something without quotes.
    private static let keywords: Set<String> = ["graph", "digraph", "subgraph", "node", "edge", "strict", "dag"]

    /// A name as a file holds it: as it is where `isPlain` allows, else in double quotes.
    static func quoted(_ name: String, unless isPlain: (String) -> Bool) -> String {
        if !name.isEmpty, isPlain(name), !keywords.contains(name.lowercased()) { return name }
        let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// The roles of a node in a fixed order.
    static func roles(of node: Node) -> [Role] { Role.allCases.filter(node.roles.contains) }
}

extension CausalGraph.Position {
    /// The place as two numbers that read back as the same.
    var text: String { "\(Variable.text(of: x)),\(Variable.text(of: y))" }
}
