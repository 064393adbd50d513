import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Anything at all")
struct FuzzTests {
    static let keys: [Key] = {
        let named = [
            "enter", "esc", "tab", "shift-tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end",
            "backspace", "ctrl-r", "ctrl-x", "ctrl-l", "ctrl-d", "f1",
        ]
        let characters = "hjklgGsSdxXrRnNpuzivVtTceEm+-[]?:/ 12345690=aoy".map { Key($0) }
        return named.compactMap { Key($0) } + characters
    }()

    @Test(
        "Random keys, clicks and sizes never trap, and every screen has its size", arguments: [1, 2, 3, 4] as [UInt64])
    func messages(_ seed: UInt64) async throws {
        var random = TestRandom(seed: seed)
        let network = seed.isMultiple(of: 2) ? try TestNetworks.ward() : try TestNetworks.clinic()
        var options = TestSession.options(network)
        options.skeletons = 12
        options.beliefRows = 50
        var session = await HeadlessSession(options, size: Size(width: 80, height: 24))
        for _ in 0..<200 {
            await session.send(Self.message(&random))
            let canvas = view(session.model, glyphs: Bool.random(using: &random) ? .unicode : .ascii)
            #expect(canvas.size == session.model.size)
        }
    }

    @Test("Reports may come late, out of turn, twice or never", arguments: [11, 12, 13, 14] as [UInt64])
    func reports(_ seed: UInt64) async throws {
        var random = TestRandom(seed: seed)
        var options = TestSession.options(try TestNetworks.clinic())
        options.skeletons = 6
        options.beliefRows = 20
        var model = options.model(size: Size(width: 100, height: 30))
        let context = WorkContext(options, subject: model.subject, isASCII: false)
        var waiting: [(EffectID, Work)] = []
        func note(_ effects: [Effect]) {
            for case .begin(let id, let work) in effects { waiting.append((id, work)) }
        }
        note(start(&model))
        for _ in 0..<160 {
            if Int.random(in: 0..<3, using: &random) > 0 || waiting.isEmpty {
                note(update(&model, Self.message(&random)))
            } else {
                let (id, work) = waiting[Int.random(in: 0..<waiting.count, using: &random)]
                if Bool.random(using: &random) { waiting.removeAll { $0.0 == id } }
                let (stream, continuation) = AsyncStream.makeStream(of: Report.self)
                await context.perform(work) { continuation.yield($0) }
                continuation.finish()
                for await report in stream where Int.random(in: 0..<8, using: &random) > 0 {
                    note(update(&model, .report(id, report)))
                }
            }
            #expect(view(model).size == model.size)
        }
    }

    static func message(_ random: inout TestRandom) -> Message {
        switch Int.random(in: 0..<20, using: &random) {
        case 0:
            let sizes = [
                (0, 0), (1, 1), (29, 8), (30, 8), (59, 15), (60, 15), (80, 24), (99, 30), (100, 30), (120, 40),
                (160, 45), (200, 60),
            ]
            let (width, height) = sizes[Int.random(in: 0..<sizes.count, using: &random)]
            return .resized(Size(width: width, height: height))
        case 1: return .click(x: Int.random(in: -1..<200, using: &random), y: Int.random(in: -1..<60, using: &random))
        case 2:
            return .wheel(
                x: Int.random(in: 0..<120, using: &random), y: Int.random(in: 0..<40, using: &random),
                lines: Bool.random(using: &random) ? 3 : -3)
        case 3: return .paste("do smoke=no\n\u{1B}[31m")
        default: return .key(keys[Int.random(in: 0..<keys.count, using: &random)])
        }
    }
}
