/// One cell of a canvas: what stands in it and in which style.
///
/// A wide character takes two cells: the first holds it with ``width`` 2, the second is empty with width 0.
public struct Cell: Sendable, Hashable {
    var glyph: Glyph
    /// Role and attributes.
    public var style: Style
    /// The columns of the character: 1, 2 for the first cell of a wide character, 0 for its second.
    public internal(set) var width: UInt8

    init(glyph: Glyph, style: Style, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    /// A blank in plain text.
    public static let blank = Cell(glyph: .space, style: .text, width: 1)

    static func blank(_ style: Style) -> Cell {
        Cell(glyph: .space, style: style, width: 1)
    }

    /// The character with its marks; empty in the second cell of a wide character.
    public var text: String { glyph.string }
}
