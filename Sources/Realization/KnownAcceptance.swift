import CausalEngine

/// A simulated writer whose acceptance is known in closed form, so that estimates can be held against it.
public protocol KnownAcceptance: Realizer {
    /// φ: the probability that a skeleton has been realized after one fresh draft and at most this many corrections, when
    /// the verifier reads every draft as it is meant.
    ///
    /// - Parameters:
    ///   - values: the skeleton's values, indexed like the network's variables.
    ///   - corrections: how many corrections may follow the first draft.
    func acceptance(of values: [Value], corrections: Int) -> Double
}

extension KnownAcceptance {
    /// φ of blind retry: 1 − (1 − p)^(retries + 1), since fresh drafts are independent.
    ///
    /// - Parameters:
    ///   - values: the skeleton's values, indexed like the network's variables.
    ///   - retries: how many fresh drafts may follow the first one.
    public func blindAcceptance(of values: [Value], retries: Int) -> Double {
        let miss = 1 - acceptance(of: values, corrections: 0)
        return 1 - (0...max(0, retries)).reduce(1) { product, _ in product * miss }
    }
}

extension SimulatedRealizer: KnownAcceptance {}
