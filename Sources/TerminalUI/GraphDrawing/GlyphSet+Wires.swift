/// How the line of a wire looks.
enum WireWeight {
    case light, heavy, double, dashed
}

extension GlyphSet {
    /// The piece of wire that goes on in the given directions: `│`, `╭`, `├` and so on, or in ASCII `|`, `-` and `+`.
    public func line(_ arms: WireArms) -> String {
        line(
            up: arms.contains(.up), right: arms.contains(.right), down: arms.contains(.down),
            left: arms.contains(.left))
    }

    /// The same in a weight; where there is no such character, in ASCII and for corners of dashed lines, the light one.
    func line(_ arms: WireArms, _ weight: WireWeight) -> String {
        switch (weight, isASCII) {
        case (.light, _): return line(arms)
        case (.dashed, _):
            if arms == .vertical { return isASCII ? ":" : "╎" }
            if arms == .horizontal { return isASCII ? "." : "╌" }
            return line(arms)
        case (.heavy, true): return arms == .horizontal ? "=" : arms == .vertical ? "#" : "#"
        case (.double, true): return arms == .horizontal ? "=" : arms == .vertical ? "|" : "+"
        case (.heavy, false): return Self.piece(arms, of: Self.heavyPieces)
        case (.double, false): return Self.piece(arms, of: Self.doublePieces)
        }
    }

    /// By the bits of the arms: up 1, down 2, left 4, right 8.
    private static let heavyPieces: [Character] = [
        " ", "╹", "╻", "┃", "╸", "┛", "┓", "┫", "╺", "┗", "┏", "┣", "━", "┻", "┳", "╋",
    ]
    private static let doublePieces: [Character] = [
        " ", "║", "║", "║", "═", "╝", "╗", "╣", "═", "╚", "╔", "╠", "═", "╩", "╦", "╬",
    ]

    private static func piece(_ arms: WireArms, of pieces: [Character]) -> String { String(pieces[Int(arms.rawValue)]) }

    /// The piece of a frame's lower side where a light line leaves it.
    func joint(below border: Border) -> String {
        guard !isASCII else { return pieces(of: border).horizontal }
        switch border {
        case .rounded, .square, .dashed: return "┬"
        case .heavy: return "┯"
        case .double: return "╤"
        }
    }
}
