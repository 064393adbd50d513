/// Counterfactuals by sampling: units given what was seen, their noise given their values, their values in the other world.
///
/// Units come from the exact posterior where there is one, all of one weight; else by likelihood weighting. Tables give the
/// noise back as a uniform within the state's interval, or as Gumbels drawn top-down; finite noise by its posterior; an
/// equation by being solved for it, or by the noise with which the unit was drawn.
struct MonteCarloAbduction {
    let scm: SCM
    let interventions: [Int: Intervention]
    let held: Set<Int>
    let samples: Int
    let seed: UInt64

    private static let batch = 1 << 15

    init(_ counterfactual: Counterfactual, samples: Int, seed: UInt64) {
        scm = counterfactual.scm
        interventions = counterfactual.interventions
        held = counterfactual.held
        self.samples = max(1, samples)
        self.seed = seed
    }

    /// Estimates what targets would have been.
    ///
    /// - Complexity: O(samples · size of the model without barren variables).
    func answer(_ query: Query) throws -> CounterfactualAnswer {
        let targets = query.targets.map { Array(Set($0)).sorted() } ?? Array(scm.variables.indices)
        let changed = scm.variables(changedBy: interventions, holding: held, neededFor: targets)
        let read = scm.intervene(interventions).graph.parents
        let wanted = targets + query.seen + changed + changed.flatMap { read[$0] }
        let units = try UnitSource(scm.withoutBarren(for: wanted), query, seed: seed)
        var tally = WeightedTally(scm, targets: targets)
        for start in stride(from: 0, to: samples, by: Self.batch) {
            let rows = UInt64(start)..<UInt64(min(samples, start + Self.batch))
            let factual = try units.sampler.sample(rows: rows, withNoise: true)
            let weights = try units.logWeights(of: factual)
            var prediction = Prediction(scm, factual, seed: seed, keepsNoise: units.keepsNoise, weights)
            for variable in changed { try prediction.predict(variable, interventions[variable]) }
            tally.add(prediction.table, logWeights: weights)
        }
        guard let posterior = tally.posterior(logConstant: units.logConstant) else {
            throw InferenceError.noFittingRow(units.findings, rows: samples)
        }
        let least = 1 / posterior.effectiveSampleSize
        return CounterfactualAnswer(
            method: .monteCarlo, logEvidence: units.logEvidence ?? posterior.logEvidence,
            estimates: posterior.estimates.map { variable, estimate in
                (variable, interventions[variable] == nil ? estimate.withErrors(atLeast: least) : estimate)
            }, samples: samples, effectiveSampleSize: posterior.effectiveSampleSize)
    }
}

extension WeightedPosterior.Estimate {
    /// The same estimate with no error below the size of one unit: that none of *n* units had a state does not say that it has
    /// probability zero, only about less than 1/*n* (the standard deviation under a uniform prior, Laplace 1774).
    fileprivate func withErrors(atLeast least: Double) -> WeightedPosterior.Estimate {
        guard case .states(let probabilities, let errors) = self, errors.count > 1 else { return self }
        return .states(probabilities: probabilities, errors: errors.map { max($0, least) })
    }
}

/// Where units that fit what was seen come from.
private struct UnitSource {
    let sampler: Sampler
    /// Whether the noise with which a variable is drawn is its noise in the model.
    let keepsNoise: [Bool]
    /// The logarithm of the probability of the evidence, where it is known exactly.
    let logEvidence: Double?
    let logConstant: Double
    let findings: [String]
    private let world: WeighedWorld?

    init(_ scm: SCM, _ query: Query, seed: UInt64) throws(InferenceError) {
        let exact = ExactInference(scm)
        var posterior: SCM?
        var logEvidence: Double?
        do throws(InferenceError) {
            posterior = try exact.posteriorModel(query)
            var question = query
            question.targets = []
            logEvidence = try exact.query(question).logEvidence
        } catch {
            guard error.leavesRoomForEstimates else { throw error }
        }
        self.logEvidence = logEvidence
        if let posterior {
            // Ancestors of what was seen got tables in place of their mechanisms.
            keepsNoise = posterior.mechanisms.map { if case .equation = $0 { true } else { false } }
            sampler = Sampler(posterior, seed: seed)
            (world, logConstant, findings) = (nil, 0, [])
        } else {
            let weighed = try WeighedWorld(scm, query, seed: seed)
            let isHeld = weighed.held
            keepsNoise = scm.variables.indices.map { !isHeld.contains($0) }
            sampler = weighed.sampler
            (world, logConstant, findings) = (weighed, weighed.logConstant, weighed.findings)
        }
    }

    func logWeights(of table: SampleTable) throws(InferenceError) -> [Double] {
        try world?.logWeights(of: table) ?? Array(repeating: 0, count: table.rowCount)
    }
}

/// The other world of a batch of units, variable by variable.
private struct Prediction {
    let scm: SCM
    let factual: SampleTable
    let seed: UInt64
    let keepsNoise: [Bool]
    /// The values of changed variables in the other world; of all others there are none.
    private var changed: [Int: [Double]] = [:]
    /// Units without weight may break any law.
    private let counts: [Bool]

    init(_ scm: SCM, _ factual: SampleTable, seed: UInt64, keepsNoise: [Bool], _ logWeights: [Double]) {
        self.scm = scm
        self.factual = factual
        self.seed = seed
        self.keepsNoise = keepsNoise
        counts = logWeights.map { $0 > -.infinity }
    }

    /// The units as they would have been.
    var table: SampleTable {
        var columns = factual.columns
        for (variable, column) in changed { columns[variable] = SampleColumn(column, like: columns[variable]) }
        return SampleTable(
            rows: factual.rows, seed: factual.seed, columns: columns, noise: [], stateCounts: factual.stateCounts)
    }

    private var rowCount: Int { factual.rowCount }

    private func before(_ variable: Int) -> [Double] { factual.columns[variable].numbers }

    private func after(_ variable: Int) -> [Double] { changed[variable] ?? before(variable) }

    /// Fresh uniforms of an abduction: independent of those that drew the units.
    private func stream(_ variable: Int, _ purpose: String = "abduction") -> NoiseStream {
        NoiseStream(seed: seed, name: "\(scm.variables[variable].name)\u{1F}\(purpose)")
    }

    private func uniforms(_ stream: NoiseStream) -> [Double] { factual.rows.map { stream.uniform(at: $0) } }

    mutating func predict(_ variable: Int, _ intervention: Intervention?) throws {
        switch (intervention, scm.mechanisms[variable]) {
        case (.value(let value), _):
            let number = value.number ?? Double(value.stateIndex ?? 0)
            changed[variable] = Array(repeating: number, count: rowCount)
        case (.distribution(let probabilities), _):
            let total = probabilities.reduce(0, +)
            let row = probabilities.map { $0 / total }[...]
            changed[variable] = uniforms(stream(variable, "lottery")).map {
                Double(RowCoupling.state(at: $0, in: row))
            }
        case (.function(let function), _):
            let noise = try noise(of: variable, function)
            let values = function.equation.program.evaluate(
                count: rowCount, parents: function.parents.map(after), noise: noise)
            changed[variable] = try values.indices.map {
                try counts[$0] ? checked(values[$0], variable, function.equation, row: $0) : before(variable)[$0]
            }
        case (nil, .table(let table)): changed[variable] = predict(variable, table)
        case (nil, .response(let response)): changed[variable] = predict(variable, response)
        case (nil, .equation(let equation)): changed[variable] = try predict(variable, equation)
        case (nil, .constant), (nil, .distribution): break
        }
    }

    /// The rows of a table that the parents select in either world.
    private func configurations(_ variable: Int, _ cardinalities: [Int]) -> [(before: Int, after: Int)] {
        var pairs = [(before: Int, after: Int)](repeating: (0, 0), count: rowCount)
        for (parent, count) in zip(scm.graph.parents[variable], cardinalities) {
            let before = before(parent)
            let after = after(parent)
            for row in pairs.indices {
                pairs[row] = (pairs[row].before * count + Int(before[row]), pairs[row].after * count + Int(after[row]))
            }
        }
        return pairs
    }

    private func predict(_ variable: Int, _ table: ProbabilityTable) -> [Double] {
        var states = before(variable)
        let pairs = configurations(variable, table.parentCardinalities)
        switch table.effectiveConvention {
        case .inverseCDF:
            let stream = stream(variable)
            for (row, pair) in pairs.enumerated() where pair.before != pair.after {
                let interval = RowCoupling.intervals(of: table.row(pair.before))[Int(states[row])]
                let share = stream.uniform(at: factual.rows.lowerBound + UInt64(row))
                let uniform = interval.low + (interval.high - interval.low) * share
                states[row] = Double(RowCoupling.state(at: uniform, in: table.row(pair.after)))
            }
        case .gumbelMax:
            let clocks = NoiseStream.clocks(
                seed: seed, name: "\(scm.variables[variable].name)\u{1F}abduction", count: table.stateCount)
            for (row, pair) in pairs.enumerated() where pair.before != pair.after {
                let race = GumbelRace(row: table.row(pair.before), winner: Int(states[row])) {
                    clocks[$0].uniform(at: factual.rows.lowerBound + UInt64(row))
                }
                states[row] = Double(race.winner(of: table.row(pair.after)))
            }
        }
        return states
    }

    private func predict(_ variable: Int, _ response: FiniteResponse) -> [Double] {
        var states = before(variable)
        let count = response.noise.count
        let stream = stream(variable)
        for (row, pair) in configurations(variable, response.parentCardinalities).enumerated()
        where pair.before != pair.after {
            let law = response.noise.indices.map { noise in
                response.values[pair.before * count + noise] == Int(states[row]) ? response.noise[noise] : 0
            }
            let level = stream.uniform(at: factual.rows.lowerBound + UInt64(row)) * law.reduce(0, +)
            let noise = RowCoupling.state(at: level, in: law[...])
            states[row] = Double(response.values[pair.after * count + noise])
        }
        return states
    }

    private func predict(_ variable: Int, _ equation: Equation) throws -> [Double] {
        let parents = scm.graph.parents[variable]
        let own = before(variable)
        let noise = try noise(of: variable, equation, own, parents.map(before))
        let values = equation.program.evaluate(count: rowCount, parents: parents.map(after), noise: noise)
        let isSame = parents.filter { changed[$0] != nil }.map { zip(before($0), after($0)).map { $0 == $1 } }
        return try own.indices.map { row in
            // With the same parents the value is the same, to the last bit.
            guard counts[row], !isSame.allSatisfy({ $0[row] }) else { return own[row] }
            return try checked(values[row], variable, equation, row: row)
        }
    }

    /// What an equation gave, a state as its index.
    private func checked(
        _ value: Double, _ variable: Int, _ equation: Equation, row: Int
    ) throws(EngineError) -> Double {
        let declared = scm.variables[variable]
        let isValue = declared.isContinuous ? value.isFinite : value >= 0 && value < Double(declared.states.count)
        guard isValue else {
            throw .evaluation(
                variable: declared.name, problem: declared.isContinuous ? "no finite number" : "none of its states",
                row: factual.rows.lowerBound + UInt64(row), at: equation.location)
        }
        return declared.isContinuous ? value : value.rounded(.down)
    }

    /// The noise that a function set on a variable reads: the variable's own, or noise that it brings.
    private func noise(of variable: Int, _ function: FunctionalIntervention) throws(InferenceError) -> [Double] {
        guard let law = function.equation.noise else { return [] }
        guard function.readsOwnNoise, case .equation(let equation) = scm.mechanisms[variable] else {
            return uniforms(stream(variable, "lottery")).map { law.quantile($0) }
        }
        return try noise(of: variable, equation, before(variable), scm.graph.parents[variable].map(before))
    }

    private func noise(
        of variable: Int, _ equation: Equation, _ values: [Double], _ parents: [[Double]]
    ) throws(InferenceError) -> [Double] {
        guard let law = equation.noise else { return [] }
        guard !keepsNoise[variable] else { return factual.noise[variable] }
        if case .bernoulli(let p) = law { return coins(p, variable, equation, values, parents) }
        guard scm.variables[variable].isContinuous else {
            let cells = NoiseCells(equation: equation, law: law).intervals(leadingTo: values, parents: parents)
            return zip(cells, uniforms(stream(variable))).map { intervals, share in
                NoiseCells.quantile(at: share, of: intervals).map { law.quantile($0) } ?? .nan
            }
        }
        let solution = NoiseSolution(equation: equation, law: law, variable: scm.variables[variable].name)
        let stream = stream(variable)
        return try solution.noise(for: values, parents: parents) {
            stream.uniform(at: factual.rows.lowerBound + UInt64($0))
        }
    }

    /// Coins drawn given what they led to.
    private func coins(
        _ p: Double, _ variable: Int, _ equation: Equation, _ values: [Double], _ parents: [[Double]]
    ) -> [Double] {
        let fits = [0.0, 1].map { coin in
            zip(
                equation.program.evaluate(
                    count: rowCount, parents: parents, noise: Array(repeating: coin, count: rowCount)), values
            ).map { scm.variables[variable].isContinuous ? $0 == $1 : $0.rounded(.down) == $1 }
        }
        return zip(uniforms(stream(variable)), 0..<rowCount).map { uniform, row in
            fits[0][row] && fits[1][row] ? (uniform < 1 - p ? 0 : 1) : fits[1][row] ? 1 : 0
        }
    }
}

extension SampleColumn {
    /// The column as numbers, states as indices.
    var numbers: [Double] {
        switch self {
        case .states(let states): states.map(Double.init)
        case .wideStates(let states): states.map(Double.init)
        case .numbers(let numbers): numbers
        }
    }

    /// A column of the kind of another.
    init(_ numbers: [Double], like other: SampleColumn) {
        switch other {
        case .states: self = .states(numbers.map { UInt8($0) })
        case .wideStates: self = .wideStates(numbers.map { UInt32($0) })
        case .numbers: self = .numbers(numbers)
        }
    }
}
