/// The words and symbols of a BIF file, with their places.
struct BIFScanner {
    /// A word or a single symbol, and the byte at which it begins.
    struct Word {
        var text: String
        var isSymbol: Bool
        var place: Int

        func isSymbol(_ symbol: String) -> Bool { isSymbol && text == symbol }
    }

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    /// Where the last word began.
    private(set) var place = 0

    init(text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
    }

    /// The next word or symbol, or `nil` at the end of the file.
    ///
    /// A word is whatever holds neither white space nor one of `{ } ( ) [ ] , ; |`, or anything in double quotes; a comment
    /// begins with `//` or `/*` where a word could begin, since published state names hold slashes.
    mutating func next() throws(EngineError) -> Word? {
        try skipSpace()
        guard position < bytes.count else { return nil }
        place = position
        if bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        if Self.isSymbol(bytes[position]) {
            position += 1
            return Word(text: String(decoding: bytes[place..<position], as: UTF8.self), isSymbol: true, place: place)
        }
        while position < bytes.count, !Self.isSymbol(bytes[position]), !Self.isSpace(bytes[position]) { position += 1 }
        return Word(text: String(decoding: bytes[place..<position], as: UTF8.self), isSymbol: false, place: place)
    }

    /// The next word or symbol, which must be there.
    mutating func need(_ expected: String) throws(EngineError) -> Word {
        guard let word = try next() else {
            throw .syntax(found: "the end of the file", expected: expected, at: location(of: bytes.count))
        }
        return word
    }

    /// The next word, which must not be a symbol.
    mutating func name(_ expected: String) throws(EngineError) -> Word {
        let word = try need(expected)
        guard !word.isSymbol else { throw unexpected(word, expected) }
        return word
    }

    mutating func expect(_ symbol: String) throws(EngineError) {
        let word = try need("“\(symbol)”")
        guard word.isSymbol(symbol) else { throw unexpected(word, "“\(symbol)”") }
    }

    /// Passes over everything up to and with the next semicolon outside quotes.
    mutating func skipStatement() throws(EngineError) {
        while try !need("“;”").isSymbol(";") {}
    }

    func unexpected(_ word: Word, _ expected: String) -> EngineError {
        .syntax(found: "“\(word.text)”", expected: expected, at: location(of: word.place))
    }

    /// Line and column of a byte.
    func location(of place: Int) -> Location {
        let before = bytes[..<min(place, bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return Location(file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column)
    }

    private mutating func quoted() throws(EngineError) -> Word {
        guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\"")) else {
            throw .syntax(
                found: "a text without its closing quote", expected: "“\"”", at: location(of: position))
        }
        defer { position = end + 1 }
        return Word(text: String(decoding: bytes[(position + 1)..<end], as: UTF8.self), isSymbol: false, place: place)
    }

    private mutating func skipSpace() throws(EngineError) {
        while position < bytes.count {
            if Self.isSpace(bytes[position]) {
                position += 1
            } else if starts(with: "//") {
                position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            } else if starts(with: "/*") {
                try skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(EngineError) {
        let start = position
        position += 2
        while !starts(with: "*/") {
            guard position < bytes.count else {
                throw .syntax(found: "a comment without its end", expected: "“*/”", at: location(of: start))
            }
            position += 1
        }
        position += 2
    }

    private func starts(with text: StaticString) -> Bool {
        position + 1 < bytes.count && bytes[position] == text.utf8Start[0] && bytes[position + 1] == text.utf8Start[1]
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isSymbol(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"):
            true
        default: false
        }
    }
}
