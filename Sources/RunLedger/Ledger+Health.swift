import Foundation
import GRDB

extension Ledger {
    /// What is broken in the file: damaged pages, records that belong to nothing, attempts out of order. Empty for a sound
    /// ledger.
    ///
    /// - Returns: at most 100 faults, in words.
    /// - Throws: ``LedgerError`` when the file cannot even be gone through.
    /// - Complexity: O(size of the file).
    public func faults() throws(LedgerError) -> [String] {
        try Self.attempt(on: path) {
            try reader.read { database in
                var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
                faults += try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(100).map { row in
                    "a record of “\(row[0] as String? ?? "")” belongs to none of “\(row[2] as String? ?? "")”"
                }
                faults += try Row.fetchAll(
                    database,
                    sql: """
                        SELECT run, skeleton, count(*), max(number) FROM attempt GROUP BY run, skeleton
                        HAVING max(number) <> count(*) - 1 LIMIT 100
                        """
                ).map { row in
                    "skeleton \(row[1] as Int) of the run \(row[0] as String) has \(row[2] as Int) attempts, the last of them "
                        + "number \(row[3] as Int)"
                }
                return Array(faults.prefix(100))
            }
        }
    }

    /// Whether a process is writing a ledger at this moment.
    public static func isBeingWritten(_ path: String) -> Bool { WriterLock.isHeld(beside: path) }
}
