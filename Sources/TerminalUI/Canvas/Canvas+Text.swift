extension Canvas {
    /// The text of every row without blanks at its end.
    public func lines() -> [String] {
        (0..<size.height).map { y in
            var bytes: [UInt8] = []
            for x in 0..<size.width { cells[y * size.width + x].glyph.write(to: &bytes) }
            while bytes.last == 0x20 { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The canvas as text, rows joined by line feeds, without styles and blanks at the ends of rows.
    public func plainText() -> String {
        lines().joined(separator: "\n")
    }
}
