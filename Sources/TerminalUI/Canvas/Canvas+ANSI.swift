extension Canvas {
    /// The canvas as text with SGR escape sequences, rows joined by line feeds, for output outside of a full screen.
    ///
    /// Every row ends in the terminal's own colours. Without colours and attributes it is the same as ``plainText()``
    /// but for the blanks at the ends of rows.
    public func ansiText(theme: Theme, colors: ColorDepth) -> String {
        var looks: [Style: ResolvedLook] = [:]
        var bytes: [UInt8] = []
        for y in 0..<size.height {
            if y > 0 { bytes.append(0x0A) }
            var current = ResolvedLook(foreground: .standard, background: .standard, attributes: [])
            let plain = current
            var look = current
            var style: Style?
            for x in 0..<size.width {
                let cell = self[x, y]
                if cell.style != style {
                    look = looks[cell.style] ?? theme.resolve(cell.style, depth: colors)
                    looks[cell.style] = look
                    style = cell.style
                }
                if look != current, cell.width > 0 {
                    bytes.append(contentsOf: look.sequence.utf8)
                    current = look
                }
                cell.glyph.write(to: &bytes)
            }
            if current != plain { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ResolvedLook {
    /// The escape sequence that sets exactly this look.
    fileprivate var sequence: String {
        var codes = ["0"]
        let attributeCodes: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"), (.strikethrough, "9"),
        ]
        codes += attributeCodes.filter { attributes.contains($0.0) }.map(\.1)
        codes += Self.codes(foreground, base: 30)
        codes += Self.codes(background, base: 40)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func codes(_ color: Color, base: Int) -> [String] {
        switch color {
        case .standard: []
        case .indexed(let index) where index < 8: ["\(base + Int(index))"]
        case .indexed(let index) where index < 16: ["\(base + 52 + Int(index))"]
        case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
