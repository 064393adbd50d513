import CausalEngine

extension Profile {
    /// Whether a value conflicts with the modelled prior: another state is held likelier in its context. `nil` where the
    /// profile says nothing of it.
    ///
    /// - Complexity: O(rules and states of the variable).
    func conflicts(_ variable: Int, in values: [Value]) -> Bool? {
        guard let state = values[variable].stateIndex, let prior = prior(of: variable, given: values),
            prior.indices.contains(state), let top = prior.max()
        else { return nil }
        return prior[state] < top
    }

    /// An assignment as acceptance is estimated on it: its values, and for each variable with a prior whether its value
    /// conflicts with it.
    ///
    /// Conflict is a matter of several variables together, which a regression on each value by itself cannot see. What is added
    /// is a function of the values, so estimates by cells stay as they are.
    ///
    /// - Complexity: O(rules of the profile).
    public func withConflicts(_ values: [Value]) -> [Value] {
        values
            + values.indices.filter { priors.indices.contains($0) && !priors[$0].isEmpty }.map {
                .state(conflicts($0, in: values) == true ? 1 : 0)
            }
    }
}
