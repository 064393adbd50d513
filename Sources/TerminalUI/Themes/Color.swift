/// A colour as a theme names it.
public enum Color: Sendable, Hashable {
    /// Whatever the terminal itself uses.
    case standard
    /// One of the terminal's colours by number: 0 to 15 are the user's own palette, the rest a fixed cube and greys.
    case indexed(UInt8)
    /// Red, green and blue.
    case rgb(UInt8, UInt8, UInt8)

    /// The names of the sixteen colours of ANSI terminals, by number.
    public static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// A colour from `#rrggbb`, a number from 0 to 255, an ANSI name such as `bright-blue`, or `default`.
    public init?(_ text: String) {
        if text == "default" {
            self = .standard
        } else if let index = Self.names.firstIndex(of: text) {
            self = .indexed(UInt8(index))
        } else if text.hasPrefix("#") {
            let digits = text.dropFirst()
            guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
                return nil
            }
            self.init(hex: value)
        } else if text.allSatisfy({ ("0"..."9").contains($0) }), let index = UInt8(text) {
            self = .indexed(index)
        } else {
            return nil
        }
    }

    init(hex value: UInt32) {
        self = .rgb(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }

    /// Red, green and blue from 0 to 255; `nil` for the terminal's own. The sixteen are taken as xterm has them.
    var components: (red: Int, green: Int, blue: Int)? {
        switch self {
        case .standard: nil
        case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
        case .indexed(let index): Palette.components(Int(index))
        }
    }

    /// The relative luminance of WCAG 2.1, from 0 for black to 1 for white.
    var luminance: Double? {
        guard let components else { return nil }
        func linear(_ value: Int) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : Power.of((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(components.red) + 0.7152 * linear(components.green) + 0.0722 * linear(components.blue)
    }

    /// The contrast of two colours by WCAG 2.1, from 1 to 21; `nil` if one of them is the terminal's own.
    public func contrast(with other: Color) -> Double? {
        guard let a = luminance, let b = other.luminance else { return nil }
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
