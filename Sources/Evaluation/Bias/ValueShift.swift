import CausalEngine

/// How far acceptance moved one state of a variable, or the mean of a number: accepted skeletons against all that were drawn.
///
/// The accepted are among the drawn, so that the two figures depend on each other; their correlation follows from how many were
/// accepted and enters the interval.
public struct ValueShift: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The state's index; `nil` for the mean of a number.
    public var state: Int?
    /// The share of the state, or the mean, among all skeletons that were tried.
    public var drawn: Double
    /// The same among those that were accepted.
    public var accepted: Double
    /// The 95 % interval of accepted − drawn: of shares from the two Wilson intervals by the method of variance estimates recovery
    /// (Zou & Donner 2008), which a state that was drawn fewer than some ten times may make too narrow; of means by the standard
    /// error of their influence and the normal law, `nil` where fewer than two skeletons stand on one side. Exactly 0 when every
    /// skeleton was accepted.
    public var interval: ClosedRange<Double>?

    /// Accepted − drawn.
    public var difference: Double { accepted - drawn }

    /// Whether the interval leaves out 0. Of many intervals without any bias one in twenty does.
    public var isClear: Bool { interval.map { !$0.contains(0) } ?? false }

    /// The shifts of every state and number, by variable.
    ///
    /// - Parameters:
    ///   - values: the full assignment of each skeleton that was tried.
    ///   - accepted: whether each was accepted.
    ///   - variables: the variables.
    /// - Returns: nothing where nothing was accepted.
    /// - Complexity: O(skeletons · states).
    public static func all(_ values: [[Value]], accepted: [Bool], variables: [Variable]) -> [ValueShift] {
        let count = accepted.count { $0 }
        guard count > 0 else { return [] }
        return variables.indices.flatMap { variable -> [ValueShift] in
            let mine = zip(values, accepted).filter(\.1).map { $0.0[variable] }
            let theirs = zip(values, accepted).filter { !$0.1 }.map { $0.0[variable] }
            if variables[variable].isContinuous {
                let numbers = (mine.compactMap(\.number), theirs.compactMap(\.number))
                return [mean(of: variable, numbers.0, numbers.1)]
            }
            return variables[variable].states.indices.map { share(of: $0, variable, mine, theirs) }
        }
    }

    private static func share(of state: Int, _ variable: Int, _ accepted: [Value], _ refused: [Value]) -> ValueShift {
        func count(_ values: [Value]) -> Int { values.count { $0.stateIndex == state } }
        let mine = Proportion(successes: count(accepted), trials: accepted.count)
        let all = Proportion(
            successes: mine.successes + count(refused), trials: accepted.count + refused.count)
        return ValueShift(
            variable: variable, state: state, drawn: all.rate ?? 0, accepted: mine.rate ?? 0,
            interval: refused.isEmpty ? 0...0 : difference(mine, all))
    }

    /// The interval of a share among the accepted less that among all.
    private static func difference(_ mine: Proportion, _ all: Proportion) -> ClosedRange<Double>? {
        guard let p = mine.rate, let q = all.rate, let near = mine.wilson95, let far = all.wilson95 else { return nil }
        let rate = Double(mine.trials) / Double(all.trials)
        let variance = q * (1 - q)
        // Cov(p, q) is the variance of the accepted over all: p(1 − p)/n.
        let correlation = min(1, (rate * (variance > 0 ? p * (1 - p) / variance : 1)).squareRoot())
        func spread(_ a: Double, _ b: Double) -> Double { max(0, a * a - 2 * correlation * a * b + b * b).squareRoot() }
        let low = p - q - spread(p - near.lowerBound, far.upperBound - q)
        let high = p - q + spread(near.upperBound - p, q - far.lowerBound)
        return low...high
    }

    private static func mean(of variable: Int, _ accepted: [Double], _ refused: [Double]) -> ValueShift {
        let (mine, all) = (accepted.mean, (accepted + refused).mean)
        var interval: ClosedRange<Double>? = refused.isEmpty ? 0...0 : nil
        if accepted.count > 1, refused.count > 1 {
            let count = Double(accepted.count + refused.count)
            let rate = Double(accepted.count) / count
            // What each skeleton adds to the difference.
            let influence = accepted.map { ($0 - mine) / rate - ($0 - all) } + refused.map { all - $0 }
            let squares = influence.reduce(0) { $0 + $1 * $1 }
            // Φ⁻¹(0.975)
            let half = 1.959963984540054 * (squares / (count * (count - 1))).squareRoot()
            interval = mine - all - half...mine - all + half
        }
        return ValueShift(variable: variable, state: nil, drawn: all, accepted: mine, interval: interval)
    }
}
