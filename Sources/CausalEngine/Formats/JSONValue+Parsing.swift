/// A text that is not JSON, with the offset of the byte where it stops being it.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was expected at the offset.
    public var expected: String
    /// The offset in UTF-8 bytes, from 0.
    public var offset: Int

    /// The error in words.
    public var description: String { "expected \(expected) at byte \(offset + 1)" }
}

extension JSONValue {
    /// Reads one JSON text (RFC 8259), keeping the order of keys.
    ///
    /// - Throws: ``JSONError`` for anything else, a key given twice, or a nesting over 500 deep.
    /// - Complexity: O(length).
    public static func parse(_ text: some StringProtocol) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: Array(text.utf8))
        let value = try parser.value(depth: 0)
        try parser.finish()
        return value
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    func failure(_ expected: String) -> JSONError { JSONError(expected: expected, offset: position) }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while let byte = current, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    mutating func finish() throws(JSONError) {
        skipSpace()
        guard current == nil else { throw failure("the end of the JSON text") }
    }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        guard depth < 500 else { throw failure("a nesting of at most 500") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) }) else {
            throw failure("\(word)")
        }
        position = end
        return value
    }

    mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var members: [(key: String, value: JSONValue)] = []
        var keys: Set<String> = []
        if accept("}") { return .object([]) }
        repeat {
            skipSpace()
            let start = position
            guard current == UInt8(ascii: "\"") else { throw failure("a key in double quotes") }
            let key = try string()
            guard keys.insert(key).inserted else {
                throw JSONError(expected: "a key other than “\(key)”, which is there already", offset: start)
            }
            guard accept(":") else { throw failure("“:”") }
            members.append((key, try value(depth: depth + 1)))
        } while accept(",")
        guard accept("}") else { throw failure("“,” or “}”") }
        return .object(members)
    }

    mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        if accept("]") { return .array([]) }
        var elements: [JSONValue] = []
        repeat { elements.append(try value(depth: depth + 1)) } while accept(",")
        guard accept("]") else { throw failure("“,” or “]”") }
        return .array(elements)
    }

    mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        var isWhole = true
        if current == UInt8(ascii: "-") { position += 1 }
        let digits = position
        skipDigits()
        guard position > digits, bytes[digits] != UInt8(ascii: "0") || position == digits + 1 else {
            position = start
            throw failure("a value")
        }
        if current == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            let fraction = position
            skipDigits()
            guard position > fraction else { throw failure("a digit") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            let exponent = position
            skipDigits()
            guard position > exponent else { throw failure("a digit") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, text != "-0" {
            if let number = Int(text) { return .integer(number) }
            if let number = UInt64(text) { return .unsigned(number) }
        }
        guard let number = Double(text), number.isFinite else {
            position = start
            throw failure("a number within the range of doubles")
        }
        return .number(number)
    }

    mutating func skipDigits() {
        while let byte = current, (48...57).contains(byte) { position += 1 }
    }

    mutating func string() throws(JSONError) -> String {
        position += 1
        var result: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 32 else { throw failure("an escape such as \\n instead of a control character") }
            position += 1
            if byte == UInt8(ascii: "\\") {
                result += Array(try escape().utf8)
            } else {
                result.append(byte)
            }
        }
        guard current != nil else { throw failure("a closing quote") }
        position += 1
        return String(decoding: result, as: UTF8.self)
    }

    mutating func escape() throws(JSONError) -> String {
        let simple: [UInt8: String] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        guard let byte = current else { throw failure("an escape") }
        if let text = simple[byte] {
            position += 1
            return text
        }
        guard byte == UInt8(ascii: "u") else { throw failure("an escape such as \\n") }
        position += 1
        var units = [try codeUnit()]
        if UTF16.isLeadSurrogate(units[0]), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            units.append(try codeUnit())
        }
        return String(decoding: units, as: UTF16.self)
    }

    mutating func codeUnit() throws(JSONError) -> UInt16 {
        let end = position + 4
        guard end <= bytes.count, bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits") }
        position = end
        return unit
    }
}
