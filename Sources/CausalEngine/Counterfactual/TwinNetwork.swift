/// Two worlds in one model: what was, and beside it what would have been, driven by the same noise (Balke & Pearl 1994).
///
/// The factual variables keep their places. Of the variables that the intervention can change, those on which a target hangs
/// get a counterfactual copy behind them; all others are their own copies. The noise that a variable shares with its copy is
/// summed out beforehand: the copy has the table P(V* | V, parents, parents*), the coupling of two rows under the noise
/// convention, given the state under the first. That is the twin network with its finite response variables eliminated, and
/// nothing but tables is left, so that any inference serves. A deterministic equation is copied as it is; one with a coin as
/// noise gets the coin as a variable of its own, shared by both copies.
struct TwinNetwork {
    /// The model of both worlds.
    let model: SCM
    /// For each variable of the original the place of its counterfactual copy; its own where it cannot have changed.
    let copies: [Int]

    /// The most entries that the tables of all copies together may have.
    static let largestTables = 1 << 25

    /// The twin network of a model.
    ///
    /// - Parameters:
    ///   - scm: the world of the evidence.
    ///   - interventions: what is set in the other world.
    ///   - held: variables that keep their factual value in the other world: nested counterfactuals.
    ///   - query: what was seen, which makes tables smaller, and the variables asked for.
    ///   - conventions: the noise conventions of tables with noise and over two states that may be used.
    ///   - uncoupled: a variable whose copy is to have noise of its own; what coupling would do can then be weighed.
    /// - Throws: ``InferenceError`` where a mechanism on the way has no finite noise, or a table would be too large.
    init(
        _ scm: SCM, _ interventions: [Int: Intervention], holding held: Set<Int> = [], _ query: Query,
        conventions: Set<ProbabilityTable.NoiseConvention>, uncoupled: Int? = nil
    ) throws(InferenceError) {
        let targets = query.targets ?? Array(scm.variables.indices)
        var builder = TwinBuilder(scm, interventions, query, conventions: conventions)
        for variable in scm.variables(changedBy: interventions, holding: held, neededFor: targets) {
            try builder.add(variable, isCoupled: variable != uncoupled)
        }
        copies = builder.copies
        model = try builder.model()
    }

    /// The question about the counterfactual copies of the targets of a question.
    func question(_ query: Query) -> Query {
        var question = query
        question.targets = (query.targets ?? Array(copies.indices)).map { copies[$0] }
        return question
    }
}

/// Adds counterfactual copies to a model, causes first.
private struct TwinBuilder {
    let scm: SCM
    let interventions: [Int: Intervention]
    let query: Query
    let conventions: Set<ProbabilityTable.NoiseConvention>
    var copies: [Int]
    /// The entries of the tables of all copies so far.
    private var entryCount = 0.0
    /// Copies whose tables are computed once all are known to be small enough together.
    private var couplings: [(copy: Int, coupling: Coupling)] = []
    private var variables: [Variable]
    private var parents: [[Int]]
    private var mechanisms: [Mechanism]

    init(
        _ scm: SCM, _ interventions: [Int: Intervention], _ query: Query,
        conventions: Set<ProbabilityTable.NoiseConvention>
    ) {
        self.scm = scm
        self.interventions = interventions
        self.query = query
        self.conventions = conventions
        copies = Array(scm.variables.indices)
        variables = scm.variables
        parents = scm.graph.parents
        mechanisms = scm.mechanisms
    }

    func model() throws(InferenceError) -> SCM {
        var mechanisms = mechanisms
        for (copy, coupling) in couplings { mechanisms[copy] = .table(coupling.table(scm.mechanisms)) }
        do throws(EngineError) {
            return try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
        } catch {
            // Copies look to what was there before them: there is no cycle.
            throw .misfit(variable: scm.variables[0].name, found: error.description, expected: "no cycle")
        }
    }

    mutating func add(_ variable: Int, isCoupled: Bool) throws(InferenceError) {
        if let intervention = interventions[variable] {
            switch intervention {
            case .value(let value): append(copyOf: variable, parents: [], .constant(value))
            case .distribution(let probabilities): append(copyOf: variable, parents: [], .distribution(probabilities))
            case .function(let function):
                let own = function.parents.map { copies[$0] }
                guard function.readsOwnNoise, case .equation(let equation) = scm.mechanisms[variable] else {
                    return append(copyOf: variable, parents: own, .equation(function.equation))
                }
                try append(function.equation, over: own, sharing: equation, variable)
            }
            return
        }
        let mechanism = scm.mechanisms[variable]
        let own = scm.graph.parents[variable].map { copies[$0] }
        switch mechanism {
        case .constant, .distribution:
            append(copyOf: variable, parents: [], mechanism)
        case .table(let table) where table.isDeterministic || !isCoupled:
            append(copyOf: variable, parents: own, mechanism)
        case .table(let table):
            guard conventions.contains(table.effectiveConvention) else {
                throw .noFiniteNoise(
                    variable: scm.variables[variable].name,
                    found: "\(table.convention.rawValue) over \(table.stateCount) states")
            }
            try appendCoupling(variable)
        case .response:
            try appendCoupling(variable)
        case .equation(let equation):
            try append(equation, over: own, sharing: equation, variable)
        }
    }

    private mutating func append(copyOf variable: Int, parents own: [Int], _ mechanism: Mechanism) {
        copies[variable] = variables.count
        var copy = scm.variables[variable]
        copy.name += " (counterfactual)"
        append(copy, own, mechanism)
    }

    private mutating func append(_ variable: Variable, _ own: [Int], _ mechanism: Mechanism) {
        variables.append(variable)
        parents.append(own)
        mechanisms.append(mechanism)
    }
}

// MARK: Equations

extension TwinBuilder {
    /// Adds the copy of a variable that follows an equation over `own` parents, with the noise of the factual equation.
    private mutating func append(
        _ equation: Equation, over own: [Int], sharing factual: Equation, _ variable: Int
    ) throws(InferenceError) {
        let declared = scm.variables[variable]
        switch factual.noise {
        case nil:
            append(copyOf: variable, parents: own, .equation(equation))
        case .bernoulli(let p):
            let coin = variables.count
            append(
                Variable(name: "noise of \(declared.name)", domain: .categorical(states: ["0", "1"], isOrdinal: true)),
                [],
                .table(
                    ProbabilityTable(
                        parentCardinalities: [], stateCount: 2, probabilities: [1 - p, p], convention: .inverseCDF)))
            mechanisms[variable] = .equation(factual.withNoiseAsParent(at: parents[variable].count))
            parents[variable].append(coin)
            append(copyOf: variable, parents: own + [coin], .equation(equation.withNoiseAsParent(at: own.count)))
        case .some(let law):
            guard declared.isContinuous, let number = query.numbers[variable] else {
                throw .noFiniteNoise(variable: declared.name, found: "its equation is driven by a continuous law")
            }
            let seen = scm.graph.parents[variable].map { query.values[$0] }
            if let program = factual.program.counterfactual(of: number, parentCount: seen.count, equation.program) {
                // A parent that cannot have changed is a parent once.
                let both = scm.graph.parents[variable] + own
                let distinct = both.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
                let positions = both.map { distinct.firstIndex(of: $0) ?? 0 }
                append(
                    copyOf: variable, parents: distinct,
                    .equation(equation.replacing(program.readingParents(at: positions))))
            } else if seen.allSatisfy({ $0 != nil }) {
                let cells = try NoiseSolution(equation: factual, law: law, variable: declared.name).cells(
                    for: [number], parents: seen.map { [$0 ?? .nan] })
                guard case .point(let noise, _) = cells[0] else {
                    throw .noFiniteNoise(variable: declared.name, found: "a stretch of it gives the number seen")
                }
                append(copyOf: variable, parents: own, .equation(equation.replacing(equation.program.fixing(noise))))
            } else {
                throw .noFiniteNoise(variable: declared.name, found: "its noise does not enter as a + b·u")
            }
        }
    }
}

// MARK: Couplings

extension TwinBuilder {
    /// Adds the copy of a variable with noise of its own: its state given the factual one and both worlds' parents.
    ///
    /// What is known of the parents and of the variable itself is left out of the table's scope.
    private mutating func appendCoupling(_ variable: Int) throws(InferenceError) {
        let stateCount = scm.variables[variable].states.count
        let factual = scm.graph.parents[variable]
        let counterfactual = factual.map { copies[$0] }
        var scope: [Int] = []
        for node in factual + counterfactual where state(of: node) == nil && !scope.contains(node) {
            scope.append(node)
        }
        let cardinalities = scope.map { variables[$0].states.count }
        let seen = state(of: variable)
        let own = seen == nil ? stateCount : 1
        let rows = try rowCount(of: cardinalities, variable: variable, entriesPerRow: own * stateCount)
        let first = RowAddress(nodes: factual, variables, scope) { state(of: $0) }
        let second = RowAddress(nodes: counterfactual, variables, scope) { state(of: $0) }
        couplings.append(
            (
                variables.count,
                Coupling(
                    variable: variable, stateCount: stateCount, seen: seen, cardinalities: cardinalities, rows: rows,
                    first: first, second: second)
            ))
        // The mechanism stands in until the table is computed.
        append(copyOf: variable, parents: scope + (seen == nil ? [variable] : []), scm.mechanisms[variable])
    }

    /// The state of a node that is known: seen in the factual world, or set in the other.
    private func state(of node: Int) -> Int? {
        if node < scm.variables.count, let seen = query.evidence[node] { return seen }
        if case .constant(.state(let state)) = mechanisms[node] { return state }
        return nil
    }

    private mutating func rowCount(
        of cardinalities: [Int], variable: Int, entriesPerRow: Int
    ) throws(InferenceError) -> Int {
        let entries = cardinalities.reduce(Double(entriesPerRow)) { $0 * Double($1) }
        guard entryCount + entries <= Double(TwinNetwork.largestTables) else {
            let size = InferenceSize(
                treewidth: cardinalities.count + 1, largestLog2: Numerics.log(entries) / Numerics.log(2),
                entries: entries)
            throw .tooLarge(size, limit: Double(TwinNetwork.largestTables))
        }
        entryCount += entries
        return cardinalities.reduce(1, *)
    }
}

/// A copy's table that is still to be computed.
private struct Coupling {
    let variable: Int
    let stateCount: Int
    /// The variable's state, where it was seen.
    let seen: Int?
    /// The numbers of states of what the table is over, without the variable itself, and the number of its configurations.
    let cardinalities: [Int]
    let rows: Int
    /// Where the rows of the two worlds stand.
    let first: RowAddress
    let second: RowAddress

    /// The table of the copy.
    ///
    /// - Complexity: that of a coupling for each configuration.
    func table(_ mechanisms: [Mechanism]) -> ProbabilityTable {
        let mechanism = mechanisms[variable]
        var states = [Int](repeating: 0, count: cardinalities.count)
        var probabilities: [Double] = []
        probabilities.reserveCapacity(rows * (seen == nil ? stateCount : 1) * stateCount)
        for _ in 0..<rows {
            let joint = mechanism.coupling(stateCount: stateCount, first.row(states), second.row(states)) ?? []
            for state in seen.map({ $0..<$0 + 1 }) ?? 0..<stateCount {
                let row = joint[state * stateCount..<(state + 1) * stateCount]
                // A state that cannot be is never asked for; its row only has to be one.
                probabilities += row.contains { $0 > 0 } ? Array(row) : [1] + Array(repeating: 0, count: stateCount - 1)
            }
            for position in cardinalities.indices.reversed() {
                states[position] += 1
                if states[position] < cardinalities[position] { break }
                states[position] = 0
            }
        }
        return ProbabilityTable(
            parentCardinalities: cardinalities + (seen == nil ? [stateCount] : []), stateCount: stateCount,
            probabilities: probabilities, convention: .inverseCDF)
    }
}

/// Finds the row of a table whose parents are partly known and partly members of a scope.
private struct RowAddress {
    private var offset = 0
    private var strides: [Int]

    init(nodes: [Int], _ variables: [Variable], _ scope: [Int], known: (Int) -> Int?) {
        strides = Array(repeating: 0, count: scope.count)
        var stride = 1
        for node in nodes.reversed() {
            if let state = known(node) {
                offset += state * stride
            } else if let place = scope.firstIndex(of: node) {
                strides[place] += stride
            }
            stride *= variables[node].states.count
        }
    }

    func row(_ states: [Int]) -> Int { zip(strides, states).reduce(offset) { $0 + $1.0 * $1.1 } }
}

extension Query {
    /// What was seen for certain, as equations see it: states as indices.
    var values: [Int: Double] { evidence.mapValues(Double.init).merging(numbers) { _, number in number } }
}
