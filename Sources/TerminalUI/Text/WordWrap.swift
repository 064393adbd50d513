extension GlyphSet {
    /// Breaks text into lines of at most `width` columns, between words where possible.
    ///
    /// Line feeds end lines, and an empty text has one empty line. Blanks at a break are dropped from the end of the line;
    /// blanks at the beginning of a line of the text are kept. A word longer than a line is broken between characters, and
    /// wide characters (Chinese, Japanese, Korean) may be parted. Nothing else is lost. Tabs reach to the next multiple of
    /// four columns.
    ///
    /// - Parameter indent: Blank columns before every line but the first of each paragraph.
    /// - Complexity: O(*n*) in the scalars.
    public func wrapped(_ text: StyledText, width: Int, indent: Int = 0) -> [TextLine] {
        var wrap = WordWrap(width: max(1, width), indent: min(max(0, indent), max(0, width - 8)), glyphs: self)
        for span in text.spans { wrap.take(span) }
        return wrap.finish()
    }

    /// Breaks plain text into lines, see ``wrapped(_:width:indent:)-swift.method``.
    public func wrapped(_ text: String, width: Int, indent: Int = 0) -> [String] {
        wrapped(StyledText(text), width: width, indent: indent).map(\.string)
    }
}

/// Greedy filling of lines, one character after another.
private struct WordWrap {
    /// A character on its way into a line.
    private struct Piece {
        var text: String
        var style: Style
        var width: Int
        var offset: Int
        var scalars: Int
        var isBlank: Bool { text == " " }
    }

    private let width: Int
    private let indent: Int
    private let glyphs: GlyphSet
    private var lines: [TextLine] = []
    /// What the current line holds for sure.
    private var line: [Piece] = []
    private var lineWidth = 0
    /// What came since the last place where the line may be broken.
    private var word: [Piece] = []
    private var wordWidth = 0
    private var offset = 0
    private var lineStart = 0
    private var isContinued = false

    init(width: Int, indent: Int, glyphs: GlyphSet) {
        self.width = width
        self.indent = indent
        self.glyphs = glyphs
    }

    /// The columns for text in the current line.
    private var room: Int { isContinued ? width - indent : width }

    mutating func take(_ span: Span) {
        for character in span.text {
            let count = character.unicodeScalars.count
            defer { offset += count }
            if character.isNewline, character != "\u{2028}", character != "\u{2029}" {
                endLine(after: offset + count)
            } else if character == "\t" {
                tab(style: span.style)
            } else {
                add(piece(of: character, style: span.style, scalars: count))
            }
        }
    }

    private func piece(of character: Character, style: Style, scalars: Int) -> Piece {
        if let byte = character.asciiValue, byte >= 0x20, byte < 0x7F {
            return Piece(text: String(character), style: style, width: 1, offset: offset, scalars: scalars)
        }
        var text = String(character)
        // A mark without a character gets its seat here, so that it does not join what comes before it in a line.
        if glyphs.width(of: "." + text) != glyphs.width(of: text) + 1 { text = "\u{25CC}" + text }
        return Piece(text: text, style: style, width: glyphs.width(of: text), offset: offset, scalars: scalars)
    }

    private mutating func tab(style: Style) {
        for step in 0..<(4 - (lineWidth + wordWidth) % 4) {
            add(Piece(text: " ", style: style, width: 1, offset: offset, scalars: step == 0 ? 1 : 0))
        }
    }

    private mutating func add(_ piece: Piece) {
        if piece.isBlank {
            commitWord()
            line.append(piece)
            lineWidth += 1
            return
        }
        if piece.width == 2 { commitWord() }
        word.append(piece)
        wordWidth += piece.width
        if lineWidth + wordWidth > room { breakLine() }
        if piece.width == 2 || piece.text == "-" && word.count > 1 { commitWord() }
    }

    private mutating func commitWord() {
        line += word
        lineWidth += wordWidth
        word.removeAll(keepingCapacity: true)
        wordWidth = 0
    }

    /// The word no longer fits: it goes to a new line, and is broken if it fills more than a whole one.
    private mutating func breakLine() {
        if !line.isEmpty { closeLine(from: word.first?.offset ?? offset, isContinued: true) }
        while wordWidth > room, word.count > 1 {
            var kept = word.count
            var keptWidth = wordWidth
            while kept > 1, keptWidth > room {
                kept -= 1
                keptWidth -= word[kept].width
            }
            let rest = Array(word[kept...])
            line = Array(word[..<kept])
            lineWidth = keptWidth
            word = rest
            wordWidth -= keptWidth
            closeLine(from: rest.first?.offset ?? offset, isContinued: true)
        }
    }

    private mutating func endLine(after next: Int) {
        commitWord()
        closeLine(from: next, isContinued: false)
    }

    private mutating func closeLine(from next: Int, isContinued: Bool) {
        while let last = line.last, last.isBlank {
            line.removeLast()
            lineWidth -= 1
        }
        lines.append(made())
        line.removeAll(keepingCapacity: true)
        lineWidth = 0
        lineStart = next
        self.isContinued = isContinued
    }

    private func made() -> TextLine {
        var spans: [Span] = []
        if isContinued, indent > 0, let first = line.first {
            spans.append(Span(String(repeating: " ", count: indent), Style(.text, on: first.style.surface)))
        }
        let indented = spans.reduce(0) { $0 + $1.text.count }
        for piece in line {
            if let last = spans.indices.last, spans[last].style == piece.style {
                spans[last].text += piece.text
            } else {
                spans.append(Span(piece.text, piece.style))
            }
        }
        let end = line.last.map { $0.offset + $0.scalars } ?? lineStart
        return TextLine(spans: spans, width: indented + lineWidth, scalars: lineStart..<max(lineStart, end))
    }

    mutating func finish() -> [TextLine] {
        endLine(after: offset)
        return lines
    }
}
