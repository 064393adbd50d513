import TerminalUI
import Testing

@testable import Workbench

@Suite("Bindings")
struct BindingTests {
    @Test("Every key that the table spells is one")
    func keys() {
        for binding in BindingTable.all {
            #expect(!binding.keys.isEmpty, "“\(binding.title)” has no key")
            for key in binding.keys { #expect(Key(key.name) == key) }
        }
    }

    @Test("No key means two things in one context", arguments: Context.allCases)
    func noDuplicates(_ context: Context) {
        let keys = BindingTable.all.filter { $0.context == context }.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test("A pane's own key hides a general one only where it is meant to")
    func shadows() {
        let general = Set(BindingTable.all.filter { $0.context == .panes || $0.context == .everywhere }.flatMap(\.keys))
        for binding in BindingTable.all where [.graph, .table, .text, .verdicts, .run].contains(binding.context) {
            #expect(general.isDisjoint(with: binding.keys), "“\(binding.title)” hides a general key")
        }
    }

    @Test("Every action of the panes is in the palette, with its key and why it cannot be done")
    func palette() async throws {
        let model = try await TestSession.clinic().model
        let entries = CommandPalette.entries(for: "", in: model)
        for binding in BindingTable.all where !binding.context.isOverlay && binding.context != .search {
            let entry = entries.first { $0.action == binding.action }
            #expect(entry != nil, "“\(binding.title)” is missing")
            #expect(entry?.key.isEmpty == false)
        }
        let refused = entries.first { $0.action == .undo }
        #expect(refused?.refusal == "there is nothing to undo")
    }

    @Test("The palette finds an action by letters of its words, and runs what is typed out")
    func fuzzy() async throws {
        let model = try await TestSession.clinic().model
        #expect(CommandPalette.entries(for: "palette", in: model).first?.action == .palette)
        #expect(CommandPalette.entries(for: "nxt thm", in: model).first?.action == .theme)
        #expect(CommandPalette.entries(for: "qzx", in: model).isEmpty)
        #expect(
            CommandPalette.entries(for: "do smoke=no", in: model).first?.action == .intervene(assignment: "smoke=no"))
        #expect(CommandPalette.entries(for: "sample 500 3", in: model).first?.action == .sample(rows: 500, seed: 3))
    }

    @Test("The footer fits 80 columns in every context, and always tells how to get help and how to leave")
    func footer() async throws {
        let scripts = ["", "2", "3", "4", "5", "dj<enter>", "rn", "/lu<enter>", "?", ":", "d", "S", "5 u"]
        for script in scripts {
            let model = try await TestSession.clinic(80, 24, keys: script).model
            for width in [20, 40, 60, 80, 120, 200] {
                let hints = Footer.hints(for: model, width: width - 2)
                let length = hints.reduce(0) { $0 + $1.width } + 2 * max(0, hints.count - 1)
                #expect(length <= width - 2)
                guard model.overlay == nil else { continue }
                if model.search == nil { #expect(hints.contains { $0.words == "quit" }) }
                if width >= 40, model.search == nil { #expect(hints.contains { $0.words == "help" }) }
            }
        }
    }

    @Test("Help and documentation hold every binding")
    func reference() {
        let text = KeyReference.markdown()
        for binding in BindingTable.all { #expect(text.contains(binding.title)) }
    }
}
