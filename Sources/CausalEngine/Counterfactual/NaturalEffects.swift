/// The effect of a cause, and how much of it runs through mediators (Robins & Greenland 1992; Pearl 2001).
///
/// Each is a difference of the probability of the effect's state, or of the mean of a continuous effect.
public struct NaturalEffects: Sendable, Hashable {
    /// The mediators, ascending.
    public var mediators: [Int]
    /// TE = P(Y(x) = y) − P(Y(x′) = y).
    public var total: CausalContrast.Quantity
    /// NDE = P(Y(x, M(x′)) = y) − P(Y(x′) = y): the cause at x, the mediators as with x′.
    public var naturalDirect: CausalContrast.Quantity
    /// NIE = P(Y(x′, M(x)) = y) − P(Y(x′) = y): the cause at x′, the mediators as with x.
    public var naturalIndirect: CausalContrast.Quantity
    /// CDE(m) = P(y | do(x, m)) − P(y | do(x′, m)), where values of mediators were given.
    public var controlledDirect: CausalContrast.Quantity?
}

extension CausalContrast {
    /// The variables on directed paths from the cause to the effect, ascending.
    public var allMediators: [Int] {
        let before = Set(scm.graph.ancestors(of: effect))
        return scm.graph.descendants(of: cause).filter(before.contains)
    }

    /// Total, natural direct, natural indirect and controlled direct effect.
    ///
    /// What units do in nested worlds, the cause at one value and mediators as under another, follows from their noise, so
    /// that no assumption about confounding is needed beyond the model itself.
    ///
    /// - Parameters:
    ///   - mediators: the mediators; `nil` for all variables on directed paths.
    ///   - controlled: values to hold mediators at, for the controlled direct effect.
    ///   - population: what was seen of variables that the cause has no effect on.
    /// - Throws: ``EngineError`` for evidence downstream of the cause or a mediator that is none; ``InferenceError`` as
    ///   ``Counterfactual/answer(_:approach:samples:seed:)``.
    /// - Complexity: six propagations.
    public func naturalEffects(
        mediators: [Int]? = nil, controlled: [Int: Value] = [:], _ population: Query = Query()
    ) throws -> NaturalEffects {
        try checkPopulation(population)
        let known = allMediators
        let mediators = (mediators ?? known).sorted()
        for mediator in mediators + Array(controlled.keys) where !known.contains(mediator) {
            throw EngineError.invalid(
                found: "“\(scm.variables[mediator].name)” as a mediator",
                expected: known.isEmpty
                    ? "none, for “\(scm.variables[effect].name)” hears of “\(scm.variables[cause].name)” directly or not at all"
                    : "one of \(known.map { scm.variables[$0].name }.joined(separator: ", "))",
                mend: "", at: nil)
        }
        let held = Set(mediators)
        let with = try outcome(world(value), given: population).outcome
        let without = try outcome(world(alternative), given: population).outcome
        let direct = try outcome(world(alternative), [cause: .value(value)], holding: held, given: population).outcome
        let indirect = try outcome(world(value), [cause: .value(alternative)], holding: held, given: population).outcome
        var effects = NaturalEffects(
            mediators: mediators, total: with - without, naturalDirect: direct - without,
            naturalIndirect: indirect - without)
        if !controlled.isEmpty {
            let settings = controlled.mapValues { Intervention.value($0) }
            effects.controlledDirect =
                try outcome(world(value).intervene(settings), given: population).outcome
                - outcome(world(alternative).intervene(settings), given: population).outcome
        }
        return effects
    }
}
