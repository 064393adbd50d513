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
    /// Pairs of which both texts were accepted.
    public private(set) var accepted = 0
    /// Sentences of accepted twins' texts that are in only one of the two.
    public private(set) var changedSentences = 0
    /// Those of them that speak of a changed variable.
    public private(set) var localSentences = 0
    /// Pairs in which every sentence that differs speaks of a changed variable.
    public private(set) var localPairs = 0

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
            guard let old = pair.factual.attempts.last, let new = pair.twin.attempts.last, old.isAccepted,
                new.isAccepted
            else { continue }
            accepted += 1
            let changed = Set(unit.values.indices.filter { unit.values[$0] != twin.values[$0] })
            let differing = Self.sentences(of: old, unlike: new) + Self.sentences(of: new, unlike: old)
            let local = differing.count { !$0.isDisjoint(with: changed) }
            changedSentences += differing.count
            localSentences += local
            if local == differing.count { localPairs += 1 }
        }
    }

    /// For each sentence of a text that another has not: the variables that the verifier found in it.
    private static func sentences(of attempt: Attempt, unlike other: Attempt) -> [Set<Int>] {
        let known = Set(SentenceSplitter.sentences(of: other.text).map(\.text))
        let readings = attempt.check?.reading.variables ?? []
        return SentenceSplitter.sentences(of: attempt.text).filter { !known.contains($0.text) }.map { sentence in
            Set(readings.indices.filter { readings[$0].spans.contains { $0.overlaps(sentence.span) } })
        }
    }

    var json: JSONValue {
        [
            "pairs": .integer(pairs), "movedNonDescendants": .integer(movedNonDescendants),
            "otherNoise": .integer(otherNoise), "acceptedPairs": .integer(accepted),
            "editLocality": Proportion(successes: localSentences, trials: changedSentences).countedJSON,
            "localPairs": Proportion(successes: localPairs, trials: accepted).countedJSON,
        ]
    }
}
