import CausalEngine
import RunLedger
import Verification

/// What became of the counterfactual pairs of a run, and how local the edits are that made the twins' texts.
public struct PairSummary: Sendable, Hashable {
    /// The number of units with a twin.
    public private(set) var units = 0
    /// How many pairs have an accepted text for both.
    public private(set) var realized = 0
    /// Of those, how many have the same values, and so the same text.
    public private(set) var unchanged = 0
    /// The sentences of the units' texts in realized pairs.
    public private(set) var sentences = 0
    /// How many of them do not stand in the twin's text to the letter.
    public private(set) var edited = 0
    /// How many of those speak of nothing that changes: 0 when every edit is local.
    public private(set) var outside = 0

    private var factual: RunRecord?

    /// The share of sentences that stand in the twins' texts to the letter; `nil` without realized pairs.
    public var keptShare: Double? { sentences == 0 ? nil : Double(sentences - edited) / Double(sentences) }

    /// Takes in the next record of a run; a twin follows its unit.
    ///
    /// - Complexity: O(length of the texts).
    mutating func add(_ record: RunRecord) {
        guard record.unit.counterfactualOf != nil else {
            factual = record
            return
        }
        units += 1
        guard let factual, factual.isAccepted, record.isAccepted, let old = factual.attempts.last,
            let new = record.attempts.last
        else { return }
        realized += 1
        let values = (factual.unit.skeleton.values, record.unit.skeleton.values)
        let changed = Set(values.0.indices.filter { values.0[$0] != values.1[$0] })
        if changed.isEmpty { unchanged += 1 }
        compare(old, new.text, changed)
    }

    private mutating func compare(_ old: Attempt, _ new: String, _ changed: Set<Int>) {
        let (before, after) = (TextSentences(old.text), TextSentences(new))
        var kept: [String: Int] = [:]
        for sentence in after.all { kept[after[sentence], default: 0] += 1 }
        let spans =
            (old.check?.verdicts.all ?? []).filter { changed.contains($0.variable) }.flatMap(\.spans)
            + (old.check?.reading.mentions ?? []).filter { $0.variable.map(changed.contains) ?? false }.map(\.span)
        for sentence in before.all {
            sentences += 1
            let words = before[sentence]
            if let count = kept[words], count > 0 {
                kept[words] = count - 1
            } else {
                edited += 1
                if !spans.contains(where: { $0.overlaps(sentence) }) { outside += 1 }
            }
        }
    }

    /// The summary as an object.
    var json: JSONValue {
        [
            "units": .integer(units), "realized": .integer(realized), "unchanged": .integer(unchanged),
            "editLocality": [
                "sentences": .integer(sentences), "edited": .integer(edited), "outside": .integer(outside),
                "kept": JSONValue(keptShare),
            ],
        ]
    }
}
