import CausalEngine
import RunLedger

/// The evaluation of a run: what was realized, what selection did, whether the data keep the model's independences and answer its
/// interventions, whether a second reader agrees, and how varied the texts are.
public struct EvaluationReport {
    let provenance: Provenance
    /// The seed of samples and replicates.
    let seed: UInt64
    let summary: RunSummary
    let network: Network
    let resampling: BiasResampling?
    let shifts: [VariableShift]
    let firstDrafts: FactOverrides
    let distances: [TableDistance]
    let calibration: CalibrationAudit
    let implied: ImpliedAudit
    let interventions: InterventionAudit?
    let pairs: PairAudit?
    let reading: ReadingAudit
    let texts: TextMeasures
    let leak: StyleLeak

    /// Evaluates a run as it stands in a ledger.
    ///
    /// - Parameters:
    ///   - run: the run.
    ///   - ledger: its ledger.
    ///   - seed: the seed of samples and replicates.
    ///   - replicates: how many replicate data sets are drawn from the model.
    ///   - command: the command that makes the report again.
    ///   - softwareVersion: the version of the program that evaluates.
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: bounded by seeded samples of triples; see ``CalibrationAudit``.
    public init(
        of run: Run, in ledger: Ledger, seed: UInt64, replicates: Int = 100, command: String, softwareVersion: String
    ) throws {
        let network = try run.network()
        let data = try EvaluatedRun(of: run, in: ledger, network: network)
        self.network = network
        self.seed = seed
        provenance = Provenance(
            command: command, softwareVersion: softwareVersion, network: run.networkName, seed: run.seed,
            realizer: run.writer.kind, model: run.writer.model, verification: run.verification)
        summary = try RunSummary(of: run, in: ledger)
        let (values, accepted) = (data.rows.map(\.values), data.rows.map(\.isAccepted))
        resampling = BiasResampling(values: values.map(network.profile.withConflicts), accepted: accepted, seed: seed)
        shifts = VariableShift.all(values, accepted: accepted, variables: network.variables)
        var firstDrafts = FactOverrides(network: network)
        try ledger.forEachRecord(of: run, in: network, detail: .verdicts) { record in
            guard let first = record.attempts.first else { return }
            firstDrafts.add(first.check?.verdicts, on: record.unit.skeleton.values)
        }
        self.firstDrafts = firstDrafts
        distances = try TableDistance.all(of: data, seed: seed, replicates: replicates)
        calibration = try CalibrationAudit(data, seed: seed, replicates: replicates)
        implied = try ImpliedAudit(data)
        interventions = InterventionAudit(data, seed: seed)
        pairs = try PairAudit(data)
        reading = ReadingAudit(data)
        texts = TextMeasures(data.rows.filter(\.isAccepted).compactMap(\.text), seed: seed)
        leak = StyleLeak(data, seed: seed)
    }

    /// The report as one object; what is not defined is null.
    public var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("report", "evaluation")] + provenance.members
        members += [
            ("evaluationSeed", .unsigned(seed)), ("ledger", .string(summary.ledger)), ("run", .string(summary.run.id)),
            ("runSoftwareVersion", .string(summary.run.softwareVersion)),
            ("n", .integer(summary.skeletons)), ("realized", .integer(summary.realizability.successes)),
            ("realizability", summary.realizability.json), ("summary", summary.json),
            (
                "bias",
                .object((summary.bias.json.members ?? []) + (resampling?.json.members ?? []))
            ),
            ("shifts", shiftsJSON), ("override", overrideJSON), ("tables", tablesJSON),
            ("calibration", calibration.json(network.variables)), ("implied", implied.json(network.variables)),
            ("interventions", interventions?.json(network.variables) ?? .null), ("pairs", pairs?.json ?? .null),
            ("reading", reading.json(network.variables)), ("texts", texts.json),
            ("styleLeak", leak.json(network.variables)),
        ]
        return .object(members)
    }

    private var shiftsJSON: JSONValue {
        .object(
            shifts.map { (network.variables[$0.variable].name, $0.json(network.variables[$0.variable])) })
    }

    private var overrideJSON: JSONValue {
        let variables = network.variables.indices.filter { !network.variables[$0].isLatent }
        return [
            "all": firstDrafts.all.json,
            "facts": .object(variables.map { (network.variables[$0].name, firstDrafts.variables[$0].json) }),
        ]
    }

    private var tablesJSON: JSONValue {
        .object(
            distances.map { item in
                (
                    item.table,
                    [
                        "n": .integer(item.rows),
                        "fromModel": ModelDistance.json(item.distances, variables: network.variables),
                        "exactSamples": ModelDistance.json(item.band),
                    ]
                )
            })
    }

    /// The report as Markdown.
    public var markdown: String { document.markdown }

    /// The report as one HTML page that loads nothing from elsewhere.
    public var html: String { document.html }
}
