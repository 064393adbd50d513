extension SCM {
    /// How many numbers of a variable's mechanism can be chosen freely.
    ///
    /// A table has one less than its states in each row; finite noise one less than its own states; an equation those of its
    /// noise law. What was set from outside with certainty has none.
    ///
    /// - Complexity: O(1).
    public func freeParameters(of variable: Int) -> Int {
        switch mechanisms[variable] {
        case .table(let table): table.rowCount * (table.stateCount - 1)
        case .response(let response): response.noise.count - 1
        case .equation(let equation): equation.noise?.parameterCount ?? 0
        case .constant: 0
        case .distribution(let probabilities): probabilities.count - 1
        }
    }
}

extension NoiseLaw {
    /// The number of the law's parameters.
    public var parameterCount: Int {
        switch self {
        case .normal, .uniform, .logistic, .gamma, .lognormal: 2
        case .studentT(_, 0, 1): 1
        case .studentT: 3
        case .exponential, .bernoulli: 1
        }
    }
}
