/// How far one value of a cause was necessary and is sufficient for an effect (Pearl 1999), with the bounds that hold whatever
/// the noise (Tian & Pearl 2000).
public struct ProbabilitiesOfCausation: Sendable, Hashable {
    /// A probability under the noise convention of the model, and the range that it cannot leave under any.
    public struct Bounded: Sendable, Hashable {
        /// The probability; `nil` where what it is conditional on cannot be.
        public var quantity: CausalContrast.Quantity?
        /// The least and greatest value that agree with the model's observational and interventional distributions of cause and
        /// effect.
        public var bounds: ClosedRange<Double>?
    }

    /// PN: the probability that the effect would not have been, had the cause been at x′, where it was x and the effect was.
    public var necessity: Bounded
    /// PS: the probability that the effect would have been, had the cause been at x, where it was x′ and the effect was not.
    public var sufficiency: Bounded
    /// PNS: the probability that the effect is with x and is not with x′.
    public var necessityAndSufficiency: Bounded
}

extension CausalContrast {
    /// The probabilities of necessity, of sufficiency, and of both.
    ///
    /// - Parameter population: what was seen of variables that the cause has no effect on.
    /// - Throws: ``EngineError`` for an effect without states or evidence downstream of the cause; ``InferenceError`` as
    ///   ``Counterfactual/answer(_:approach:samples:seed:)``.
    /// - Complexity: eight propagations.
    public func probabilitiesOfCausation(_ population: Query = Query()) throws -> ProbabilitiesOfCausation {
        try checkPopulation(population)
        guard let state else {
            throw EngineError.invalid(
                found: "the continuous effect “\(scm.variables[effect].name)”", expected: "an effect with states",
                mend: "", at: nil)
        }
        let with = try outcome(world(value), given: population).outcome
        let without = try outcome(world(alternative), given: population).outcome
        let shares = try causeShares(population)
        let jointWith = try joint(value, shares, population)
        let jointWithout = try joint(alternative, shares, population)
        let margins = Margins(
            with: with.value, without: without.value, causeAndEffect: jointWith.effect.value,
            causeAlone: jointWith.noEffect.value, effectAlone: jointWithout.effect.value,
            neither: jointWithout.noEffect.value)
        var necessity: Quantity?
        if margins.causeAndEffect > 0 {
            let other = try outcome(
                scm, [cause: .value(alternative)],
                given: population.seeing(value, of: cause).seeing(.state(state), of: effect)
            ).outcome
            necessity = Quantity(1) - other
        }
        var sufficiency: Quantity?
        if margins.neither > 0 {
            var query = population.seeing(alternative, of: cause)
            query.likelihood[effect] = scm.variables[effect].states.indices.map { $0 == state ? 0 : 1 }
            sufficiency = try outcome(scm, [cause: .value(value)], given: query).outcome
        }
        var both = Quantity(0)
        if with.value > 0 {
            let other = try outcome(
                world(value), [cause: .value(alternative)],
                given: population.seeing(.state(state), of: effect)
            ).outcome
            both = Quantity(with.value * (1 - other.value), error: with.value * other.error)
        }
        return ProbabilitiesOfCausation(
            necessity: .init(quantity: necessity, bounds: margins.necessity),
            sufficiency: .init(quantity: sufficiency, bounds: margins.sufficiency),
            necessityAndSufficiency: .init(quantity: both, bounds: margins.both))
    }

    /// The probability of each state of the cause in the world as it is.
    private func causeShares(_ population: Query) throws -> [Double] {
        var own = population
        own.targets = [cause]
        let answer = try Counterfactual(scm, [:]).answer(own, samples: samples, seed: seed)
        guard case .states(let probabilities, _) = answer[cause] else {
            throw EngineError.invalid(
                found: "the continuous cause “\(scm.variables[cause].name)”", expected: "a cause with states",
                mend: "", at: nil)
        }
        return probabilities
    }

    /// P(cause, effect) and P(cause, no effect) in the world as it is, from the probabilities of the cause.
    private func joint(
        _ value: Value, _ shares: [Double], _ population: Query
    ) throws -> (effect: Quantity, noEffect: Quantity) {
        let share = value.stateIndex.map { shares[$0] } ?? 0
        guard share > 0 else { return (Quantity(0), Quantity(0)) }
        let effect = try outcome(scm, given: population.seeing(value, of: cause)).outcome
        return (Quantity(share * effect.value), Quantity(share * (1 - effect.value)))
    }
}

/// What observation and experiment say of cause and effect: P(y | do(x)), P(y | do(x′)), P(x, y), P(x, y′), P(x′, y), P(x′, y′).
private struct Margins {
    var with: Double
    var without: Double
    var causeAndEffect: Double
    var causeAlone: Double
    var effectAlone: Double
    var neither: Double

    /// The probability of other values of the cause than the two.
    var others: Double { max(0, 1 - causeAndEffect - causeAlone - effectAlone - neither) }

    var necessity: ClosedRange<Double>? {
        range(
            (causeAndEffect + effectAlone - without) / causeAndEffect, (1 - without - neither) / causeAndEffect,
            where: causeAndEffect > 0)
    }

    var sufficiency: ClosedRange<Double>? {
        range(
            (neither + causeAlone - (1 - with)) / neither, (with - causeAndEffect) / neither, where: neither > 0)
    }

    var both: ClosedRange<Double>? {
        let low =
            [with - without, causeAndEffect + effectAlone - without, neither + causeAlone - (1 - with)].max() ?? 0
        let high =
            [
                with, 1 - without, causeAndEffect + neither + others,
                with - without + causeAlone + effectAlone + others,
            ].min() ?? 1
        return range(low, high, where: true)
    }

    private func range(_ low: Double, _ high: Double, where isDefined: Bool) -> ClosedRange<Double>? {
        isDefined ? .probabilities(low, high) : nil
    }
}

extension Query {
    /// The question with one more finding.
    func seeing(_ value: Value, of variable: Int) -> Query {
        var query = self
        switch value {
        case .state(let state): query.evidence[variable] = state
        case .number(let number): query.numbers[variable] = number
        }
        return query
    }
}
