import Testing

@testable import TerminalUI

@Suite("Keys")
struct KeyTests {
    @Test("names are read and written")
    func names() {
        let known: [(String, Key)] = [
            ("a", Key("a")), ("G", Key("G")), ("?", Key("?")), ("-", Key("-")), ("enter", Key(.enter)),
            ("esc", Key(.escape)),
            ("shift-tab", Key(.tab, .shift)), ("ctrl-r", Key("r", .control)), ("alt-x", Key("x", .alt)),
            ("ctrl-left", Key(.left, .control)), ("f12", Key(.function(12))), ("space", Key(" ")), ("lt", Key("<")),
            ("ctrl-alt-up", Key(.up, [.control, .alt])), ("ctrl--", Key("-", .control)), ("pagedown", Key(.pageDown)),
        ]
        for (name, key) in known {
            #expect(Key(name) == key)
            if name != "lt" { #expect(key.name == name) }
        }
        #expect(Key("C-r") == Key("r", .control) && Key("Return") == Key(.enter) && Key("BackTab") == Key(.tab, .shift))
        #expect(Key("ctrl-R") == Key("r", .control))
        for wrong in ["", "f13", "hyper-x", "enterr", "ctrl-"] { #expect(Key(wrong) == nil, "\(wrong)") }
    }

    @Test("scripts of keys")
    func scripts() throws {
        let keys = try Key.script("sj<enter>:do x<ctrl-r><lt><s-tab>\n").get()
        #expect(keys.map(\.name) == ["s", "j", "enter", ":", "d", "o", "space", "x", "ctrl-r", "<", "shift-tab"])
        #expect(try Key.script("a < b").get().map(\.name) == ["a", "space", "<", "space", "b"])
        #expect(throws: Key.UnknownKey(name: "entr")) { try Key.script("a<entr>").get() }
    }
}

@Suite("Input line")
struct InputLineTests {
    private func typed(_ script: String, into text: String = "") throws -> InputLine {
        var line = InputLine(text)
        for key in try Key.script(script).get() { _ = line.edit(key) }
        return line
    }

    @Test("editing as in a shell")
    func editing() throws {
        #expect(try typed("do(smoke)<left><left>x").text == "do(smokxe)")
        #expect(try typed("abc<home>X<end>Y<ctrl-a><delete>").text == "abcY")
        #expect(try typed("one two three<ctrl-w><ctrl-w>X").text == "one X")
        #expect(try typed("one two<alt-b><ctrl-k>").text == "one ")
        #expect(try typed("one two<ctrl-left><ctrl-u>").text == "two")
        #expect(try typed("日本e<backspace><backspace>").text == "日")
        #expect(try typed("<backspace><delete><left><right><ctrl-w>").text.isEmpty)
        var line = InputLine("e")
        line.insert("\u{301}")
        #expect(line.text == "e\u{301}" && line.cursor == 1)
        line.insert("a\nb")
        #expect(line.text == "e\u{301}a b")
        #expect(!line.edit(Key(.enter)) && !line.edit(Key("g", .control)))
    }

    @Test("the cursor is always in sight", arguments: 1...24)
    func cursor(width: Int) {
        for text in ["", "smoke=yes", "日本語日本語日本語日本語", "a long line of text that does not fit"] {
            var line = InputLine(text)
            while true {
                var drawing = canvas(width + 2, 3)
                let area = Rect(x: 1, y: 1, width: width, height: 1)
                let place = line.render(into: &drawing, area: area, prompt: ": ", hint: "a command")
                #expect(place.map(area.contains) ?? (width < 2))
                #expect(drawing[0, 1] == .blank && drawing[width + 1, 1] == .blank)
                guard line.cursor > 0 else { break }
                _ = line.edit(Key(.left))
            }
        }
    }
}

@Suite("Fuzzy search")
struct FuzzyMatchTests {
    @Test("letters in order match, others do not")
    func matching() {
        #expect(FuzzyMatch("rlz", in: "realize")?.positions == [0, 3, 5])
        #expect(FuzzyMatch("zr", in: "realize") == nil)
        #expect(FuzzyMatch("", in: "anything")?.positions == [])
        #expect(FuzzyMatch("SMP", in: "sample skeletons") != nil)
        #expect(FuzzyMatch("x", in: "") == nil)
    }

    @Test("beginnings of words win over letters within them")
    func ranking() {
        let commands = ["show results", "set seed", "sample skeletons", "step back", "pause", "Set Source"]
        #expect(FuzzyMatch.ranked("ss", among: commands).prefix(3).map(\.index).sorted() == [1, 2, 5])
        #expect(FuzzyMatch.ranked("pau", among: commands).map(\.index) == [4])
        #expect(FuzzyMatch.ranked("", among: commands).map(\.index) == Array(commands.indices))
        #expect(FuzzyMatch("sk", in: "sample skeletons")?.positions == [7, 8])
    }
}
