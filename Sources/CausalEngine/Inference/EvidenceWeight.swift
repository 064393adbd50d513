/// How likely a finding is given the values of its variable's parents, row by row.
struct EvidenceWeight: Sendable {
    private enum Rule {
        /// The probability of the state seen, by parent configuration.
        case table([Double])
        /// The probability of the noise with which the equation gives the state seen.
        case outcomes(Equation, [(noise: Double, probability: Double)], Double)
        /// The probability of the continuous noises with which the equation gives the state seen.
        case cells(NoiseCells, Double)
        /// The density of the number seen, by solving the equation for its noise.
        case density(Equation, NoiseLaw, Double)
        /// The number seen is what the equation gives, or not.
        case equality(Equation, Double)
        /// The variable is drawn as ever, and the row counts when it comes out as seen.
        case match(Value)
    }

    private let variable: Int
    private let name: String
    private let parents: [Int]
    private let parentCardinalities: [Int]
    private let rule: Rule

    /// Whether the variable can be held at the value seen while the others are drawn.
    var isClamped: Bool {
        if case .match = rule { return false }
        return true
    }

    /// The weight of a finding.
    init(_ scm: SCM, variable: Int, value: Value) {
        self.variable = variable
        name = scm.variables[variable].name
        parents = scm.graph.parents[variable]
        parentCardinalities = parents.map { scm.variables[$0].states.count }
        let states = scm.variables[variable].states.count
        switch (scm.mechanisms[variable], value) {
        case (.table(let table), .state(let state)):
            rule = .table((0..<table.rowCount).map { table.probabilities[$0 * states + state] })
        case (.distribution(let probabilities), .state(let state)):
            rule = .table([probabilities[state] / probabilities.reduce(0, +)])
        case (.response(let response), .state(let state)):
            let count = response.noise.count
            rule = .table(
                (0..<response.values.count / max(1, count)).map { row in
                    (0..<count).reduce(0) {
                        $0 + (response.values[row * count + $1] == state ? response.noise[$1] : 0)
                    }
                })
        case (.equation(let equation), .number(let number)):
            if let law = equation.noise, law.logDensity(at: 0) != nil {
                rule = .density(equation, law, number)
            } else {
                rule = equation.noise == nil ? .equality(equation, number) : .match(value)
            }
        case (.equation(let equation), .state(let state)):
            switch equation.noise {
            case nil: rule = .outcomes(equation, [(0, 1)], Double(state))
            case .bernoulli(let p): rule = .outcomes(equation, [(0, 1 - p), (1, p)], Double(state))
            case .some(let law): rule = .cells(NoiseCells(equation: equation, law: law), Double(state))
            }
        default:
            rule = .match(value)
        }
    }

    /// Adds the logarithms of the weights of a table's rows to `weights`.
    ///
    /// - Throws: ``InferenceError/misfit(variable:found:expected:)`` for an equation that cannot be solved for its noise.
    func add(to weights: inout [Double], _ table: SampleTable) throws(InferenceError) {
        switch rule {
        case .table(let probabilities):
            let logarithms = probabilities.map { Numerics.log($0) }
            for row in weights.indices {
                var configuration = 0
                for (parent, count) in zip(parents, parentCardinalities) {
                    configuration = configuration * count + (table.value(row: row, variable: parent).stateIndex ?? 0)
                }
                weights[row] += logarithms[configuration]
            }
        case .match(let value):
            for row in weights.indices where table.value(row: row, variable: variable) != value {
                weights[row] = -.infinity
            }
        case .outcomes(let equation, let outcomes, let state):
            let parents = columns(of: table)
            var probabilities = [Double](repeating: 0, count: weights.count)
            for (noise, probability) in outcomes {
                let values = equation.program.evaluate(
                    count: weights.count, parents: parents, noise: Array(repeating: noise, count: weights.count))
                for row in weights.indices where values[row].rounded(.down) == state {
                    probabilities[row] += probability
                }
            }
            for row in weights.indices { weights[row] += Numerics.log(probabilities[row]) }
        case .cells(let cells, let state):
            let intervals = cells.intervals(
                leadingTo: Array(repeating: state, count: weights.count), parents: columns(of: table))
            for row in weights.indices { weights[row] += Numerics.log(NoiseCells.length(intervals[row])) }
        case .equality(let equation, let number):
            let values = equation.program.evaluate(
                count: weights.count, parents: columns(of: table), noise: Array(repeating: 0, count: weights.count))
            for row in weights.indices where values[row] != number { weights[row] = -.infinity }
        case .density(let equation, let law, let number):
            let densities = try Self.logDensities(
                of: number, equation, law, columns(of: table), count: weights.count, variable: name)
            for row in weights.indices { weights[row] += densities[row] }
        }
    }

    private func columns(of table: SampleTable) -> [[Double]] {
        parents.map { parent in
            switch table.columns[parent] {
            case .states(let states): states.map(Double.init)
            case .wideStates(let states): states.map(Double.init)
            case .numbers(let numbers): numbers
            }
        }
    }
}
