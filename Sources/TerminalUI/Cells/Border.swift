/// The kinds of frames; they stay different from each other in ASCII too.
public enum Border: String, Sendable, Hashable, CaseIterable {
    /// Light lines with round corners.
    case rounded
    /// Light lines.
    case square
    /// Heavy lines.
    case heavy
    /// Double lines.
    case double
    /// Light dashed lines.
    case dashed
}

/// The eight pieces of a frame.
public struct BorderGlyphs: Sendable, Hashable {
    /// The horizontal piece.
    public let horizontal: String
    /// The vertical piece.
    public let vertical: String
    /// The corners: top left, top right, bottom left, bottom right.
    public let corners: [String]
}

extension GlyphSet {
    /// The pieces of a kind of frame in this set.
    public func pieces(of border: Border) -> BorderGlyphs {
        let pieces = isASCII ? Self.asciiPieces(of: border) : Self.unicodePieces(of: border)
        let texts = pieces.map(String.init)
        return BorderGlyphs(horizontal: texts[0], vertical: texts[1], corners: Array(texts[2...]))
    }

    /// Horizontal, vertical and the four corners.
    private static func unicodePieces(of border: Border) -> [Character] {
        switch border {
        case .rounded: ["─", "│", "╭", "╮", "╰", "╯"]
        case .square: ["─", "│", "┌", "┐", "└", "┘"]
        case .heavy: ["━", "┃", "┏", "┓", "┗", "┛"]
        case .double: ["═", "║", "╔", "╗", "╚", "╝"]
        case .dashed: ["╌", "╎", "┌", "┐", "└", "┘"]
        }
    }

    private static func asciiPieces(of border: Border) -> [Character] {
        switch border {
        case .rounded: ["-", "|", ".", ".", "`", "'"]
        case .square: ["-", "|", "+", "+", "+", "+"]
        case .heavy: ["#", "#", "#", "#", "#", "#"]
        case .double: ["=", "|", "+", "+", "+", "+"]
        case .dashed: ["-", ":", "+", "+", "+", "+"]
        }
    }

    /// The piece of a light line that leaves its cell on the given sides; a space if on none.
    public func line(up: Bool, right: Bool, down: Bool, left: Bool) -> String {
        let index = (up ? 1 : 0) + (right ? 2 : 0) + (down ? 4 : 0) + (left ? 8 : 0)
        let pieces: [Character] =
            isASCII
            ? [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"]
            : [" ", "╵", "╶", "╰", "╷", "│", "╭", "├", "╴", "╯", "─", "┴", "╮", "┤", "┬", "┼"]
        return String(pieces[index])
    }
}
