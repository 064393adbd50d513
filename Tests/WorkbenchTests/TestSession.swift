import CausalEngine
import TerminalUI

@testable import Workbench

/// Sessions on the networks of the tests.
enum TestSession {
    static func options(_ network: Network, seed: UInt64 = 7, glyphs: GlyphSet = .unicode) -> WorkbenchOptions {
        WorkbenchOptions(
            network: network, realizer: SloppyRealizer(network: network), seed: seed, skeletons: 40, beliefRows: 4000,
            glyphs: glyphs)
    }

    static func clinic(
        _ width: Int = 120, _ height: Int = 40, keys: String = "", glyphs: GlyphSet = .unicode
    ) async throws -> HeadlessSession {
        var session = await HeadlessSession(
            options(try TestNetworks.clinic(), glyphs: glyphs), size: Size(width: width, height: height))
        await session.press(try Key.script(keys).get())
        return session
    }
}

extension HeadlessSession {
    mutating func type(_ keys: String) async throws { await press(try Key.script(keys).get()) }

    mutating func act(_ action: Action) async { await send(.action(action)) }
}

extension Model {
    /// The model without what undo is not meant to restore: the line of notice, what can be redone, and counters.
    var restorable: Model {
        var model = self
        model.notice = nil
        model.future = []
        model.nextEffect = 0
        model.side = .node
        model.scroll = Scroll()
        model.runCursor = 0
        model.comparison = nil
        model.comparedStep = nil
        model.pathAnswer = nil
        model.litIndex = 0
        model.twin = nil
        return model
    }
}

/// The names of the parts in which two models differ: short where the models themselves would fill pages.
func differences(_ a: Model, _ b: Model) -> [String] {
    func parts(_ value: Any) -> [(String, String)] {
        Mirror(reflecting: value).children.map { ($0.label ?? "", "\($0.value)") }
    }
    let names = zip(parts(a), parts(b)).filter { $0.0.1 != $0.1.1 && $0.0.0 != "document" }.map(\.0.0)
    let inner = zip(parts(a.document), parts(b.document)).filter { $0.0.1 != $0.1.1 }.map { "document." + $0.0.0 }
    return a == b ? [] : names + inner + ["not equal"]
}

/// A generator for tests (SplitMix64), so that a failing case can be run again by its seed.
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
