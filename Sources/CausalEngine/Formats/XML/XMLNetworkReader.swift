/// A reader of a network written in XML: the elements of a file, from which an assembly is filled.
protocol XMLNetworkReader {
    /// The file, to name places in it.
    var source: SourceText { get }
    /// The network as far as it was read.
    var assembly: NetworkAssembly { get set }

    init(source: SourceText, assembly: NetworkAssembly)

    /// Reads the outermost element into the assembly.
    mutating func readFile(_ root: XMLTag) throws(EngineError)
}

extension XMLNetworkReader {
    /// The network of a file.
    static func read(_ origin: NetworkSource) throws(EngineError) -> Network {
        try SourceText.read(origin.model) { (text) throws(EngineError) in
            var reader = Self(source: text, assembly: NetworkAssembly(text))
            let (root, comments) = try XMLReader.read(text)
            try reader.readFile(root)
            reader.assembly.remarks.comments = comments
            return try reader.assembly.network(origin)
        }
    }

    /// The error for an element where another was expected.
    func unexpected(_ tag: XMLTag, _ expected: String) -> EngineError {
        .syntax(found: "<\(tag.name)>", expected: expected, at: source.location(of: tag.place))
    }

    /// The one element of a name within another.
    func need(_ name: String, in tag: XMLTag) throws(EngineError) -> XMLTag {
        guard let child = tag.first(name) else {
            throw .missingKey(name, in: "<\(tag.name)>", at: source.location(of: tag.place))
        }
        guard tag.children(name).count == 1 else {
            throw .duplicate(name, what: "element", at: source.location(of: tag.children(name)[1].place))
        }
        return child
    }
}
