/// Two models over one graph that give everything observed the same probabilities, none of them zero, and an effect different
/// ones: the proof that a hedge is (Shpitser & Pearl 2006, theorem 4).
///
/// Variables hold bits. A hidden fair coin sits on each bidirected edge of a spanning tree of the hedge, and each variable of
/// the hedge is the parity of its coins and its parents in the forest; in the second model the smaller forest does not listen to
/// the rest. One root errs now and then, with the same probability in both, so that nothing is impossible. Seen together the
/// parity of the roots tells no more than that error in either model; once treatments are set it is a fair coin in the
/// first, since coins shared with a treatment are counted once, and still only the error in the second. A second bit, with
/// errors of its own, carries the parity of the roots on to the outcomes. All other variables are fair coins.
public struct Counterexample: Sendable {
    /// The model in which the treatment acts on the hedge.
    public let first: SCM
    /// The model in which it does not.
    public let second: SCM

    /// The probability of an error: of one root, and of each variable that passes the parity on.
    public static let errorProbability = 1.0 / 16

    /// The pair of models that a hedge makes.
    ///
    /// - Parameters:
    ///   - hedge: the hedge.
    ///   - graph: the graph in which it was found, among observed variables; as ``Identification/graph``.
    /// - Returns: `nil` where a table of the models would have more than 2¹⁶ rows.
    /// - Complexity: O(*n* + *m*), and the size of the tables.
    public init?(_ hedge: Hedge, in graph: CausalGraph) {
        let plan = ParityPlan(hedge, graph)
        guard let first = plan.model(smallerForestListens: true), let second = plan.model(smallerForestListens: false)
        else { return nil }
        self.first = first
        self.second = second
    }

    /// How the two models differ in an effect, at one combination of outcomes.
    public struct Contrast: Sendable, Hashable {
        /// The state of each outcome, by variable.
        public let outcomes: [Int: Int]
        /// Their probability in the first model.
        public let first: Double
        /// Their probability in the second model.
        public let second: Double
    }

    /// The combination of outcomes in whose probability the models differ most, with treatments set to, and conditions seen at,
    /// their first states.
    ///
    /// - Returns: `nil` where the models do not differ in this effect, which can be with conditions, or where there are too many
    ///   combinations.
    /// - Complexity: one propagation in either model.
    public func contrast(of outcomes: [Int], do treatments: [Int], given conditions: [Int] = []) -> Contrast? {
        let counts = outcomes.map { first.variables[$0].states.count }
        guard counts.reduce(1.0, { $0 * Double($1) }) <= 4096 else { return nil }
        let settings = Dictionary(uniqueKeysWithValues: treatments.map { ($0, Intervention.value(.state(0))) })
        let query = Query(evidence: Dictionary(uniqueKeysWithValues: conditions.map { ($0, 0) }))
        let laws = [first, second].compactMap {
            try? ExactInference($0.intervene(settings)).joint(of: outcomes, query)
        }
        guard laws.count == 2 else { return nil }
        let gaps = zip(laws[0], laws[1]).map { abs($0 - $1) }
        guard let gap = gaps.max(), gap > 1e-9, let place = gaps.firstIndex(of: gap) else { return nil }
        var rest = place
        var states: [Int: Int] = [:]
        for (outcome, count) in zip(outcomes, counts).reversed() {
            states[outcome] = rest % count
            rest /= count
        }
        return Contrast(outcomes: states, first: laws[0][place], second: laws[1][place])
    }
}
