import CTerminal

/// The looks of styles as the C side takes them, computed once a theme.
struct LookCache {
    private let depth: ColorDepth
    private var theme: Theme?
    private var looks: [Style: (foreground: Int32, background: Int32, attributes: UInt8)] = [:]

    init(depth: ColorDepth) {
        self.depth = depth
    }

    /// Whether the theme is another one than before.
    mutating func use(_ theme: Theme) -> Bool {
        guard theme != self.theme else { return false }
        self.theme = theme
        looks.removeAll(keepingCapacity: true)
        return true
    }

    mutating func cell(for cell: Cell) -> terminal_cell {
        let look = self.look(of: cell.style)
        var result = terminal_cell()
        result.width = cell.width
        result.foreground = look.foreground
        result.background = look.background
        result.attributes = look.attributes
        if let byte = cell.glyph.ascii {
            result.scalars.0 = UInt32(byte)
            result.count = 1
            return result
        }
        let scalars = Array(cell.text.unicodeScalars.prefix(TERMINAL_MAX_SCALARS))
        result.count = UInt8(scalars.count)
        withUnsafeMutableBytes(of: &result.scalars) { bytes in
            for (index, scalar) in scalars.enumerated() {
                bytes.storeBytes(of: scalar.value, toByteOffset: 4 * index, as: UInt32.self)
            }
        }
        return result
    }

    private mutating func look(of style: Style) -> (foreground: Int32, background: Int32, attributes: UInt8) {
        if let known = looks[style] { return known }
        guard let theme else { return (standardColor, standardColor, 0) }
        let resolved = theme.resolve(style, depth: depth)
        // The attributes have the bits of the C side; a line through letters, which ncurses does not have, is left out.
        let bits = resolved.attributes.subtracting(.strikethrough).rawValue
        let look = (Self.number(resolved.foreground), Self.number(resolved.background), bits)
        looks[style] = look
        return look
    }

    private static func number(_ color: Color) -> Int32 {
        switch color {
        case .standard: standardColor
        case .indexed(let index): Int32(index)
        case .rgb(let red, let green, let blue): 0x1000000 | Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }
}

private let standardColor: Int32 = -1
