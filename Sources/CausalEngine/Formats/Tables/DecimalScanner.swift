/// Reads decimal numbers out of bytes, correctly rounded.
enum DecimalScanner {
    /// The number that begins at a position and ends before a byte that no word can hold.
    ///
    /// A decimal whose digits fit 53 bits and whose power of ten is exact is one multiplication or division of exact numbers
    /// (Clinger 1990), which rounds correctly; any other is left to the standard library.
    ///
    /// - Parameters:
    ///   - position: where the number begins; moved behind it when there is one.
    ///   - isPart: whether a byte would continue the word.
    /// - Returns: `nil` when the word there is no number.
    @inline(__always)
    static func number(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, isPart: (UInt8) -> Bool
    ) -> Double? {
        let end = bytes.count
        var index = position
        var digits: UInt64 = 0
        var significant = 0
        var exponent = 0
        var isPlain = true
        let start = index
        while index < end, bytes[index] &- 48 < 10 {
            digits = digits &* 10 &+ UInt64(bytes[index] &- 48)
            significant += digits == 0 ? 0 : 1
            index += 1
        }
        var count = index - start
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = index
            while index < end, bytes[index] &- 48 < 10 {
                digits = digits &* 10 &+ UInt64(bytes[index] &- 48)
                significant += digits == 0 ? 0 : 1
                index += 1
            }
            exponent = fraction - index
            count += index - fraction
        }
        if index < end, bytes[index] | 32 == UInt8(ascii: "e") {
            isPlain = scanExponent(bytes, &index, &exponent)
        }
        let isWord = index < end && isPart(bytes[index])
        // More than 19 digits may have overflowed.
        guard isPlain, !isWord, count > 0, significant <= 19, digits <= 1 << 53, abs(exponent) <= 22 else {
            return slowNumber(in: bytes, at: &position, isPart: isPart)
        }
        position = index
        let number = Double(digits)
        return exponent < 0 ? number / powers[-exponent] : number * powers[exponent]
    }

    /// Takes an exponent of a few digits; `false` when there is none.
    private static func scanExponent(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ exponent: inout Int
    ) -> Bool {
        index += 1
        var sign = 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            sign = bytes[index] == UInt8(ascii: "-") ? -1 : 1
            index += 1
        }
        let start = index
        var number = 0
        while index < bytes.count, bytes[index] &- 48 < 10, index - start < 4 {
            number = number * 10 + Int(bytes[index] &- 48)
            index += 1
        }
        exponent += sign * number
        return index > start && index - start < 4
    }

    private static func slowNumber(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, isPart: (UInt8) -> Bool
    ) -> Double? {
        var index = position
        while index < bytes.count, isPart(bytes[index]) { index += 1 }
        guard let number = number(String(decoding: bytes[position..<index], as: UTF8.self)) else { return nil }
        position = index
        return number
    }

    /// The number that a whole text is: digits, a dot, a sign, an exponent; neither hexadecimal nor infinite.
    static func number(_ text: some StringProtocol) -> Double? {
        guard text.utf8.allSatisfy({ $0 &- 48 < 10 || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(text)
    }

    /// The powers of ten that a double holds exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
