import Foundation
import GRDB

/// The crash-safe, append-only record of runs: one SQLite file.
///
/// Every attempt is on disk before the next one on its skeleton begins: the file is in write-ahead mode with
/// `synchronous = FULL`, so that neither a killed process nor a lost power supply takes away what ``record(_:on:of:in:)``
/// has returned from. One process writes at a time; any number may read meanwhile.
public final class Ledger: Sendable {
    /// The file.
    public let path: String
    let reader: any DatabaseReader
    let pool: DatabasePool?
    let queue: CommitQueue?
    private let lock: WriterLock?

    private init(path: String, reader: any DatabaseReader, pool: DatabasePool?, lock: WriterLock?) {
        self.path = path
        self.reader = reader
        self.pool = pool
        self.lock = lock
        queue = pool.map { CommitQueue(pool: $0, path: path) }
    }

    /// Opens a ledger to write it, and makes it where there is none.
    ///
    /// - Throws: ``LedgerError/locked(path:)`` while another process writes it, ``LedgerError/notALedger(path:)``,
    ///   ``LedgerError/newerFormat(path:found:known:)``, ``LedgerError/cannotCreate(path:reason:)``.
    public static func create(_ path: String) throws(LedgerError) -> Ledger {
        try openForWriting(path, mayCreate: true)
    }

    /// Opens a ledger that exists, to write it.
    ///
    /// - Throws: ``LedgerError/missing(path:)`` where there is none, else as ``create(_:)``.
    public static func open(_ path: String) throws(LedgerError) -> Ledger {
        try openForWriting(path, mayCreate: false)
    }

    /// Opens a ledger that exists, to read it; another process may be writing it.
    ///
    /// - Throws: ``LedgerError/missing(path:)``, ``LedgerError/notALedger(path:)``,
    ///   ``LedgerError/newerFormat(path:found:known:)``, ``LedgerError/unreadable(path:reason:)``.
    public static func read(_ path: String) throws(LedgerError) -> Ledger {
        try checkFile(path)
        let queue = try attempt(on: path) { try openReader(path) }
        try checkFormat(queue, path)
        return Ledger(path: path, reader: queue, pool: nil, lock: nil)
    }

    /// Lets another process write the ledger, and folds everything into the one file unless somebody still reads or
    /// writes it: then the write-ahead log stays beside it for the next to fold. The ledger is of no use afterwards.
    ///
    /// - Throws: ``LedgerError/failed(path:reason:)`` when the system refuses.
    public func close() throws(LedgerError) {
        try Self.attempt(on: path) { try reader.close() }
        // A reader that nobody lets write leaves the files as they are.
        guard let lock = lock ?? (try? WriterLock(beside: path)) else { return }
        defer { lock.release() }
        try Self.attempt(on: path) {
            do {
                // A pool closes its readers last, and they may not fold the write-ahead log into the file.
                let last = try DatabaseQueue(path: path)
                try last.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
                try last.close()
            } catch let error as DatabaseError where Self.isHarmless(error, isWriter: pool != nil) {}
        }
    }

    /// Whether folding failed because of others, or because a reader may do no more than read.
    private static func isHarmless(_ error: DatabaseError, isWriter: Bool) -> Bool {
        error.resultCode == .SQLITE_BUSY || !isWriter
    }

    private static func openForWriting(_ path: String, mayCreate: Bool) throws(LedgerError) -> Ledger {
        let isThere = FileManager.default.fileExists(atPath: path)
        guard isThere || mayCreate else { throw .missing(path: path) }
        if isThere { try checkFile(path) }
        let lock = try WriterLock(beside: path)
        let pool = try attempt(on: path, isNew: !isThere) { try openPool(path) }
        if try isEmpty(pool, path) {
            try attempt(on: path) { try pool.write { try LedgerSchema.create(in: $0) } }
        } else {
            try checkFormat(pool, path)
        }
        return Ledger(path: path, reader: pool, pool: pool, lock: lock)
    }

    private static func openPool(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "ledger"
        let pool = try DatabasePool(path: path, configuration: configuration)
        // A pool sets NORMAL while it opens, which survives a killed process but not a lost power supply.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return pool
    }

    private static func openReader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.label = "ledger"
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            // SQLite shares the state of a write-ahead log in a file beside the ledger, which cannot be made where nothing may
            // be written. A ledger that is done has no log, and nobody changes it there.
            guard !hasLog(path),
                let unchanging = try? DatabaseQueue(path: immutableName(of: path), configuration: configuration)
            else { throw error }
            return unchanging
        }
    }

    /// Whether what was written last stands beside the file; an empty log is what a failed opening leaves.
    private static func hasLog(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        return (attributes?[.size] as? Int).map { $0 > 0 } ?? false
    }

    /// The name by which SQLite takes a file for one that nobody changes (sqlite.org/uri.html).
    private static func immutableName(of path: String) -> String {
        URL(fileURLWithPath: path).absoluteString + "?immutable=1"
    }

    /// Looks at the head of the file before SQLite does: a file that is something else is left alone.
    private static func checkFile(_ path: String) throws(LedgerError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .missing(path: path)
        }
        guard !isDirectory.boolValue else { throw .unreadable(path: path, reason: "it is a folder") }
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "it is a device or a pipe")
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 16)) ?? nil
        // An empty file is a ledger whose making was cut short.
        guard let head, !head.isEmpty else { return }
        guard head == Data("SQLite format 3\0".utf8) else { throw .notALedger(path: path) }
    }

    private static func isEmpty(_ reader: some DatabaseReader, _ path: String) throws(LedgerError) -> Bool {
        try attempt(on: path) {
            try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") == 0 }
        }
    }

    private static func checkFormat(_ reader: some DatabaseReader, _ path: String) throws(LedgerError) {
        let (mark, version) = try attempt(on: path) {
            try reader.read { database in
                (
                    try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                )
            }
        }
        guard mark == LedgerSchema.applicationID else { throw .notALedger(path: path) }
        guard version <= LedgerSchema.version else {
            throw .newerFormat(path: path, found: version, known: LedgerSchema.version)
        }
    }

    /// Runs something that touches the file, and words what goes wrong.
    static func attempt<Result>(
        on path: String, isNew: Bool = false, _ body: () throws -> Result
    ) throws(LedgerError) -> Result {
        do {
            return try body()
        } catch {
            throw Self.error(from: error, on: path, isNew: isNew)
        }
    }

    static func error(from error: any Error, on path: String, isNew: Bool = false) -> LedgerError {
        switch error {
        case LedgerError.damaged(_, let what): return .damaged(path: path, what: what)
        case let error as LedgerError: return error
        case let error as DatabaseError:
            let reason = error.message ?? error.resultCode.description
            switch error.resultCode {
            case .SQLITE_NOTADB: return .notALedger(path: path)
            case .SQLITE_CORRUPT: return .damaged(path: path, what: reason)
            case .SQLITE_CANTOPEN:
                return isNew ? .cannotCreate(path: path, reason: reason) : .unreadable(path: path, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
            default: return .failed(path: path, reason: reason)
            }
        default: return .failed(path: path, reason: "\(error)")
        }
    }
}
