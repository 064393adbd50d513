/// A variable that, given others, moves a treatment and reaches the outcome only through it (Brito & Pearl 2002).
public struct ConditionalInstrument: Sendable, Hashable {
    /// The instrument.
    public let instrument: Int
    /// What it is an instrument given.
    public let given: [Int]
}

extension CausalGraph {
    /// The instruments for the effect of a treatment on an outcome, each with a set to condition on.
    ///
    /// A variable Z with a set W serves when W separates Z from the outcome once the first edges of all causal paths are
    /// removed, does not separate Z from the treatment, and holds no descendant of what lies on those paths. For each Z the W nearest
    /// to the outcome is tried, which is enough (van der Zander, Textor & Liśkiewicz 2015).
    ///
    /// - Complexity: O(*n*) times the cost of one separator.
    public func instruments(of treatment: Int, on outcome: Int) -> [ConditionalInstrument] {
        let adjustment = Adjustment(of: [treatment], on: [outcome], in: self)
        let reduced = adjustment.separationGraph
        let separation = Separation(reduced)
        let descendants = reduced.directed.descendantClosure(of: [outcome])
        let isLatent = [Bool](nodes(.latent), count: count)
        var forbidden = (0..<count).map { adjustment.biasing[$0] || descendants[$0] || isLatent[$0] }
        forbidden[treatment] = true
        return (0..<count).compactMap { node in
            guard !forbidden[node], node != outcome else { return nil }
            guard let given = reduced.nearestSeparator([node], to: [outcome], forbidden: forbidden),
                !separation.dSeparated([node], [treatment], given: given)
            else { return nil }
            return ConditionalInstrument(instrument: node, given: given)
        }
    }
}
