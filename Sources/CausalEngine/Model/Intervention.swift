/// What a variable is set to from outside: the `do` of one variable.
public enum Intervention: Sendable, Hashable {
    /// do(V = v).
    case value(Value)
    /// States drawn with fixed probabilities, whatever the parents: a stochastic intervention.
    case distribution([Double])
}

extension SCM {
    /// The model in which the variables get their values from outside: graph mutilation (Pearl 2009).
    ///
    /// The mechanisms of the intervened variables are replaced and the edges into them removed; everything else, the noise
    /// included, stays. The original is not changed. An intervention on a variable replaces an earlier one on it.
    ///
    /// - Parameter interventions: what each variable, by index, is set to.
    /// - Complexity: O(*n* + *m*).
    public func intervene(_ interventions: [Int: Intervention]) -> SCM {
        guard !interventions.isEmpty else { return self }
        var mechanisms = self.mechanisms
        for (variable, intervention) in interventions {
            switch intervention {
            case .value(let value): mechanisms[variable] = .constant(value)
            case .distribution(let probabilities): mechanisms[variable] = .distribution(probabilities)
            }
        }
        return SCM(mutilating: self, mechanisms: mechanisms, interventions: interventions)
    }
}
