import Testing

@testable import TerminalUI

@Suite("Canvas")
struct CanvasTests {
    @Test("text, boxes and titles")
    func boxes() {
        let drawing = canvas(24, 5) { canvas in
            canvas.box(Rect(x: 0, y: 0, width: 12, height: 3), title: "asia")
            canvas.box(Rect(x: 12, y: 0, width: 12, height: 3), title: "a long title", border: .double)
            canvas.put("plain", x: 1, y: 3)
        }
        #expect(
            drawing.plainText() == """
                ╭─ asia ───╮╔═ a lon… ═╗
                │          │║          ║
                ╰──────────╯╚══════════╝
                 plain

                """)
    }

    @Test("frames stay different from each other in ASCII")
    func asciiFrames() {
        let frames = Border.allCases.map { border in
            canvas(6, 3, glyphs: .ascii) { $0.box($0.bounds, border: border) }.plainText()
        }
        #expect(Set(frames).count == Border.allCases.count)
        #expect(frames.joined().allSatisfy { $0.isASCII })
    }

    @Test("drawing outside of a canvas of any size does nothing", arguments: [(0, 0), (1, 1), (0, 3), (3, 0), (2, 1)])
    func clipping(width: Int, height: Int) {
        var drawing = canvas(width, height)
        for x in [-9, -1, 0, 1, 9] {
            for y in [-9, -1, 0, 1, 9] {
                drawing.put("日本 e\u{301} text", x: x, y: y)
                drawing.box(Rect(x: x, y: y, width: 5, height: 4), title: "title")
                drawing.fill(Rect(x: x, y: y, width: 7, height: 7), with: "#")
                drawing.setSurface(in: Rect(x: x, y: y, width: 7, height: 7), .popup)
                drawing.copy(canvas(3, 3), from: Rect(x: -1, y: -1, width: 9, height: 9), to: Point(x: x, y: y))
            }
        }
        #expect(drawing.size == Size(width: width, height: height))
        #expect(drawing.lines().count == height)
    }

    @Test("a clip keeps everything outside as it was")
    func clip() {
        let drawing = canvas(8, 3) { canvas in
            canvas.fill(canvas.bounds, with: ".")
            canvas.clipped(to: Rect(x: 2, y: 1, width: 3, height: 1)) { canvas in
                canvas.fill(Rect(x: -5, y: -5, width: 99, height: 99), with: "#")
                canvas.put("abcdefgh", x: 1, y: 1)
                canvas.clipped(to: Rect(x: 0, y: 0, width: 3, height: 3)) { _ = $0.put("日", x: 1, y: 1) }
            }
            canvas.put("!", x: 7, y: 2)
        }
        #expect(drawing.plainText() == "........\n.. cd...\n.......!")
    }

    @Test("wide characters take two cells and are blanked when one half is lost")
    func wide() {
        var drawing = canvas(6, 1) { #expect($0.put("日本語", x: 0, y: 0) == 6) }
        #expect(drawing[0, 0].width == 2 && drawing[1, 0].width == 0 && drawing[1, 0].text.isEmpty)
        drawing.put("x", x: 1, y: 0)
        #expect(drawing.plainText() == " x本語")
        drawing.put("y", x: 4, y: 0)
        #expect(drawing.plainText() == " x本y")
        drawing.put("国", x: 1, y: 0)
        #expect(drawing.plainText() == " 国 y")
        #expect(canvas(5, 1) { $0.put("日本語", x: 0, y: 0) }.plainText() == "日本")
        #expect(canvas(4, 1) { $0.put("日本", x: -1, y: 0) }.plainText() == " 本")
        #expect(canvas(9, 1) { $0.put("日本", x: 0, y: 0, maxWidth: 3) }.plainText() == "日")
    }

    @Test("marks join the character before, and a mark alone gets a circle to sit on")
    func marks() {
        let drawing = canvas(10, 1) { #expect($0.put("e\u{301}x\u{301}", x: 0, y: 0) == 2) }
        #expect(
            drawing.plainText().unicodeScalars.elementsEqual("e\u{301}x\u{301}".unicodeScalars)
                || drawing.plainText() == "éx\u{301}")
        #expect(canvas(4, 1) { $0.put("\u{301}a", x: 0, y: 0) }.plainText() == "\u{25CC}\u{301}a")
        let many = "o" + String(repeating: "\u{302}", count: 40)
        #expect(canvas(4, 1) { $0.put(many, x: 0, y: 0) }[0, 0].text.unicodeScalars.count == 5)
    }

    @Test("emoji: joined families become their members, modifiers and selectors are left out")
    func emoji() {
        for (text, shown, columns) in [("👩‍👩‍👧", "👩👩👧", 6), ("👍🏽!", "👍!", 3), ("❤️!", "❤!", 2)] {
            #expect(canvas(8, 1) { $0.put(text, x: 0, y: 0) }.plainText() == shown)
            #expect(GlyphSet.unicode.width(of: text) == columns)
        }
    }

    @Test("a part of another canvas is copied, and wide characters at its edges are blanked")
    func copying() {
        let source = canvas(6, 2) { canvas in
            canvas.put("日本語", x: 0, y: 0)
            canvas.put("abcdef", x: 0, y: 1)
        }
        let window = canvas(5, 3) { canvas in
            canvas.fill(canvas.bounds, with: ".")
            canvas.copy(source, from: Rect(x: 1, y: 0, width: 4, height: 2), to: Point(x: 1, y: 1))
        }
        #expect(window.plainText() == ".....\n. 本\n.bcde")
    }

    @Test("styles change without the characters")
    func styles() {
        let drawing = canvas(4, 1) { canvas in
            canvas.put("abcd", x: 0, y: 0, style: Style(.accepted))
            canvas.setSurface(in: Rect(x: 1, y: 0, width: 2, height: 1), .selection)
            canvas.addAttributes(in: Rect(x: 2, y: 0, width: 9, height: 9), .bold)
        }
        #expect(drawing.plainText() == "abcd")
        #expect(drawing[0, 0].style == Style(.accepted))
        #expect(drawing[1, 0].style == Style(.accepted, on: .selection))
        #expect(drawing[2, 0].style == Style(.accepted, .bold, on: .selection))
        #expect(drawing[3, 0].style == Style(.accepted, .bold))
    }
}

@Suite("Rectangles")
struct GeometryTests {
    @Test("splitting fills the whole length, whatever the shares", arguments: 0..<40)
    func splitting(total: Int) {
        let shares: [[Share]] = [
            [.flexible(), .flexible(), .flexible()], [.fixed(3), .flexible(), .fixed(2)],
            [.flexible(weight: 2, minimum: 5), .flexible(weight: 1, minimum: 3)],
            [.fixed(30), .flexible(minimum: 10), .fixed(9)],
        ]
        for share in shares {
            for gap in 0...1 {
                let parts = Rect(x: 7, y: 1, width: total, height: 2).columns(share, gap: gap)
                let gaps = min(total, gap * (share.count - 1))
                #expect(parts.reduce(0) { $0 + $1.width } == total - gaps)
                for (a, b) in zip(parts, parts.dropFirst()) { #expect(a.maxX <= b.x) }
                #expect(parts.allSatisfy { $0.x >= 7 && $0.maxX <= 7 + total && $0.height == 2 })
            }
        }
    }

    @Test("fixed parts come first, minima next, the rest goes by weight")
    func shares() {
        func widths(_ total: Int, _ shares: [Share]) -> [Int] {
            Rect(x: 0, y: 0, width: total, height: 1).columns(shares).map(\.width)
        }
        #expect(widths(20, [.fixed(5), .flexible(weight: 2), .flexible(weight: 1)]) == [5, 10, 5])
        #expect(widths(20, [.flexible(weight: 1, minimum: 8), .flexible(weight: 1), .fixed(2)]) == [13, 5, 2])
        #expect(widths(3, [.fixed(5), .flexible()]) == [3, 0])
    }
}
