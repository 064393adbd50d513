/// Reads a causal graph in the DOT language of Graphviz: subgraphs, attributes, ports, quoted names and comments; an edge
/// with `dir=both`, or `<->`, is bidirected.
enum DOTReader {
    /// Reads a graph.
    static func read(_ file: NetworkSource.File) throws(EngineError) -> GraphText {
        try GraphTextReader.read(file, kinds: ["digraph", "dag", "graph"])
    }
}
