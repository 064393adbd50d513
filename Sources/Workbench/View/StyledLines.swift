import TerminalUI

/// A letter of a running text with its style, and the variable it speaks of.
struct StyledLetter: Sendable, Equatable {
    var character: Character
    var style: Style
    var variable: Int?
}

/// Running text broken into lines at blanks; words longer than a line are broken where they must be.
struct StyledLines: Sendable, Equatable {
    private(set) var lines: [[StyledLetter]] = []

    /// - Complexity: O(letters).
    init(_ letters: [StyledLetter], width: Int, glyphs: GlyphSet) {
        guard width > 0 else { return }
        var line: [StyledLetter] = []
        var used = 0
        var lastBlank: Int?
        for letter in letters {
            if letter.character.isNewline {
                lines.append(line)
                (line, used, lastBlank) = ([], 0, nil)
                continue
            }
            let columns = Self.columns(of: letter.character, glyphs)
            if used + columns > width {
                if letter.character == " " {
                    lines.append(line)
                    (line, used, lastBlank) = ([], 0, nil)
                    continue
                }
                let cut = lastBlank.map { $0 + 1 } ?? line.count
                let rest = Array(line[cut...])
                lines.append(Array(line[..<(lastBlank ?? cut)]))
                line = rest
                used = rest.reduce(0) { $0 + Self.columns(of: $1.character, glyphs) }
                lastBlank = nil
            }
            if letter.character == " " { lastBlank = line.count }
            line.append(letter)
            used += columns
        }
        if !line.isEmpty { lines.append(line) }
    }

    private static func columns(of character: Character, _ glyphs: GlyphSet) -> Int {
        character.isASCII
            ? (character.asciiValue.map { $0 >= 32 && $0 < 127 } ?? false ? 1 : 2)
            : glyphs.width(of: String(character))
    }
}

extension Painter {
    /// Draws a line of styled letters, run by run; a click on what speaks of a variable selects it.
    mutating func draw(_ letters: [StyledLetter], in rect: Rect, row: Int, subject: Subject? = nil) {
        var used = 0
        var index = 0
        while index < letters.count, used < rect.width {
            let first = letters[index]
            var end = index
            var text = ""
            while end < letters.count, letters[end].style == first.style, letters[end].variable == first.variable {
                text.append(letters[end].character)
                end += 1
            }
            let columns = canvas.put(
                text, x: rect.x + used, y: rect.y + row, style: first.style, maxWidth: rect.width - used)
            if let variable = first.variable, let subject, subject.nodes.indices.contains(variable) {
                hit(
                    Rect(x: rect.x + used, y: rect.y + row, width: columns, height: 1), .focus(.text),
                    .select(variable: subject.nodes[variable].name))
            }
            used += columns
            index = end
        }
    }

    /// Writes a text over as many rows as it needs and there are; returns the row after it.
    mutating func paragraph(_ text: String, in rect: Rect, row: Int, indent: Int = 0, style: Style = .text) -> Int {
        paragraph([(text, style)], in: rect.inset(left: indent), row: row)
    }

    /// The rows that a text takes over some columns.
    func height(of text: String, width: Int) -> Int {
        let letters = text.map { StyledLetter(character: $0, style: .text, variable: nil) }
        return StyledLines(letters, width: max(1, width), glyphs: glyphs).lines.count
    }

    /// Writes pieces of different styles as one text over as many rows as it needs and there are; returns the row after it.
    mutating func paragraph(_ pieces: [(text: String, style: Style)], in rect: Rect, row: Int) -> Int {
        let letters = pieces.flatMap { piece in
            piece.text.map { StyledLetter(character: $0, style: piece.style, variable: nil) }
        }
        let lines = StyledLines(letters, width: rect.width, glyphs: glyphs).lines
        for (offset, line) in lines.enumerated() where row + offset < rect.height {
            draw(line, in: rect, row: row + offset)
        }
        return row + lines.count
    }
}
