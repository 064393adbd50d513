import CausalEngine
import Verification

/// How far the second reader agrees with the verifier on accepted texts, and where they differ.
///
/// Of an accepted text the verifier has found every stated fact as the skeleton has it. Where the second reader states another
/// value, one of the two is wrong, or the text is: a person should read it.
public struct ReadingAudit: Sendable {
    /// The readings of one variable in accepted texts.
    public struct Tally: Sendable, Hashable {
        /// Stated by both with the same value.
        public var agreed = 0
        /// Stated by both with different values.
        public var differed = 0
        /// Stated by the verifier; left open, conflicting or unfound by the second reader.
        public var open = 0
        /// Unsaid to both, where the fact may be.
        public var unsaid = 0

        /// The share of agreement among what both state.
        public var agreement: Proportion { Proportion(successes: agreed, trials: agreed + differed) }
        /// The share of facts that the second reader states at all.
        public var coverage: Proportion { Proportion(successes: agreed + differed, trials: agreed + differed + open) }
    }

    /// Two readings of one fact that differ.
    public struct Disagreement: Sendable, Hashable {
        /// The record.
        public var id: String
        /// The variable.
        public var variable: Int
        /// The value that the verifier found, and the skeleton has.
        public var first: Value
        /// The value that the second reader found.
        public var second: Value
        /// The sentence that the verifier decided by, or the whole text.
        public var sentence: String
    }

    /// The tally of each variable, indexed like the network's.
    public private(set) var variables: [Tally]
    /// The tally of all variables.
    public private(set) var all = Tally()
    /// The disagreements, in row order.
    public private(set) var disagreements: [Disagreement] = []

    /// Compares the readings of a run's accepted texts.
    ///
    /// - Complexity: O(records · variables).
    public init(_ data: EvaluatedRun) {
        variables = Array(repeating: Tally(), count: data.network.variables.count)
        for row in data.rows where row.isAccepted {
            for variable in variables.indices where !data.network.variables[variable].isLatent {
                compare(row, variable, data.network.variables[variable])
            }
        }
    }

    private mutating func compare(_ row: EvaluatedRun.Row, _ variable: Int, _ description: Variable) {
        let verdict = row.verdicts?[variable]
        let second = row.second.indices.contains(variable) ? row.second[variable] : .unstated
        var tally = Tally()
        switch (verdict?.found, second.value) {
        case (nil, nil): tally.unsaid += 1
        case (_, nil): tally.open += 1
        case (let found, let other?):
            let first = found ?? row.values[variable]
            if description.wordedText(of: first) == description.wordedText(of: other) {
                tally.agreed += 1
            } else {
                tally.differed += 1
                disagreements.append(
                    Disagreement(
                        id: row.id, variable: variable, first: first, second: other,
                        sentence: Self.sentence(of: row, at: verdict?.spans.first)))
            }
        }
        variables[variable].add(tally)
        all.add(tally)
    }

    private static func sentence(of row: EvaluatedRun.Row, at span: Range<Int>?) -> String {
        let text = row.text ?? ""
        guard let span else { return text }
        let sentences = TextSentences(text)
        return sentences[sentences.range(around: span)]
    }

    func json(_ described: [Variable]) -> JSONValue {
        func tally(_ tally: Tally) -> JSONValue {
            [
                "agreement": tally.agreement.countedJSON, "coverage": tally.coverage.countedJSON,
                "unsaid": .integer(tally.unsaid),
            ]
        }
        return [
            "all": tally(all),
            "variables": .object(
                described.indices.filter { !described[$0].isLatent }.map { (described[$0].name, tally(variables[$0])) }),
            "disagreements": .array(
                disagreements.prefix(200).map { item in
                    [
                        "id": .string(item.id), "variable": .string(described[item.variable].name),
                        "verifier": JSONValue(item.first, of: described[item.variable]),
                        "secondReader": JSONValue(item.second, of: described[item.variable]),
                        "sentence": .string(VisibleText.make(item.sentence)),
                    ]
                }),
            "disagreementCount": .integer(disagreements.count),
        ]
    }
}

extension ReadingAudit.Tally {
    fileprivate mutating func add(_ other: Self) {
        agreed += other.agreed
        differed += other.differed
        open += other.open
        unsaid += other.unsaid
    }
}
