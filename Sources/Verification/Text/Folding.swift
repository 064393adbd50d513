/// How letters and signs are made comparable: case, apostrophes, dashes and invisible characters make no difference.
enum Folding {
    /// Whether a scalar beyond ASCII belongs to a word.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }

    /// Whether a scalar shows nothing and separates nothing: soft hyphens, joiners, direction marks.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .format
    }

    /// The plain sign that a typographic one stands for.
    static func plainSign(of scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x2010...0x2015, 0x2212: "-"
        case 0x2018, 0x2019, 0x02BC: "'"
        case 0x201C, 0x201D: "\""
        case 0x2264: "<="
        case 0x2265: ">="
        case 0x2022, 0x2023, 0x25E6, 0x2043, 0x2219, 0x00B7, 0x25CF, 0x25AA: "•"
        case 0x2026: "…"
        default: String(scalar)
        }
    }

    /// A word with case, curly apostrophes and invisible characters folded away.
    static func folded(_ word: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in word.lowercased().unicodeScalars where !isInvisible(scalar) {
            view.append(scalar.value == 0x2019 || scalar.value == 0x02BC ? "'" : scalar)
        }
        return String(view)
    }
}

extension UInt8 {
    /// An ASCII letter or an underscore.
    @inline(__always) var isLetter: Bool {
        (self | 0x20) &- 0x61 < 26 || self == 0x5F
    }

    /// An ASCII digit.
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

    /// An ASCII white-space byte.
    @inline(__always) var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }

    /// A byte of an ASCII letter or digit, or of anything beyond ASCII.
    @inline(__always) var isWordByte: Bool { isLetter || isDigit || self >= 0x80 }

    /// The byte with an ASCII capital made small.
    @inline(__always) var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
