import CausalEngine
import TerminalUI

/// A session without a terminal: every piece of work is done to its end, one after the other, before the next message.
///
/// So the same messages always lead to the same model, whatever the machine does meanwhile. Snapshots, replays and tests
/// run in it.
public struct HeadlessSession: Sendable {
    /// The model.
    public private(set) var model: Model
    /// The actions that were logged, where the model records.
    public private(set) var log: [Action] = []
    private let context: WorkContext

    /// A session at its start, with layout, beliefs and skeletons computed.
    public init(_ options: WorkbenchOptions, size: Size) async {
        model = options.model(size: size)
        context = WorkContext(options, subject: model.subject, isASCII: (options.glyphs ?? .unicode).isASCII)
        await settle(start(&model))
    }

    /// Sends a message and does all the work that follows from it.
    public mutating func send(_ message: Message) async {
        await settle(update(&model, message))
    }

    /// Presses keys, one after the other; the rest is left when the session ends.
    public mutating func press(_ keys: [Key]) async {
        for key in keys where !model.hasEnded { await send(.key(key)) }
    }

    private mutating func settle(_ effects: [Effect]) async {
        var waiting = effects
        while !waiting.isEmpty {
            let effect = waiting.removeFirst()
            switch effect {
            case .begin(let id, let work):
                guard model.pending[id] != nil else { continue }
                for report in await reports(of: work) { waiting += update(&model, .report(id, report)) }
            case .log(let action): log.append(action)
            case .letGo(let key): context.letGo(key)
            case .cancel, .finish, .redraw, .suspend, .quit: continue
            }
        }
    }

    private func reports(of work: Work) async -> [Report] {
        let (stream, continuation) = AsyncStream.makeStream(of: Report.self)
        await context.perform(work) { continuation.yield($0) }
        continuation.finish()
        var reports: [Report] = []
        for await report in stream { reports.append(report) }
        return reports
    }
}
