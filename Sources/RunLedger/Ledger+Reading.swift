import CausalEngine
import Foundation
import GRDB
import Verification

extension Ledger {
    /// How much of each attempt is read back.
    public enum Detail: Sendable {
        /// Texts, ends and verdicts. The readings of the attempts are left empty.
        case verdicts
        /// Everything, mentions included: the attempts as they were.
        case everything
    }

    /// The runs, in the order in which they began.
    public func runs() throws(LedgerError) -> [Run] {
        try Self.attempt(on: path) {
            try reader.read { try Row.fetchAll($0, sql: "SELECT * FROM run ORDER BY rowid").map(Self.run) }
        }
    }

    /// A run by its name, or the only one there is.
    ///
    /// - Throws: ``LedgerError/noSuchRun(path:run:known:)``, ``LedgerError/noRuns(path:)``, and
    ///   ``LedgerError/severalRuns(path:known:)`` when none is named and there are several.
    public func run(_ id: String? = nil) throws(LedgerError) -> Run {
        let runs = try runs()
        guard let first = runs.first else { throw .noRuns(path: path) }
        if let id {
            guard let run = runs.first(where: { $0.id == id }) else {
                throw .noSuchRun(path: path, run: id, known: runs.map(\.id))
            }
            return run
        }
        guard runs.count == 1 else { throw .severalRuns(path: path, known: runs.map(\.id)) }
        return first
    }

    /// The skeletons of a run at some positions, in order.
    ///
    /// - Complexity: O(positions × variables).
    public func skeletons(
        of run: Run, in network: Network, positions: Range<Int> = 0..<Int.max
    ) throws(LedgerError) -> [RunSkeleton] {
        let coding = RecordCoding(variables: network.variables)
        return try Self.attempt(on: path) {
            try reader.read { try Self.skeletons(of: run, positions: positions, coding: coding, in: $0) }
        }
    }

    /// How far each skeleton of a run has come, in order; no text is read.
    ///
    /// - Complexity: O(skeletons + attempts).
    public func progress(of run: Run) throws(LedgerError) -> [SkeletonProgress] {
        try Self.attempt(on: path) {
            try reader.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT position, count(attempt.id), coalesce(max(accepted), 0),
                            coalesce(max(finish_reason = ?), 0) FROM skeleton
                        LEFT JOIN attempt ON attempt.run = skeleton.run AND attempt.skeleton = position
                        WHERE skeleton.run = ? GROUP BY position ORDER BY position
                        """,
                    arguments: [Attempt.End.unpaired, run.id]
                ).map { SkeletonProgress(position: $0[0], attempts: $0[1], isAccepted: $0[2], isGivenUp: $0[3]) }
            }
        }
    }

    /// The tokens that the attempts of a run used, counted as ``Attempt/tokens``.
    ///
    /// - Complexity: O(attempts).
    public func tokens(of run: Run) throws(LedgerError) -> Int {
        try Self.attempt(on: path) {
            try reader.read { database in
                try Int.fetchOne(
                    database,
                    sql: """
                        SELECT coalesce(sum(CASE
                            WHEN prompt_tokens IS NOT NULL THEN prompt_tokens + coalesce(completion_tokens, 0)
                            WHEN response = '' THEN 0
                            ELSE (length(CAST(prompt AS BLOB)) + length(CAST(response AS BLOB)) + 3) / 4 END), 0)
                        FROM attempt WHERE run = ?
                        """,
                    arguments: [run.id]) ?? 0
            }
        }
    }

    /// The attempts on one skeleton, in order.
    public func attempts(
        on position: Int, of run: Run, in network: Network, detail: Detail = .everything
    ) throws(LedgerError) -> [Attempt] {
        let coding = RecordCoding(variables: network.variables)
        return try Self.attempt(on: path) {
            try reader.read { database in
                try AttemptReader(database: database, coding: coding, detail: detail)
                    .attempts(of: run.id, positions: position..<position + 1)[position] ?? []
            }
        }
    }

    /// Goes through all skeletons of a run with their attempts, in row order, a few hundred in memory at a time.
    ///
    /// What is seen is one moment of the run, also while it is being written.
    ///
    /// - Throws: ``LedgerError``, or whatever `body` throws.
    /// - Complexity: O(records).
    public func forEachRecord(
        of run: Run, in network: Network, detail: Detail = .everything, _ body: (RunRecord) throws -> Void
    ) throws {
        let coding = RecordCoding(variables: network.variables)
        var bodyError: (any Error)?
        try Self.attempt(on: path) {
            try reader.read { database in
                let attempts = AttemptReader(database: database, coding: coding, detail: detail)
                var start = 0
                while bodyError == nil {
                    let positions = start..<start + Self.chunk
                    let units = try Self.skeletons(of: run, positions: positions, coding: coding, in: database)
                    guard !units.isEmpty else { return }
                    let found = try attempts.attempts(of: run.id, positions: positions)
                    do {
                        for unit in units {
                            try body(RunRecord(unit: unit, attempts: found[unit.position] ?? []))
                        }
                    } catch {
                        bodyError = error
                    }
                    start += Self.chunk
                }
            }
        }
        if let bodyError { throw bodyError }
    }

    private static let chunk = 256

    private static func skeletons(
        of run: Run, positions: Range<Int>, coding: RecordCoding, in database: Database
    ) throws -> [RunSkeleton] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT position, row, assignment, noise, counterfactual_of FROM skeleton
                WHERE run = ? AND position >= ? AND position < ? ORDER BY position
                """,
            arguments: [run.id, positions.lowerBound, positions.upperBound])
        var units: [RunSkeleton] = []
        while let row = try rows.next() {
            guard let index = UInt64(row[1] as String) else {
                throw RecordCoding.damage("a row number is not a number")
            }
            let skeleton = Skeleton(
                row: index, seed: run.seed, values: try coding.values(row[2]), noise: NoiseBlob.noise(row[3]))
            units.append(RunSkeleton(position: row[0], skeleton: skeleton, counterfactualOf: row[4]))
        }
        return units
    }

    private static func run(_ row: Row) throws -> Run {
        guard let seed = UInt64(row["seed"] as String) else { throw RecordCoding.damage("a seed is not a number") }
        let source = try JSONDecoder().decode(NetworkSource.self, from: Data((row["source"] as String).utf8))
        return Run(
            id: row["id"], networkName: row["network"], source: source, seed: seed, count: row["count"],
            interventions: row["interventions"], counterfactual: row["counterfactual"],
            writer: Run.Writer(kind: row["realizer"], model: row["model"], parameters: row["parameters"]),
            settings: row["settings"], verification: row["verification"], attemptBudget: row["attempt_budget"],
            softwareVersion: row["software_version"])
    }
}
