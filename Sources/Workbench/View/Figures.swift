/// Numbers as the screens write them.
enum Figures {
    /// A share with two decimals and no leading zero: `.83`, `1.00`.
    static func share(_ value: Double) -> String { decimals(value, 2) }

    /// A number between 0 and 1 with so many decimals and no leading zero; larger ones keep their digits.
    static func decimals(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "-∞" }
        let text = fixed(value, places)
        if text.hasPrefix("0.") { return String(text.dropFirst()) }
        if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
        return text
    }

    /// The shortest text that reads back as the number, whole numbers without a point.
    static func shortest(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// A probability with three digits that count, however small: `.436`, `.00124`, `3.1e-07`.
    static func probability(_ value: Double) -> String {
        guard value.isFinite, value > 0 else { return value == 0 ? "0" : decimals(value, 3) }
        if value >= 0.1 { return decimals(value, 3) }
        var places = 3
        var bound = 0.1
        // What rounds up to a power of ten has its digits.
        while value < bound * 0.9995, places < 7 {
            places += 1
            bound /= 10
        }
        guard value < bound * 0.9995 else { return decimals(value, places) }
        var exponent = 0
        var mantissa = value
        while mantissa < 1, exponent > -400 {
            mantissa *= 10
            exponent -= 1
        }
        return "\(fixed(mantissa, 1))e\(exponent)"
    }

    /// A standard error with two digits that count: `.097`, `1.4`, `13`.
    static func error(_ value: Double) -> String {
        guard value.isFinite, value > 0 else { return decimals(value, 2) }
        var places = value >= 10 ? 0 : value >= 1 ? 1 : 2
        var bound = 0.1
        while value < bound, places < 6 {
            places += 1
            bound /= 10
        }
        return decimals(value, places)
    }

    /// A number with three decimals, or a dash where there is none.
    static func optional(_ value: Double?) -> String { value.map { decimals($0, 3) } ?? "–" }

    /// A number with so many decimals.
    static func fixed(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = value < 0 && scaled != 0 ? "-" : ""
        guard places > 0 else { return sign + digits }
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// A number in at most `width` columns, with as many decimals as fit and no more than two.
    static func number(_ value: Double, width: Int) -> String {
        for places in [2, 1, 0] {
            let text = fixed(value, places)
            if text.count <= width { return text }
        }
        return String(fixed(value, 0).prefix(max(0, width)))
    }

    /// A count with a thin gap every three digits: `20 000`.
    static func count(_ value: Int) -> String {
        let digits = String(abs(value))
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return (value < 0 ? "-" : "") + groups.joined(separator: " ")
    }

    /// A small number above a line, such as `¹²`.
    static func superscript(_ number: Int) -> String {
        let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }
}
