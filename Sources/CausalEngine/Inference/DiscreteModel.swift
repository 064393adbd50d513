/// A model seen as a product of tables: for each variable with finitely many values P(variable | parents).
///
/// Tables are what they are; finite noise is summed out of a response; an equation is a table when its parents have finitely
/// many values and its noise is a `bernoulli` or none. So a continuous variable that is set from outside, or computed from
/// states, counts as one with finitely many values. What an intervention set is a table without parents.
struct DiscreteModel: Sendable {
    /// P(variable | parents) over the parents in declared order, then the variable itself, the last fastest.
    struct Family: Sendable {
        /// The parents and, last, the variable.
        var scope: [Int]
        /// Where the numbers begin in ``DiscreteModel/numbers``.
        var offset: Int
        /// The stride of each member of the scope.
        var strides: [Int]
        /// The binary exponent of the smallest number that is not zero.
        var minimumExponent: Int
    }

    let scm: SCM
    /// The number of values of each variable; 0 where there are infinitely many, or none that is known.
    private(set) var cardinalities: [Int]
    /// The numbers that each continuous variable may be; empty for others.
    private(set) var supports: [[Double]]
    /// The table of each variable; `nil` where ``failures`` says why there is none.
    private(set) var families: [Family?]
    /// Why a variable has no table.
    private(set) var failures: [Int: InferenceError] = [:]
    /// The numbers seen of continuous variables.
    let seen: [Int: Double]
    /// By how much the logarithms of densities in the table of a variable seen as a number were lowered.
    private(set) var logScales: [Int: Double] = [:]
    /// The numbers of all tables.
    private(set) var numbers: [Double] = []

    /// An equation over more configurations of its parents than this is not made into a table.
    static let largestEquationTable = 1 << 20
    /// A continuous variable with more values than this counts as continuous.
    static let largestSupport = 1 << 12

    /// The tables of a model.
    ///
    /// - Parameter seen: numbers seen of continuous variables. Such a variable has this one value, and where its equation can
    ///   be solved for its noise the table of it holds the density of the number, up to a factor, for each configuration of
    ///   its parents.
    /// - Complexity: O(entries of all tables), times the size of equations.
    init(_ scm: SCM, seen: [Int: Double] = [:]) {
        self.scm = scm
        self.seen = seen
        let count = scm.variables.count
        cardinalities = scm.variables.map(\.states.count)
        supports = Array(repeating: [], count: count)
        families = Array(repeating: nil, count: count)
        numbers.reserveCapacity(
            scm.mechanisms.reduce(0) { if case .table(let table) = $1 { $0 + table.probabilities.count } else { $0 } })
        for variable in scm.topologicalOrder {
            do throws(InferenceError) {
                let table = try table(of: variable)
                append(table, for: variable)
            } catch {
                failures[variable] = error
                if scm.variables[variable].isContinuous { cardinalities[variable] = 0 }
            }
        }
    }

    /// The table of a variable.
    ///
    /// - Throws: why it has none.
    func family(of variable: Int) throws(InferenceError) -> Family {
        guard let family = families[variable] else {
            throw failures[variable] ?? .continuous(variable: scm.variables[variable].name)
        }
        return family
    }

    private mutating func append(_ table: [Double], for variable: Int) {
        let scope = scm.graph.parents[variable] + [variable]
        var strides = [Int](repeating: 1, count: scope.count)
        for position in scope.indices.dropLast().reversed() {
            strides[position] = strides[position + 1] * cardinalities[scope[position + 1]]
        }
        var smallest = Double.greatestFiniteMagnitude
        for number in table where number > 0 && number < smallest { smallest = number }
        families[variable] = Family(
            scope: scope, offset: numbers.count, strides: strides, minimumExponent: Int(smallest.exponent))
        numbers += table
    }
}

// MARK: Tables of mechanisms

extension DiscreteModel {
    private mutating func table(of variable: Int) throws(InferenceError) -> [Double] {
        let declared = scm.variables[variable]
        let states = declared.states.count
        let parents = scm.graph.parents[variable]
        func misfit(_ found: String, _ expected: String) -> InferenceError {
            .misfit(variable: declared.name, found: found, expected: expected)
        }
        switch scm.mechanisms[variable] {
        case .constant(.state(let state)):
            guard (0..<states).contains(state) else { throw misfit("state \(state)", "one of its \(states) states") }
            return (0..<states).map { $0 == state ? 1 : 0 }
        case .constant(.number(let number)):
            guard declared.isContinuous else { throw misfit("the number \(number)", "a state") }
            supports[variable] = [number]
            cardinalities[variable] = 1
            return [1]
        case .distribution(let probabilities):
            let sum = probabilities.reduce(0, +)
            guard states > 0, probabilities.count == states, probabilities.allSatisfy({ $0 >= 0 }), sum > 0,
                sum.isFinite
            else { throw misfit("\(probabilities.count) probabilities", "one for each of its \(states) states") }
            return probabilities.map { $0 / sum }
        case .table(let table):
            let rows = try configurationCount(of: parents)
            guard states > 0, table.stateCount == states, table.probabilities.count == rows * states,
                table.probabilities.allSatisfy({ $0 >= 0 })
            else {
                throw misfit(
                    "a table of \(table.probabilities.count) numbers", "\(rows) rows of \(states) probabilities")
            }
            return table.probabilities
        case .response(let response):
            let rows = try configurationCount(of: parents)
            guard states > 0, response.values.count == rows * response.noise.count,
                response.values.allSatisfy((0..<states).contains), response.noise.allSatisfy({ $0 >= 0 })
            else {
                throw misfit(
                    "a response of \(response.values.count) states", "one for each configuration and noise state")
            }
            return Self.table(of: response, stateCount: states)
        case .equation(let equation):
            return try table(of: equation, variable: variable, parents: parents)
        }
    }

    /// The number of configurations of parents that all have finitely many values.
    private func configurationCount(of parents: [Int]) throws(InferenceError) -> Int {
        var product = 1
        for parent in parents {
            guard cardinalities[parent] > 0 else {
                throw failures[parent] ?? .continuous(variable: scm.variables[parent].name)
            }
            let (next, isTooGreat) = product.multipliedReportingOverflow(by: cardinalities[parent])
            guard !isTooGreat else { return .max }
            product = next
        }
        return product
    }

    /// The table of finite noise summed out.
    static func table(of response: FiniteResponse, stateCount: Int) -> [Double] {
        let noise = response.noise
        let rows = response.values.count / max(1, noise.count)
        var table = [Double](repeating: 0, count: rows * stateCount)
        for row in 0..<rows {
            for (state, probability) in noise.enumerated() {
                table[row * stateCount + response.values[row * noise.count + state]] += probability
            }
        }
        return table
    }

    private mutating func table(
        of equation: Equation, variable: Int, parents: [Int]
    ) throws(InferenceError) -> [Double] {
        let declared = scm.variables[variable]
        let noise: [(value: Double, probability: Double)]
        switch equation.noise {
        case nil: noise = [(0, 1)]
        case .bernoulli(let p): noise = [(0, 1 - p), (1, p)]
        case .some(let law):
            guard declared.isContinuous else { throw .continuousNoise(variable: declared.name) }
            guard let number = seen[variable] else { throw .continuous(variable: declared.name) }
            return try densities(of: number, equation, law, variable: variable, parents: parents)
        }
        let rows = try equationRows(of: variable, parents: parents)
        let columns = columns(of: parents, rows: rows)
        let values = noise.map { outcome in
            equation.program.evaluate(
                count: rows, parents: columns, noise: Array(repeating: outcome.value, count: rows))
        }
        if declared.isContinuous { try takeSupport(of: variable, from: values) }
        let support = support(of: variable)
        var table = [Double](repeating: 0, count: rows * support.count)
        for (outcome, column) in zip(noise, values) where outcome.probability > 0 {
            for (row, value) in column.enumerated() {
                let state =
                    declared.isContinuous ? Self.place(of: value, in: support) : Self.state(value, support.count)
                guard let state else { throw undefined(variable, parents: parents, row: row) }
                table[row * support.count + state] += outcome.probability
            }
        }
        return table
    }

    /// The number of configurations of an equation's parents, where that is not too great for a table.
    private func equationRows(of variable: Int, parents: [Int]) throws(InferenceError) -> Int {
        let rows = try configurationCount(of: parents)
        guard rows <= Self.largestEquationTable else {
            throw .misfit(
                variable: scm.variables[variable].name, found: "an equation over \(parents.count) parents",
                expected: "at most \(Self.largestEquationTable) configurations of them")
        }
        return rows
    }

    /// The density of a number seen for each configuration of the parents, the greatest as 1.
    private mutating func densities(
        of number: Double, _ equation: Equation, _ law: NoiseLaw, variable: Int, parents: [Int]
    ) throws(InferenceError) -> [Double] {
        let rows = try equationRows(of: variable, parents: parents)
        let logarithms = try EvidenceWeight.logDensities(
            of: number, equation, law, columns(of: parents, rows: rows), count: rows,
            variable: scm.variables[variable].name)
        supports[variable] = [number]
        cardinalities[variable] = 1
        let greatest = logarithms.max() ?? 0
        guard greatest > -.infinity else { return Array(repeating: 0, count: rows) }
        logScales[variable] = greatest
        return logarithms.map { Numerics.exp($0 - greatest) }
    }

    /// For each parent the column of its values over all configurations, the last parent fastest.
    private func columns(of parents: [Int], rows: Int) -> [[Double]] {
        var repeats = rows
        return parents.map { parent in
            let support = support(of: parent)
            repeats /= support.count
            return (0..<rows).map { support[$0 / repeats % support.count] }
        }
    }

    /// The values of a variable as equations see them: states as indices.
    private func support(of variable: Int) -> [Double] {
        scm.variables[variable].isContinuous ? supports[variable] : (0..<cardinalities[variable]).map(Double.init)
    }

    private mutating func takeSupport(of variable: Int, from columns: [[Double]]) throws(InferenceError) {
        let support = Set(columns.joined().filter(\.isFinite)).sorted()
        guard !support.isEmpty, support.count <= Self.largestSupport else {
            throw .continuous(variable: scm.variables[variable].name)
        }
        supports[variable] = support
        cardinalities[variable] = support.count
    }

    private static func state(_ value: Double, _ count: Int) -> Int? {
        value >= 0 && value < Double(count) ? Int(value) : nil
    }

    private static func place(of value: Double, in support: [Double]) -> Int? {
        var low = 0
        var high = support.count
        while low < high {
            let middle = (low + high) / 2
            if support[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < support.count && support[low] == value ? low : nil
    }

    private func undefined(_ variable: Int, parents: [Int], row: Int) -> InferenceError {
        var rest = row
        var configuration: [String] = []
        for parent in parents.reversed() {
            let declared = scm.variables[parent]
            let index = rest % cardinalities[parent]
            rest /= cardinalities[parent]
            let value: Value = declared.isContinuous ? .number(supports[parent][index]) : .state(index)
            configuration.append("\(declared.name)=\(declared.text(of: value))")
        }
        return .undefined(variable: scm.variables[variable].name, configuration: configuration.reversed())
    }
}
