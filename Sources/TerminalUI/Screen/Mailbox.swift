import CTerminal
import Synchronization

/// Wakes the thread that waits for events of a terminal.
public struct Waker: Sendable {
    /// A waker for the terminal of this process.
    public init() {}

    /// Makes ``Terminal/events(within:)`` return ``TerminalEvent/wake``, from any thread; does nothing without a terminal.
    public func wake() {
        terminal_wake()
    }
}

/// Messages from other threads to the one that owns the terminal.
///
/// Posting wakes it once for any number of messages that wait, so a flood of them costs one drawing.
public final class Mailbox<Message: Sendable>: Sendable {
    private let waiting = Mutex<[Message]>([])
    private let waker = Waker()

    /// An empty mailbox.
    public init() {}

    /// Adds a message, from any thread.
    public func post(_ message: Message) {
        let wasEmpty = waiting.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { waker.wake() }
    }

    /// Takes all messages in the order they were posted.
    public func drain() -> [Message] {
        waiting.withLock { messages in
            defer { messages.removeAll() }
            return messages
        }
    }
}
