/// The ASCII letter or sign that comes nearest to another character, for terminals that show nothing else.
enum ASCIITwin {
    /// The nearest ASCII text of a scalar beyond ASCII; one question mark a column if there is none.
    static func text(for scalar: Unicode.Scalar, columns: Int) -> String {
        if let known = table[scalar] { return String(known) }
        switch scalar.value {
        case 0x2500...0x257F: return box(scalar.value)
        case 0x2580...0x259F: return "#"
        case 0x2800...0x28FF: return braille(dots: (scalar.value - 0x2800).nonzeroBitCount)
        default: return String(repeating: "?", count: max(1, columns))
        }
    }

    private static func box(_ value: UInt32) -> String {
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A, 0x257C,
            0x257E:
            "-"
        case 0x2550: "="
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577, 0x2579, 0x257B,
            0x257D, 0x257F:
            "|"
        default: "+"
        }
    }

    private static func braille(dots: Int) -> String {
        switch dots {
        case 0: " "
        case 1, 2: "."
        case 3, 4: ":"
        default: "#"
        }
    }

    /// Each text starts with the ASCII sign, the characters it stands for follow.
    private static let families = [
        "AÀÁÂÃÄÅĀĂĄΑ", "aàáâãäåāăąα", "CÇĆĈĊČ", "cçćĉċč", "DÐĎĐΔ", "dðďđδ", "EÈÉÊËĒĔĖĘĚΕ", "eèéêëēĕėęěε", "GĜĞĠĢΓ",
        "gĝğġģγ", "HĤĦ", "hĥħ", "IÌÍÎÏĨĪĬĮİ", "iìíîïĩīĭįı", "JĴ", "jĵ", "KĶ", "kķκ", "LĹĻĽĿŁ", "lĺļľŀłλ", "NÑŃŅŇ",
        "nñńņňη", "OÒÓÔÕÖØŌŎŐ", "oòóôõöøōŏőο○◦", "RŔŖŘ", "rŕŗřρ", "SŚŜŞŠΣ", "sśŝşšßσς", "TŢŤŦ", "tţťŧτ", "UÙÚÛÜŨŪŬŮŰŲ",
        "uùúûüũūŭůűųμµ", "WŴ", "wŵω", "YÝŶŸ", "yýÿŷ", "ZŹŻŽ", "zźżžζ", "bβ", "fφ", "pπ", "'‘’‚‛′´", "\"“”„‟″«»",
        "-‐‑‒–—―−",
        ".…·•∙․", "*●◉★⋆", "+✓✔†‡⊕", "x×✗✘✕", "X✂╳", ">→▶▸►⟩≥⇒›", "<←◀◂◄⟨≤⇐‹", "^↑▲▴⇑", "v▼▾↓⇓∨", "%≠", "~≈∼≃…", "@◆◇",
        "!¡‼", "?¿", "[⟦", "]⟧", "(⁽", ")⁾", "0∅⁰₀", "1¹₁", "2²₂", "3³₃", "4⁴₄", "5⁵₅", "6⁶₆", "7⁷₇", "8⁸₈", "9⁹₉",
        "|¦∣‖", "/⁄∕÷", " \u{A0}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{202F}",
        "#■□▪▫", "&∧", "=≡",
    ]

    private static let table: [Unicode.Scalar: Character] = {
        var table: [Unicode.Scalar: Character] = [:]
        for family in families {
            guard let sign = family.first else { continue }
            for scalar in family.unicodeScalars.dropFirst() where table[scalar] == nil { table[scalar] = sign }
        }
        return table
    }()
}
