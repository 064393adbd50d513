/// Why an effect cannot be identified: two models agree on all that is observed and differ in the effect, since two forests joined
/// by bidirected edges have the same roots, and only the larger meets the treatments (Shpitser & Pearl 2006).
public struct Hedge: Error, Sendable, Hashable {
    /// The nodes of the larger forest, ascending; some are treatments.
    public let forest: [Int]
    /// The nodes of the smaller forest within it, ascending; none is a treatment.
    public let subforest: [Int]
    /// The roots of both, to which all their nodes lead; ancestors of an outcome.
    public let roots: [Int]
    /// What is set in the effect that cannot be identified, ascending: the treatments, and conditions that count as such.
    public let treatments: [Int]
    /// What the effect is on, ascending: the outcomes, and conditions that are not treatments.
    public let outcomes: [Int]
}
