import Realization

extension ChatDeadlines {
    /// Deadlines that no test runs into unless it asks for one: other tests may keep every thread for a while.
    static func patient(
        first: Duration = .seconds(3600), idle: Duration = .seconds(3600), total: Duration = .seconds(3600)
    ) -> ChatDeadlines {
        ChatDeadlines(connect: .seconds(3600), first: first, idle: idle, total: total)
    }
}
