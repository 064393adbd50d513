extension GlyphSet {
    /// The columns that a text takes in one line.
    ///
    /// - Complexity: O(*n*) in the characters.
    public func width(of text: String) -> Int {
        TextUnits(text, glyphs: self).reduce(0) { $0 + $1.width }
    }

    /// The text if it fits into `width` columns, else its beginning and an ellipsis; a character is never cut in two.
    public func truncated(_ text: String, to width: Int) -> String {
        guard width > 0 else { return "" }
        let mark = self.width(of: ellipsis)
        var used = 0
        // The longest beginning that leaves room for the ellipsis, by characters of the text.
        var kept = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let columns = self.width(of: String(text[index]))
            used += columns
            let next = text.index(after: index)
            if used + mark <= width { kept = next }
            guard used <= width else { return String(text[..<kept]) + (mark <= width ? ellipsis : "") }
            index = next
        }
        return text
    }

    /// The text if it fits into `width` columns, else an ellipsis and its end.
    public func ending(_ text: String, to width: Int) -> String {
        guard self.width(of: text) > width else { return text }
        var room = width - self.width(of: ellipsis)
        guard room >= 0 else { return "" }
        let end = text.reversed().prefix { letter in
            room -= self.width(of: String(letter))
            return room >= 0
        }
        return ellipsis + String(end.reversed())
    }

    /// The text in exactly `width` columns: truncated or filled with blanks.
    public func padded(_ text: String, to width: Int, _ alignment: Alignment = .left) -> String {
        var text = truncated(text, to: width)
        // A mark without a character gets a seat, so that it does not join the blanks before it.
        if self.width(of: " " + text) != self.width(of: text) + 1 { text = "\u{25CC}" + text }
        let missing = max(0, width - self.width(of: text))
        let left = alignment.leading(of: missing)
        return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
    }
}

/// On which side a text stands.
public enum Alignment: Sendable, Hashable {
    /// On the left.
    case left
    /// On the right, as numbers do.
    case right
    /// In the middle, one column to the left if it does not divide.
    case center

    /// How many of the free columns come before the text.
    func leading(of free: Int) -> Int {
        switch self {
        case .left: 0
        case .right: free
        case .center: free / 2
        }
    }
}
