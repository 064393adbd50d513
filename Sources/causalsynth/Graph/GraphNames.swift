import CausalEngine

/// Names of nodes on a command line and in answers.
extension CausalGraph {
    /// The node of a name.
    func node(named name: String) throws(EngineError) -> Int {
        guard let node = index(of: name) else {
            throw .unknownVariable(name, near: NearMiss.candidates(for: name, among: nodes.map(\.name)), at: nil)
        }
        return node
    }

    /// The nodes that texts name: each a name, taken literally where there is such a node, else names with commas between.
    ///
    /// - Returns: the nodes in the order in which they are named, each once.
    func nodes(named texts: [String]) throws(EngineError) -> [Int] {
        var nodes: [Int] = []
        for text in texts {
            if let node = index(of: text) {
                nodes.append(node)
                continue
            }
            for name in text.split(separator: ",", omittingEmptySubsequences: false) {
                nodes.append(try node(named: String(name)))
            }
        }
        var seen: Set<Int> = []
        return nodes.filter { seen.insert($0).inserted }
    }

    /// Complains about nodes that are named for two purposes.
    func requireDisjoint(_ sets: [(what: String, nodes: [Int])]) throws(EngineError) {
        var purposes: [Int: String] = [:]
        for (what, nodes) in sets {
            for node in nodes {
                if let earlier = purposes.updateValue(what, forKey: node) {
                    throw .invalid(
                        found: "“\(name(of: node))” both as \(earlier) and as \(what)", expected: "it in one of them",
                        mend: "", at: nil)
                }
            }
        }
    }

    /// The names of nodes as JSON, in the order given.
    func json(_ nodes: [Int]) -> JSONValue { .array(nodes.map { .string(name(of: $0)) }) }

    /// The names of nodes, sorted.
    func sortedNames(_ nodes: [Int]) -> [String] { nodes.map(name).sorted() }

    /// A set of nodes as a person reads it.
    func list(_ nodes: [Int]) -> String { Listing.and(nodes.map(name)) }
}

/// Lists within sentences.
enum Listing {
    /// `a`, `a and b`, `a, b and c`.
    static func and(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 path`, `2 paths`.
    static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
        "\(count) \(count == 1 ? singular : plural)"
    }
}
