import GRDB

/// Gathers what several skeletons have to commit at the same time into one transaction.
///
/// A commit waits for the disk. Whoever comes while one is under way goes into the next one together, so that the wait is
/// shared; each returns only when its own entry is safe.
actor CommitQueue {
    typealias Entry = @Sendable (Database) throws -> Void

    private let pool: DatabasePool
    private let path: String
    private var waiting: [(entry: Entry, continuation: CheckedContinuation<Void, any Error>)] = []
    private var isCommitting = false

    init(pool: DatabasePool, path: String) {
        self.pool = pool
        self.path = path
    }

    /// Commits an entry; it is on disk when this returns. Cancelling the caller does not take it back.
    func commit(_ entry: @escaping Entry) async throws(LedgerError) {
        do {
            try await withCheckedThrowingContinuation { continuation in
                waiting.append((entry, continuation))
                guard !isCommitting else { return }
                isCommitting = true
                Task { await commitAll() }
            }
        } catch {
            throw Ledger.error(from: error, on: path)
        }
    }

    private func commitAll() async {
        while !waiting.isEmpty {
            let batch = waiting
            waiting = []
            do {
                let entries = batch.map(\.entry)
                try await pool.write { database in
                    for entry in entries { try entry(database) }
                }
                for item in batch { item.continuation.resume() }
            } catch {
                await commitSingly(batch)
            }
        }
        isCommitting = false
    }

    /// One bad entry undoes a transaction for all: each gets its own, so that only the bad one fails.
    private func commitSingly(_ batch: [(entry: Entry, continuation: CheckedContinuation<Void, any Error>)]) async {
        for (entry, continuation) in batch {
            do {
                try await pool.write { try entry($0) }
                continuation.resume()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
