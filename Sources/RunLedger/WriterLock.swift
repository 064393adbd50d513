import Foundation
import Synchronization

/// The advisory lock that keeps a second process from writing a ledger.
///
/// It lies on a file beside the ledger: a lock on the ledger itself would be lost as soon as any descriptor of it were
/// closed, SQLite's own among them. The system drops it with the process, however that ends.
final class WriterLock: Sendable {
    private let path: String
    private let descriptor: Int32
    private let isHeld = Atomic(true)

    /// Takes the lock beside a ledger.
    ///
    /// - Throws: ``LedgerError/locked(path:)`` when another holder has it.
    init(beside ledger: String) throws(LedgerError) {
        path = ledger + "-lock"
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.reason) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let isHeld = errno == EWOULDBLOCK
                let reason = Self.reason
                close(descriptor)
                throw isHeld ? .locked(path: ledger) : .unreadable(path: ledger, reason: reason)
            }
            // The holder before may have removed the file between our opening and locking it: then ours locks nothing.
            if Self.isSameFile(descriptor, path) {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    deinit { release() }

    /// Gives the lock back; once is enough.
    func release() {
        guard isHeld.exchange(false, ordering: .acquiringAndReleasing) else { return }
        unlink(path)
        close(descriptor)
    }

    /// Whether some process holds the lock beside a ledger; nothing is made or changed to find out.
    static func isHeld(beside ledger: String) -> Bool {
        let descriptor = open(ledger + "-lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
        var ours = stat()
        var named = stat()
        return fstat(descriptor, &ours) == 0 && stat(path, &named) == 0 && ours.st_ino == named.st_ino
            && ours.st_dev == named.st_dev
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
