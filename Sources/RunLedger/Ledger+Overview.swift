import GRDB

/// How one skeleton of a run fares, without its text.
public struct RecordOverview: Sendable, Hashable {
    /// The place within the run, from 0.
    public var position: Int
    /// The row of the unit.
    public var row: UInt64
    /// Whether it is a counterfactual twin.
    public var isCounterfactual: Bool
    /// How many attempts were made.
    public var attempts: Int
    /// How many of them brought no draft.
    public var failures: Int
    /// Whether one was accepted.
    public var isAccepted: Bool

    /// How one skeleton fares.
    public init(position: Int, row: UInt64, isCounterfactual: Bool, attempts: Int, failures: Int, isAccepted: Bool) {
        self.position = position
        self.row = row
        self.isCounterfactual = isCounterfactual
        self.attempts = attempts
        self.failures = failures
        self.isAccepted = isAccepted
    }

    /// Whether the skeleton gets no further attempt: one was accepted, or `budget` attempts were made.
    public func isEnded(budget: Int) -> Bool { isAccepted || attempts >= budget }
}

extension Ledger {
    /// How every skeleton of a run fares, in order; no text is read.
    ///
    /// - Complexity: O(skeletons + attempts).
    public func overview(of run: Run) throws(LedgerError) -> [RecordOverview] {
        try Self.attempt(on: path) {
            try reader.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT position, row, counterfactual_of IS NOT NULL, count(attempt.id), count(attempt.error),
                            coalesce(max(accepted), 0)
                        FROM skeleton LEFT JOIN attempt ON attempt.run = skeleton.run AND attempt.skeleton = position
                        WHERE skeleton.run = ? GROUP BY position ORDER BY position
                        """,
                    arguments: [run.id]
                ).map { row in
                    guard let number = UInt64(row[1] as String) else {
                        throw RecordCoding.damage("a row number is not a number")
                    }
                    return RecordOverview(
                        position: row[0], row: number, isCounterfactual: row[2], attempts: row[3], failures: row[4],
                        isAccepted: row[5])
                }
            }
        }
    }
}
