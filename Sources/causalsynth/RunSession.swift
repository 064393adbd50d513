import CausalEngine
import Dispatch
import Evaluation
import Foundation
import Realization
import Refinement
import RunLedger

/// Refines a recorded run to its end, watched and stoppable.
struct RunSession {
    var ledger: Ledger
    var run: Run
    var network: Network
    var realizer: any Realizer
    var options: RunOptions

    /// Refines the run, closes the ledger, and prints the run's summary.
    func refine() async throws {
        try await work(goingOn: "`causalsynth resume \(ledger.path)`")
        let summary = try RunSummary(of: run, in: ledger)
        try ledger.close()
        print(options.json ? summary.json.text : Page.text(summary.text))
    }

    /// Refines the run. Ctrl-C once finishes the attempts in flight and ends with 75; twice stops at once and ends with 130.
    ///
    /// - Parameter command: what goes on with a run that was stopped, as messages name it.
    func work(goingOn command: String) async throws {
        let scheduler = try RunScheduler(
            ledger: ledger, run: run, network: network, realizer: realizer, concurrency: options.concurrency,
            tokenLimit: options.maxTokensTotal)
        let progress = RunProgress(style: options.progress)
        let task = Task { try await scheduler.refine { progress.report($0) } }
        let signals = InterruptWatch { count in
            if count == 1 {
                scheduler.stop()
                StandardError.write("\nfinishing the attempts in flight; interrupt again to stop at once\n")
            } else {
                task.cancel()
            }
        }
        defer { signals.stop() }
        let end: RunEnd
        do {
            end = try await task.value
        } catch let failure as ChatFailure {
            try ledger.close()
            throw Failure(
                .unavailable, "\(failure)\nWhat was done is kept; \(command) goes on.")
        }
        switch end {
        case .completed: break
        case .stopped:
            try ledger.close()
            throw Failure(.stoppedEarly, "stopped early; \(command) goes on.")
        case .outOfTokens:
            let used = try ledger.tokens(of: run)
            try ledger.close()
            throw Failure(
                .stoppedEarly,
                "stopped early: the run has used \(used) tokens, and --max-tokens-total is "
                    + "\(options.maxTokensTotal ?? 0); \(command) goes on with more, or without it.")
        }
    }
}

/// Counts interrupts: SIGINT and SIGTERM.
final class InterruptWatch {
    private let sources: [any DispatchSourceSignal]
    private let before: [(number: Int32, handler: @convention(c) (Int32) -> Void)]

    /// Has an interrupt end the program with the contract's code from now on, wherever nobody watches for it, also where
    /// whoever started the program had it blocked.
    static func endOnInterrupt() {
        var interrupt = sigset_t()
        sigemptyset(&interrupt)
        sigaddset(&interrupt, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
        signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    }

    init(_ handler: @escaping @Sendable (_ count: Int) -> Void) {
        let queue = DispatchQueue(label: "interrupts")
        let counter = Counter()
        before = [SIGINT, SIGTERM].compactMap { number in signal(number, SIG_IGN).map { (number, $0) } }
        sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handler(counter.next()) }
            source.resume()
            return source
        }
    }

    /// Stops watching; interrupts do what they did before.
    func stop() {
        sources.forEach { $0.cancel() }
        for (number, handler) in before { signal(number, handler) }
    }

    /// Only touched on the watch's own queue.
    private final class Counter: @unchecked Sendable {
        private var count = 0

        func next() -> Int {
            count += 1
            return count
        }
    }
}
