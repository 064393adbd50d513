import CausalEngine
import RunLedger

/// The audit of a run as it stands in its ledger: what was realized, what acceptance did to each variable, and whether skeletons,
/// accepted skeletons and accepted texts keep the model's law and its independencies.
///
/// The figures are those of ``EvaluationReport`` for the same seed and replicates; the report has more of them.
public struct RunAudit: Sendable {
    /// What is being worked on.
    public enum Stage: String, Sendable, Hashable, CaseIterable {
        /// The texts are read again.
        case reading = "reading the texts again"
        /// Chance is taken off the bias.
        case bias = "resampling the bias"
        /// The tables are held against the model.
        case fidelity = "drawing exact samples"
        /// Independencies are tested.
        case independence = "testing independencies"
    }

    /// What became of the skeletons, with the violations by kind.
    public let summary: RunSummary
    /// The run's variables.
    public let variables: [Variable]
    /// What chance does to the measures of bias; `nil` when nothing was accepted.
    public let resampling: BiasResampling?
    /// Accepted against drawn, by variable.
    public let shifts: [VariableShift]
    /// S, A and E against the model.
    public let distances: [TableDistance]
    /// Separated and connected triples on S, A and E.
    public let calibration: CalibrationAudit
    /// The graph's own independencies on S, A and E.
    public let implied: ImpliedAudit
    /// Agreement with the second reader on accepted texts.
    public let reading: ReadingAudit

    /// Audits a run.
    ///
    /// - Parameters:
    ///   - run: the run; where it has counterfactual twins, the factual units make the tables.
    ///   - ledger: its ledger.
    ///   - seed: the seed of samples and replicates.
    ///   - replicates: how many replicate data sets are drawn from the model.
    ///   - progress: told on the way what is worked on and how much of it is done, from 0 to 1; what it throws ends the audit.
    /// - Throws: ``LedgerError``, ``EngineError`` when the run's network cannot be read any more, or what `progress` throws.
    /// - Complexity: bounded by seeded samples of triples; see ``CalibrationAudit``.
    public init(
        of run: Run, in ledger: Ledger, seed: UInt64 = 0, replicates: Int = 100,
        progress: (Stage, Double) throws -> Void = { _, _ in }
    ) throws {
        let network = try run.network()
        variables = network.variables
        try progress(.reading, 0)
        summary = try RunSummary(of: run, in: ledger)
        try progress(.reading, 0.5)
        let data = try EvaluatedRun(of: run, in: ledger, network: network)
        reading = ReadingAudit(data)
        let (values, accepted) = (data.rows.map(\.values), data.rows.map(\.isAccepted))
        shifts = VariableShift.all(values, accepted: accepted, variables: network.variables)
        try progress(.bias, 0)
        resampling = BiasResampling(
            values: values.map(network.profile.withConflicts), accepted: accepted, seed: seed)
        distances = try TableDistance.all(of: data, seed: seed, replicates: replicates) { try progress(.fidelity, $0) }
        implied = try ImpliedAudit(data) { try progress(.independence, $0 / 10) }
        calibration = try CalibrationAudit(data, seed: seed, replicates: replicates) {
            try progress(.independence, 0.1 + 0.9 * $0)
        }
    }
}
