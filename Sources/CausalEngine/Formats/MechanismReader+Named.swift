/// Mechanisms with a name, so that common models need no formula: `noisy-or`, `logistic`, `linear`.
///
/// They become what the engine has already: a table where all is discrete, an equation where numbers are about.
extension MechanismReader {
    // MARK: noisy-or

    /// Each cause that is there brings the effect about by itself with its own probability, and a leak without any (Pearl 1988;
    /// Henrion 1989): P(effect) = 1 − (1 − leak) ∏ (1 − pᵢ).
    func noisyOr(_ node: YAMLNode) throws(EngineError) -> ProbabilityTable {
        guard !variable.isContinuous else {
            throw .invalid(
                found: "a noisy-or of “\(variable.name)”, which has no states", expected: "two states",
                mend: "list its states", at: node.location)
        }
        var fields = try YAMLFields(node, what: "a noisy-or")
        let causes = try fields.need("causes")
        let leak = try fields.take("leak").map { node throws(EngineError) in try probability(node) } ?? 0
        try fields.finish()
        let rows = try configurations(node, what: "a noisy-or")
        let weights = try weights(causes)
        for weight in weights {
            for number in weight.byState where !(0...1).contains(number) {
                throw .badProbability("\(number)", variable: variable.name, at: causes.location)
            }
        }
        return try table(rows, at: node) { states in
            let staysAway = zip(weights, states).reduce(1 - leak) { $0 * (1 - $1.0.byState[$1.1]) }
            return 1 - staysAway
        }
    }

    private func probability(_ node: YAMLNode) throws(EngineError) -> Double {
        guard let number = node.text.flatMap(Decimal53.parse), (0...1).contains(number) else {
            throw .badProbability(node.description, variable: variable.name, at: node.location)
        }
        return number
    }

    // MARK: logistic

    /// The probability of a yes is sigmoid(intercept + Σ weights): a table, or with numbers among the parents an equation that
    /// holds one uniform against it as an inverse-cdf table would.
    func logistic(_ node: YAMLNode) throws(EngineError) -> Mechanism {
        var fields = try YAMLFields(node, what: "a logistic mechanism")
        let (intercept, weights) = try linearPredictor(&fields)
        guard variable.states.count == 2 else {
            throw .invalid(
                found: "a logistic mechanism of “\(variable.name)”, which has \(variable.states.count) states",
                expected: "two states", mend: "write a table or an equation", at: node.location)
        }
        guard parents.contains(where: \.isContinuous) else {
            let rows = try configurations(node, what: "a logistic mechanism")
            return .table(
                try table(rows, at: node) { states in
                    Numerics.sigmoid(zip(weights, states).reduce(intercept) { $0 + $1.0.byState[$1.1] })
                })
        }
        if let noise = declaration.noise, noise.text != "inverse-cdf" {
            throw noise.unexpected("inverse-cdf, since “\(variable.name)” has a continuous parent")
        }
        let sum = Self.formula(intercept, weights, parents)
        let source =
            StateNames.affirmativeIndex(of: variable.states) == 0 ? "u < sigmoid(\(sum))" : "u >= sigmoid(-(\(sum)))"
        return .equation(
            try EquationCompiler.compile(
                source, target: variable, parents: parents, noise: .uniform(low: 0, high: 1), location: node.location))
    }

    // MARK: linear

    /// intercept + Σ weights, and the noise where there is some: among them, or beside them as an equation has it.
    func linear(_ node: YAMLNode) throws(EngineError) -> Equation {
        var fields = try YAMLFields(node, what: "a linear mechanism")
        let inner = fields.take("noise")
        let (intercept, weights) = try linearPredictor(&fields)
        guard variable.isContinuous else {
            throw .invalid(
                found: "a linear mechanism of “\(variable.name)”, which has states", expected: "a continuous variable",
                mend: "write logistic, a table or an equation", at: node.location)
        }
        if let inner, declaration.noise != nil {
            throw .invalid(
                found: "“noise” both in the linear mechanism of “\(variable.name)” and beside it", expected: "one law",
                mend: "keep one", at: inner.location)
        }
        let law = try (inner ?? declaration.noise).map { node throws(EngineError) in
            try NoiseLaw.parse(try node.string("a law such as normal(0, 1)"), at: node.location)
        }
        let source = Self.formula(intercept, weights, parents) + (law == nil ? "" : " + u")
        return try EquationCompiler.compile(
            source, target: variable, parents: parents, noise: law, location: node.location)
    }

    private func linearPredictor(
        _ fields: inout YAMLFields
    ) throws(EngineError) -> (intercept: Double, weights: [ParentWeight]) {
        let intercept = try fields.take("intercept")?.number() ?? 0
        let list = fields.take("weights")
        try fields.finish()
        guard let list else {
            guard let parent = parents.first else { return (intercept, []) }
            throw .missingKey(
                "weights", in: "\(fields.what) with the parent “\(parent.name)”", at: fields.node.location)
        }
        return (intercept, try weights(list))
    }

    /// A formula of the sum, such as `88 - 0.1*age - 22*(sepsis == yes)`.
    private static func formula(_ intercept: Double, _ weights: [ParentWeight], _ parents: [Variable]) -> String {
        var terms: [(number: Double, factor: String)] = []
        for (weight, parent) in zip(weights, parents) {
            let name = FormulaText.name(parent.name)
            if parent.isContinuous {
                terms.append((weight.perUnit, name))
            } else {
                for (state, number) in weight.byState.enumerated() where number != 0 {
                    terms.append((number, "(\(name) == \(FormulaText.name(parent.states[state])))"))
                }
            }
        }
        return terms.reduce(FormulaText.number(intercept)) { text, term in
            text + (term.number < 0 ? " - " : " + ") + "\(FormulaText.number(abs(term.number)))*\(term.factor)"
        }
    }

    // MARK: Weights

    /// What a parent adds: a number for every unit of a continuous one, or one for each state.
    private struct ParentWeight {
        var perUnit = 0.0
        var byState: [Double] = []
    }

    /// One weight for each parent, in the parents' order.
    private func weights(_ node: YAMLNode) throws(EngineError) -> [ParentWeight] {
        var found = [ParentWeight?](repeating: nil, count: parents.count)
        for (key, value) in try node.entries("a weight for each parent") {
            let name = try key.string("the name of a parent")
            guard let position = parents.firstIndex(where: { $0.name == name }) else {
                let near = NearMiss.candidates(for: name, among: parents.map(\.name))
                throw .unknownVariable(name, near: near, at: key.location)
            }
            guard found[position] == nil else { throw .duplicate(name, what: "parent", at: key.location) }
            found[position] = try weight(value, of: parents[position])
        }
        var weights: [ParentWeight] = []
        for (parent, weight) in zip(parents, found) {
            guard let weight else { throw .missingKey(parent.name, in: "the list of weights", at: node.location) }
            weights.append(weight)
        }
        return weights
    }

    /// A number, for a continuous parent or the affirmative one of two states; else numbers by state, 0 for one not named.
    private func weight(_ node: YAMLNode, of parent: Variable) throws(EngineError) -> ParentWeight {
        if node.isMapping, !parent.isContinuous {
            var byState = [Double](repeating: 0, count: parent.states.count)
            for (key, value) in try node.entries("weights by state") {
                byState[try parent.stateIndex(key)] = try value.number("a weight")
            }
            return ParentWeight(byState: byState)
        }
        if parent.isContinuous {
            return ParentWeight(perUnit: try node.number("a weight of the number “\(parent.name)”"))
        }
        guard parent.states.count == 2 else {
            let example = parent.states.prefix(2).map { "\($0): 0.5" }.joined(separator: ", ")
            throw node.unexpected("a weight by state of “\(parent.name)”, such as {\(example)}")
        }
        var byState = [0.0, 0.0]
        byState[StateNames.affirmativeIndex(of: parent.states)] = try node.number("a weight of “\(parent.name)”")
        return ParentWeight(byState: byState)
    }

    /// A table of two states from the probability of the affirmative one by the parents' states.
    private func table(
        _ rows: ParentRows, at node: YAMLNode, _ affirmed: ([Int]) -> Double
    ) throws(EngineError) -> ProbabilityTable {
        guard variable.states.count == 2 else {
            throw .invalid(
                found: "\(variable.states.count) states of “\(variable.name)”", expected: "two states",
                mend: "write a table or an equation", at: node.location)
        }
        let affirmative = StateNames.affirmativeIndex(of: variable.states)
        var probabilities: [Double] = []
        var states = [Int](repeating: 0, count: parents.count)
        for _ in 0..<rows.count {
            let p = affirmed(states)
            probabilities += affirmative == 0 ? [p, 1 - p] : [1 - p, p]
            for position in states.indices.reversed() {
                states[position] += 1
                if states[position] < rows.cardinalities[position] { break }
                states[position] = 0
            }
        }
        return ProbabilityTable(
            parentCardinalities: rows.cardinalities, stateCount: 2, probabilities: probabilities,
            convention: try convention())
    }
}

/// Names and numbers as formulas write them.
enum FormulaText {
    /// A name as it is where it reads as one, else between backticks.
    static func name(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        let isPlain =
            scalars.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
            && scalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == "." || ("0"..."9").contains($0) }
        return isPlain ? name : "`\(name)`"
    }

    static func number(_ number: Double) -> String { Variable.text(of: number) }
}
