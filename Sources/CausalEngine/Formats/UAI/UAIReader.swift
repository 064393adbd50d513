/// Reads the format of the UAI competitions: numbers alone, for networks that call themselves BAYES.
///
/// Variables are named `x0`, `x1`, … and their states `0`, `1`, …, since the format has no names.
struct UAIReader: WordReader {
    static let dialect = WordScanner.Dialect(symbols: "", hasSlashComments: true)

    var scanner: WordScanner
    var assembly: NetworkAssembly

    mutating func readFile() throws(EngineError) {
        let kind = try scanner.name("BAYES")
        guard scanner.text(kind).uppercased() == "BAYES" else {
            throw scanner.unexpected(kind, "BAYES: a network of conditional tables, each variable the last of one")
        }
        let count = try readCount("the number of variables")
        for index in 0..<count {
            let states = try readCount("the number of states of variable \(index)")
            guard states > 0 else { throw unexpectedCount("0 states", "at least 1") }
            try assembly.declare("x\(index)", states: (0..<states).map(String.init), at: scanner.place)
        }
        let families = try readScopes(count)
        for family in families {
            let shape = try assembly.shape(of: family.child, parents: family.parents, at: family.place)
            let numbers = try readTable(shape)
            try assembly.define(
                family.child, parents: family.parents, shape, numbers: numbers.values, at: numbers.place)
        }
        if let rest = try scanner.next() { throw scanner.unexpected(rest, "the end of the file") }
        guard count > 0 else {
            throw .syntax(found: "no variable", expected: "at least one", at: scanner.location(of: 0))
        }
    }

    /// A number of things, each of which takes room in the file, so that a wrong one asks for no memory.
    private mutating func readCount(_ what: String) throws(EngineError) -> Int {
        let word = try scanner.need(what)
        guard let number = Int(scanner.text(word)), number >= 0 else { throw scanner.unexpected(word, what) }
        guard number <= scanner.source.bytes.count else {
            throw .invalid(
                found: "\(number) as \(what)", expected: "no more than the file has room for", mend: "mend the number",
                at: scanner.location(of: word.place))
        }
        return number
    }

    private func unexpectedCount(_ found: String, _ expected: String) -> EngineError {
        .syntax(found: found, expected: expected, at: scanner.location(of: scanner.place))
    }

    private mutating func readScopes(
        _ count: Int
    ) throws(EngineError) -> [(child: Int, parents: [Int], place: Int)] {
        let tables = try readCount("the number of tables")
        guard tables == count else {
            throw .wrongCount(
                found: tables, expected: count, what: "tables, one for each variable",
                at: scanner.location(of: scanner.place))
        }
        var families: [(child: Int, parents: [Int], place: Int)] = []
        for _ in 0..<tables {
            let size = try readCount("the number of variables of a table")
            let place = scanner.place
            guard size > 0 else { throw unexpectedCount("a table of no variable", "at least one") }
            var scope: [Int] = []
            for _ in 0..<size {
                let variable = try readCount("the number of a variable")
                guard variable < count, !scope.contains(variable) else {
                    throw unexpectedCount(
                        "variable \(variable)", "a number below \(count) that the table does not name already")
                }
                scope.append(variable)
            }
            families.append((child: scope[size - 1], parents: Array(scope.dropLast()), place: place))
        }
        return families
    }

    private mutating func readTable(_ shape: ParentRows) throws(EngineError) -> (values: [Double], place: Int) {
        let count = try readCount("the number of entries of the table of “\(shape.variable.name)”")
        let place = scanner.place
        guard count == shape.entryCount else {
            throw .wrongCount(
                found: count, expected: shape.entryCount, what: "entries of “\(shape.variable.name)”",
                at: scanner.location(of: place))
        }
        var numbers: [Double] = []
        for _ in 0..<count {
            if let number = try scanner.number() {
                guard (0...1).contains(number) else {
                    let word = scanner.wordAgain()
                    throw .badProbability(
                        "“\(scanner.text(word))”", variable: shape.variable.name, at: scanner.location(of: word.place))
                }
                numbers.append(number + 0)
                continue
            }
            let word = try scanner.need("a probability of “\(shape.variable.name)”")
            numbers.append(try assembly.probability(scanner.text(word), of: shape.variable, at: word.place))
        }
        return (numbers, place)
    }
}
