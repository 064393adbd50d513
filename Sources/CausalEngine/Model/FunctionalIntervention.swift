/// What a variable is set to from outside as a function of others: a soft intervention (Eberhardt & Scheines 2007; Correa &
/// Bareinboim 2020).
///
/// The variable listens to the variables that the formula names, and to nothing else. `u` in the formula is the variable's own
/// noise, by the law of its own equation, so that in a replayed unit it is the very number that the unit had; or, where the
/// intervention gives a law, noise that it brings with it, independent of the unit. A table has no `u` that a formula could
/// read; a law has to be given there.
public struct FunctionalIntervention: Sendable {
    /// The variables that the formula reads, by index, in the order in which it first names them.
    public let parents: [Int]
    /// The formula, compiled over ``parents``.
    public let equation: Equation
    /// Whether `u` keeps the law that the variable's own equation gives it; `true` also without `u`.
    public let keepsNoise: Bool

    /// Whether the formula reads the noise that the variable has in the model.
    var readsOwnNoise: Bool { keepsNoise && equation.noise != nil }

    /// The formula as a command line writes it: `60 + 0.5*age + u`, or with a law of its own `60 + u; u~normal(0, 9)`.
    public var text: String {
        guard !keepsNoise, let law = equation.noise else { return equation.source }
        return "\(equation.source); u~\(law.text)"
    }
}

extension FunctionalIntervention: Hashable {
    /// Whether two formulas are written the same over the same variables, with the same noise.
    public static func == (left: FunctionalIntervention, right: FunctionalIntervention) -> Bool {
        left.parents == right.parents && left.equation.source == right.equation.source
            && left.equation.noise == right.equation.noise && left.keepsNoise == right.keepsNoise
    }

    /// Feeds what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(parents)
        hasher.combine(equation.source)
        hasher.combine(equation.noise)
        hasher.combine(keepsNoise)
    }
}

extension SCM {
    /// The intervention that makes a variable a function of others.
    ///
    /// - Parameters:
    ///   - variable: the index of the variable.
    ///   - formula: an equation as model files write it. A word that names a variable is that variable, else a state.
    ///   - noise: another law for `u`; without it `u` keeps the law of the variable's own equation.
    /// - Throws: ``EngineError`` for a formula that does not compile, and an `u` without a law. Whether functions close a cycle
    ///   hangs on all that is intervened on: ``checkAcyclic(under:)`` tells.
    public func function(
        of variable: Int, _ formula: String, noise: NoiseLaw? = nil
    ) throws(EngineError) -> FunctionalIntervention {
        let target = variables[variable]
        let names = EquationCompiler.names(in: formula)
        var parents: [Int] = []
        for name in names {
            if let index = index(of: name), !parents.contains(index) { parents.append(index) }
        }
        try checkWords(names, of: target, parents: parents)
        let readsNoise = names.contains("u") && index(of: "u") == nil
        let own = readsNoise && noise == nil ? try ownLaw(of: variable) : nil
        let equation = try EquationCompiler.compile(
            formula, target: target, parents: parents.map { variables[$0] }, noise: noise ?? own, location: nil)
        return FunctionalIntervention(parents: parents, equation: equation, keepsNoise: noise == nil)
    }

    /// Every word is a variable, a state of one that the formula speaks of, `u` or a truth value.
    private func checkWords(_ words: [String], of target: Variable, parents: [Int]) throws(EngineError) {
        let states = target.states + parents.flatMap { variables[$0].states }
        let unknown = words.first { word in
            index(of: word) == nil && !states.contains(word) && !["u", "true", "false"].contains(word)
        }
        guard let unknown else { return }
        throw .unknownVariable(
            unknown, near: NearMiss.candidates(for: unknown, among: variables.map(\.name) + states), at: nil)
    }

    private func ownLaw(of variable: Int) throws(EngineError) -> NoiseLaw {
        if case .equation(let equation) = mechanisms[variable], let law = equation.noise { return law }
        let name = variables[variable].name
        throw .invalid(
            found: "“u” in a function of “\(name)”, whose mechanism has no noise that a formula could read",
            expected: "a law for u", mend: "write \(name):=…; u~normal(0, 1), or leave u out", at: nil)
    }
}
