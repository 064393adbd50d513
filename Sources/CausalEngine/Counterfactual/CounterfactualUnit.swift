/// One unit in two worlds: its values as they were, its noise, and its values as they would have been.
public struct CounterfactualUnit: Sendable, Hashable {
    /// What is known of the noise of one variable.
    public enum Noise: Sendable, Hashable {
        /// The noise itself: the uniform of a table, the realised noise of an equation, the state of finite noise; 0 where there
        /// is none.
        case number(Double)
        /// The uniform of a table is anywhere in [low, high), evenly.
        case interval(low: Double, high: Double)
        /// The probability of each state of finite noise, or of the two values of a coin.
        case states([Double])
        /// Gumbels of which no more is known than which state they led to, or a continuous noise in a set with no short name.
        case open
    }

    /// The values as they were, by variable.
    public let factual: [Value]
    /// The values as they would have been; where noise leaves them open the likeliest, given those of the causes.
    public let counterfactual: [Value]
    /// The noise of each variable.
    public let noise: [Noise]
    /// The variables whose value would have been another, ascending.
    public let changed: [Int]
    /// The variables whose counterfactual value the noise leaves open, ascending.
    public let open: [Int]

    init(factual: [Value], counterfactual: [Value], noise: [Noise], open: [Int]) {
        self.factual = factual
        self.counterfactual = counterfactual
        self.noise = noise
        self.open = open
        changed = factual.indices.filter { factual[$0] != counterfactual[$0] }
    }
}

extension Value {
    /// The value as equations see it: a state as its index.
    var asNumber: Double { number ?? Double(stateIndex ?? 0) }
}

extension SCM {
    /// The row of a table that values select.
    func row(of variable: Int, _ cardinalities: [Int], _ values: [Value]) -> Int {
        zip(graph.parents[variable], cardinalities).reduce(0) { $0 * $1.1 + (values[$1.0].stateIndex ?? 0) }
    }

    /// The value of an equation over the variable's parents for one unit.
    ///
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` where it has none.
    func value(
        of variable: Int, _ equation: Equation, _ values: [Value], noise: Double, row: UInt64
    ) throws(EngineError) -> Value {
        try value(of: variable, equation, over: graph.parents[variable], values, noise: noise, row: row)
    }

    /// The value of an equation over any variables for one unit.
    ///
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` where it has none.
    func value(
        of variable: Int, _ equation: Equation, over parents: [Int], _ values: [Value], noise: Double, row: UInt64
    ) throws(EngineError) -> Value {
        let declared = variables[variable]
        let result =
            equation.program.evaluate(count: 1, parents: parents.map { [values[$0].asNumber] }, noise: [noise]).first
            ?? .nan
        let isValue = declared.isContinuous ? result.isFinite : result >= 0 && result < Double(declared.states.count)
        guard isValue else {
            throw .evaluation(
                variable: declared.name, problem: declared.isContinuous ? "no finite number" : "none of its states",
                row: row, at: equation.location)
        }
        return declared.isContinuous ? .number(result) : .state(Int(result))
    }
}
