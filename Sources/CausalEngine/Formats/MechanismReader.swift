/// Reads the mechanism of one declared variable, once its parents are known.
struct MechanismReader {
    let declaration: VariableDeclaration
    let parents: [Variable]

    var variable: Variable { declaration.variable }

    func read() throws(EngineError) -> Mechanism {
        let given = [
            ("table", declaration.table), ("response", declaration.response), ("equation", declaration.equation),
            ("noisy-or", declaration.noisyOr), ("logistic", declaration.logistic), ("linear", declaration.linear),
        ]
        .compactMap { name, node in node.map { (name: name, node: $0) } }
        guard let first = given.first else {
            throw .missingKey("table", in: "the variable “\(variable.name)”", at: declaration.node.location)
        }
        if given.count > 1 {
            throw .invalid(
                found: "both “\(given[0].name)” and “\(given[1].name)”", expected: "one mechanism", mend: "keep one",
                at: given[1].node.location)
        }
        switch first.name {
        case "table": return .table(try table(first.node))
        case "response": return .response(try response(first.node))
        case "noisy-or": return .table(try noisyOr(first.node))
        case "logistic": return try logistic(first.node)
        case "linear": return .equation(try linear(first.node))
        default: return .equation(try equation(first.node))
        }
    }

    // MARK: Tables

    private func table(_ node: YAMLNode) throws(EngineError) -> ProbabilityTable {
        let rows = try configurations(node, what: "rows of probabilities")
        var probabilities: [Double] = []
        for (configuration, row) in try rows.ordered(of: node) {
            probabilities += try distribution(row, where: rows.clause(configuration))
        }
        return ProbabilityTable(
            parentCardinalities: rows.cardinalities, stateCount: variable.states.count, probabilities: probabilities,
            convention: try convention())
    }

    func convention() throws(EngineError) -> ProbabilityTable.NoiseConvention {
        guard let node = declaration.noise else { return variable.defaultConvention }
        guard let text = node.text, let convention = ProbabilityTable.NoiseConvention(rawValue: text) else {
            throw node.unexpected("inverse-cdf or gumbel-max")
        }
        return convention
    }

    private func distribution(
        _ node: YAMLNode, where clause: @autoclosure () -> String
    ) throws(EngineError) -> [Double] {
        let items = try node.items("a list of probabilities")
        let count = variable.states.count
        guard items.count == count else {
            throw .wrongCount(
                found: items.count, expected: count, what: "probabilities of “\(variable.name)”\(clause())",
                at: node.location)
        }
        return try Self.distribution(items, of: variable.name, where: clause(), at: node.location)
    }

    static func distribution(
        _ items: [YAMLNode], of name: String, where clause: @autoclosure () -> String, at location: Location
    ) throws(EngineError) -> [Double] {
        var numbers: [Double] = []
        for item in items {
            guard let number = item.text.flatMap(Decimal53.parse), (0...1).contains(number) else {
                throw .badProbability(item.description, variable: name, at: item.location)
            }
            numbers.append(number)
        }
        let sum = numbers.reduce(0, +)
        guard abs(sum - 1) <= 1e-6 else { throw .rowSum(variable: name, row: clause(), sum: sum, at: location) }
        return numbers
    }

    // MARK: Finite noise

    private func response(_ node: YAMLNode) throws(EngineError) -> FiniteResponse {
        guard let noiseNode = declaration.noise else {
            throw .missingKey("noise", in: "the variable “\(variable.name)”", at: declaration.node.location)
        }
        var fields = try YAMLFields(noiseNode, what: "finite noise")
        let list = try fields.need("p")
        try fields.finish()
        let noise = try Self.distribution(
            try list.items("a list of probabilities"), of: variable.name, where: " (its noise)", at: list.location)
        let rows = try configurations(node, what: "rows of values")
        var values: [Int] = []
        for (configuration, row) in try rows.ordered(of: node) {
            values += try states(row, count: noise.count, where: rows.clause(configuration))
        }
        return FiniteResponse(parentCardinalities: rows.cardinalities, noise: noise, values: values)
    }

    private func states(
        _ node: YAMLNode, count: Int, where clause: @autoclosure () -> String
    ) throws(EngineError) -> [Int] {
        let items = try node.items("a list of states, one for each state of the noise")
        guard items.count == count else {
            throw .wrongCount(
                found: items.count, expected: count, what: "values of “\(variable.name)”\(clause())", at: node.location)
        }
        var indices: [Int] = []
        for item in items { indices.append(try variable.stateIndex(item)) }
        return indices
    }

    // MARK: Equations

    private func equation(_ node: YAMLNode) throws(EngineError) -> Equation {
        let source = try node.string("a formula")
        var law: NoiseLaw?
        if let noise = declaration.noise {
            law = try NoiseLaw.parse(try noise.string("a law such as normal(0, 1)"), at: noise.location)
        }
        return try EquationCompiler.compile(
            source, target: variable, parents: parents, noise: law, location: node.textLocation)
    }

    // MARK: Rows

    func configurations(_ node: YAMLNode, what: String) throws(EngineError) -> ParentRows {
        guard !variable.isContinuous else {
            throw .invalid(
                found: "a table of “\(variable.name)”, which has no states", expected: "an equation",
                mend: "list its states or write an equation", at: node.location)
        }
        if let continuous = parents.first(where: \.isContinuous) {
            throw .invalid(
                found: "the continuous parent “\(continuous.name)” of a table", expected: "parents with states",
                mend: "write an equation", at: node.location)
        }
        return try ParentRows(variable: variable, parents: parents, at: node.location)
    }
}

extension Variable {
    /// The noise convention of a table where the file names none.
    var defaultConvention: ProbabilityTable.NoiseConvention {
        guard case .categorical(let states, let isOrdinal) = domain else { return .inverseCDF }
        return states.count <= 2 || isOrdinal ? .inverseCDF : .gumbelMax
    }

    /// The index of the state that a node names.
    func stateIndex(_ node: YAMLNode) throws(EngineError) -> Int {
        let text = try node.string("a state of “\(name)”")
        guard let index = index(ofState: text) else {
            throw .unknownState(
                text, variable: name, near: NearMiss.offer(for: text, among: states), at: node.location)
        }
        return index
    }
}
