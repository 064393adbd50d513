/// Reads the format of Microsoft's belief networks (MSBN), as other tools write it too.
struct DSCReader: WordReader {
    static let dialect = WordScanner.Dialect(symbols: "{}()[],;|:=", hasSlashComments: true)

    var scanner: WordScanner
    var assembly: NetworkAssembly

    mutating func readFile() throws(EngineError) {
        while let word = try scanner.next() {
            switch scanner.text(word) {
            case "belief":
                let network = try scanner.name("network")
                guard scanner.text(network) == "network" else { throw scanner.unexpected(network, "network") }
                let title = scanner.text(try scanner.name("the name of the network"))
                assembly.title = title.isEmpty || title == BIFReader.noTitle ? nil : title
            case "properties":
                try scanner.skipBlock()
                assembly.remarks.passOver(property: "properties")
            case "node": try readNode()
            case "probability": try readProbability()
            default: throw scanner.unexpected(word, "belief network, node or probability")
            }
        }
        guard !assembly.variables.isEmpty else {
            throw .syntax(found: "no node", expected: "a “node” block", at: scanner.location(of: 0))
        }
    }

    // MARK: Nodes

    private mutating func readNode() throws(EngineError) {
        let name = try scanner.name("the name of a node")
        try scanner.expect("{")
        var states: [String]?
        var label: String?
        var position: CausalGraph.Position?
        while true {
            let word = try scanner.need("an attribute or “}”")
            if scanner.isSymbol(word, "}") { break }
            guard !word.isSymbol else { throw scanner.unexpected(word, "an attribute or “}”") }
            let attribute = scanner.text(word)
            switch attribute {
            case "type":
                try scanner.expect(":")
                states = try readType()
            case "name":
                try scanner.expect(":")
                label = try scanner.statement().first.flatMap { $0.isEmpty ? nil : $0 }
            case "position":
                position = CausalGraph.Position(try scanner.statement().joined(separator: " "))
            default:
                _ = try scanner.statement()
                assembly.remarks.passOver(property: attribute)
            }
        }
        let text = scanner.text(name)
        guard let states else {
            throw .missingKey("type", in: "the node “\(text)”", at: scanner.location(of: name.place))
        }
        let index = try assembly.declare(
            text, states: states, label: label == text ? nil : label, at: name.place)
        assembly.positions[index] = position
    }

    private mutating func readType() throws(EngineError) -> [String] {
        let kind = try scanner.name("discrete")
        guard scanner.text(kind) == "discrete" else {
            throw scanner.unexpected(kind, "discrete: nodes with states")
        }
        try scanner.expect("[")
        let count = try scanner.name("the number of states")
        try scanner.expect("]")
        _ = try scanner.accept("=")
        try scanner.expect("{")
        var states: [String] = []
        while true {
            let word = try scanner.need("a state or “}”")
            if scanner.isSymbol(word, "}") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "a state") }
            let state = scanner.text(word)
            guard !states.contains(state) else {
                throw .duplicate(state, what: "state", at: scanner.location(of: word.place))
            }
            states.append(state)
        }
        try scanner.expect(";")
        guard Int(scanner.text(count)) == states.count, !states.isEmpty else {
            throw .wrongCount(
                found: states.count, expected: Int(scanner.text(count)) ?? 1, what: "states",
                at: scanner.location(of: count.place))
        }
        return states
    }

    // MARK: Probabilities

    private mutating func readProbability() throws(EngineError) {
        try scanner.expect("(")
        let name = try scanner.name("the name of a node")
        let child = try assembly.index(of: scanner.text(name), at: name.place)
        var parents: [Int] = []
        while true {
            let word = try scanner.need("a parent or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") || scanner.isSymbol(word, "|") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "the name of a node") }
            let parent = try assembly.index(of: scanner.text(word), at: word.place)
            guard !parents.contains(parent) else {
                throw .duplicate(scanner.text(word), what: "parent", at: scanner.location(of: word.place))
            }
            parents.append(parent)
        }
        var rows = TableRows(try assembly.shape(of: child, parents: parents, at: name.place))
        let defaultRow = try readRows(into: &rows)
        if let defaultRow { try assembly.check(defaultRow, of: rows.shape, configuration: 0, at: name.place) }
        let table = try rows.table(at: scanner.location(of: name.place)) { _ in defaultRow }
        assembly.define(child, .init(parents: parents, place: name.place, probabilities: table))
    }

    /// Reads the rows, and the row of all other configurations where there is one.
    private mutating func readRows(into rows: inout TableRows) throws(EngineError) -> [Double]? {
        var defaultRow: [Double]?
        try scanner.expect("{")
        while try !scanner.accept("}") {
            let place = scanner.place
            if try scanner.accept("(") {
                let begin = scanner.place
                let configuration = try readConfiguration(rows.shape)
                try scanner.expect(":")
                try readRow(configuration, into: &rows, at: begin)
                continue
            }
            if let number = try scanner.number() {
                guard rows.shape.parents.isEmpty else {
                    throw scanner.unexpected(scanner.wordAgain(), "“(” and the states of the parents")
                }
                try readRow(0, into: &rows, at: scanner.place, first: number)
                continue
            }
            let word = try scanner.need("a row or “}”")
            guard defaultRow == nil else {
                throw .duplicate("default", what: "row", at: scanner.location(of: word.place))
            }
            guard scanner.text(word) == "default", !word.isSymbol else {
                throw scanner.unexpected(word, "a row of numbers, “default” or “}”")
            }
            try scanner.expect(":")
            var row = TableRows(rows.shape)
            try readRow(0, into: &row, at: place)
            defaultRow = row.numbers
        }
        return defaultRow
    }

    /// The states of the parents by name in quotes, or by number, or by name where that is no number.
    private mutating func readConfiguration(_ shape: ParentRows) throws(EngineError) -> Int {
        var index = 0
        var position = 0
        while true {
            let word = try scanner.need("a state or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard position < shape.parents.count else { throw scanner.unexpected(word, "“)”") }
            let text = scanner.text(word)
            let parent = shape.parents[position]
            let number = word.kind == .bare ? Int(text) : nil
            let state =
                if let number, parent.states.indices.contains(number) { number } else {
                    try assembly.state(text, of: parent, at: word.place)
                }
            index = index * shape.cardinalities[position] + state
            position += 1
        }
        guard position == shape.parents.count else {
            throw .wrongCount(
                found: position, expected: shape.parents.count, what: "states of parents",
                at: scanner.location(of: scanner.place))
        }
        return index
    }

    private mutating func readRow(
        _ configuration: Int, into rows: inout TableRows, at place: Int, first: Double? = nil
    ) throws(EngineError) {
        let variable = rows.shape.variable
        guard rows.begin(configuration) else {
            throw .duplicate(
                variable.name + rows.shape.clause(configuration), what: "row", at: scanner.location(of: place))
        }
        var row: [Double] = []
        if let first {
            let word = scanner.wordAgain()
            row.append(try assembly.probability(scanner.text(word), of: variable, at: word.place))
            assert(row[0] == first)
        }
        while true {
            let word = try scanner.need("a number or “;”")
            if scanner.isSymbol(word, ";") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "a number or “;”") }
            row.append(try assembly.probability(scanner.text(word), of: variable, at: word.place))
        }
        guard row.count == variable.states.count else {
            throw .wrongCount(
                found: row.count, expected: variable.states.count, what: "probabilities of “\(variable.name)”",
                at: scanner.location(of: scanner.place))
        }
        try assembly.check(row, of: rows.shape, configuration: configuration, at: place)
        for number in row { rows.append(number) }
    }
}
