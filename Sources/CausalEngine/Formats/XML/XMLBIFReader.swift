/// Reads the XML form of the Bayesian Interchange Format, version 0.3 (Cozman 1998).
struct XMLBIFReader: XMLNetworkReader {
    let source: SourceText
    var assembly: NetworkAssembly

    mutating func readFile(_ root: XMLTag) throws(EngineError) {
        guard root.name.uppercased() == "BIF" else { throw unexpected(root, "<BIF>") }
        let network = try need("NETWORK", in: root)
        for tag in network.children("VARIABLE") { try readVariable(tag) }
        for tag in network.children {
            switch tag.name.uppercased() {
            case "NAME": assembly.title = tag.trimmed.isEmpty || tag.trimmed == BIFReader.noTitle ? nil : tag.trimmed
            case "VARIABLE": break
            case "DEFINITION", "PROBABILITY": try readDefinition(tag)
            case "PROPERTY": passOver(tag)
            default: throw unexpected(tag, "<NAME>, <PROPERTY>, <VARIABLE> or <DEFINITION>")
            }
        }
        guard !assembly.variables.isEmpty else { throw unexpected(network, "at least one <VARIABLE>") }
    }

    private mutating func readVariable(_ tag: XMLTag) throws(EngineError) {
        let kind = tag.attributes.first { $0.key.uppercased() == "TYPE" }?.value ?? "nature"
        guard kind.lowercased() == "nature" else {
            throw .syntax(
                found: "a variable of type “\(kind)”", expected: "type “nature”: chance variables with states",
                at: source.location(of: tag.place))
        }
        let name = try need("NAME", in: tag)
        guard !name.trimmed.isEmpty else { throw unexpected(name, "a name in it") }
        var states: [String] = []
        var position: CausalGraph.Position?
        for child in tag.children {
            switch child.name.uppercased() {
            case "NAME": break
            case "OUTCOME", "VALUE":
                guard !states.contains(child.trimmed) else {
                    throw .duplicate(child.trimmed, what: "state", at: source.location(of: child.place))
                }
                states.append(child.trimmed)
            case "PROPERTY":
                if let found = Self.position(child.trimmed) { position = found } else { passOver(child) }
            default: throw unexpected(child, "<NAME>, <OUTCOME> or <PROPERTY>")
            }
        }
        guard !states.isEmpty else {
            throw .missingKey("OUTCOME", in: "the variable “\(name.trimmed)”", at: source.location(of: tag.place))
        }
        let index = try assembly.declare(name.trimmed, states: states, at: name.place)
        assembly.positions[index] = position
    }

    private static func position(_ property: String) -> CausalGraph.Position? {
        property.hasPrefix("position") ? CausalGraph.Position(String(property.dropFirst(8))) : nil
    }

    private mutating func passOver(_ property: XMLTag) {
        let name = property.trimmed.prefix { $0 != "=" && !$0.isWhitespace }
        assembly.remarks.passOver(property: name.isEmpty ? "without a name" : String(name))
    }

    private mutating func readDefinition(_ tag: XMLTag) throws(EngineError) {
        let children = tag.children("FOR")
        guard children.count == 1 else {
            throw .wrongCount(
                found: children.count, expected: 1, what: "<FOR> in <\(tag.name)>", at: source.location(of: tag.place))
        }
        let child = try assembly.index(of: children[0].trimmed, at: children[0].place)
        var parents: [Int] = []
        for given in tag.children("GIVEN") {
            let parent = try assembly.index(of: given.trimmed, at: given.place)
            guard !parents.contains(parent) else {
                throw .duplicate(given.trimmed, what: "parent", at: source.location(of: given.place))
            }
            parents.append(parent)
        }
        let shape = try assembly.shape(of: child, parents: parents, at: tag.place)
        let table = try need("TABLE", in: tag)
        for property in tag.children("PROPERTY") { passOver(property) }
        // The variable's own state varies fastest, then the last given, as here.
        let numbers = try assembly.probabilities(in: table, of: shape.variable)
        try assembly.define(child, parents: parents, shape, numbers: numbers, at: table.place)
    }
}

extension NetworkAssembly {
    /// The probabilities that the text of an element lists.
    func probabilities(in tag: XMLTag, of variable: Variable) throws(EngineError) -> [Double] {
        if let numbers = tag.numbers, numbers.allSatisfy((0...1).contains) { return numbers.map { $0 + 0 } }
        // Once more, word by word, to say which it is.
        var numbers: [Double] = []
        for (word, place) in tag.words(in: source) {
            numbers.append(try probability(String(word), of: variable, at: place))
        }
        return numbers
    }
}
