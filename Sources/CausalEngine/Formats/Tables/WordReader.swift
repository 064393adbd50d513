/// A reader of a network written in words and symbols: one pass over the words of a file, which fills an assembly.
protocol WordReader {
    /// What is a symbol in the format, and what begins a comment.
    static var dialect: WordScanner.Dialect { get }
    /// The words that are still to come.
    var scanner: WordScanner { get }
    /// The network as far as it was read.
    var assembly: NetworkAssembly { get set }

    init(scanner: WordScanner, assembly: NetworkAssembly)

    /// Reads the whole file into the assembly.
    mutating func readFile() throws(EngineError)
}

extension WordReader {
    /// The network of a file.
    static func read(_ origin: NetworkSource) throws(EngineError) -> Network {
        try SourceText.read(origin.model) { (text) throws(EngineError) in
            var reader = Self(scanner: WordScanner(text, dialect), assembly: NetworkAssembly(text))
            try reader.readFile()
            reader.assembly.remarks.comments = reader.scanner.comments
            return try reader.assembly.network(origin)
        }
    }
}
