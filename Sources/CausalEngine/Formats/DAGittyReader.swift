/// Reads DAGitty's text: `dag { x [exposure,pos="0,1"] x -> y <-> z {a b} -> c }`.
enum DAGittyReader {
    /// Reads a graph.
    ///
    /// Graphs whose edges say less than a cause or an unobserved common cause (`pdag`, `mag`, `pag`) are refused.
    static func read(_ file: NetworkSource.File) throws(EngineError) -> GraphText {
        try GraphTextReader.read(file, kinds: ["dag", "digraph", "graph"])
    }
}
