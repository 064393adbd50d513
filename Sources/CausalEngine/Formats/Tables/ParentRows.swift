/// The rows of a table by parent configuration, however they are written.
struct ParentRows {
    let variable: Variable
    let parents: [Variable]
    let cardinalities: [Int]
    let count: Int

    /// The number of probabilities of the whole table.
    var entryCount: Int { count * variable.states.count }

    /// The greatest number of probabilities that one table may declare.
    static let limit = 1 << 26

    /// The shape of a table.
    ///
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` when it would have more entries than ``limit``; nothing of
    ///   that size was asked of the memory then.
    init(
        variable: Variable, parents: [Variable], at location: @autoclosure () -> Location?
    ) throws(EngineError) {
        self.variable = variable
        self.parents = parents
        cardinalities = parents.map(\.states.count)
        var rows = 1
        for cardinality in cardinalities + [variable.states.count] {
            let (product, overflow) = rows.multipliedReportingOverflow(by: cardinality)
            guard !overflow, product <= Self.limit else {
                throw .invalid(
                    found: "a table of “\(variable.name)” with \(Self.size(cardinalities + [variable.states.count]))",
                    expected: "at most \(Self.limit)", mend: "give it fewer parents or states", at: location())
            }
            rows = product
        }
        count = rows / max(1, variable.states.count)
    }

    /// A product in words: `2 × 3 × 2 entries (12 in all)`.
    private static func size(_ factors: [Int]) -> String {
        let product = StateSpaceSize(cardinalities: factors)
        let shown = factors.count <= 8 ? factors : Array(factors.prefix(3))
        let shape = shown.map(String.init).joined(separator: " × ") + (shown == factors ? "" : " × …")
        return "\(shape) entries (\(product) in all)"
    }

    /// The rows in odometer order, last parent fastest.
    func ordered(of node: YAMLNode) throws(EngineError) -> [(configuration: Int, row: YAMLNode)] {
        let items = try node.items("a list of rows")
        guard let first = items.first else { throw node.unexpected("at least one row") }
        if first.isMapping { return try given(items, at: node.location) }
        guard first.isSequence else {
            guard count == 1 else { throw wrongCount(1, at: node.location) }
            return [(0, node)]
        }
        guard items.count == count else { throw wrongCount(items.count, at: node.location) }
        return Array(items.enumerated()).map { (configuration: $0.offset, row: $0.element) }
    }

    private func wrongCount(_ found: Int, at location: Location) -> EngineError {
        .wrongCount(found: found, expected: count, what: "rows of “\(variable.name)”", at: location)
    }

    private func given(_ items: [YAMLNode], at location: Location) throws(EngineError) -> [(Int, YAMLNode)] {
        var rows: [Int: YAMLNode] = [:]
        for item in items {
            var fields = try YAMLFields(item, what: "a row of “\(variable.name)”")
            let configuration = try self.configuration(try fields.need("given"))
            let row = fields.take("p") ?? fields.take("values")
            try fields.finish()
            guard let row else { throw .missingKey("p", in: "a row of “\(variable.name)”", at: item.location) }
            guard rows[configuration] == nil else {
                throw .duplicate("\(variable.name)\(clause(configuration))", what: "row", at: item.location)
            }
            rows[configuration] = row
        }
        guard rows.count == count else {
            let missing = (0..<count).first { rows[$0] == nil } ?? 0
            throw .missingRows(
                variable: variable.name, example: clause(missing).trimmed, count: count - rows.count, at: location)
        }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func configuration(_ node: YAMLNode) throws(EngineError) -> Int {
        var states = [Int?](repeating: nil, count: parents.count)
        for (key, value) in try node.entries("the parents' states") {
            let name = try key.string("the name of a parent")
            guard let position = parents.firstIndex(where: { $0.name == name }) else {
                let near = NearMiss.candidates(for: name, among: parents.map(\.name))
                throw .unknownVariable(name, near: near, at: key.location)
            }
            guard states[position] == nil else { throw .duplicate(name, what: "parent", at: key.location) }
            states[position] = try parents[position].stateIndex(value)
        }
        var index = 0
        for (position, state) in states.enumerated() {
            guard let state else {
                throw .missingKey(parents[position].name, in: "the parents of a row", at: node.location)
            }
            index = index * cardinalities[position] + state
        }
        return index
    }

    /// The configuration in words, such as ` where smoke=yes, asia=no`; empty without parents.
    func clause(_ configuration: Int) -> String {
        guard !parents.isEmpty else { return "" }
        var rest = configuration
        var words: [String] = []
        for (parent, cardinality) in zip(parents, cardinalities).reversed() {
            words.append("\(parent.name)=\(parent.states[rest % cardinality])")
            rest /= cardinality
        }
        return " where " + words.reversed().joined(separator: ", ")
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
