import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("A key map of the user's")
struct KeymapTests {
    private static let names = Set(BindingTable.all.map(\.action.keymapName)).sorted()

    private func keys(_ name: String, _ context: Context, in keymap: Keymap) -> [String]? {
        keymap.bindings.first { $0.context == context && $0.action.keymapName == name }?.keys.map(\.name)
    }

    private func session(_ text: String) async throws -> HeadlessSession {
        var options = TestSession.options(try TestNetworks.clinic())
        options.keymap = try Keymap.parse(text, file: "k.yaml")
        options.record = "session"
        return await HeadlessSession(options, size: Size(width: 120, height: 40))
    }

    @Test("An action in the file has exactly the keys that are listed, every other one keeps its own")
    func exact() throws {
        let keymap = try Keymap.parse(
            """
            realize: w
            zoom: [<alt-z>, F5]   # as --keys writes them, or without brackets
            undo: []
            ask-see: "#"
            """, file: "k.yaml")
        #expect(keys("realize", .panes, in: keymap) == ["w"])
        #expect(keys("realize", .table, in: keymap) == [], "w of every pane serves the table, and enter does no longer")
        #expect(keys("zoom", .panes, in: keymap) == ["alt-z", "f5"])
        #expect(keys("undo", .panes, in: keymap) == [])
        #expect(keys("ask-see", .panes, in: keymap) == ["#"])
        #expect(keymap.moved == ["ask-see", "undo", "realize", "zoom"])
    }

    @Test("What is said of one screen holds there alone, and goes before what is said of all")
    func screens() throws {
        let keymap = try Keymap.parse("runs:\n  move-down: f9\nmove-down: f8\n", file: "k.yaml")
        #expect(keys("move-down", .runs, in: keymap) == ["f9"])
        for context in [Context.panes, .audit, .backdoor, .menu, .palette, .help] {
            #expect(keys("move-down", context, in: keymap) == ["f8"])
        }
        #expect(keys("move-up", .runs, in: keymap) == ["k", "up"])
        let back = try Keymap.parse("twin: [esc, w]", file: "k.yaml")
        #expect(keys("twin", .twin, in: back) == ["esc", "w"])
        #expect(keys("twin", .panes, in: back) == ["w"], "escape only leads back")
    }

    @Test("Every action can be put on another key, and then leaves its own", arguments: names)
    func every(_ name: String) throws {
        let keymap = try Keymap.parse("\(name): alt-f9", file: "k.yaml")
        let added = try #require(Key("alt-f9"))
        for (binding, standard) in zip(keymap.bindings, BindingTable.all) {
            guard binding.action.keymapName == name else {
                #expect(binding.keys == standard.keys)
                continue
            }
            let isCovered = binding.keys.isEmpty && keys(name, .panes, in: keymap) == ["alt-f9"]
            #expect(binding.keys.first == added || isCovered)
            let kept = Set(binding.keys.dropFirst().map(\.name))
            #expect(kept.isSubset(of: ["esc", "ctrl-c", "ctrl-z", "enter", "backspace"]))
        }
    }

    @Test("The keys as they are, written out, are a key map that changes nothing")
    func standard() throws {
        var text = ""
        for context in Context.allCases {
            let own = BindingTable.all.filter { $0.context == context }
            if !own.isEmpty { text += "\(context.rawValue):\n" }
            for binding in own {
                let keys = binding.keys.map { "\"\($0.name)\"" }.joined(separator: ", ")
                text += "  \(binding.action.keymapName): [\(keys)]\n"
            }
        }
        let keymap = try Keymap.parse(text, file: "k.yaml")
        #expect(keymap == .standard)
        for empty in ["", "# nothing yet\n"] {
            let keymap = try Keymap.parse(empty, file: "k.yaml")
            #expect(keymap == .standard)
        }
    }

    @Test("Whatever is taken away: escape leads back, enter accepts, backspace erases, Ctrl-C quits")
    func wayBack() async throws {
        let text = Self.names.map { "\($0): []" }.joined(separator: "\n")
        for opening in [Action.askSample, .find, .palette, .help, .askDo] {
            var session = try await session(text)
            await session.act(opening)
            #expect(session.model.overlay != nil)
            try await session.type("<esc>")
            #expect(session.model.overlay == nil, "\(opening)")
            await session.act(opening)
            try await session.type("<ctrl-c>")
            #expect(session.model.hasEnded, "\(opening)")
        }
        for screen in [Action.runs, .backdoor, .twin] {
            var session = try await session(text)
            await session.act(screen)
            try await session.type("<esc>")
            #expect(session.model.screen == .panes, "\(screen)")
        }
        var typing = try await session(text)
        await typing.act(.askSample)
        for _ in 0..<20 { try await typing.type("<backspace>") }
        try await typing.type("12 5<enter>")
        #expect(typing.model.overlay == nil && typing.model.document.world.seed == 5)
    }

    @Test("A letter on any action is still typed in a line of input", arguments: names)
    func typed(_ name: String) throws {
        let keymap: Keymap
        do {
            keymap = try Keymap.parse("\(name): \"5\"\nfocus-run: []\n", file: "k.yaml")
        } catch {
            // An action of lines of input alone is put on no letter at all, and one key is not given twice.
            #expect(error is WorkbenchError || error is SettingsError)
            return
        }
        for binding in keymap.bindings where [.prompt, .palette, .everywhere].contains(binding.context) {
            #expect(binding.keys.allSatisfy { $0.character == nil })
        }
    }

    @Test(
        "What is wrong is told with its place, what was found and how to mend it",
        arguments: [
            ("realise: w", "k.yaml:1:1: there is no action “realise” there; did you mean realize?"),
            (
                "# x\nfly: w",
                "k.yaml:2:1: there is no action “fly” there; the command palette shows the name of every action."
            ),
            ("runz:\n  audit: w", "k.yaml:1:1: there is no action “runz” there; did you mean run or runs?"),
            ("runs:\n  zoom: w", "k.yaml:2:3: there is no action “zoom” there; the command palette"),
            ("zoom: foo", "k.yaml:1:7: found “foo” where a key, such as w, enter or ctrl-r"),
            ("zoom: \"\\e\"", "k.yaml:1:7: found a control character where a key"),
            ("zoom: [w, {}]", "k.yaml:1:11: found a mapping where a key"),
            ("zoom:\n", "found nothing where a key"),
            ("[zoom]", "k.yaml:1:1: found a list where a mapping of actions to keys is expected"),
            ("zoom: w\nside: i\nzoom: f9", "k.yaml:3:1: the key “zoom” stands twice; keep one of them"),
            ("zoom: ctrl-c", "k.yaml:1:7: zoom cannot be put on “ctrl-c”: it always quits."),
            ("zoom: esc", "k.yaml:1:7: zoom cannot be put on “esc”: it always leads back."),
            ("zoom: ctrl-m", "k.yaml:1:7: zoom cannot be put on “ctrl-m”: a terminal sends enter for it; write that."),
            ("zoom: shift-a", "k.yaml:1:7: zoom cannot be put on “shift-a”: a terminal sends A for it; write that."),
            (
                "erase: [f9, x]",
                "k.yaml:1:13: erase cannot be put on “x”: it is typed there; take a key with ctrl- or alt-."
            ),
            (
                "zoom: w\nhelp: w",
                "k.yaml:2:1: “w” is both help and zoom (in every pane); give one of them another key."
            ),
            ("\nzoom: q", "k.yaml:2:1: “q” is both zoom and quit (in every pane); give one of them another key."),
            ("table:\n  realize: s", "k.yaml:2:3: “s” is both realize and sample-again (in the table); give one of"),
            ("audit:\n  theme: ctrl-l", "k.yaml:2:3: “ctrl-l” is both theme and redraw (on the screen of an audit);"),
        ])
    func errors(text: String, words: String) {
        let error = #expect(throws: (any Error).self) { try Keymap.parse(text, file: "k.yaml") }
        #expect(error.map { "\($0)" }?.contains(words) == true, "\(String(describing: error))")
    }

    @Test(
        "The moved key does it, the old one nothing; hints, help, palette and the words on the screen name the new one")
    func shown() async throws {
        var session = try await session("realize: w\nnext-iteration: W\nfocus-graph: f6\nhelp: [f2]\ntwin: []\n")
        let hints = Footer.hints(for: session.model, width: 200)
        #expect(hints.contains { $0.keys == "w" && $0.words == "realize" })
        #expect(hints.contains { $0.keys == "f2" && $0.words == "help" } && !hints.contains { $0.words == "twin" })
        let first = view(session.model).plainText()
        #expect(first.contains("f6 graph") && first.contains("w writes this skeleton"))
        try await session.type("r")
        #expect(session.model.document.records.isEmpty)
        try await session.type("w")
        #expect(session.model.document.records[0]?.drafts.count == 1)
        #expect(session.model.notice?.text.contains("W corrects") == true)
        try await session.type("w")
        #expect(session.model.notice?.text == "it has a draft; W makes the next iteration")
        let entry = CommandPalette.entries(for: "realize", in: session.model).first
        #expect(entry?.key == "w" && entry?.name == "realize")
        let help = KeyReference.lines(of: session.model.settings.keymap)
        #expect(
            help.contains(
                .entry(keys: "w", title: "Realize the selected skeleton: write the first draft", name: "realize")))
        #expect(help.contains { if case .entry("–", _, "twin") = $0 { true } else { false } } == false)
        try await session.type("?")
        #expect(session.model.overlay == nil)
        try await session.type("<f2>")
        #expect(session.model.overlay == .help(scroll: 0))
    }

    @Test("A session under other keys is recorded as actions, and plays the same under any keys")
    func recording() async throws {
        let text =
            "move-down: n\nnext-iteration: j\nask-do: f5\nrealize: w\nsubmit: f7\nfind-next: f3\nnext-path: f4\n"
            + "runs: {next-iteration: l}\n"
        var session = try await session(text)
        try await session.type("n<f5>n<f7>wj]w")
        let log = session.log
        #expect(log.count == 8 && log.contains(.askDo) && log.contains(.nextIteration))
        var replayed = try await self.session("")
        for action in log { await replayed.act(action) }
        #expect(replayed.model.document == session.model.document)
        #expect(!session.model.document.world.interventions.isEmpty && session.model.document.records.count == 2)
    }
}
