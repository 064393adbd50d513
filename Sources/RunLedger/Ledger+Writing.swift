import CausalEngine
import Foundation
import GRDB
import Verification

extension Ledger {
    /// Begins a run: records it with all its skeletons, or nothing of it.
    ///
    /// - Parameters:
    ///   - run: the run; its name must not be in the ledger yet.
    ///   - skeletons: the skeletons, in the order of their positions from 0.
    ///   - network: the run's network.
    ///   - date: when the run begins. Kept, never exported.
    /// - Throws: ``LedgerError/runExists(path:run:)``, ``LedgerError/readOnly(path:)``, or what the disk says.
    /// - Complexity: O(skeletons × variables).
    public func begin(
        _ run: Run, skeletons: some Sequence<RunSkeleton>, network: Network, date: Date = Date()
    ) throws(LedgerError) {
        guard let pool else { throw .readOnly(path: path) }
        let coding = RecordCoding(variables: network.variables)
        let factual = try run.interventionsJSON(in: network, isCounterfactual: false).text
        let twin = try run.interventionsJSON(in: network, isCounterfactual: true).text
        try Self.attempt(on: path) {
            try pool.write { database in
                let exists = try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)", arguments: [run.id])
                guard exists != true else { throw LedgerError.runExists(path: path, run: run.id) }
                try Self.insert(run, date: date, into: database)
                let statement = try database.makeStatement(
                    sql: "INSERT INTO skeleton VALUES (?, ?, ?, ?, ?, ?, ?)")
                for unit in skeletons {
                    try statement.execute(arguments: [
                        run.id, unit.position, String(unit.skeleton.row), coding.json(unit.skeleton.values).text,
                        NoiseBlob.data(unit.skeleton.noise), unit.counterfactualOf == nil ? factual : twin,
                        unit.counterfactualOf,
                    ])
                }
            }
        }
    }

    /// Records an attempt with its mentions and verdicts; all of it is on disk when this returns.
    ///
    /// Attempts of different skeletons may be recorded at the same time; they share a commit. Attempts of one skeleton are
    /// recorded in order, each once: that is what makes a resumed run lose and repeat nothing.
    ///
    /// - Throws: ``LedgerError/outOfTurn(path:skeleton:attempt:)`` for an attempt that is not the next one of its skeleton,
    ///   ``LedgerError/readOnly(path:)``, or what the disk says.
    public func record(
        _ attempt: Attempt, on position: Int, of run: Run, in network: Network
    ) async throws(LedgerError) {
        try await record([(position, attempt)], of: run, in: network)
    }

    /// Records attempts on several skeletons, all of them or none; they are on disk when this returns.
    ///
    /// - Throws: as ``record(_:on:of:in:)``; then none of the attempts is recorded.
    /// - Complexity: O(attempts × variables).
    public func record(
        _ attempts: [(position: Int, attempt: Attempt)], of run: Run, in network: Network
    ) async throws(LedgerError) {
        guard let queue else { throw .readOnly(path: path) }
        let coding = RecordCoding(variables: network.variables)
        let path = self.path
        try await queue.commit { database in
            for (position, attempt) in attempts {
                let next = try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM attempt WHERE run = ? AND skeleton = ?",
                    arguments: [run.id, position])
                guard next == attempt.number else {
                    throw LedgerError.outOfTurn(path: path, skeleton: position, attempt: attempt.number)
                }
                try Self.insert(
                    attempt, address: run.address(of: attempt), on: position, of: run.id, coding: coding,
                    into: database)
            }
        }
    }

    private static func insert(_ run: Run, date: Date, into database: Database) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let source = String(decoding: try encoder.encode(run.source), as: UTF8.self)
        try database.execute(
            sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                run.id, run.networkName, source, run.networkHash, run.wordingHash, String(run.seed), run.count,
                NoiseStream.version, run.interventions, run.counterfactual, run.writer.kind, run.writer.model,
                run.writer.parameters, run.settings, run.verification, run.attemptBudget, run.softwareVersion,
                date.timeIntervalSince1970,
            ])
    }

    private static func insert(
        _ attempt: Attempt, address: String, on position: Int, of run: String, coding: RecordCoding,
        into database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO attempt (run, skeleton, number, address, prompt, response, finish_reason, prompt_tokens,
                    completion_tokens, error, checked, accepted, seconds)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run, position, attempt.number, address, attempt.prompt, attempt.text, attempt.end.reason,
            attempt.end.promptTokens, attempt.end.completionTokens, attempt.failure, attempt.check != nil,
            attempt.isAccepted, attempt.seconds,
        ])
        guard let check = attempt.check else { return }
        let id = database.lastInsertedRowID
        try insert(check.reading, of: id, coding: coding, into: database)
        try insert(check.verdicts, of: id, coding: coding, into: database)
    }

    private static func insert(
        _ reading: Reading, of attempt: Int64, coding: RecordCoding, into database: Database
    ) throws {
        let readings = try database.cachedStatement(sql: "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)")
        for (index, reading) in reading.variables.enumerated() where reading != .unstated {
            try readings.execute(arguments: [
                attempt, coding.variables[index].name, reading.status.rawValue, coding.text(reading.value, of: index),
                coding.json(reading.spans).text, reading.cue, reading.rule,
            ])
        }
        let mentions = try database.cachedStatement(
            sql: "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for (place, mention) in reading.mentions.enumerated() {
            try mentions.execute(arguments: [
                attempt, place, mention.concept, mention.variable.map { coding.variables[$0].name },
                coding.text(mention.value, of: mention.variable), mention.span.lowerBound, mention.span.upperBound,
                mention.assertion.rawValue, mention.temporality.rawValue, mention.experiencer.rawValue, mention.cue,
                mention.rule,
            ])
        }
    }

    private static func insert(
        _ verdicts: Verdicts, of attempt: Int64, coding: RecordCoding, into database: Database
    ) throws {
        let statement = try database.cachedStatement(sql: "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for (place, verdict) in verdicts.all.enumerated() {
            try statement.execute(arguments: [
                attempt, place, coding.variables[verdict.variable].name, verdict.kind.rawValue,
                coding.text(verdict.expected, of: verdict.variable), coding.text(verdict.found, of: verdict.variable),
                coding.json(verdict.spans).text, verdict.cue, verdict.rule,
            ])
        }
    }
}

/// The noise of a skeleton as bytes: one IEEE 754 double a variable, least significant byte first.
enum NoiseBlob {
    static func data(_ noise: [Double]) -> Data {
        var data = Data(capacity: noise.count * 8)
        for value in noise {
            let bits = value.bitPattern
            for shift in 0..<8 { data.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(shift)))) }
        }
        return data
    }

    static func noise(_ data: Data) -> [Double] {
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) })
        }
    }
}
