import CausalEngine
import RunLedger

/// Writes the records of a run as data files: every skeleton in row order, never-realized ones too, or only what was accepted.
///
/// What is written hangs on the records alone: not on when, in what order or with what interruptions they were made.
public struct RecordExport {
    /// The formats of records.
    public enum Format: String, Sendable, CaseIterable {
        /// One JSON object a line, with all attempts.
        case jsonl
        /// The flat part: one line a record, after a header.
        case csv
        /// The flat part as an Apache Parquet file: the same columns as CSV, with their types.
        case parquet
    }

    private let run: Run
    private let ledger: Ledger
    private let network: Network
    /// 1/φ̂ of the skeletons that were accepted when the export was made, by position.
    private let weights: [Int: Double]

    /// An export of a run as it stands in a ledger; the weights 1/φ̂ are estimated from all its ended skeletons.
    ///
    /// - Throws: ``LedgerError``, or ``EngineError`` when the run's network cannot be read any more.
    /// - Complexity: O(attempts), and that of ``SelectionBias``.
    public init(of run: Run, in ledger: Ledger) throws {
        self.run = run
        self.ledger = ledger
        let network = try run.network()
        self.network = network
        let ended = try ledger.progress(of: run).filter { $0.isEnded(budget: run.attemptBudget) }
        let units = try ledger.skeletons(of: run, in: network)
        let bias = SelectionBias(
            values: ended.map { network.profile.withConflicts(units[$0.position].skeleton.values) },
            accepted: ended.map(\.isAccepted))
        var weights: [Int: Double] = [:]
        for (row, item) in ended.enumerated() where item.isAccepted {
            weights[item.position] = bias.weight(ofRow: row)
        }
        self.weights = weights
    }

    /// Writes the records.
    ///
    /// - Parameters:
    ///   - format: JSON lines, CSV or Parquet.
    ///   - acceptedOnly: whether only accepted records are written.
    ///   - isExcelSafe: whether texts in CSV that a spreadsheet would take for a formula get an apostrophe before them.
    ///   - sink: takes the bytes in order.
    /// - Throws: ``LedgerError``, or what `sink` throws.
    /// - Complexity: O(length of the text); a few hundred records are held at once, of Parquet a group of ten thousand.
    public func write(
        _ format: Format, acceptedOnly: Bool = false, isExcelSafe: Bool = false,
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        let twin = try run.interventionsJSON(in: network, isCounterfactual: true)
        let table = FlatRecords(variables: network.variables, interventions: twin)
        switch format {
        case .jsonl:
            try forEach(acceptedOnly: acceptedOnly) { fields in
                var line: [UInt8] = []
                fields.json.write(to: &line)
                line.append(UInt8(ascii: "\n"))
                try sink(line)
            }
        case .csv:
            try sink(table.header(isExcelSafe: isExcelSafe))
            try forEach(acceptedOnly: acceptedOnly) { try sink(table.line(of: $0, isExcelSafe: isExcelSafe)) }
        case .parquet:
            let origin = [
                ("causalsynth.run", run.id), ("causalsynth.version", run.softwareVersion),
                ("causalsynth.network", run.networkName),
            ]
            var writer = try ParquetWriter(table.columns, metadata: origin, to: sink)
            try forEach(acceptedOnly: acceptedOnly) { try writer.add(table.cells(of: $0)) }
            try writer.finish()
        }
    }

    /// Goes through the records in row order.
    private func forEach(acceptedOnly: Bool, _ body: (RecordFields) throws -> Void) throws {
        let factual = try run.interventionsJSON(in: network, isCounterfactual: false)
        let twin = try run.interventionsJSON(in: network, isCounterfactual: true)
        try ledger.forEachRecord(of: run, in: network, detail: .verdicts) { record in
            guard record.isAccepted || !acceptedOnly else { return }
            try body(
                RecordFields(
                    record, run: run, network: network,
                    interventions: record.unit.counterfactualOf == nil ? factual : twin,
                    weight: record.isAccepted ? weights[record.unit.position] : nil))
        }
    }
}
