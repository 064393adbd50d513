import Foundation

/// How many colours a terminal has.
public enum ColorDepth: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// None: only attributes tell things apart.
    case none = 0
    /// Eight colours of the user's palette.
    case basic = 8
    /// Sixteen colours of the user's palette.
    case ansi = 16
    /// The palette, a cube of 216 colours and 24 greys.
    case indexed = 256
    /// Red, green and blue with 8 bits each.
    case direct = 16_777_216

    /// Whether there are fewer colours.
    public static func < (a: ColorDepth, b: ColorDepth) -> Bool {
        a.rawValue < b.rawValue
    }

    /// The depth for a terminal that has `count` colours.
    public init(colors count: Int) {
        self = Self.allCases.last { $0.rawValue <= count } ?? .none
    }
}

/// The colours that terminals number, and the nearest of them to others.
enum Palette {
    /// xterm's sixteen.
    private static let sixteen: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
        0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    private static let cubeLevels = [0, 95, 135, 175, 215, 255]

    static func components(_ index: Int) -> (red: Int, green: Int, blue: Int) {
        if index < 16 {
            let value = Int(sixteen[max(0, index)])
            return (value >> 16, (value >> 8) & 0xFF, value & 0xFF)
        }
        if index < 232 {
            let place = index - 16
            return (cubeLevels[place / 36], cubeLevels[place / 6 % 6], cubeLevels[place % 6])
        }
        let grey = 8 + 10 * (min(index, 255) - 232)
        return (grey, grey, grey)
    }

    /// A colour that a terminal of that depth can show; of equal distances the lowest number wins.
    static func nearest(_ color: Color, depth: ColorDepth) -> Color {
        switch (color, depth) {
        case (_, .none), (.standard, _): return .standard
        case (.rgb, .direct): return color
        case (.indexed(let index), .direct):
            // Terminals with direct colour read numbers from 8 on as red, green and blue.
            let (red, green, blue) = components(Int(index))
            return index < 8 ? color : .rgb(UInt8(red), UInt8(green), UInt8(blue))
        case (.indexed, .indexed): return color
        case (.indexed(let index), .ansi) where index < 16: return color
        case (.indexed(let index), .basic) where index < 8: return color
        case (_, .indexed): return .indexed(nearest(color, among: 16...255))
        case (_, .ansi): return .indexed(nearest(color, among: 0...15))
        case (_, .basic): return .indexed(nearest(color, among: 0...7))
        }
    }

    private static func nearest(_ color: Color, among indices: ClosedRange<Int>) -> UInt8 {
        guard let wanted = color.components else { return 0 }
        var best = (index: indices.lowerBound, distance: Int.max)
        for index in indices {
            let distance = self.distance(wanted, components(index))
            if distance < best.distance { best = (index, distance) }
        }
        return UInt8(best.index)
    }

    /// The squared distance weighted by the mean of red ("redmean", Riemersma), times 256.
    private static func distance(
        _ a: (red: Int, green: Int, blue: Int), _ b: (red: Int, green: Int, blue: Int)
    ) -> Int {
        let mean = (a.red + b.red) / 2
        let (red, green, blue) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
        return (512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue
    }
}

enum Power {
    static func of(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
