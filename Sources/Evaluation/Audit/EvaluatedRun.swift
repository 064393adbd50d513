import CausalEngine
import RunLedger
import Verification

/// The records of a run laid out for evaluation: skeletons, what was accepted of them, and what the accepted texts say to a
/// reader other than the one that accepted them.
public struct EvaluatedRun: Sendable {
    /// A factual skeleton and what became of it.
    struct Row: Sendable {
        var id: String
        var values: [Value]
        var isAccepted: Bool
        /// The accepted text, else the last that was read.
        var text: String?
        /// What the verifier found in it.
        var verdicts: Verdicts?
        /// What the verifier's reading marks as speaking of a variable, in Unicode scalars.
        var spans: [Range<Int>] = []
        /// What the second reader found in it.
        var second: [VariableReading] = []
    }

    /// A unit with its counterfactual twin.
    struct Pair: Sendable {
        var factual: RunRecord
        var twin: RunRecord
    }

    /// The run.
    public let run: Run
    /// The network.
    public let network: Network
    /// The model that the skeletons were drawn from: the network's under the run's interventions.
    public let scm: SCM
    let rows: [Row]
    let pairs: [Pair]

    /// Reads a run; of a run with counterfactual twins the factual units are the rows.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: O(length of the texts).
    public init(of run: Run, in ledger: Ledger, network: Network) throws {
        self.run = run
        self.network = network
        scm = network.scm.intervene(try run.interventions(in: network))
        let reader = SecondReader(network: network)
        var rows: [Row] = []
        var pairs: [Pair] = []
        var factual: [Int: RunRecord] = [:]
        let isTwinned = run.counterfactual != nil
        try ledger.forEachRecord(of: run, in: network) { record in
            if let origin = record.unit.counterfactualOf {
                if let unit = factual.removeValue(forKey: origin) { pairs.append(Pair(factual: unit, twin: record)) }
                return
            }
            if isTwinned { factual[record.unit.position] = record }
            guard record.isEnded(budget: run.attemptBudget) else { return }
            let draft = record.attempts.last { $0.check != nil }
            let reading = draft?.check?.reading
            rows.append(
                Row(
                    id: run.recordID(row: record.unit.skeleton.row, isCounterfactual: false),
                    values: record.unit.skeleton.values, isAccepted: record.isAccepted, text: draft?.text,
                    verdicts: draft?.check?.verdicts,
                    spans: (reading?.mentions.map(\.span) ?? []) + (reading?.variables.flatMap(\.spans) ?? []),
                    second: draft.map { reader.read($0.text) } ?? []))
        }
        self.rows = rows
        self.pairs = pairs
    }

    /// Table S: the skeletons, accepted or not.
    var skeletons: [[Value?]] { rows.map(\.values) }

    /// Table A: the skeletons of accepted records.
    var accepted: [[Value?]] { rows.filter(\.isAccepted).map(\.values) }

    /// Table E: what the accepted texts say to the second reader; `nil` where they state nothing to it. A fact that may be left
    /// unsaid, and is, counts as the skeleton has it, since the text leaves it to be derived.
    var readAgain: [[Value?]] {
        let wording = network.profile.wording
        return rows.filter(\.isAccepted).map { row in
            row.second.enumerated().map { variable, found in
                found.status == .unstated && wording[variable].isDerivable ? row.values[variable] : found.value
            }
        }
    }
}
