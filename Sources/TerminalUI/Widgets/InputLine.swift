/// One line of text that is being typed.
public struct InputLine: Sendable, Hashable {
    /// What was typed so far.
    public private(set) var text: String
    /// Where the next character goes, as an offset in characters.
    public private(set) var cursor: Int

    /// A line with the cursor at its end.
    public init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Puts text in at the cursor; line feeds become blanks.
    public mutating func insert(_ more: String) {
        let line = String(more.map { $0.isNewline ? " " : $0 })
        let before = text.prefix(cursor) + line
        // Marks may join the character before them, so the cursor is counted anew.
        let rest = text.dropFirst(cursor)
        cursor = before.count
        text = String(before + rest)
        cursor = min(cursor, text.count)
    }

    /// Edits by a key, as shells do: arrows, home and end (Ctrl-A, Ctrl-E), words by alt or control with an arrow,
    /// backspace and delete, Ctrl-W, Ctrl-U and Ctrl-K.
    ///
    /// - Returns: Whether the key was one for editing.
    public mutating func edit(_ key: Key) -> Bool {
        if let character = key.character {
            insert(String(character))
            return true
        }
        switch (key.code, key.modifiers) {
        case (.left, []): cursor = max(0, cursor - 1)
        case (.right, []): cursor = min(text.count, cursor + 1)
        case (.left, .alt), (.left, .control), (.character("b"), .alt): cursor = wordStart
        case (.right, .alt), (.right, .control), (.character("f"), .alt): cursor = wordEnd
        case (.home, []), (.character("a"), .control): cursor = 0
        case (.end, []), (.character("e"), .control): cursor = text.count
        case (.backspace, []): remove(max(0, cursor - 1)..<cursor)
        case (.delete, []), (.character("d"), .control): remove(cursor..<min(text.count, cursor + 1))
        case (.character("w"), .control), (.backspace, .alt): remove(wordStart..<cursor)
        case (.character("u"), .control): remove(0..<cursor)
        case (.character("k"), .control): remove(cursor..<text.count)
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        text = String(text.prefix(range.lowerBound) + text.dropFirst(range.upperBound))
        cursor = min(range.lowerBound, text.count)
    }

    private var wordStart: Int {
        let letters = Array(text)
        var place = cursor
        while place > 0, letters[place - 1] == " " { place -= 1 }
        while place > 0, letters[place - 1] != " " { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        let letters = Array(text)
        var place = cursor
        while place < letters.count, letters[place] == " " { place += 1 }
        while place < letters.count, letters[place] != " " { place += 1 }
        return place
    }

    /// Draws a prompt and the part of the line around the cursor in the first row of `area`.
    ///
    /// - Parameters:
    ///   - hint: What is shown muted while nothing was typed.
    /// - Returns: The cursor's cell, for ``Terminal/present(_:theme:cursor:)``.
    @discardableResult
    public func render(
        into canvas: inout Canvas, area: Rect, prompt: String = "", hint: String = "", surface: Role? = nil
    ) -> Point? {
        guard !area.isEmpty else { return nil }
        return canvas.clipped(to: area) { canvas in
            canvas.fill(area.row(0), style: Style(.text, on: surface))
            var x = area.x
            x += canvas.put(prompt, x: x, y: area.y, style: Style(.key, on: surface), maxWidth: area.width / 2)
            let room = area.maxX - x
            guard room > 0 else { return nil }
            let before = canvas.glyphs.width(of: String(text.prefix(cursor)))
            // The cursor stays in sight, with a column for itself.
            let shift = max(0, before - room + 1)
            canvas.clipped(to: Rect(x: x, y: area.y, width: room, height: 1)) { canvas in
                canvas.put(text, x: x - shift, y: area.y, style: Style(.text, on: surface))
                if text.isEmpty { canvas.put(hint, x: x + 1, y: area.y, style: Style(.muted, on: surface)) }
            }
            let place = Point(x: x + before - shift, y: area.y)
            canvas.setStyle(in: Rect(x: place.x, y: place.y, width: 1, height: 1), Style(.cursor))
            return place
        }
    }
}
