extension GraphSource {
    /// The model or graph as a file of a format, with what the file cannot hold of it.
    ///
    /// The same model gives the same bytes, and what was written reads back and is written as the same bytes again.
    /// Probabilities keep every bit.
    ///
    /// - Parameters:
    ///   - format: the format to write.
    ///   - fileName: the name of the file to be, which in most formats is all that names a network; `nil` for none.
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` for a format that is only read, for a graph without
    ///   parameters where the format needs them, and for mechanisms that are no tables where it needs tables.
    public func converted(to format: ModelFormat, fileName: String? = nil) throws(EngineError) -> Conversion {
        switch (format, network) {
        case (.graph(let format), let network?):
            return Conversion(graph: network, format, fileName: fileName)
        case (.graph(let format), nil):
            return Conversion(text: graph.text(as: format), losses: unkept)
        case (.network(.scm), nil): return Conversion(modelFileOf: self)
        case (.network(let format), nil):
            throw .invalid(
                found: "a graph without probabilities", expected: "a network: a .\(format.rawValue) file holds tables",
                mend: "write a graph (.dagitty, .dot) or a .scm.yaml file", at: nil)
        case (.network(let format), let network?):
            return try Conversion(network, format, fileName: fileName)
        }
    }
}

extension Conversion {
    /// A network in a format of networks.
    fileprivate init(_ network: Network, _ format: NetworkFormat, fileName: String?) throws(EngineError) {
        guard format.isWritable else {
            let writable = ModelFormat.all.filter(\.isWritable).map(\.name).joined(separator: ", ")
            throw .invalid(
                found: "\(format.rawValue) as the format to write", expected: "one of \(writable)", mend: "", at: nil)
        }
        guard format != .scm else {
            var losses = LossReport(network)
            losses.addPositions()
            losses.addNamedMechanisms()
            losses.addPassedOver()
            self.init(text: ModelFileWriter.text(of: network), losses: losses.list)
            return
        }
        var tables = try TabularNetwork(network, for: format)
        let spelling = NameSpelling(format: format).apply(to: &tables)
        var losses = LossReport(network)
        losses.addName(unlessIn: fileName)
        losses.addSpelling(spelling)
        if format == .uai || tables.title == BIFReader.noTitle { losses.addTitle() }
        losses.addSource()
        if format != .net { losses.addLabels() }
        losses.addOrder()
        if format == .uai { losses.addPositions() }
        losses.addNamedMechanisms()
        losses.addMechanisms()
        losses.addLatent()
        losses.addProfile()
        losses.addPassedOver()
        self.init(text: Self.writer(tables, format).text(), losses: losses.list)
    }

    private static func writer(_ tables: TabularNetwork, _ format: NetworkFormat) -> any TableWriter {
        switch format {
        case .xmlbif: XMLBIFWriter(network: tables)
        case .net: NETWriter(network: tables)
        case .uai: UAIWriter(network: tables)
        case .scm, .bif, .dsc, .xdsl: BIFWriter(network: tables)
        }
    }

    /// The graph of a network.
    fileprivate init(graph network: Network, _ format: GraphFormat, fileName: String?) {
        var losses = LossReport(network)
        losses.addName(unlessIn: fileName)
        losses.addTitle()
        losses.addSource()
        losses.addLabels()
        losses.addParameters()
        losses.addProfile()
        losses.addPassedOver()
        let graph = CausalGraph(network.scm).placing(network.positions)
        self.init(text: graph.text(as: format), losses: losses.list)
    }

    /// A graph as a model file without parameters.
    fileprivate init(modelFileOf source: GraphSource) {
        var losses: [ConversionLoss] = []
        let graph = source.graph
        for role in CausalGraph.Role.allCases where role != .latent {
            let names = graph.nodes(role).map(graph.name(of:))
            if !names.isEmpty {
                losses.append(ConversionLoss(.roles, "\(role.rawValue): \(ConversionLoss.list(names))"))
            }
        }
        let placed = graph.nodes.filter { $0.position != nil }.map(\.name)
        if !placed.isEmpty { losses.append(ConversionLoss(.positions, ConversionLoss.list(placed))) }
        losses += source.unkept.filter { $0.kind != .name }
        self.init(text: ModelFileWriter.text(of: graph, name: source.name), losses: losses)
    }
}

extension CausalGraph {
    /// The same graph with nodes put where they are drawn.
    fileprivate func placing(_ positions: [Int: Position]) -> CausalGraph {
        guard !positions.isEmpty else { return self }
        let nodes = nodes.enumerated().map { index, node in
            Node(node.name, roles: node.roles, position: positions[index] ?? node.position)
        }
        // The edges are those of a graph, so that they have no cycle and no name is there twice.
        let placed = try? CausalGraph(nodes: nodes, directed: directedEdges, bidirected: bidirectedEdges)
        return placed ?? self
    }
}
