import CausalEngine
import RunLedger
import Verification

/// Whether counterfactual twins are twins: the noise of their unit, nothing changed but what descends from the intervention, and
/// in the texts only sentences that speak of changed variables.
public struct PairAudit: Sendable, Hashable {
    /// The number of pairs.
    public private(set) var pairs = 0
    /// Pairs in which some variable that does not descend from what was set has another value.
    public private(set) var movedNonDescendants = 0
    /// Pairs whose noise is not the same, what was set apart.
    public private(set) var otherNoise = 0
    /// What became of the texts, and how local the edits are that made the twins'.
    public private(set) var texts = PairSummary()

    /// Audits the pairs of a run.
    ///
    /// - Returns: `nil` for a run without twins.
    /// - Throws: ``LedgerError`` when the interventions do not fit the network.
    /// - Complexity: O(length of the texts).
    public init?(_ data: EvaluatedRun) throws {
        guard let set = try data.run.counterfactualInterventions(in: data.network) else { return nil }
        let below = Set(set.keys.flatMap { data.network.scm.graph.descendants(of: $0) }).union(set.keys)
        for pair in data.pairs {
            let (unit, twin) = (pair.factual.unit.skeleton, pair.twin.unit.skeleton)
            pairs += 1
            let others = unit.values.indices.filter { !below.contains($0) }
            if others.contains(where: { unit.values[$0] != twin.values[$0] }) { movedNonDescendants += 1 }
            if unit.noise.indices.contains(where: { set[$0] == nil && unit.noise[$0] != twin.noise[$0] }) {
                otherNoise += 1
            }
            texts.add(pair.factual)
            texts.add(pair.twin)
        }
    }

    var json: JSONValue {
        [
            "pairs": .integer(pairs), "movedNonDescendants": .integer(movedNonDescendants),
            "otherNoise": .integer(otherNoise), "texts": texts.json,
        ]
    }
}
