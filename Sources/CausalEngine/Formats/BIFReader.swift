/// Reads the Bayesian Interchange Format as published files use it: names with `/ < >= .` and leading digits, rows in any
/// order, comments, `default` rows and properties.
struct BIFReader {
    private struct Declaration {
        var name: String
        var states: [String]
        var place: Int
    }

    private struct Block {
        var child: Int
        var parents: [Int]
        var place: Int
        var table: [Double]?
        var defaultRow: [Double]?
        var rows: [Int: [Double]] = [:]
    }

    private var scanner: BIFScanner
    private var declarations: [Declaration] = []
    private var indexByName: [String: Int] = [:]
    private var blocks: [Int: Block] = [:]

    private init(_ file: NetworkSource.File) {
        scanner = BIFScanner(text: file.text, file: file.name)
    }

    static func read(_ source: NetworkSource) throws(EngineError) -> Network {
        var reader = BIFReader(source.model)
        try reader.readFile()
        let scm = try reader.model()
        var profile = Profile.derived(for: scm.variables)
        if let file = source.profile { profile = try ProfileReader(scm: scm).read(file: file) }
        return Network(name: source.networkName, scm: scm, profile: profile, origin: source)
    }

    private mutating func readFile() throws(EngineError) {
        while let word = try scanner.next() {
            switch word.text {
            case "network": try skipBlock()
            case "variable": try readVariable()
            case "probability": try readProbability()
            default: throw scanner.unexpected(word, "network, variable or probability")
            }
        }
        guard !declarations.isEmpty else {
            throw .syntax(found: "no variable", expected: "a “variable” block", at: scanner.location(of: 0))
        }
    }

    private mutating func skipBlock() throws(EngineError) {
        while try scanner.need("“{”").text != "{" {}
        var depth = 1
        while depth > 0 {
            let word = try scanner.need("“}”")
            depth += word.isSymbol("{") ? 1 : word.isSymbol("}") ? -1 : 0
        }
    }

    // MARK: Variables

    private mutating func readVariable() throws(EngineError) {
        let name = try scanner.name("the name of a variable")
        guard indexByName[name.text] == nil else {
            throw .duplicate(name.text, what: "variable", at: scanner.location(of: name.place))
        }
        try scanner.expect("{")
        var states: [String]?
        while true {
            let word = try scanner.need("“type”, “property” or “}”")
            if word.isSymbol("}") { break }
            switch word.text {
            case "type": states = try readType()
            case "property": try scanner.skipStatement()
            default: throw scanner.unexpected(word, "“type”, “property” or “}”")
            }
        }
        guard let states else {
            throw .missingKey("type", in: "the variable “\(name.text)”", at: scanner.location(of: name.place))
        }
        indexByName[name.text] = declarations.count
        declarations.append(Declaration(name: name.text, states: states, place: name.place))
    }

    private mutating func readType() throws(EngineError) -> [String] {
        let kind = try scanner.name("discrete")
        guard kind.text == "discrete" else { throw scanner.unexpected(kind, "discrete: BIF files hold tables") }
        try scanner.expect("[")
        let count = try scanner.name("the number of states")
        try scanner.expect("]")
        try scanner.expect("{")
        var states: [String] = []
        while true {
            let word = try scanner.need("a state or “}”")
            if word.isSymbol("}") { break }
            if word.isSymbol(",") { continue }
            guard !word.isSymbol else { throw scanner.unexpected(word, "a state") }
            guard !states.contains(word.text) else {
                throw .duplicate(word.text, what: "state", at: scanner.location(of: word.place))
            }
            states.append(word.text)
        }
        try scanner.expect(";")
        guard Int(count.text) == states.count, !states.isEmpty else {
            throw .wrongCount(
                found: states.count, expected: Int(count.text) ?? 1, what: "states",
                at: scanner.location(of: count.place))
        }
        return states
    }

    // MARK: Probabilities

    private mutating func readProbability() throws(EngineError) {
        try scanner.expect("(")
        let name = try scanner.name("the name of a variable")
        var block = Block(child: try index(of: name), parents: [], place: name.place)
        while true {
            let word = try scanner.need("a parent or “)”")
            if word.isSymbol(")") { break }
            if word.isSymbol(",") || word.isSymbol("|") { continue }
            let parent = try index(of: word)
            guard !block.parents.contains(parent) else {
                throw .duplicate(word.text, what: "parent", at: scanner.location(of: word.place))
            }
            block.parents.append(parent)
        }
        guard blocks[block.child] == nil else {
            throw .duplicate(name.text, what: "probability block of", at: scanner.location(of: name.place))
        }
        let shape = try shape(of: block)
        try scanner.expect("{")
        try readRows(into: &block, shape: shape)
        blocks[block.child] = block
    }

    private func index(of word: BIFScanner.Word) throws(EngineError) -> Int {
        guard !word.isSymbol else { throw scanner.unexpected(word, "the name of a variable") }
        guard let index = indexByName[word.text] else {
            throw .unknownVariable(
                word.text, near: NearMiss.candidates(for: word.text, among: declarations.map(\.name)),
                at: scanner.location(of: word.place))
        }
        return index
    }

    private func shape(of block: Block) throws(EngineError) -> ParentRows {
        try ParentRows(
            variable: variable(block.child), parents: block.parents.map(variable),
            at: scanner.location(of: block.place))
    }

    private func variable(_ index: Int) -> Variable {
        let declaration = declarations[index]
        return Variable(
            name: declaration.name, label: DerivedWording.label(for: declaration.name),
            domain: .categorical(states: declaration.states, isOrdinal: false))
    }

    private mutating func readRows(into block: inout Block, shape: ParentRows) throws(EngineError) {
        while true {
            let word = try scanner.need("a row or “}”")
            switch word.text {
            case "}" where word.isSymbol: return
            case "table": block.table = try readNumbers(shape.count * shape.variable.states.count, of: shape)
            case "default": block.defaultRow = try readNumbers(shape.variable.states.count, of: shape)
            case "property": try scanner.skipStatement()
            case "(" where word.isSymbol:
                let configuration = try readConfiguration(shape)
                guard block.rows[configuration] == nil else {
                    throw .duplicate(
                        shape.variable.name + shape.clause(configuration), what: "row",
                        at: scanner.location(of: word.place))
                }
                let row = try readNumbers(shape.variable.states.count, of: shape)
                try checkSum(row, of: shape, configuration: configuration, at: word.place)
                block.rows[configuration] = row
            default: throw scanner.unexpected(word, "“table”, “default”, a row or “}”")
            }
        }
    }

    private mutating func readConfiguration(_ shape: ParentRows) throws(EngineError) -> Int {
        var index = 0
        var position = 0
        while true {
            let word = try scanner.need("a state or “)”")
            if word.isSymbol(")") { break }
            if word.isSymbol(",") { continue }
            guard position < shape.parents.count else { throw scanner.unexpected(word, "“)”") }
            let parent = shape.parents[position]
            guard let state = parent.index(ofState: word.text) else {
                throw .unknownState(
                    word.text, variable: parent.name, near: NearMiss.candidates(for: word.text, among: parent.states),
                    at: scanner.location(of: word.place))
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

    private mutating func readNumbers(_ count: Int, of shape: ParentRows) throws(EngineError) -> [Double] {
        var numbers: [Double] = []
        while true {
            let word = try scanner.need("a number or “;”")
            if word.isSymbol(";") { break }
            if word.isSymbol(",") { continue }
            guard let number = Double(word.text), (0...1).contains(number) else {
                throw .badProbability(
                    "“\(word.text)”", variable: shape.variable.name, at: scanner.location(of: word.place))
            }
            numbers.append(number)
        }
        guard numbers.count == count else {
            throw .wrongCount(
                found: numbers.count, expected: count, what: "probabilities of “\(shape.variable.name)”",
                at: scanner.location(of: scanner.place))
        }
        return numbers
    }

    private func checkSum(
        _ row: some Collection<Double>, of shape: ParentRows, configuration: Int, at place: Int
    ) throws(EngineError) {
        let sum = row.reduce(0, +)
        guard abs(sum - 1) <= 1e-6 else {
            throw .rowSum(
                variable: shape.variable.name, row: shape.clause(configuration), sum: sum,
                at: scanner.location(of: place))
        }
    }

    // MARK: The model

    private func model() throws(EngineError) -> SCM {
        var parents: [[Int]] = []
        var mechanisms: [Mechanism] = []
        for (index, declaration) in declarations.enumerated() {
            guard let block = blocks[index] else {
                throw .missingKey(
                    "probability", in: "the variable “\(declaration.name)”",
                    at: scanner.location(of: declaration.place))
            }
            parents.append(block.parents)
            mechanisms.append(.table(try table(block)))
        }
        let graph = DirectedGraph(parents: parents)
        if let cycle = graph.findCycle() {
            throw .cycle(
                cycle.map { declarations[$0].name }, at: scanner.location(of: blocks[cycle[0]]?.place ?? 0))
        }
        return try SCM(variables: declarations.indices.map(variable), graph: graph, mechanisms: mechanisms)
    }

    private func table(_ block: Block) throws(EngineError) -> ProbabilityTable {
        let shape = try shape(of: block)
        let count = shape.variable.states.count
        var probabilities: [Double] = []
        probabilities.reserveCapacity(shape.count * count)
        for configuration in 0..<shape.count {
            if let row = block.rows[configuration] {
                probabilities += row
            } else if let table = block.table {
                // A table lists the child's first state for every configuration, then its second: the child is slowest.
                let row = (0..<count).map { table[$0 * shape.count + configuration] }
                try checkSum(row, of: shape, configuration: configuration, at: block.place)
                probabilities += row
            } else if let row = block.defaultRow {
                try checkSum(row, of: shape, configuration: configuration, at: block.place)
                probabilities += row
            } else {
                throw .missingRows(
                    variable: shape.variable.name, example: String(shape.clause(configuration).dropFirst()),
                    count: shape.count - block.rows.count, at: scanner.location(of: block.place))
            }
        }
        return ProbabilityTable(
            parentCardinalities: shape.cardinalities, stateCount: count, probabilities: probabilities,
            convention: shape.variable.defaultConvention)
    }
}
