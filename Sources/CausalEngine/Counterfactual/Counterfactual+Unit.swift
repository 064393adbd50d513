extension Counterfactual {
    /// A unit whose values are all known: what is known of its noise, and what it would have been.
    ///
    /// The values do not settle the noise of a table: under `inverse-cdf` its uniform is anywhere in the state's interval. So
    /// the counterfactual of the unit is in general a distribution, which ``answer(_:approach:samples:seed:)`` gives for
    /// the values as evidence. The unit that this method returns has, cause by cause, the likeliest value given those of its
    /// causes; it is a world that can be, and ``CounterfactualUnit/open`` names the variables of which it is not certain.
    ///
    /// - Parameter values: a value for each variable.
    /// - Throws: ``InferenceError`` for values that the model rules out together, and for an equation that neither rises nor
    ///   falls with its noise; ``EngineError`` when an equation has no value in the other world.
    /// - Complexity: O(size of the model), and O(states³) for each `gumbel-max` table.
    public func unit(_ values: [Value]) throws -> CounterfactualUnit {
        let abduction = UnitAbduction(scm: scm, factual: values)
        let isChanged = isChanged
        let world = scm.intervene(interventions)
        let noise = try scm.variables.indices.map { variable throws(InferenceError) in
            do throws(InferenceError) {
                return try abduction.noise(of: variable)
            } catch {
                // An equation that cannot be solved matters only where its noise acts in the other world.
                let acts = interventions[variable]?.readsOwnNoise ?? isChanged[variable]
                if case .misfit = error, !acts { return CounterfactualUnit.Noise.open }
                throw error
            }
        }
        var counterfactual = values
        var open: Set<Int> = []
        for variable in world.topologicalOrder where isChanged[variable] {
            let law = try abduction.law(
                of: variable, interventions[variable], noise: noise[variable], given: counterfactual)
            // The likeliest value, and among equals the factual one.
            let best = law.map(\.probability).max() ?? 0
            let candidates = law.filter { $0.probability >= best * (1 - 1e-12) }.map(\.value)
            counterfactual[variable] =
                candidates.contains(values[variable]) ? values[variable] : candidates.first ?? values[variable]
            let hangsOnOpen = world.graph.parents[variable].contains(where: open.contains)
            if best < 1 - 1e-12 || hangsOnOpen { open.insert(variable) }
        }
        return CounterfactualUnit(
            factual: values, counterfactual: counterfactual, noise: noise, open: open.sorted())
    }
}

/// The noise behind the values of one unit.
struct UnitAbduction {
    let scm: SCM
    /// A value for each variable; only those of the variables asked about and of their parents are looked at.
    let factual: [Value]

    private func impossible(_ variable: Int) -> InferenceError {
        .impossibleEvidence(
            ([variable] + scm.graph.parents[variable]).map {
                "\(scm.variables[$0].name)=\(scm.variables[$0].text(of: factual[$0]))"
            })
    }

    /// What the values say of the noise of a variable.
    func noise(of variable: Int) throws(InferenceError) -> CounterfactualUnit.Noise {
        let state = factual[variable].stateIndex ?? 0
        switch scm.mechanisms[variable] {
        case .table(let table):
            let row = table.row(scm.row(of: variable, table.parentCardinalities, factual))
            return try noise(of: variable, row, state, table.effectiveConvention)
        case .distribution(let probabilities):
            let sum = probabilities.reduce(0, +)
            return try noise(of: variable, probabilities.map { $0 / sum }[...], state, .inverseCDF)
        case .response(let response):
            let row = scm.row(of: variable, response.parentCardinalities, factual)
            return try normalised(
                response.noise.indices.map {
                    response.values[row * response.noise.count + $0] == state ? response.noise[$0] : 0
                }, variable)
        case .constant(let value):
            guard value == factual[variable] else { throw impossible(variable) }
            return .number(0)
        case .equation(let equation):
            return try noise(of: variable, equation)
        }
    }

    private func noise(
        of variable: Int, _ row: ArraySlice<Double>, _ state: Int, _ convention: ProbabilityTable.NoiseConvention
    ) throws(InferenceError) -> CounterfactualUnit.Noise {
        guard row[row.startIndex + state] > 0 else { throw impossible(variable) }
        guard convention == .inverseCDF else { return .open }
        let interval = RowCoupling.intervals(of: row)[state]
        return .interval(low: interval.low, high: interval.high)
    }

    private func normalised(
        _ weights: [Double], _ variable: Int
    ) throws(InferenceError) -> CounterfactualUnit.Noise {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { throw impossible(variable) }
        if let only = weights.firstIndex(where: { $0 == sum }) { return .number(Double(only)) }
        return .states(weights.map { $0 / sum })
    }

    private func noise(of variable: Int, _ equation: Equation) throws(InferenceError) -> CounterfactualUnit.Noise {
        switch equation.noise {
        case nil:
            guard fits(variable, equation, noise: 0) else { throw impossible(variable) }
            return .number(0)
        case .bernoulli(let p):
            return try normalised(
                zip([0.0, 1], [1 - p, p]).map { fits(variable, equation, noise: $0) ? $1 : 0 }, variable)
        case .some(let law):
            guard let number = factual[variable].number else { return .open }
            let solution = NoiseSolution(equation: equation, law: law, variable: scm.variables[variable].name)
            let parents = scm.graph.parents[variable].map { [factual[$0].asNumber] }
            switch try solution.cells(for: [number], parents: parents).first {
            case .point(let noise, _) where noise.isFinite && law.logDensity(at: noise) != -.infinity:
                return .number(noise)
            case .stretch: return .open
            default: throw impossible(variable)
            }
        }
    }

    private func fits(_ variable: Int, _ equation: Equation, noise: Double) -> Bool {
        let value = try? scm.value(of: variable, equation, factual, noise: noise, row: 0)
        return value == factual[variable]
    }

    /// What a variable would have been, given what its causes would have been.
    func law(
        of variable: Int, _ intervention: Intervention?, noise: CounterfactualUnit.Noise, given values: [Value]
    ) throws -> [(value: Value, probability: Double)] {
        switch intervention {
        case .value(let value): return [(value, 1)]
        case .distribution(let probabilities):
            let sum = probabilities.reduce(0, +)
            return probabilities.enumerated().map { (.state($0), $1 / sum) }
        case .function(let function):
            guard let brought = function.equation.noise, !function.readsOwnNoise else {
                return try law(
                    of: variable, function.equation, over: function.parents,
                    function.equation.noise == nil ? .number(0) : noise, values)
            }
            return try law(of: variable, function, brought, values)
        case nil: break
        }
        let isSame = scm.graph.parents[variable].allSatisfy { values[$0] == factual[$0] }
        if isSame { return [(factual[variable], 1)] }
        let mechanism = scm.mechanisms[variable]
        switch mechanism {
        case .table(let table): return try law(of: variable, mechanism, table.parentCardinalities, values)
        case .response(let response): return try law(of: variable, mechanism, response.parentCardinalities, values)
        case .equation(let equation):
            return try law(of: variable, equation, over: scm.graph.parents[variable], noise, values)
        case .constant, .distribution: return [(factual[variable], 1)]
        }
    }

    private func law(
        of variable: Int, _ mechanism: Mechanism, _ cardinalities: [Int], _ values: [Value]
    ) throws(InferenceError) -> [(value: Value, probability: Double)] {
        let law = mechanism.counterfactual(
            of: factual[variable].stateIndex ?? 0, stateCount: scm.variables[variable].states.count,
            scm.row(of: variable, cardinalities, factual), scm.row(of: variable, cardinalities, values))
        guard let law else { throw impossible(variable) }
        return law.enumerated().map { (.state($0), $1) }
    }

    /// What an equation over any variables gives with what is known of the variable's noise.
    private func law(
        of variable: Int, _ equation: Equation, over parents: [Int], _ noise: CounterfactualUnit.Noise,
        _ values: [Value]
    ) throws -> [(value: Value, probability: Double)] {
        switch noise {
        case .number(let noise):
            return [(try scm.value(of: variable, equation, over: parents, values, noise: noise, row: 0), 1)]
        case .states(let probabilities):
            return try probabilities.enumerated().map {
                (try scm.value(of: variable, equation, over: parents, values, noise: Double($0), row: 0), $1)
            }
        case .interval, .open:
            guard case .equation(let own) = scm.mechanisms[variable], let noise = own.noise else {
                throw impossible(variable)
            }
            if let number = factual[variable].number {
                return try law(of: variable, equation, over: parents, solving: own, noise, number, values)
            }
            let state = factual[variable].stateIndex ?? 0
            let before = cells(of: own, noise, leadingTo: state, over: scm.graph.parents[variable], factual)
            return try lawOfCells(of: variable, equation, noise, over: parents, before, values)
        }
    }

    /// What an equation gives with noise from the stretch in which the variable's own equation gives its number: the middle
    /// one, certain where the ends of the stretch give the same.
    private func law(
        of variable: Int, _ equation: Equation, over parents: [Int], solving own: Equation, _ law: NoiseLaw,
        _ number: Double, _ values: [Value]
    ) throws -> [(value: Value, probability: Double)] {
        let solution = NoiseSolution(equation: own, law: law, variable: scm.variables[variable].name)
        let causes = scm.graph.parents[variable].map { [factual[$0].asNumber] }
        let found = try [0.0, 0.5, 1].map { share in
            let noise = try solution.noise(for: [number], parents: causes) { _ in share }
            return try scm.value(of: variable, equation, over: parents, values, noise: noise[0], row: 0)
        }
        return [(found[1], Set(found).count == 1 ? 1 : 0)]
    }

    /// What a function gives with noise that the intervention brings.
    private func law(
        of variable: Int, _ function: FunctionalIntervention, _ noise: NoiseLaw, _ values: [Value]
    ) throws -> [(value: Value, probability: Double)] {
        let equation = function.equation
        if case .bernoulli(let p) = noise {
            return try law(of: variable, equation, over: function.parents, .states([1 - p, p]), values)
        }
        guard scm.variables[variable].isContinuous else {
            return try lawOfCells(of: variable, equation, noise, over: function.parents, [(0, 1)], values)
        }
        // No number of a continuous law is likelier than 0; the unit shows the middle one.
        let middle = try scm.value(
            of: variable, equation, over: function.parents, values, noise: noise.quantile(0.5), row: 0)
        return [(middle, 0)]
    }

    /// Continuous noise is somewhere within cells: how much of them leads to each state.
    private func lawOfCells(
        of variable: Int, _ equation: Equation, _ law: NoiseLaw, over parents: [Int],
        _ before: [NoiseCells.Interval], _ values: [Value]
    ) throws(InferenceError) -> [(value: Value, probability: Double)] {
        let shares = scm.variables[variable].states.indices.map {
            NoiseCells.overlap(before, cells(of: equation, law, leadingTo: $0, over: parents, values))
        }
        let total = shares.reduce(0, +)
        guard total > 0 else { throw impossible(variable) }
        return shares.enumerated().map { (.state($0), $1 / total) }
    }

    private func cells(
        of equation: Equation, _ law: NoiseLaw, leadingTo state: Int, over parents: [Int], _ values: [Value]
    ) -> [NoiseCells.Interval] {
        NoiseCells(equation: equation, law: law).intervals(
            leadingTo: [Double(state)], parents: parents.map { [values[$0].asNumber] }
        ).first ?? []
    }
}
