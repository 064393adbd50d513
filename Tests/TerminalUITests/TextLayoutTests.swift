import Testing

@testable import TerminalUI

@Suite("Text layout")
struct TextLayoutTests {
    private let glyphs = GlyphSet.unicode

    @Test("words are kept whole where they fit")
    func words() {
        #expect(glyphs.wrapped("the quick brown fox", width: 10) == ["the quick", "brown fox"])
        #expect(glyphs.wrapped("the quick  brown", width: 9) == ["the quick", "brown"])
        #expect(glyphs.wrapped("one\n\ntwo\n", width: 9) == ["one", "", "two", ""])
        #expect(glyphs.wrapped("", width: 9) == [""])
        #expect(glyphs.wrapped("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        #expect(glyphs.wrapped("a well-known fact", width: 8) == ["a well-", "known", "fact"])
        #expect(glyphs.wrapped("日本語です", width: 5) == ["日本", "語で", "す"])
        #expect(glyphs.wrapped("  indented text", width: 10) == ["  indented", "text"])
        #expect(glyphs.wrapped("a\tb", width: 10) == ["a   b"])
        #expect(glyphs.wrapped("one two three four", width: 11, indent: 2) == ["one two", "  three", "  four"])
    }

    @Test("no line is too wide, and nothing but blanks at breaks is lost", arguments: 0..<150)
    func nothingIsLost(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = awkwardText(&generator, pieces: Int.random(in: 0...40, using: &generator))
        // A character written out by its number is as wide as eight columns.
        let width = Int.random(in: 10...40, using: &generator)
        let lines = glyphs.wrapped(StyledText(text), width: width)
        let ignored: Set<Unicode.Scalar> = [" ", "\n", "\t", "\r", "\u{25CC}"]
        func kept(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !ignored.contains($0) } }
        #expect(kept(lines.map(\.string).joined()) == kept(text))
        let scalars = Array(text.unicodeScalars)
        var last = 0
        for line in lines {
            #expect(line.width <= width && glyphs.width(of: line.string) == line.width)
            #expect(line.scalars.lowerBound >= last && line.scalars.upperBound <= scalars.count)
            last = line.scalars.upperBound
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[line.scalars])
            #expect(kept(String(part)) == kept(line.string))
        }
    }

    @Test("styles follow their words through wrapping")
    func spans() {
        let text = "She does not have bronchitis now"
        let styled = StyledText(text, ranges: [(4..<28, Style(.contradicted)), (18..<28, Style(.accepted))])
        #expect(styled.string == text)
        #expect(styled.spans.map(\.text) == ["She ", "does not have ", "bronchitis", " now"])
        let lines = glyphs.wrapped(styled, width: 16)
        #expect(lines.map(\.string) == ["She does not", "have bronchitis", "now"])
        #expect(lines[1].spans == [Span("have ", Style(.contradicted)), Span("bronchitis", Style(.accepted))])
        #expect(lines[1].scalars == 13..<28)
    }

    @Test("ranges are offsets in scalars, clamped to the text")
    func ranges() {
        let styled = StyledText(
            "e\u{301}日x", ranges: [(2..<3, Style(.match)), (3..<99, Style(.error)), (-5..<0, Style(.added))])
        #expect(styled.spans == [Span("e\u{301}"), Span("日", Style(.match)), Span("x", Style(.error))])
        #expect(StyledText("", ranges: [(0..<5, Style(.match))]).spans.isEmpty)
    }

    @Test("truncation and padding count columns")
    func truncation() {
        #expect(glyphs.truncated("bronchitis", to: 10) == "bronchitis")
        #expect(glyphs.truncated("bronchitis", to: 6) == "bronc…")
        #expect(glyphs.truncated("日本語", to: 5) == "日本…")
        #expect(glyphs.truncated("日本語", to: 4) == "日…")
        #expect(glyphs.truncated("abc", to: 1) == "…")
        #expect(glyphs.truncated("abc", to: 0) == "")
        #expect(GlyphSet.ascii.truncated("bronchitis", to: 6) == "bronc~")
        #expect(glyphs.padded("日", to: 5, .right) == "   日")
        #expect(glyphs.padded("ab", to: 5, .center) == " ab  ")
        #expect(glyphs.width(of: glyphs.padded("日本語", to: 4)) == 4)
        let spans = [Span("abc", Style(.added)), Span("def", Style(.removed))]
        #expect(glyphs.truncated(spans, to: 5) == [Span("abc", Style(.added)), Span("d…", Style(.removed))])
        #expect(
            glyphs.truncated(spans, to: 3) == [Span("ab…", Style(.added))]
                || glyphs.truncated(spans, to: 3) == [Span("ab", Style(.added)), Span("…", Style(.removed))])
        #expect(glyphs.truncated(spans, to: 6) == spans)
    }

    @Test("truncated text is never wider than asked", arguments: 0..<100)
    func truncatedWidth(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = awkwardText(&generator, pieces: 10)
        for width in 0...30 {
            #expect(glyphs.width(of: glyphs.truncated(text, to: width)) <= width)
            #expect(glyphs.width(of: glyphs.padded(text, to: width, .right)) == width)
            let spans = glyphs.truncated([Span(text), Span("日本"), Span(text)], to: width)
            #expect(spans.reduce(0) { $0 + glyphs.width(of: $1.text) } <= width)
        }
    }
}
