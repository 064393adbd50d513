import CausalEngine

/// What acceptance did to the law of one variable: how far it moved altogether, and each of its values.
public struct VariableShift: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The divergences of the accepted shares of the states from the drawn ones; `nil` for a number.
    ///
    /// Forgetting all other variables loses information, so that none exceeds what the skeletons themselves have (the
    /// data-processing inequality); how near it comes says how much of the selection goes by this variable alone.
    public var divergences: Divergences?
    /// The shift of each state, or of the mean.
    public var values: [ValueShift]

    /// The shifts of every variable.
    ///
    /// - Parameters:
    ///   - values: the full assignment of each skeleton that was tried.
    ///   - accepted: whether each was accepted.
    ///   - variables: the variables.
    /// - Returns: nothing where nothing was accepted.
    /// - Complexity: O(skeletons · states).
    public static func all(_ values: [[Value]], accepted: [Bool], variables: [Variable]) -> [VariableShift] {
        let shifts = ValueShift.all(values, accepted: accepted, variables: variables)
        let rate = Double(accepted.count { $0 }) / Double(max(1, accepted.count))
        return variables.indices.compactMap { variable in
            let own = shifts.filter { $0.variable == variable }
            guard !own.isEmpty else { return nil }
            return VariableShift(variable: variable, divergences: divergences(own, rate: rate), values: own)
        }
    }

    /// From the acceptance of each state, which Bayes' rule gives: φ(s) = R · accepted share / drawn share.
    private static func divergences(_ shifts: [ValueShift], rate: Double) -> Divergences? {
        let drawn = shifts.filter { $0.state != nil && $0.drawn > 0 }
        return Divergences(
            acceptance: drawn.map { rate * $0.accepted / $0.drawn }, weights: drawn.map(\.drawn))
    }
}

extension VariableShift {
    /// The shift as written in reports; what is not defined is null.
    func json(_ variable: Variable) -> JSONValue {
        let divergences = divergences
        var members: [(key: String, value: JSONValue)] = [
            ("tv", JSONValue(divergences?.tv)), ("chi2", JSONValue(divergences?.chi2)),
            ("kl", JSONValue(divergences?.kl)),
        ]
        if variable.isContinuous {
            members.append(("mean", values.first?.json ?? .null))
        } else {
            let states = values.compactMap { shift in shift.state.map { (variable.states[$0], shift.json) } }
            members.append(("states", .object(states)))
        }
        return .object(members)
    }
}

extension ValueShift {
    /// The shift as written in reports.
    fileprivate var json: JSONValue {
        [
            "drawn": .number(drawn), "accepted": .number(accepted), "difference": .number(difference),
            "interval95": interval?.json ?? .null, "clear": .bool(isClear),
        ]
    }
}
