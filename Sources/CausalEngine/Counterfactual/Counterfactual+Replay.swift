extension Counterfactual {
    /// A generated unit, and the same unit, with the very same noise, in the world in which variables are set.
    ///
    /// Exact: every variable keeps the noise u(seed, row, variable) with which it was drawn. Under `inverse-cdf` the values
    /// are those of the same row of `Sampler(scm.intervene(…), seed:)`. A `gumbel-max` table draws its value from one
    /// uniform; the Gumbels behind it are functions of seed, row, variable and value, and lead to the value in the other world.
    /// A function set on a variable reads the unit's own noise as `u`; a stochastic intervention, and a function with a law of
    /// its own, draw noise that is independent of the unit's.
    ///
    /// - Parameters:
    ///   - row: the row of the stream.
    ///   - seed: the seed of the stream.
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` when an equation has no value.
    /// - Complexity: O(variables + edges), times the size of equations.
    public func replay(row: UInt64, seed: UInt64) throws(EngineError) -> CounterfactualUnit {
        let unit = try Sampler(scm, seed: seed).skeleton(row: row)
        let isChanged = isChanged
        var values = unit.values
        for variable in scm.intervene(interventions).topologicalOrder where isChanged[variable] {
            values[variable] = try replayed(variable, unit, values)
        }
        return CounterfactualUnit(
            factual: unit.values, counterfactual: values, noise: unit.noise.map { .number($0) }, open: [])
    }

    private func replayed(_ variable: Int, _ unit: Skeleton, _ values: [Value]) throws(EngineError) -> Value {
        let stream = NoiseStream.ofIntervention(seed: unit.seed, name: scm.variables[variable].name)
        switch interventions[variable] {
        case .value(let value): return value
        case .distribution(let probabilities):
            let sum = probabilities.reduce(0, +)
            return .state(
                RowCoupling.state(at: stream.gridUniform(at: unit.row), in: probabilities.map { $0 / sum }[...]))
        case .function(let function):
            let noise =
                function.readsOwnNoise
                ? unit.noise[variable] : function.equation.noise?.quantile(stream.uniform(at: unit.row))
            return try scm.value(
                of: variable, function.equation, over: function.parents, values, noise: noise ?? 0, row: unit.row)
        case nil: break
        }
        switch scm.mechanisms[variable] {
        case .table(let table):
            let before = scm.row(of: variable, table.parentCardinalities, unit.values)
            let after = scm.row(of: variable, table.parentCardinalities, values)
            if before == after { return unit.values[variable] }
            guard table.effectiveConvention == .gumbelMax else {
                return .state(RowCoupling.state(at: unit.noise[variable], in: table.row(after)))
            }
            let clocks = NoiseStream.clocks(
                seed: unit.seed, name: scm.variables[variable].name, count: table.stateCount)
            let race = GumbelRace(row: table.row(before), winner: unit.values[variable].stateIndex ?? 0) {
                clocks[$0].uniform(at: unit.row)
            }
            return .state(race.winner(of: table.row(after)))
        case .response(let response):
            let row = scm.row(of: variable, response.parentCardinalities, values)
            return .state(response.values[row * response.noise.count + Int(unit.noise[variable])])
        case .equation(let equation):
            return try scm.value(of: variable, equation, values, noise: unit.noise[variable], row: unit.row)
        case .constant, .distribution: return unit.values[variable]
        }
    }
}
