import CausalEngine
import Refinement

/// What there is to say of a network, or of a graph alone.
struct InfoReport {
    let source: GraphSource
    let warnings: [ModelWarning]
    let tree: TreeInspection

    init(_ source: GraphSource) {
        self.source = source
        warnings = source.network.map { ModelInspection.warnings(of: $0) + Self.unreadPhrases(in: $0) } ?? []
        let states = source.network?.variables.map(\.states.count)
        tree = TreeInspection(
            source.graph.directed, cardinalities: states ?? Array(repeating: 0, count: source.graph.count))
    }

    /// Wording that somebody wrote and the verifier does not read; what is derived from names is read.
    private static func unreadPhrases(in network: Network) -> [ModelWarning] {
        guard network.profile.hasOwnWording else { return [] }
        return UnreadPhrase.all(in: network).map { phrase in
            let name = network.variables[phrase.variable].name
            return ModelWarning(
                .unreadPhrase, [name],
                "“\(phrase.sentence)” is not read as \(name)=\(phrase.value): whoever writes so is refused; see what its “read” "
                    + "looks for.")
        }
    }

    var graph: CausalGraph { source.graph }

    /// All configurations of the variables with states; `nil` where there are none.
    var stateSpace: StateSpaceSize? {
        guard let network = source.network else { return nil }
        let discrete = network.variables.filter { !$0.isContinuous }
        return discrete.isEmpty ? nil : StateSpaceSize(cardinalities: discrete.map(\.states.count))
    }

    /// The free parameters of all mechanisms; `nil` for a graph alone.
    var parameters: Int? {
        source.network.map { network in
            network.variables.indices.reduce(0) { $0 + network.scm.freeParameters(of: $1) }
        }
    }

    /// The roles of a node, in a fixed order.
    func roles(_ node: Int) -> [CausalGraph.Role] {
        CausalGraph.Role.allCases.filter(graph.nodes[node].roles.contains)
    }

    // MARK: JSON

    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("network", .string(source.name)), ("title", JSONValue(source.network?.title)),
            ("source", JSONValue(source.network?.source)),
            ("format", JSONValue(source.network?.origin?.format.rawValue)),
            ("variables", .array(graph.nodes.indices.map(variable))), ("edges", .integer(graph.directedEdges.count)),
            ("bidirected", .array(graph.bidirectedEdges.map { .array([name($0.source), name($0.target)]) })),
            ("parameters", JSONValue(parameters)),
        ]
        members.append(
            ("stateSpace", stateSpace.map { ["count": JSONValue($0.count), "log10": .number($0.log10)] } ?? .null))
        members.append(("treewidth", .integer(tree.treewidth)))
        members.append(
            (
                "junctionTree",
                [
                    "cliques": .integer(tree.cliques), "entries": JSONValue(tree.entries),
                    "largestLog10": JSONValue(tree.largest?.log10),
                ]
            ))
        members.append(("warnings", .array(warnings.map(Self.warning))))
        return .object(members)
    }

    private func name(_ node: Int) -> JSONValue { .string(graph.name(of: node)) }

    private func variable(_ node: Int) -> JSONValue {
        let roles = roles(node).map { JSONValue.string($0.rawValue) }
        var members: [(key: String, value: JSONValue)] = [
            ("name", name(node)), ("parents", .array(graph.directed.parents[node].map(name))),
            ("children", .array(graph.directed.children[node].map(name))), ("roles", .array(roles)),
        ]
        if let network = source.network {
            let variable = network.variables[node]
            members.append(("label", .string(variable.label)))
            members.append(("states", .array(variable.states.map { .string($0) })))
            if let quantity = variable.quantity {
                members.append(("unit", JSONValue(quantity.unit)))
                let bounds = quantity.range.map { JSONValue.array([.number($0.lowerBound), .number($0.upperBound)]) }
                members.append(("range", bounds ?? .null))
            }
            members.append(("mechanism", .string(network.scm.mechanisms[node].kind)))
            if case .table(let table) = network.scm.mechanisms[node] {
                members.append(("noise", .string(table.convention.rawValue)))
            }
            members.append(("parameters", .integer(network.scm.freeParameters(of: node))))
        }
        return .object(members)
    }

    private static func warning(_ warning: ModelWarning) -> JSONValue {
        [
            "kind": .string(warning.kind.rawValue), "variables": .array(warning.variables.map { .string($0) }),
            "text": .string(warning.text),
        ]
    }
}

extension Mechanism {
    /// What kind of mechanism it is, in a word.
    var kind: String {
        switch self {
        case .table: "table"
        case .response: "finite noise"
        case .equation: "equation"
        case .constant: "constant"
        case .distribution: "distribution"
        }
    }
}
