import CausalEngine
import RunLedger
import Verification

/// What a run came to: how much was realized, what went wrong on the way, and what selection did.
///
/// Rates and bias are over the skeletons that are ended, which for a finished run are all of them; skeletons that an
/// interrupted run has left open are counted apart.
public struct RunSummary: Sendable {
    /// How the drafts on one variable failed.
    public struct Violations: Sendable, Hashable {
        /// The variable.
        public var variable: String
        /// How many first drafts got each verdict but a match.
        public var firstDrafts: [Verdict.Kind: Int] = [:]
        /// How many skeletons were given up with the variable still wrong in their last draft.
        public var final = 0
    }

    /// The run.
    public let run: Run
    /// The ledger's file.
    public let ledger: String
    /// The number of skeletons.
    public private(set) var skeletons = 0
    /// How many skeletons may still get attempts.
    public private(set) var open = 0
    /// How many skeletons were accepted, and how many may still be.
    public var realizability: Proportion { bias.realizability }
    /// How many skeletons were accepted at each attempt, from 0.
    public private(set) var histogram: [Int]
    /// The variables that some draft failed, in the network's order.
    public private(set) var violations: [Violations] = []
    /// What acceptance did to the distribution of the skeletons.
    public let bias: SelectionBias
    /// The tokens of all prompts; `nil` where no attempt tells.
    public private(set) var promptTokens: Int?
    /// The tokens of all texts; `nil` where no attempt tells.
    public private(set) var completionTokens: Int?
    /// The number of attempts.
    public private(set) var attempts = 0
    /// How many attempts ended otherwise than with a complete draft, by reason in alphabetical order.
    public private(set) var failures: [(reason: String, count: Int)] = []
    /// What became of the counterfactual pairs; `nil` for a run without twins.
    public private(set) var pairs: PairSummary?

    /// Sums up a run as it stands in a ledger.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: O(attempts × variables), and that of ``SelectionBias``.
    public init(of run: Run, in ledger: Ledger) throws {
        let network = try run.network()
        var tally = Tally(run: run, variables: network.variables)
        var pairs = run.counterfactual.map { _ in PairSummary() }
        // Whether an edit is local hangs on everything that was read.
        let detail: Ledger.Detail = pairs == nil ? .verdicts : .everything
        try ledger.forEachRecord(of: run, in: network, detail: detail) { record in
            tally.add(record)
            pairs?.add(record)
        }
        self.pairs = pairs
        self.run = run
        self.ledger = ledger.path
        skeletons = tally.skeletons
        open = tally.skeletons - tally.accepted.count
        histogram = tally.histogram
        violations = tally.violations.filter { $0.final > 0 || !$0.firstDrafts.isEmpty }
        promptTokens = tally.promptTokens
        completionTokens = tally.completionTokens
        attempts = tally.attempts
        failures = tally.failures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        bias = SelectionBias(values: tally.values.map(network.profile.withConflicts), accepted: tally.accepted)
    }

    /// The mean number of the attempt at which skeletons were accepted, 0 being the first; `nil` when none was.
    public var meanIterations: Double? {
        let realized = histogram.reduce(0, +)
        guard realized > 0 else { return nil }
        return Double(histogram.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(realized)
    }

    /// The summary as one object; what is not defined is null.
    public var json: JSONValue {
        let pairs: [(key: String, value: JSONValue)] = pairs.map { [("pairs", $0.json)] } ?? []
        return .object((common.members ?? []) + pairs)
    }

    private var common: JSONValue {
        [
            "ledger": .string(ledger), "run": .string(run.id), "skeletons": .integer(skeletons),
            "realized": .integer(realizability.successes), "realizability": realizability.json,
            "iterations": [
                "mean": JSONValue(meanIterations), "histogram": .array(histogram.map { .integer($0) }),
            ],
            "violations": .object(violations.map { ($0.variable, Self.json($0)) }), "bias": bias.json,
            "tokens": ["prompt": JSONValue(promptTokens), "completion": JSONValue(completionTokens)],
            "failures": .object(failures.map { ($0.reason, .integer($0.count)) }), "open": .integer(open),
            "attempts": .integer(attempts), "network": .string(run.networkName), "seed": .unsigned(run.seed),
            "realizer": ["kind": .string(run.writer.kind), "model": JSONValue(run.writer.model)],
            "verification": .string(run.verification), "softwareVersion": .string(run.softwareVersion),
        ]
    }

    /// The kinds of verdict that are violations, in the order in which they are written.
    public static let violationKinds = Verdict.Kind.allCases.filter { $0 != .match }

    private static func json(_ violations: Violations) -> JSONValue {
        let kinds = violationKinds.map { ($0.rawValue, JSONValue.integer(violations.firstDrafts[$0] ?? 0)) }
        return .object(kinds + [("final", .integer(violations.final))])
    }
}

/// What is counted while going through the records of a run.
private struct Tally {
    let budget: Int
    var skeletons = 0
    var values: [[Value]] = []
    var accepted: [Bool] = []
    var histogram: [Int]
    var violations: [RunSummary.Violations]
    var attempts = 0
    var promptTokens: Int?
    var completionTokens: Int?
    var failures: [String: Int] = [:]

    init(run: Run, variables: [Variable]) {
        budget = run.attemptBudget
        histogram = Array(repeating: 0, count: run.attemptBudget)
        violations = variables.map { RunSummary.Violations(variable: $0.name) }
    }

    mutating func add(_ record: RunRecord) {
        skeletons += 1
        for attempt in record.attempts { add(attempt) }
        let drafts = record.attempts.compactMap(\.check)
        for verdict in drafts.first?.verdicts.violations ?? [] {
            violations[verdict.variable].firstDrafts[verdict.kind, default: 0] += 1
        }
        guard record.isEnded(budget: budget) else { return }
        values.append(record.unit.skeleton.values)
        accepted.append(record.isAccepted)
        if let last = record.attempts.last, last.isAccepted, histogram.indices.contains(last.number) {
            histogram[last.number] += 1
        } else {
            for verdict in drafts.last?.verdicts.violations ?? [] { violations[verdict.variable].final += 1 }
        }
    }

    private mutating func add(_ attempt: Attempt) {
        attempts += 1
        if let tokens = attempt.end.promptTokens { promptTokens = (promptTokens ?? 0) + tokens }
        if let tokens = attempt.end.completionTokens { completionTokens = (completionTokens ?? 0) + tokens }
        if attempt.failure != nil || attempt.end.reason != Attempt.End.complete {
            failures[attempt.end.reason, default: 0] += 1
        }
    }
}
