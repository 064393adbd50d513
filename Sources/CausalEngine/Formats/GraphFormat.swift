/// The text formats that hold a graph without parameters.
public enum GraphFormat: String, Sendable, Hashable, CaseIterable {
    /// The text of DAGitty (Textor et al. 2016).
    case dagitty
    /// The DOT language of Graphviz.
    case dot

    /// How files of the format end, in lower case.
    public var endings: [String] {
        switch self {
        case .dagitty: [".dagitty"]
        case .dot: [".dot", ".gv"]
        }
    }

    /// The format of a file by its name, or `nil` for an unknown ending.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        guard let format = Self.allCases.first(where: { $0.endings.contains(where: name.hasSuffix) }) else {
            return nil
        }
        self = format
    }

    /// Reads a graph with what the file holds besides.
    func read(_ file: NetworkSource.File) throws(EngineError) -> GraphText {
        switch self {
        case .dagitty: try DAGittyReader.read(file)
        case .dot: try DOTReader.read(file)
        }
    }
}

extension CausalGraph {
    /// Reads a graph from the text of a file.
    ///
    /// - Throws: ``EngineError`` with file, line and column.
    /// - Complexity: linear in the text and the edges.
    public init(reading file: NetworkSource.File, as format: GraphFormat) throws(EngineError) {
        self = try format.read(file).graph
    }

    /// The graph as a file of the format; what is read back is the same graph, and is written as the same bytes.
    public func text(as format: GraphFormat) -> String {
        switch format {
        case .dagitty: DAGittyWriter.text(of: self)
        case .dot: DOTWriter.text(of: self)
        }
    }
}
