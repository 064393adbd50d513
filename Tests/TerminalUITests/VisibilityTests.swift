import Testing

@testable import TerminalUI

@Suite("Text as data")
struct VisibilityTests {
    private static func isHarmless(_ text: String, ascii: Bool = false) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            let value = scalar.value
            let isControl = value < 0x20 && value != 0x0A || (0x7F..<0xA0).contains(value)
            let isReordering =
                (0x200B...0x200F).contains(value) || (0x202A...0x202E).contains(value)
                || (0x2066...0x2069).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
            return !isControl && !isReordering && (!ascii || value < 0x80)
        }
    }

    @Test("every scalar there is stays harmless, and takes the columns it is said to take")
    func everyScalar() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            for glyphs in [GlyphSet.unicode, .ascii] {
                var drawing = Canvas(size: Size(width: 12, height: 1), glyphs: glyphs)
                let used = drawing.put(text, x: 0, y: 0)
                let shown = drawing.plainText()
                guard used == glyphs.width(of: text), used >= 1, Self.isHarmless(shown, ascii: glyphs.isASCII) else {
                    Issue.record("U+\(String(value, radix: 16)) is shown as \(shown.debugDescription)")
                    return
                }
            }
        }
    }

    @Test("controls and reordering characters in titles, tables and inputs", arguments: 0..<60)
    func randomText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = awkwardText(&generator, pieces: 12)
        for glyphs in [GlyphSet.unicode, .ascii] {
            let drawing = canvas(60, 8, glyphs: glyphs) { canvas in
                Panel(title: text, note: text, footer: text).render(into: &canvas, area: canvas.bounds)
                ListView([ListView.Item(StyledText(text))]).render(into: &canvas, area: canvas.bounds.inset(by: 1))
                InputLine(text).render(into: &canvas, area: Rect(x: 1, y: 4, width: 50, height: 1), prompt: text)
                let lines = canvas.glyphs.wrapped(StyledText(text), width: 20)
                TextPane(lines: lines).render(into: &canvas, area: Rect(x: 1, y: 5, width: 50, height: 2))
            }
            #expect(Self.isHarmless(drawing.plainText(), ascii: glyphs.isASCII))
            let colored = drawing.ansiText(theme: .standard, colors: .none)
            let escapes = colored.replacing(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar), with: "")
            #expect(Self.isHarmless(escapes, ascii: glyphs.isASCII))
        }
    }

    @Test("how they are shown")
    func pictures() {
        func shown(_ text: String, _ glyphs: GlyphSet) -> String {
            canvas(40, 1, glyphs: glyphs) { $0.put(text, x: 0, y: 0) }.plainText()
        }
        #expect(shown("a\u{1B}[2J\r\nb\u{7F}", .unicode) == "a␛[2J␍␊b␡")
        #expect(shown("a\u{1B}[2J\r\nb\u{7F}", .ascii) == "a^[[2J^M^Jb^?")
        #expect(shown("\u{9B}31m\u{202E}x", .unicode) == "\\x9b31m\\u{202e}x")
        #expect(shown("Größe → ≠ “ok” — 日本", .ascii) == "Grose > % \"ok\" - ????")
        #expect(shown("╭─┼━╗▏⣿", .ascii) == "+-+-+##")
    }

    @Test("the marks of both sets are one column wide and the ASCII ones are ASCII")
    func marks() {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let single = [
                glyphs.ellipsis, glyphs.pointer, glyphs.bullet, glyphs.separator, glyphs.dot, glyphs.ring, glyphs.check,
                glyphs.cross, glyphs.missing, glyphs.doubt, glyphs.conflict, glyphs.leak, glyphs.intervened,
                glyphs.scissors, glyphs.changed, glyphs.arrowUp, glyphs.arrowDown, glyphs.arrowLeft, glyphs.arrowRight,
                glyphs.full, glyphs.empty, glyphs.scrollTrack, glyphs.scrollThumb, glyphs.caret,
            ]
            for mark in single + glyphs.eighthsUp + glyphs.eighthsRight + glyphs.spinner {
                #expect(glyphs.width(of: mark) == 1)
                #expect(!glyphs.isASCII || mark.allSatisfy { $0.isASCII })
            }
            let verdicts = [glyphs.check, glyphs.cross, glyphs.missing, glyphs.doubt, glyphs.conflict, glyphs.leak]
            #expect(Set(verdicts).count == verdicts.count)
        }
    }
}
