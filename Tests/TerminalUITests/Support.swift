import TerminalUI

/// A canvas of that size, drawn by `draw`.
func canvas(_ width: Int, _ height: Int, glyphs: GlyphSet = .unicode, _ draw: (inout Canvas) -> Void = { _ in })
    -> Canvas
{
    var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
    draw(&canvas)
    return canvas
}

/// The same widget in a canvas of its own.
func drawn(_ widget: some Widget, _ width: Int, _ height: Int, glyphs: GlyphSet = .unicode) -> Canvas {
    canvas(width, height, glyphs: glyphs) { widget.render(into: &$0, area: $0.bounds) }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Text made of all that is awkward: wide characters, marks, controls, emoji, joiners, words, blanks and line feeds.
func awkwardText(_ generator: inout SeededGenerator, pieces: Int) -> String {
    let parts = [
        "a", "word", " ", "  ", "\n", "日", "本語", "e\u{301}", "\u{1B}[31m", "\u{7}", "\t", "👩‍👩‍👧", "🇩🇪", "\u{202E}", "-",
        "well-known", "ﬁ", "\u{9B}", "각", "\u{1100}\u{1161}", "क्षि", "\u{301}", "supercalifragilisticexpialidocious", "x",
        ".",
        "\r\n", "👍🏽", "\u{1F3FD}", "\u{FE0F}", "\u{200D}", "\u{200B}", "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    ]
    return (0..<pieces).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
}
