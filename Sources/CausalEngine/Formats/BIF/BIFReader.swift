/// Reads the Bayesian Interchange Format (Cozman 1998) as published files use it: names with `/ < >= .` and leading digits,
/// rows in any order, comments, `default` rows and properties.
struct BIFReader: WordReader {
    static let dialect = WordScanner.Dialect(symbols: "{}()[],;|", hasSlashComments: true)
    /// What networks without a name are called by the tools that write them.
    static let noTitle = "unknown"

    /// What a probability block says besides rows for single configurations.
    private struct Block {
        var rows: TableRows
        var column: [Double]?
        var defaultRow: [Double]?
        var place: Int
    }

    var scanner: WordScanner
    var assembly: NetworkAssembly
    /// The states of each variable by their places, to tell rows apart without making texts of them.
    private var stateWords: [[WordScanner.Word]] = []

    init(scanner: WordScanner, assembly: NetworkAssembly) {
        self.scanner = scanner
        self.assembly = assembly
    }

    mutating func readFile() throws(EngineError) {
        while let word = try scanner.next() {
            if scanner.isWord(word, "probability") {
                try readProbability()
            } else if scanner.isWord(word, "variable") {
                try readVariable()
            } else if scanner.isWord(word, "network") {
                try readNetwork()
            } else {
                throw scanner.unexpected(word, "network, variable or probability")
            }
        }
        guard !assembly.variables.isEmpty else {
            throw .syntax(found: "no variable", expected: "a “variable” block", at: scanner.location(of: 0))
        }
    }

    private mutating func readNetwork() throws(EngineError) {
        var names: [String] = []
        while true {
            let word = try scanner.need("“{”")
            if scanner.isSymbol(word, "{") { break }
            names.append(scanner.text(word))
        }
        let title = names.joined(separator: " ")
        assembly.title = title.isEmpty || title == Self.noTitle ? nil : title
        while true {
            let word = try scanner.need("“property” or “}”")
            if scanner.isSymbol(word, "}") { return }
            guard scanner.isWord(word, "property") else { throw scanner.unexpected(word, "“property” or “}”") }
            _ = try readProperty()
        }
    }

    /// Passes over a property, but for where its variable stands in a drawing.
    private mutating func readProperty() throws(EngineError) -> CausalGraph.Position? {
        let words = try scanner.statement()
        let name = words.first?.prefix { $0 != "=" && $0 != " " } ?? ""
        if name == "position",
            let position = CausalGraph.Position(words.joined(separator: " ").dropFirst(8).description)
        {
            return position
        }
        assembly.remarks.passOver(property: name.isEmpty ? "without a name" : String(name))
        return nil
    }

    // MARK: Variables

    private mutating func readVariable() throws(EngineError) {
        let name = try scanner.name("the name of a variable")
        try scanner.expect("{")
        var states: (words: [WordScanner.Word], names: [String])?
        var position: CausalGraph.Position?
        while true {
            let word = try scanner.need("“type”, “property” or “}”")
            if scanner.isSymbol(word, "}") { break }
            if scanner.isWord(word, "type") {
                states = try readType()
            } else if scanner.isWord(word, "property") {
                position = try readProperty() ?? position
            } else {
                throw scanner.unexpected(word, "“type”, “property” or “}”")
            }
        }
        let text = scanner.text(name)
        guard let states else {
            throw .missingKey("type", in: "the variable “\(text)”", at: scanner.location(of: name.place))
        }
        let index = try assembly.declare(text, states: states.names, at: name.place)
        if let position { assembly.positions[index] = position }
        stateWords.append(states.words)
    }

    private mutating func readType() throws(EngineError) -> (words: [WordScanner.Word], names: [String]) {
        let kind = try scanner.name("discrete")
        guard scanner.isWord(kind, "discrete") else {
            throw scanner.unexpected(kind, "discrete: BIF files hold tables")
        }
        try scanner.expect("[")
        let count = try scanner.name("the number of states")
        try scanner.expect("]")
        try scanner.expect("{")
        let expected = Int(scanner.text(count))
        var states: [WordScanner.Word] = []
        var names = DistinctNames()
        while true {
            let word = try scanner.need("a state or “}”")
            if scanner.isSymbol(word, "}") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "a state") }
            guard names.append(scanner.text(word)) else {
                throw .duplicate(scanner.text(word), what: "state", at: scanner.location(of: word.place))
            }
            states.append(word)
        }
        try scanner.expect(";")
        guard expected == states.count, !states.isEmpty else {
            throw .wrongCount(
                found: states.count, expected: expected ?? 1, what: "states", at: scanner.location(of: count.place))
        }
        return (states, names.names)
    }

    // MARK: Probabilities

    private mutating func readProbability() throws(EngineError) {
        try scanner.expect("(")
        let name = try scanner.name("the name of a variable")
        let child = try index(of: name)
        var parents: [Int] = []
        while true {
            let word = try scanner.need("a parent or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") || scanner.isSymbol(word, "|") { continue }
            let parent = try index(of: word)
            guard !parents.contains(parent) else {
                throw .duplicate(scanner.text(word), what: "parent", at: scanner.location(of: word.place))
            }
            parents.append(parent)
        }
        let shape = try assembly.shape(of: child, parents: parents, at: name.place)
        try scanner.expect("{")
        var block = Block(rows: TableRows(shape), place: name.place)
        try readRows(into: &block, parents: parents)
        let table = NetworkAssembly.Table(
            parents: parents, place: name.place, probabilities: try table(block))
        assembly.define(child, table)
    }

    private func index(of word: WordScanner.Word) throws(EngineError) -> Int {
        guard !word.isSymbol else { throw scanner.unexpected(word, "the name of a variable") }
        return try assembly.index(of: scanner.text(word), at: word.place)
    }

    private mutating func readRows(into block: inout Block, parents: [Int]) throws(EngineError) {
        let shape = block.rows.shape
        let states = shape.variable.states.count
        var lookup = StateLookup(words: parents.map { stateWords[$0] })
        while true {
            let word = try scanner.need("a row or “}”")
            if scanner.isSymbol(word, "(") {
                let configuration = try readConfiguration(shape, &lookup)
                guard block.rows.begin(configuration) else {
                    throw .duplicate(
                        shape.variable.name + shape.clause(configuration), what: "row",
                        at: scanner.location(of: word.place))
                }
                try readRow(configuration, into: &block.rows, at: word.place)
                continue
            }
            if scanner.isSymbol(word, "}") { return }
            if scanner.isWord(word, "table") {
                try checkIsNew(block.column, word)
                block.column = try readNumbers(shape.entryCount, of: shape)
            } else if scanner.isWord(word, "default") {
                try checkIsNew(block.defaultRow, word)
                block.defaultRow = try readNumbers(states, of: shape)
            } else if scanner.isWord(word, "property") {
                _ = try readProperty()
            } else {
                throw scanner.unexpected(word, "“table”, “default”, a row or “}”")
            }
        }
    }

    /// Checks that a statement was not there before.
    private func checkIsNew(_ numbers: [Double]?, _ word: WordScanner.Word) throws(EngineError) {
        guard numbers == nil else {
            throw .duplicate(scanner.text(word), what: "statement", at: scanner.location(of: word.place))
        }
    }

    private mutating func readConfiguration(
        _ shape: ParentRows, _ lookup: inout StateLookup
    ) throws(EngineError) -> Int {
        var index = 0
        var position = 0
        while true {
            let word = try scanner.need("a state or “)”")
            if scanner.isSymbol(word, ")") { break }
            if scanner.isSymbol(word, ",") { continue }
            guard position < shape.parents.count else { throw scanner.unexpected(word, "“)”") }
            let state =
                if let state = lookup.state(word, at: position, scanner) { state } else {
                    try assembly.state(scanner.text(word), of: shape.parents[position], at: word.place)
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
        _ configuration: Int, into rows: inout TableRows, at place: Int
    ) throws(EngineError) {
        let count = rows.shape.variable.states.count
        var sum = 0.0
        var found = 0
        while let number = try nextNumber(of: rows.shape.variable) {
            sum += number
            found += 1
            rows.append(number)
        }
        guard found == count else { throw wrongCount(found, count, rows.shape.variable) }
        guard abs(sum - 1) <= 1e-6 else {
            throw .rowSum(
                variable: rows.shape.variable.name, row: rows.shape.clause(configuration), sum: sum,
                at: scanner.location(of: place))
        }
    }

    private mutating func readNumbers(_ count: Int, of shape: ParentRows) throws(EngineError) -> [Double] {
        var numbers: [Double] = []
        while let number = try nextNumber(of: shape.variable) { numbers.append(number) }
        guard numbers.count == count else { throw wrongCount(numbers.count, count, shape.variable) }
        return numbers
    }

    private func wrongCount(_ found: Int, _ expected: Int, _ variable: Variable) -> EngineError {
        .wrongCount(
            found: found, expected: expected, what: "probabilities of “\(variable.name)”",
            at: scanner.location(of: scanner.place))
    }

    /// The next probability, or `nil` after the semicolon.
    @inline(__always)
    private mutating func nextNumber(of variable: Variable) throws(EngineError) -> Double? {
        while true {
            if let number = try scanner.number() {
                guard number >= 0, number <= 1 else {
                    let word = scanner.wordAgain()
                    throw .badProbability(
                        "“\(scanner.text(word))”", variable: variable.name, at: scanner.location(of: word.place))
                }
                return number + 0
            }
            let word = try scanner.need("a number or “;”")
            if scanner.isSymbol(word, ";") { return nil }
            if scanner.isSymbol(word, ",") { continue }
            return try assembly.probability(scanner.text(word), of: variable, at: word.place)
        }
    }

    private func table(_ block: Block) throws(EngineError) -> [Double] {
        let shape = block.rows.shape
        return try block.rows.table(at: scanner.location(of: block.place)) { (configuration) throws(EngineError) in
            let row: [Double]
            if let column = block.column, shape.count == 1 {
                row = column
            } else if let column = block.column {
                // A table lists the child's first state for every configuration, then its second: the child is slowest.
                row = (0..<shape.variable.states.count).map { column[$0 * shape.count + configuration] }
            } else if let defaultRow = block.defaultRow {
                row = defaultRow
            } else {
                return nil
            }
            try assembly.check(row, of: shape, configuration: configuration, at: block.place)
            return row
        }
    }
}

/// Finds the states of parents in rows: rows mostly come in order, so the state of the last row or the next one is tried first.
private struct StateLookup {
    let words: [[WordScanner.Word]]
    private var last: [Int]

    init(words: [[WordScanner.Word]]) {
        self.words = words
        last = Array(repeating: 0, count: words.count)
    }

    mutating func state(_ word: WordScanner.Word, at position: Int, _ scanner: WordScanner) -> Int? {
        let states = words[position]
        var state = last[position]
        for _ in states.indices {
            if scanner.matches(word, states[state]) {
                last[position] = state
                return state
            }
            state = state + 1 == states.count ? 0 : state + 1
        }
        return nil
    }
}
