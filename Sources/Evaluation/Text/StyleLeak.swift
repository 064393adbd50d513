import CausalEngine
import Foundation
import Verification

/// Whether a text gives a value away by more than the sentence that states it: by its length, or by what is left when every
/// sentence with a finding is taken out.
public struct StyleLeak: Sendable {
    /// What can be told of one state of one variable without its sentences.
    public struct Class: Sendable, Hashable {
        /// The variable.
        public var variable: Int
        /// The state that is told from the others.
        public var state: Int
        /// How many texts have it.
        public var count: Int
        /// The mean number of words of those texts.
        public var meanLength: Double
        /// The 95 % interval of the mean by the normal approximation.
        public var interval: ClosedRange<Double>
        /// The area under the ROC curve of a classifier on masked texts; .5 is chance. `nil` with fewer than ten texts on a side.
        public var auc: Double?
        /// The middle 95 % of areas by chance, Bonferroni-corrected for the number of classes.
        public var chance: ClosedRange<Double>?

        /// Whether the masked text tells the state better than chance allows.
        public var leaks: Bool { auc.map { $0 > chance?.upperBound ?? 1 } ?? false }
    }

    /// The states of the observed discrete variables; of two-state variables the first only.
    public let classes: [Class]
    /// How many texts were classified.
    public let texts: Int

    /// The most texts that are classified.
    public static let limit = 2000

    /// Looks for leaks in a run's accepted texts.
    ///
    /// The classifier is multinomial naive Bayes on words, with Laplace's smoothing, in five seeded folds.
    ///
    /// - Complexity: O(classes · words).
    public init(_ data: EvaluatedRun, seed: UInt64) {
        let stream = NoiseStream(seed: seed, name: "folds")
        let rows = data.rows.filter(\.isAccepted).prefix(Self.limit)
        let masked = rows.map { TextMeasures.words(of: Self.masked($0)) }
        let lengths = rows.map { Double(TextMeasures.words(of: $0.text ?? "").count) }
        let folds = rows.indices.map { Int(stream.bits(at: UInt64($0)) % 5) }
        texts = rows.count
        var targets: [(variable: Int, state: Int)] = []
        for (index, variable) in data.network.variables.enumerated() where !variable.isLatent {
            for state in variable.states.indices where variable.states.count > 2 || state == 0 {
                targets.append((index, state))
            }
        }
        var vocabulary: [String: Int] = [:]
        let codes = masked.map { words in
            words.map { word -> Int in
                let code = vocabulary[word] ?? vocabulary.count
                vocabulary[word] = code
                return code
            }
        }
        classes = targets.map { variable, state in
            let isMember = rows.map { $0.values[variable] == .state(state) }
            let own = zip(lengths, isMember).filter(\.1).map(\.0)
            let half = own.isEmpty ? 0 : 1.96 * own.standardDeviation / Double(own.count).squareRoot()
            var found = Class(
                variable: variable, state: state, count: own.count, meanLength: own.mean,
                interval: own.mean - half...own.mean + half)
            let others = isMember.count - own.count
            guard own.count >= 10, others >= 10 else { return found }
            let scores = Self.scores(codes, isMember, folds, vocabulary: vocabulary.count)
            found.auc = Self.area(scores, isMember)
            // The area is a Mann–Whitney statistic; its deviation by chance is known.
            let deviation = (Double(isMember.count + 1) / (12 * Double(own.count) * Double(others))).squareRoot()
            let reach = Self.quantile(1 - 0.025 / Double(targets.count)) * deviation
            found.chance = 0.5 - reach...0.5 + reach
            return found
        }
    }

    /// The text without the sentences in which the verifier found a mention.
    private static func masked(_ row: EvaluatedRun.Row) -> String {
        let sentences = TextSentences(row.text ?? "")
        return sentences.all.filter { sentence in !row.spans.contains { $0.overlaps(sentence) } }
            .map { sentences[$0] }.joined(separator: "\n")
    }

    /// The log-odds that each text gets from the other folds.
    private static func scores(_ texts: [[Int]], _ isMember: [Bool], _ folds: [Int], vocabulary: Int) -> [Double] {
        var scores = [Double](repeating: 0, count: texts.count)
        for fold in 0..<5 {
            var counts = [[Double]](repeating: [Double](repeating: 1, count: vocabulary), count: 2)
            var totals = [Double(vocabulary), Double(vocabulary)]
            for (index, text) in texts.enumerated() where folds[index] != fold {
                let side = isMember[index] ? 1 : 0
                for word in text { counts[side][word] += 1 }
                totals[side] += Double(text.count)
            }
            let odds = (0..<vocabulary).map { log(counts[1][$0] / totals[1]) - log(counts[0][$0] / totals[0]) }
            for index in texts.indices where folds[index] == fold {
                scores[index] = texts[index].reduce(0) { $0 + odds[$1] }
            }
        }
        return scores
    }

    /// The share of pairs, one of either side, that the scores put in the right order; ties count half.
    static func area(_ scores: [Double], _ isMember: [Bool]) -> Double {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (rankSum, members) = (0.0, 0.0)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            for place in start..<end where isMember[order[place]] {
                rankSum += rank
                members += 1
            }
            start = end
        }
        let others = Double(scores.count) - members
        guard members > 0, others > 0 else { return 0.5 }
        return (rankSum - members * (members + 1) / 2) / (members * others)
    }

    /// The quantile of the normal law, by bisection.
    private static func quantile(_ share: Double) -> Double {
        var (low, high) = (0.0, 10.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
        }
        return low
    }

    func json(_ variables: [Variable]) -> JSONValue {
        [
            "n": .integer(texts), "classifier": "naive Bayes on words, sentences with findings taken out, 5 folds",
            "classes": .array(
                classes.map { item in
                    [
                        "variable": .string(variables[item.variable].name),
                        "state": .string(variables[item.variable].states[item.state]), "n": .integer(item.count),
                        "meanWords": .number(item.meanLength), "meanWordsInterval": item.interval.json,
                        "auc": JSONValue(item.auc), "chance95": item.chance?.json ?? .null, "leaks": .bool(item.leaks),
                    ]
                }),
            "leaks": .integer(classes.count { $0.leaks }),
        ]
    }
}
