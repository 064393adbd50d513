import TerminalUI

/// The characters of wires: light, dashed for what is cut, and heavy for what the selected node is wired with, so that the
/// picture says the same without colours.
enum WireGlyphs {
    /// How a cell is drawn.
    enum Weight {
        /// All arms light.
        case light
        /// Straight pieces dashed.
        case dashed
        /// Some arms heavy, the others light.
        case heavy(WireArms)
    }

    /// The character of a cell.
    static func glyph(_ arms: WireArms, _ weight: Weight, _ glyphs: GlyphSet) -> String {
        guard !glyphs.isASCII else { return asciiGlyph(arms, weight, glyphs) }
        switch weight {
        case .light: return glyphs.line(arms)
        case .dashed:
            if arms == .vertical { return "╎" }
            return arms == .horizontal ? "╌" : glyphs.line(arms)
        case .heavy(let heavy):
            let key = [WireArms.up, .right, .down, .left].map { arm in
                arms.contains(arm) ? heavy.contains(arm) ? "2" : "1" : "0"
            }.joined()
            return mixed[key].map { String($0) } ?? glyphs.line(arms)
        }
    }

    private static func asciiGlyph(_ arms: WireArms, _ weight: Weight, _ glyphs: GlyphSet) -> String {
        switch weight {
        case .light: return glyphs.line(arms)
        case .dashed:
            if arms == .vertical { return ":" }
            return arms == .horizontal ? "." : glyphs.line(arms)
        case .heavy:
            if arms == .vertical { return "#" }
            return arms == .horizontal ? "=" : glyphs.line(arms)
        }
    }

    /// Arms up, right, down, left: 0 for none, 1 for light, 2 for heavy.
    private static let mixed: [String: Character] = [
        "2020": "┃", "2010": "╿", "1020": "╽", "0202": "━", "0201": "╼", "0102": "╾", "1200": "┕", "2100": "┖",
        "2200": "┗", "0210": "┍", "0120": "┎", "0220": "┏", "0012": "┑", "0021": "┒", "0022": "┓", "1002": "┙",
        "2001": "┚", "2002": "┛", "1210": "┝", "2110": "┞", "1120": "┟", "2120": "┠", "1220": "┢", "2210": "┡",
        "2220": "┣", "1012": "┥", "2011": "┦", "1021": "┧", "2021": "┨", "2012": "┩", "1022": "┪", "2022": "┫",
        "0112": "┭", "0211": "┮", "0212": "┯", "0121": "┰", "0122": "┱", "0221": "┲", "0222": "┳", "1102": "┵",
        "1201": "┶", "1202": "┷", "2101": "┸", "2102": "┹", "2201": "┺", "2202": "┻", "1112": "┽", "1211": "┾",
        "1212": "┿", "2111": "╀", "1121": "╁", "2121": "╂", "2112": "╃", "2211": "╄", "1122": "╅", "1221": "╆",
        "2212": "╇", "1222": "╈", "2122": "╉", "2221": "╊", "2222": "╋",
    ]
}
