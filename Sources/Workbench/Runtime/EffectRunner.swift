import Synchronization

/// Does the work that `update` asks for, each piece in a task of its own, and posts what it reports.
///
/// It owns no state of the model: what it posts carries the name of its work, so that what comes too late is dropped there.
final class EffectRunner: Sendable {
    private let context: WorkContext
    private let post: @Sendable (Message) -> Void
    private let tasks = Mutex<[EffectID: Task<Void, Never>]>([:])
    private let stops = Mutex<[EffectID: StopSwitch]>([:])

    init(_ context: WorkContext, post: @escaping @Sendable (Message) -> Void) {
        self.context = context
        self.post = post
    }

    func begin(_ id: EffectID, _ work: Work) {
        let stop = StopSwitch()
        stops.withLock { $0[id] = stop }
        let task = Task.detached { [context, post] in
            await context.perform(work, stop: stop) { report in
                guard !Task.isCancelled else { return }
                post(.report(id, report))
            }
            self.tasks.withLock { $0[id] = nil }
            self.stops.withLock { $0[id] = nil }
        }
        // The task may be over before it is noted; then nothing is left to cancel and the note is only a stale name.
        tasks.withLock { $0[id] = task }
    }

    /// Asks a piece of work to finish what it has begun.
    func finish(_ id: EffectID) { stops.withLock { $0[id] }?.ask() }

    func cancel(_ id: EffectID) {
        tasks.withLock { $0.removeValue(forKey: id) }?.cancel()
    }

    /// Lets others write a ledger, when nothing is being written into it here.
    func letGo(_ key: RunKey) {
        Task.detached { [context] in context.letGo(key) }
    }

    /// Closes what was written; nothing is begun afterwards.
    func closeLedgers() { context.closeLedgers() }

    func cancelAll() {
        let all = tasks.withLock { tasks in
            defer { tasks = [:] }
            return tasks
        }
        for task in all.values { task.cancel() }
    }
}
