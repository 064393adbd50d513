import CausalEngine
import Foundation
import RunLedger
import Verification

/// What one strategy came to on the skeletons of a run: how often it realized them, what that cost, how much its texts differ.
///
/// Everything is over the skeletons that are ended; those that an interrupted run has left open are not counted.
public struct StrategyFigures: Sendable {
    /// The strategy's name.
    public let strategy: String
    /// The run.
    public let run: String
    /// The skeletons, whether ended or not.
    public private(set) var skeletons = 0
    /// The skeletons that were accepted at some attempt.
    public var realizability: Proportion { Proportion(successes: accepted, trials: ended) }
    /// The skeletons that were accepted at their first attempt.
    public var firstPass: Proportion { Proportion(successes: acceptedAtOnce, trials: ended) }
    /// The attempts.
    public private(set) var attempts = 0
    /// The answers that were asked for.
    public private(set) var calls = 0
    /// The tokens of prompts and answers; where nobody counts them, four bytes are taken for one.
    public private(set) var tokens = 0
    /// How much the accepted texts differ in their words.
    public private(set) var diversity = TextDiversity()
    private var ended = 0
    private var accepted = 0
    private var acceptedAtOnce = 0

    /// Sums up a run.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: O(length of all texts and prompts).
    public init(strategy: String, run: Run, in ledger: Ledger) throws {
        self.strategy = strategy
        self.run = run.id
        let network = try run.network()
        let reader = TextReader(network: network)
        try ledger.forEachRecord(of: run, in: network, detail: .verdicts) { record in
            skeletons += 1
            guard record.isEnded(budget: run.attemptBudget) else { return }
            ended += 1
            attempts += record.attempts.count
            calls += record.attempts.reduce(0) { $0 + $1.calls }
            tokens += record.attempts.reduce(0) { $0 + $1.tokens }
            guard let last = record.attempts.last, last.isAccepted else { return }
            accepted += 1
            acceptedAtOnce += last.number == 0 ? 1 : 0
            diversity.add(last.text, sentences: reader.sentences(in: last.text))
        }
    }

    /// The attempts on a skeleton, on average; `nil` without skeletons.
    public var meanAttempts: Double? { ended > 0 ? Double(attempts) / Double(ended) : nil }

    /// The calls for each accepted text, those for texts that were not accepted included; `nil` when none was.
    public var callsPerAccepted: Double? { accepted > 0 ? Double(calls) / Double(accepted) : nil }

    /// The tokens for each accepted text, those for texts that were not accepted included; `nil` when none was.
    public var tokensPerAccepted: Double? { accepted > 0 ? Double(tokens) / Double(accepted) : nil }

    /// The figures as one object; what is not defined is null.
    public var json: JSONValue {
        [
            "strategy": .string(strategy), "run": .string(run), "skeletons": .integer(skeletons),
            "ended": .integer(ended),
            "realized": .integer(accepted), "realizability": realizability.json, "firstPass": firstPass.json,
            "attempts": ["total": .integer(attempts), "mean": JSONValue(meanAttempts)],
            "calls": ["total": .integer(calls), "perAccepted": JSONValue(callsPerAccepted)],
            "tokens": ["total": .integer(tokens), "perAccepted": JSONValue(tokensPerAccepted)],
            "diversity": diversity.json,
        ]
    }

    /// The figures of several strategies as a table, a line each.
    public static func table(_ figures: [StrategyFigures]) -> String {
        let head = [
            "strategy", "realized", "95 % interval", "first pass", "attempts", "calls", "tokens", "distinct-2",
            "unique",
        ]
        let rows = [head] + figures.map(\.cells)
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + space : space + row[column]
            }.joined(separator: "  ")
        }
        let note =
            "attempts: mean for each skeleton; calls and tokens: for each accepted text; unique: different sentences."
        return VisibleText.make((lines + ["", note]).joined(separator: "\n"))
    }

    private var cells: [String] {
        let interval = realizability.wilson95
        return [
            strategy, "\(accepted)/\(ended)",
            interval.map { "[\(Self.text($0.lowerBound, 3)), \(Self.text($0.upperBound, 3))]" } ?? "–",
            Self.text(firstPass.rate, 3), Self.text(meanAttempts, 2), Self.text(callsPerAccepted, 1),
            Self.text(tokensPerAccepted, 0), Self.text(diversity.distinct2, 3),
            "\(diversity.differentSentences)/\(diversity.sentences)",
        ]
    }

    private static func text(_ value: Double?, _ decimals: Int) -> String {
        value.map { String(format: "%.\(decimals)f", $0) } ?? "–"
    }
}
