import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Screens")
struct SnapshotTests {
    @Test(
        "At every size there is a screen that fits it",
        arguments: [(20, 5), (30, 8), (50, 14), (80, 24), (100, 30), (120, 40), (200, 60)])
    func sizes(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height)
        let canvas = view(session.model)
        #expect(canvas.size == Size(width: width, height: height))
        try Snapshot.expect(canvas, "start-\(width)x\(height)")
    }

    @Test("In ASCII nothing but ASCII is drawn", arguments: [(20, 5), (80, 24), (120, 40), (200, 60)])
    func ascii(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: "jjdj<enter>rn", glyphs: .ascii)
        let canvas = view(session.model, glyphs: .ascii)
        let isPlain = canvas.plainText().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain)
        try Snapshot.expect(canvas, "ascii-\(width)x\(height)")
    }

    @Test("do(), a draft and its correction, with styles", arguments: [(80, 24), (120, 40), (200, 60)])
    func corrected(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: ":select smoke<enter>dj<enter>]rn")
        try Snapshot.expect(view(session.model), "corrected-\(width)x\(height)", styles: true)
    }

    @Test("Every tab at 80x24", arguments: ["1", "2", "3", "4", "5"])
    func tabs(_ key: String) async throws {
        let session = try await TestSession.clinic(80, 24, keys: "]rn" + key)
        try Snapshot.expect(view(session.model), "tab-\(key)")
    }

    @Test("A live run to its end", arguments: [(80, 24), (120, 40), (200, 60)])
    func liveRun(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: "5 ")
        try Snapshot.expect(view(session.model), "run-\(width)x\(height)")
    }

    @Test(
        "Beside the graph at 80x24 the live run has its hint and all its counts",
        arguments: [("hint", ""), ("over", " ")])
    func liveRunBeside(_ name: String, _ keys: String) async throws {
        let session = try await TestSession.clinic(80, 24, keys: "iii" + keys)
        let canvas = view(session.model)
        let beside = canvas.plainText().split(separator: "\n").map { String($0.suffix(26)) }.joined(separator: "\n")
        #expect(!beside.contains(GlyphSet.unicode.ellipsis), "\(beside)")
        try Snapshot.expect(canvas, "run-beside-\(name)")
    }

    @Test(
        "What lies over the panes",
        arguments: [
            ("palette", ":se"), ("menu", "d"), ("help", "?"), ("find", "/lu"), ("search", "/lu<enter>n"),
            ("sample", "S"), ("complaint", "S<bs>x<enter>"),
        ])
    func overlays(_ name: String, _ keys: String) async throws {
        let session = try await TestSession.clinic(80, 24, keys: keys)
        try Snapshot.expect(view(session.model), "over-\(name)")
    }

    @Test("Numbers, more than two states, and what is latent", arguments: [(80, 24), (120, 40)])
    func kinds(_ width: Int, _ height: Int) async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: width, height: height))
        try await session.type(":select pressure<enter>d60<enter>")
        try Snapshot.expect(view(session.model), "ward-\(width)x\(height)")
    }

    @Test(
        "Long names, letters two columns wide and six states stay in their columns",
        arguments: [("80x24", 80, 24, ""), ("120x40", 120, 40, ""), ("twin", 120, 40, "t"), ("menu", 120, 40, "d")])
    func oddNames(_ name: String, _ width: Int, _ height: Int, _ keys: String) async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.odd()), size: Size(width: width, height: height))
        try await session.type(":select é<enter>" + keys)
        try Snapshot.expect(view(session.model), "odd-\(name)")
    }

    @Test("What is typed stays in sight where question and answer are longer than the line", arguments: ["D", "E"])
    func longPrompts(_ key: String) async throws {
        var session = await HeadlessSession(
            TestSession.options(try TestNetworks.odd()), size: Size(width: 80, height: 24))
        try await session.type(key + ",x")
        let footer = try #require(view(session.model).plainText().split(separator: "\n").last)
        #expect(footer.hasSuffix(",x" + GlyphSet.unicode.caret), "\(footer)")
        #expect(footer.contains("…: …"))
    }

    @Test("A table that shows fewer states than there are counts the others")
    func hiddenStates() async throws {
        let session = await HeadlessSession(
            TestSession.options(try TestNetworks.odd()), size: Size(width: 80, height: 24))
        #expect(view(session.model).plainText().contains("sehr   kalt  +4"))
    }

    @Test("A notice that leaves no room for hints is read to its end, and one that does stands apart from them")
    func notices() async throws {
        var model = try await TestSession.clinic(80, 24).model
        func footer() -> String { String(view(model).plainText().split(separator: "\n").last ?? "") }
        model.notice = Notice(text: String(repeating: "word ", count: 14) + "end", kind: .refused)
        #expect(footer() == " " + String(repeating: "word ", count: 14) + "end")
        model.notice = Notice(text: "short", kind: .done)
        #expect(footer().hasPrefix(" short │ ") && footer().hasSuffix("? help  q quit"))
    }

    @Test("Text that is being written is shown as it comes, with a cursor at its end")
    func writing() async throws {
        var model = try await TestSession.clinic().model
        let effects = update(&model, .action(.realize))
        guard case .begin(let id, _)? = effects.first(where: { if case .begin = $0 { true } else { false } }) else {
            Issue.record("no work was begun")
            return
        }
        _ = update(&model, .report(id, .began(attempt: 0)))
        _ = update(&model, .report(id, .text("The patient has ")))
        _ = update(&model, .report(id, .text("never been")))
        try Snapshot.expect(view(model), "writing")
    }

    @Test("ALARM on one screen", arguments: [(80, 24), (120, 40), (200, 60)])
    func alarm(_ width: Int, _ height: Int) async throws {
        let session = await HeadlessSession(
            TestSession.options(try Network.load("alarm")), size: Size(width: width, height: height))
        let screen = view(session.model)
        if width >= 120 {
            let text = screen.plainText()
            for node in session.model.subject.nodes { #expect(text.contains(node.name), "\(node.name) is cut off") }
        }
        try Snapshot.expect(screen, "alarm-\(width)x\(height)")
    }

    @Test("What was seen, with do(): evidence in the mutilated world", arguments: [(80, 24), (120, 40), (200, 60)])
    func evidence(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(
            width, height, keys: ":do bronc=no<enter>:see dysp=yes<enter>:select dysp<enter>")
        try Snapshot.expect(view(session.model), "evidence-\(width)x\(height)", styles: width == 120)
    }

    @Test("Seeing beside doing", arguments: [(80, 24), (120, 40), (200, 60)])
    func compare(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: ":select bronc<enter>c")
        try Snapshot.expect(view(session.model), "compare-\(width)x\(height)")
    }

    @Test("d-separation with the lit path", arguments: [(80, 24), (120, 40), (200, 60)])
    func separation(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(
            width, height, keys: ":select asia<enter>v:select smoke<enter>v:select dysp<enter>v")
        try Snapshot.expect(view(session.model), "paths-\(width)x\(height)", styles: width == 120)
    }

    @Test("One unit in two worlds", arguments: [(50, 14), (80, 24), (120, 40), (200, 60)])
    func twin(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: ":do bronc=no<enter>:select bronc<enter>t")
        try Snapshot.expect(view(session.model), "twin-\(width)x\(height)", styles: width == 120)
    }

    @Test("The mechanism of a node", arguments: [(80, 24), (120, 40)])
    func mechanism(_ width: Int, _ height: Int) async throws {
        let session = try await TestSession.clinic(width, height, keys: ":select dysp<enter>m")
        try Snapshot.expect(view(session.model), "mechanism-\(width)x\(height)")
    }

    @Test("All of it in ASCII", arguments: [("compare", "c"), ("paths", "v:select xray<enter>v"), ("twin", "t")])
    func exploreASCII(_ name: String, _ keys: String) async throws {
        let session = try await TestSession.clinic(
            120, 40, keys: ":do bronc=no<enter>:see dysp=yes<enter>:select smoke<enter>" + keys, glyphs: .ascii)
        let canvas = view(session.model, glyphs: .ascii)
        let isPlain = canvas.plainText().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain)
        try Snapshot.expect(canvas, "ascii-\(name)")
    }
}
