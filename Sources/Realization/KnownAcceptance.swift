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

extension SimulatedRealizer: KnownAcceptance {}
