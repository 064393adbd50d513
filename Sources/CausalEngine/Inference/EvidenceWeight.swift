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

// MARK: Densities

extension EvidenceWeight {
    /// The logarithm of the density of a number in each row.
    ///
    /// Where the noise enters the equation as a + b·u, exactly; else the noise is bracketed on its quantiles, where the
    /// equation has to rise or fall throughout, and the slope is a difference quotient.
    static func logDensities(
        of number: Double, _ equation: Equation, _ law: NoiseLaw, _ parents: [[Double]], count: Int, variable: String
    ) throws(InferenceError) -> [Double] {
        func values(_ noise: [Double]) -> [Double] {
            equation.program.evaluate(count: count, parents: parents, noise: noise)
        }
        func values(atQuantile u: Double) -> [Double] { values(Array(repeating: law.quantile(u), count: count)) }
        let low = law.quantile(0.25)
        let middle = law.quantile(0.5)
        let high = law.quantile(0.75)
        let atLow = values(atQuantile: 0.25)
        let atMiddle = values(atQuantile: 0.5)
        let atHigh = values(atQuantile: 0.75)
        var densities = [Double](repeating: -.infinity, count: count)
        var others: [Int] = []
        for row in 0..<count {
            let slope = (atHigh[row] - atLow[row]) / (high - low)
            let expected = atLow[row] + slope * (middle - low)
            guard slope.isFinite, slope != 0,
                abs(expected - atMiddle[row]) <= 1e-9 * (abs(atHigh[row]) + abs(atLow[row]))
            else {
                others.append(row)
                continue
            }
            let noise = middle + (number - atMiddle[row]) / slope
            densities[row] = (law.logDensity(at: noise) ?? -.infinity) - Numerics.log(abs(slope))
        }
        guard !others.isEmpty else { return densities }
        try bracket(number, rows: others, law, values, into: &densities, variable: variable)
        return densities
    }

    private static func bracket(
        _ number: Double, rows: [Int], _ law: NoiseLaw, _ values: ([Double]) -> [Double],
        into densities: inout [Double], variable: String
    ) throws(InferenceError) {
        let count = densities.count
        let grid = [1e-12, 1e-6, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-6, 1 - 1e-12]
        let images = grid.map { values(Array(repeating: law.quantile($0), count: count)) }
        var isRising = [Bool](repeating: true, count: count)
        for row in rows {
            let image = images.map { $0[row] }
            let steps = zip(image, image.dropFirst()).map { $1 - $0 }
            isRising[row] = steps.allSatisfy { $0 >= 0 }
            guard isRising[row] || steps.allSatisfy({ $0 <= 0 }), image.first != image.last else {
                throw .misfit(
                    variable: variable, found: "an equation that neither rises nor falls with u throughout",
                    expected: "one that can be solved for u, to weigh the number seen")
            }
        }
        var low = [Double](repeating: 0, count: count)
        var high = [Double](repeating: 1, count: count)
        for _ in 0..<60 {
            let middle = zip(low, high).map { ($0 + $1) / 2 }
            let image = values(middle.map { law.quantile($0) })
            for row in rows {
                if (image[row] < number) == isRising[row] { low[row] = middle[row] } else { high[row] = middle[row] }
            }
        }
        // P(V ≤ v) as a function of v has the slope 1 / (dv/du) on the uniform scale.
        let step = 1e-5
        let ends = zip(low, high).map { (max(0x1p-53, ($0 + $1) / 2 - step), min(1 - 0x1p-53, ($0 + $1) / 2 + step)) }
        let below = values(ends.map { law.quantile($0.0) })
        let above = values(ends.map { law.quantile($0.1) })
        for row in rows {
            let first = isRising[row] ? images[0][row] : images[images.count - 1][row]
            let last = isRising[row] ? images[images.count - 1][row] : images[0][row]
            guard number >= first, number <= last else { continue }
            densities[row] = Numerics.log((ends[row].1 - ends[row].0) / abs(above[row] - below[row]))
        }
    }
}
