import Foundation

/// A graph to reason on, and the model that it belongs to where there is one.
public struct GraphSource: Sendable {
    /// The short name.
    public var name: String
    /// The graph.
    public var graph: CausalGraph
    /// The model with its parameters; `nil` for a graph alone.
    public var network: Network?
    /// What the file of a graph alone holds besides it.
    public var unkept: [ConversionLoss] = []

    /// A graph with its name and model.
    public init(name: String, graph: CausalGraph, network: Network? = nil) {
        self.name = name
        self.graph = graph
        self.network = network
    }

    /// The graph of a network.
    public init(_ network: Network) {
        self.init(name: network.name, graph: CausalGraph(network.scm), network: network)
    }

    /// Reads a graph from a file of any format, or takes a built-in sample by name.
    ///
    /// Model files without parameters, which may hold bidirected edges, are read as graphs alone.
    ///
    /// - Throws: ``EngineError`` with file, line and column.
    public static func load(_ reference: String) throws(EngineError) -> GraphSource {
        if let format = GraphFormat(fileName: reference) {
            return try parse(.read(reference), as: format)
        }
        if FileManager.default.fileExists(atPath: reference), NetworkFormat(fileName: reference) == .scm {
            let source = NetworkSource(model: try .read(reference), format: .scm)
            if let alone = try ModelFileReader.readGraph(source) {
                return alone
            }
        }
        return GraphSource(try Network.load(reference))
    }

    /// Reads a graph from a text.
    public static func parse(_ file: NetworkSource.File, as format: GraphFormat) throws(EngineError) -> GraphSource {
        let text = try format.read(file)
        var source = GraphSource(name: name(ofFile: file.name), graph: text.graph)
        source.unkept = ConversionLoss.passedOver(text.remarks)
        return source
    }

    /// The short name that a file gives: the last part of its path, without the ending of a format.
    static func name(ofFile path: String) -> String {
        let base = path.split(separator: "/").last.map(String.init) ?? path
        let lowered = base.lowercased()
        guard let ending = endings.first(where: lowered.hasSuffix) else { return base }
        let stem = String(base.dropLast(ending.count))
        return stem.isEmpty ? base : stem
    }

    private static let endings = ModelFormat.all.flatMap(\.endings)

    /// Reads the graph of a network from a text.
    public static func parse(_ source: NetworkSource) throws(EngineError) -> GraphSource {
        if source.format == .scm, let alone = try ModelFileReader.readGraph(source) {
            return alone
        }
        return GraphSource(try Network.parse(source))
    }
}
