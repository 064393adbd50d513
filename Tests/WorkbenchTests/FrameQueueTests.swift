import TerminalUI
import Testing

@testable import Workbench

@Suite("What is taken in before a frame")
struct FrameQueueTests {
    private func text(_ stream: Int, _ piece: String) -> Message {
        .report(EffectID(number: stream), .text(piece))
    }

    private func drain(_ queue: inout FrameQueue) -> [Message] {
        var taken: [Message] = []
        while let message = queue.next() { taken.append(message) }
        return taken
    }

    @Test("Eight streams of a thousand pieces become eight messages, each with its whole text")
    func coalescing() {
        let pieces = (0..<1000).flatMap { piece in (0..<8).map { text($0, "\(piece) ") } }
        let joined = Message.coalesced(pieces)
        let whole = (0..<1000).map { "\($0) " }.joined()
        #expect(joined == (0..<8).map { text($0, whole) })
    }

    @Test("Pieces of one stream are not joined over another message: what came between stays between")
    func barriers() {
        let began = Message.report(EffectID(number: 1), .began(attempt: 1))
        let messages = [text(1, "a"), text(2, "b"), text(1, "c"), began, text(1, "d"), text(1, "e")]
        #expect(Message.coalesced(messages) == [text(1, "ac"), text(2, "b"), began, text(1, "de")])
        let runs = (0..<4).map { Message.report(EffectID(number: 1), .runs(.text(position: $0 % 2, "x"))) }
        #expect(
            Message.coalesced(runs)
                == (0..<2).map { .report(EffectID(number: 1), .runs(.text(position: $0, "xx"))) })
    }

    @Test("A key is taken in before every report that came earlier, also in the middle of a frame")
    func inputFirst() {
        var queue = FrameQueue()
        let reports = (0..<50).map { Message.report(EffectID(number: $0), .began(attempt: 0)) }
        queue.addReports(reports)
        queue.beginFrame()
        #expect(queue.next() == reports[0])
        queue.addInput([.key(Key("?"))])
        #expect(queue.next() == .key(Key("?")))
        #expect(drain(&queue) == Array(reports.dropFirst()))
        #expect(queue.isEmpty)
    }

    @Test("A flood of reports is taken in over several frames, in order, with the keyboard looked at between")
    func limit() {
        var queue = FrameQueue()
        let reports = (0..<3 * FrameQueue.limit).map { Message.report(EffectID(number: $0), .began(attempt: 0)) }
        queue.addReports(reports)
        var taken: [Message] = []
        var frames = 0
        while !queue.isEmpty {
            queue.beginFrame()
            taken += drain(&queue)
            frames += 1
        }
        #expect(frames == 3 && taken == reports)
    }

    @Test("Coalesced or not, a live run of eight leads to the same model, whatever the order", arguments: [1, 2, 3, 4])
    func sameModel(_ seed: UInt64) async throws {
        var random = TestRandom(seed: seed)
        var options = TestSession.options(try TestNetworks.clinic())
        options.concurrency = 8
        options.skeletons = 24
        var plain = await HeadlessSession(options, size: Size(width: 120, height: 40)).model
        let begun = update(&plain, .action(.run))
        var streams = begun.compactMap { if case .begin(let id, .refine) = $0 { id } else { nil } }
        #expect(streams.count == 8)
        var messages: [Message] = []
        while !streams.isEmpty {
            let place = Int.random(in: 0..<streams.count, using: &random)
            switch Int.random(in: 0..<40, using: &random) {
            case 0: messages.append(.report(streams[place], .began(attempt: 0)))
            case 1: messages.append(.report(streams.remove(at: place), .ended(isFinished: true)))
            default: messages.append(.report(streams[place], .text("word ")))
            }
        }
        var coalesced = plain
        for message in messages { _ = update(&plain, message) }
        for message in Message.coalesced(messages) { _ = update(&coalesced, message) }
        #expect(differences(plain, coalesced).isEmpty)
        #expect(Message.coalesced(messages).count < messages.count)
    }

    @Test("A live run of several follows one text to its end, however the pieces alternate")
    func follows() async throws {
        var options = TestSession.options(try TestNetworks.clinic())
        options.concurrency = 3
        var model = await HeadlessSession(options, size: Size(width: 120, height: 40)).model
        let begun = update(&model, .action(.run))
        let streams = begun.compactMap { if case .begin(let id, .refine) = $0 { id } else { nil } }
        _ = update(&model, .report(streams[0], .text("a")))
        for _ in 0..<3 {
            _ = update(&model, .report(streams[2], .text("c")))
            #expect(model.document.row == 0)
        }
        _ = update(&model, .report(streams[0], .ended(isFinished: true)))
        _ = update(&model, .report(streams[2], .text("c")))
        #expect(model.document.row == 2)
    }
}
