import ArgumentParser
import CausalEngine

/// A cause and an effect whose probabilities of causation and natural effects are asked for.
struct CausationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            With --effect: was this the cause of that? Adds the probabilities of necessity, sufficiency and both (PN, PS, PNS) \
            with the bounds that hold under any noise, and the total, natural direct and natural indirect effect.
            """, valueName: "assignment"))
    var cause: String?

    @Option(
        help: ArgumentHelp(
            "The state of the cause to hold it against; needed where it has more than two.", valueName: "state"))
    var instead: String?

    @Option(
        help: ArgumentHelp(
            "The effect: VARIABLE=STATE, or the name of a continuous variable for its mean.", valueName: "assignment"))
    var effect: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            A mediator, VARIABLE; without it all variables between cause and effect. As VARIABLE=STATE also the controlled \
            direct effect with the mediator held there. May be repeated.
            """, valueName: "mediator"))
    var mediator: [String] = []

    var isEmpty: Bool { cause == nil && effect == nil }

    func validate() throws {
        if (cause == nil) != (effect == nil) { throw ValidationError("--cause and --effect go together.") }
        if cause == nil, instead != nil || !mediator.isEmpty {
            throw ValidationError("--instead and --mediator go with --cause and --effect.")
        }
    }

    /// The contrast that the options name; `nil` without them.
    func contrast(in scm: SCM, samples: Int, seed: UInt64) throws -> CausalContrast? {
        guard let cause, let effect else { return nil }
        let (variable, value) = try Assignments.assignment(cause, in: scm)
        let declared = scm.variables[variable]
        let target: (variable: Int, state: Int?)
        if let index = scm.index(of: effect), scm.variables[index].isContinuous {
            target = (index, nil)
        } else {
            let (index, value) = try Assignments.assignment(effect, in: scm)
            target = (index, value.stateIndex)
        }
        return try CausalContrast(
            scm, cause: variable, value: value, alternative: alternative(to: value, of: declared),
            effect: target.variable, state: target.state, samples: samples, seed: seed)
    }

    private func alternative(to value: Value, of variable: Variable) throws -> Value {
        if let instead { return try Assignments.value(instead, of: variable) }
        guard variable.states.count == 2, let state = value.stateIndex else {
            throw EngineError.invalid(
                found: "the cause “\(variable.name)” without --instead",
                expected: "the value to hold it against, for it has more than two", mend: "add --instead", at: nil)
        }
        return .state(1 - state)
    }

    /// The mediators named, `nil` for all, and the values at which they are held.
    func mediators(in scm: SCM) throws -> (named: [Int]?, controlled: [Int: Value]) {
        var named: [Int] = []
        var assignments: [String] = []
        for text in mediator {
            if let index = scm.index(of: text) {
                named.append(index)
            } else if text.contains("=") {
                assignments.append(text)
            } else {
                named += try Assignments.variables([text], in: scm)
            }
        }
        let controlled = try Assignments.values(assignments, in: scm)
        let all = Set(named + controlled.keys).sorted()
        return (all.isEmpty ? nil : all, controlled)
    }
}
