/// Reads the chance nodes of Hugin's NET format.
struct NETReader: WordReader {
    static let dialect = WordScanner.Dialect(symbols: "{}(),;|=", hasSlashComments: false)

    var scanner: WordScanner
    var assembly: NetworkAssembly

    mutating func readFile() throws(EngineError) {
        var isInClass = false
        while let word = try scanner.next() {
            switch scanner.text(word) {
            case "net" where !isInClass: try readNet()
            case "class" where !isInClass:
                isInClass = true
                assembly.title = scanner.text(try scanner.name("the name of the class"))
                try scanner.expect("{")
            case "discrete":
                let node = try scanner.name("node")
                guard scanner.text(node) == "node" else { throw scanner.unexpected(node, "node: a chance node") }
                try readNode()
            case "node": try readNode()
            case "potential": try readPotential()
            case "}" where isInClass && word.isSymbol: isInClass = false
            case let kind where isInClass && !word.isSymbol:
                guard try scanner.accept("=") else { fallthrough }
                _ = try scanner.statement()
                assembly.remarks.passOver(property: kind)
            default: throw scanner.unexpected(word, "net, node or potential: chance nodes with states")
            }
        }
        guard !assembly.variables.isEmpty else {
            throw .syntax(found: "no node", expected: "a “node” block", at: scanner.location(of: 0))
        }
    }

    private mutating func readNet() throws(EngineError) {
        try readAttributes { (reader, name) throws(EngineError) in
            let words = try reader.scanner.statement()
            if name == "name" {
                reader.assembly.title = words.first.flatMap { $0.isEmpty ? nil : $0 }
            } else {
                reader.assembly.remarks.passOver(property: name)
            }
        }
    }

    /// Reads `{ name = …; name = …; }`; the closure takes what follows the sign, with the semicolon.
    private mutating func readAttributes(
        _ body: (inout NETReader, String) throws(EngineError) -> Void
    ) throws(EngineError) {
        try scanner.expect("{")
        var names: Set<String> = []
        while true {
            let word = try scanner.need("an attribute or “}”")
            if scanner.isSymbol(word, "}") { return }
            guard !word.isSymbol else { throw scanner.unexpected(word, "an attribute or “}”") }
            guard names.insert(scanner.text(word)).inserted else {
                throw .duplicate(scanner.text(word), what: "attribute", at: scanner.location(of: word.place))
            }
            try scanner.expect("=")
            try body(&self, scanner.text(word))
        }
    }

    // MARK: Nodes

    private mutating func readNode() throws(EngineError) {
        let name = try scanner.name("the name of a node")
        var states: [String]?
        var label: String?
        var position: CausalGraph.Position?
        var isBoolean = false
        try readAttributes { (reader, attribute) throws(EngineError) in
            switch attribute {
            case "states": states = try reader.readStates()
            case "label":
                let words = try reader.scanner.statement()
                label = words.first.flatMap { $0.isEmpty ? nil : $0 }
            case "position":
                let text = try reader.scanner.statement().joined(separator: " ")
                position = CausalGraph.Position(text)
            case "subtype":
                isBoolean = try reader.scanner.statement() == ["boolean"]
                if !isBoolean { reader.assembly.remarks.passOver(property: attribute) }
            default:
                _ = try reader.scanner.statement()
                reader.assembly.remarks.passOver(property: attribute)
            }
        }
        let text = scanner.text(name)
        guard let states = states ?? (isBoolean ? ["false", "true"] : nil) else {
            throw .missingKey("states", in: "the node “\(text)”", at: scanner.location(of: name.place))
        }
        let index = try assembly.declare(text, states: states, label: label, at: name.place)
        assembly.positions[index] = position
    }

    private mutating func readStates() throws(EngineError) -> [String] {
        try scanner.expect("(")
        var states: [String] = []
        while true {
            let word = try scanner.need("a state or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "a state") }
            let state = scanner.text(word)
            guard !states.contains(state) else {
                throw .duplicate(state, what: "state", at: scanner.location(of: word.place))
            }
            states.append(state)
        }
        guard !states.isEmpty else {
            throw .syntax(found: "no state", expected: "at least one", at: scanner.location(of: scanner.place))
        }
        try scanner.expect(";")
        return states
    }

    // MARK: Potentials

    private mutating func readPotential() throws(EngineError) {
        try scanner.expect("(")
        let name = try scanner.name("the name of a node")
        let child = try assembly.index(of: scanner.text(name), at: name.place)
        var parents: [Int] = []
        var isGiven = false
        while true {
            let word = try scanner.need("a parent or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") { continue }
            if scanner.isSymbol(word, "|") {
                isGiven = true
                continue
            }
            guard !word.isSymbol else { throw scanner.unexpected(word, "the name of a node") }
            guard isGiven else { throw scanner.unexpected(word, "“|” or “)”: a potential of one node") }
            let parent = try assembly.index(of: scanner.text(word), at: word.place)
            guard !parents.contains(parent) else {
                throw .duplicate(scanner.text(word), what: "parent", at: scanner.location(of: word.place))
            }
            parents.append(parent)
        }
        let shape = try assembly.shape(of: child, parents: parents, at: name.place)
        var numbers: [Double]?
        try readAttributes { (reader, attribute) throws(EngineError) in
            switch attribute {
            case "data": numbers = try reader.readData(of: shape.variable)
            case "model_data", "model_nodes":
                throw .syntax(
                    found: "“\(attribute)”", expected: "data: a table of numbers, not an expression",
                    at: reader.scanner.location(of: reader.scanner.place))
            default:
                _ = try reader.scanner.statement()
                reader.assembly.remarks.passOver(property: attribute)
            }
        }
        if numbers == nil {
            let name = shape.variable.name
            assembly.remarks.assumptions.append("“\(name)” has no data: all its states are taken as equally likely.")
        }
        let share = 1 / Double(shape.variable.states.count)
        try assembly.define(
            child, parents: parents, shape, numbers: numbers ?? Array(repeating: share, count: shape.entryCount),
            at: name.place)
    }

    /// The numbers of nested lists, the last variable of the potential's head varying fastest.
    private mutating func readData(of variable: Variable) throws(EngineError) -> [Double] {
        var numbers: [Double] = []
        var depth = 0
        while true {
            if let number = try scanner.number() {
                guard (0...1).contains(number) else {
                    let word = scanner.wordAgain()
                    throw .badProbability(
                        "“\(scanner.text(word))”", variable: variable.name, at: scanner.location(of: word.place))
                }
                numbers.append(number + 0)
                continue
            }
            let word = try scanner.need("a number or “)”")
            if scanner.isSymbol(word, "(") {
                depth += 1
            } else if scanner.isSymbol(word, ")"), depth > 0 {
                depth -= 1
                if depth == 0 { break }
            } else if !scanner.isSymbol(word, ",") {
                guard !word.isSymbol else { throw scanner.unexpected(word, "a number, “(” or “)”") }
                numbers.append(try assembly.probability(scanner.text(word), of: variable, at: word.place))
            }
        }
        try scanner.expect(";")
        return numbers
    }
}
