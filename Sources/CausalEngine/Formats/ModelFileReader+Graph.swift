/// Model files as graphs: variables and parents without parameters, and bidirected edges.
extension ModelFileReader {
    /// Reads the graph of a model file that holds no parameters; `nil` for one that does.
    ///
    /// - Throws: ``EngineError`` with file, line and column; also for bidirected edges beside parameters.
    static func readGraph(_ source: NetworkSource) throws(EngineError) -> GraphSource? {
        let root = try YAMLNode.parse(source.model.text, file: source.model.name)
        var fields = try YAMLFields(root, what: "a model file")
        let format = try fields.need("format")
        guard format.text == "causalsynth/scm/1" else { throw format.unexpected("causalsynth/scm/1") }
        let name = try fields.take("name")?.string() ?? source.networkName
        let bidirected = fields.take("bidirected")
        var reader = ModelFileReader()
        try reader.declareAll(&fields)
        if let parameters = reader.declarations.lazy.compactMap(\.parameters).first {
            guard let bidirected else { return nil }
            throw .invalid(
                found: "parameters beside “bidirected” (line \(bidirected.location.line))",
                expected: "a graph without parameters", mend: "remove them, or declare latent variables instead",
                at: parameters.location)
        }
        var others: [String] = []
        for key in ["title", "source", "profile", "domain", "styles", "wording", "prior", "prompts"] {
            if fields.take(key) != nil { others.append(key) }
        }
        try fields.finish()
        var result = GraphSource(name: name, graph: try reader.graph(bidirected))
        result.unkept = reader.unkept
        if name != source.networkName { result.unkept.append(ConversionLoss(.name, "“\(name)”")) }
        if !others.isEmpty { result.unkept.append(ConversionLoss(.properties, others.joined(separator: ", "))) }
        return result
    }

    /// What is said of variables besides edges and latent marks.
    private var unkept: [ConversionLoss] {
        let variables = declarations.map(\.variable)
        func loss(_ kind: ConversionLoss.Kind, _ holds: (Variable) -> Bool) -> ConversionLoss? {
            let names = variables.filter(holds).map(\.name)
            return names.isEmpty ? nil : ConversionLoss(kind, ConversionLoss.list(names))
        }
        return [
            loss(.labels) { $0.label != DerivedWording.label(for: $0.name) }, loss(.states) { !$0.states.isEmpty },
            loss(.quantities) { $0.quantity.map { $0 != Quantity() } ?? false },
        ].compactMap { $0 }
    }

    private func graph(_ bidirected: YAMLNode?) throws(EngineError) -> CausalGraph {
        let variables = declarations.map(\.variable)
        var directed: [CausalGraph.Edge] = []
        for (child, declaration) in declarations.enumerated() {
            for parent in try indices(of: declaration.parentNodes) {
                directed.append(.init(parent, child))
            }
        }
        var siblings: [CausalGraph.Edge] = []
        for pair in try bidirected?.items("a list of pairs such as [A, B]") ?? [] {
            let ends = try indices(of: pair.items("a pair such as [A, B]"))
            guard ends.count == 2 else { throw pair.unexpected("a pair such as [A, B]") }
            siblings.append(.init(ends[0], ends[1]))
        }
        let nodes = variables.map { CausalGraph.Node($0.name, roles: $0.isLatent ? [.latent] : []) }
        do throws(EngineError) {
            return try CausalGraph(nodes: nodes, directed: directed, bidirected: siblings)
        } catch {
            guard case .cycle(let names, _) = error else { throw error }
            throw .cycle(names, at: declarations.first { $0.variable.name == names.first }?.nameNode.location)
        }
    }
}

extension VariableDeclaration {
    /// The first key that gives a mechanism.
    fileprivate var parameters: YAMLNode? { table ?? response ?? equation ?? noise }
}
