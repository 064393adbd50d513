/// The words and symbols of a file in one of the older text formats, with their places.
///
/// A word is whatever holds neither white space nor one of the dialect's symbols, or anything in double quotes, in which `\"`
/// and `\\` stand for quote and backslash. A comment begins only where a word could begin, since published names hold slashes.
struct WordScanner {
    /// What tells formats apart.
    struct Dialect {
        /// A bit for each byte below 128 that is a symbol of its own.
        fileprivate var symbols: (low: UInt64, high: UInt64) = (0, 0)
        /// Whether `//` and `/* */` are comments; else `%` begins one.
        fileprivate var hasSlashComments: Bool

        init(symbols: String, hasSlashComments: Bool) {
            self.hasSlashComments = hasSlashComments
            for byte in symbols.utf8 {
                if byte < 64 {
                    self.symbols.low |= 1 << UInt64(byte)
                } else {
                    self.symbols.high |= 1 << UInt64(byte & 63)
                }
            }
        }
    }

    /// A word or a single symbol by its place; quotes are not part of it.
    struct Word {
        enum Kind { case symbol, bare, quoted, escaped }

        var range: Range<Int>
        var kind: Kind

        var isSymbol: Bool { kind == .symbol }
        /// Where the word begins in the file, its quote included.
        var place: Int { kind == .quoted || kind == .escaped ? range.lowerBound - 1 : range.lowerBound }
    }

    let source: SourceText
    private let bytes: UnsafeBufferPointer<UInt8>
    private let symbols: (low: UInt64, high: UInt64)
    private let hasSlashComments: Bool
    private var position = 0
    /// Where the last word began.
    private(set) var place = 0
    /// How many comments were passed over.
    private(set) var comments = 0

    init(_ source: SourceText, _ dialect: Dialect) {
        self.source = source
        bytes = source.bytes
        symbols = dialect.symbols
        hasSlashComments = dialect.hasSlashComments
    }

    // MARK: Words

    /// The next word or symbol, or `nil` at the end of the file.
    mutating func next() throws(EngineError) -> Word? {
        try skipSpace()
        guard position < bytes.count else { return nil }
        place = position
        if bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        if isSymbol(bytes[position]) {
            position += 1
            return Word(range: place..<position, kind: .symbol)
        }
        while position < bytes.count, isPart(bytes[position]) { position += 1 }
        return Word(range: place..<position, kind: .bare)
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

    mutating func expect(_ symbol: Unicode.Scalar) throws(EngineError) {
        let word = try need("“\(symbol)”")
        guard isSymbol(word, symbol) else { throw unexpected(word, "“\(symbol)”") }
    }

    /// Takes the symbol if it is the next thing.
    mutating func accept(_ symbol: Unicode.Scalar) throws(EngineError) -> Bool {
        try skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(truncatingIfNeeded: symbol.value) else { return false }
        place = position
        position += 1
        return true
    }

    /// The words up to a semicolon outside quotes, which is passed over.
    mutating func statement() throws(EngineError) -> [String] {
        var words: [String] = []
        while true {
            let word = try need("“;”")
            if isSymbol(word, ";") { return words }
            words.append(text(word))
        }
    }

    /// Passes over everything from the next brace to the one that closes it.
    mutating func skipBlock() throws(EngineError) {
        while try !isSymbol(need("“{”"), "{") {}
        var depth = 1
        while depth > 0 {
            let word = try need("“}”")
            depth += isSymbol(word, "{") ? 1 : isSymbol(word, "}") ? -1 : 0
        }
    }

    // MARK: Numbers

    /// The number that the next word is, or `nil`, with nothing taken, when it is none.
    @inline(__always)
    mutating func number() throws(EngineError) -> Double? {
        if position < bytes.count, isSpace(bytes[position]) || bytes[position] == 47 || bytes[position] == 37 {
            try skipSpace()
        }
        guard position < bytes.count, isPart(bytes[position]) else { return nil }
        let symbols = symbols
        let start = position
        guard
            let number = DecimalScanner.number(
                in: bytes, at: &position,
                isPart: { byte in
                    byte > 32 && (byte > 127 || (byte < 64 ? symbols.low : symbols.high) >> UInt64(byte & 63) & 1 == 0)
                })
        else { return nil }
        place = start
        return number
    }

    /// The bare word at which the last number began, for complaints.
    func wordAgain() -> Word {
        var end = place
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return Word(range: place..<end, kind: .bare)
    }

    // MARK: What words are

    func text(_ word: Word) -> String {
        let text = source.text(word.range)
        guard word.kind == .escaped else { return text }
        var result = String.UnicodeScalarView()
        var isEscape = false
        for scalar in text.unicodeScalars {
            if !isEscape, scalar == "\\" {
                isEscape = true
                continue
            }
            if isEscape, scalar != "\"", scalar != "\\" { result.append("\\") }
            isEscape = false
            result.append(scalar)
        }
        return String(result)
    }

    func isSymbol(_ word: Word, _ symbol: Unicode.Scalar) -> Bool {
        word.kind == .symbol && bytes[word.range.lowerBound] == UInt8(truncatingIfNeeded: symbol.value)
    }

    /// Whether a word, in quotes or not, is a keyword.
    func isWord(_ word: Word, _ keyword: StaticString) -> Bool {
        guard word.kind != .symbol, word.range.count == keyword.utf8CodeUnitCount else { return false }
        for index in 0..<keyword.utf8CodeUnitCount
        where bytes[word.range.lowerBound + index] != keyword.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether a word is written with the same bytes as a name.
    @inline(__always)
    func matches(_ word: Word, _ name: Word) -> Bool {
        let count = word.range.count
        guard count == name.range.count else { return false }
        var (a, b) = (word.range.lowerBound, name.range.lowerBound)
        while a < word.range.upperBound {
            guard bytes[a] == bytes[b] else { return false }
            a += 1
            b += 1
        }
        return (word.kind == .escaped) == (name.kind == .escaped)
    }

    func unexpected(_ word: Word, _ expected: String) -> EngineError {
        .syntax(found: "“\(text(word))”", expected: expected, at: location(of: word.place))
    }

    func location(of place: Int) -> Location { source.location(of: place) }

    // MARK: Bytes

    private mutating func quoted() throws(EngineError) -> Word {
        let start = position + 1
        var end = start
        var kind = Word.Kind.quoted
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            if bytes[end] == UInt8(ascii: "\\"), end + 1 < bytes.count,
                bytes[end + 1] == UInt8(ascii: "\"") || bytes[end + 1] == UInt8(ascii: "\\")
            {
                kind = .escaped
                end += 1
            }
            end += 1
        }
        guard end < bytes.count else {
            throw .syntax(found: "a text without its closing quote", expected: "“\"”", at: location(of: position))
        }
        position = end + 1
        return Word(range: start..<end, kind: kind)
    }

    private mutating func skipSpace() throws(EngineError) {
        while position < bytes.count {
            if isSpace(bytes[position]) {
                position += 1
            } else if hasSlashComments, starts(with: "//") {
                skipLine()
            } else if hasSlashComments, starts(with: "/*") {
                try skipComment()
            } else if !hasSlashComments, bytes[position] == UInt8(ascii: "%") {
                skipLine()
            } else {
                return
            }
        }
    }

    private mutating func skipLine() {
        comments += 1
        position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }

    private mutating func skipComment() throws(EngineError) {
        comments += 1
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

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }

    @inline(__always)
    private func isSymbol(_ byte: UInt8) -> Bool {
        byte < 128 && (byte < 64 ? symbols.low : symbols.high) >> UInt64(byte & 63) & 1 == 1
    }

    /// Whether a byte may continue a bare word.
    @inline(__always)
    private func isPart(_ byte: UInt8) -> Bool { byte > 32 && !isSymbol(byte) }
}

extension WordScanner.Dialect {
    /// Whether a name can stand without quotes: no white space, no symbol, no quote, no comment sign.
    func isBare(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "%"), !name.hasPrefix("//"), !name.hasPrefix("/*")
        else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            guard byte > 32, byte != 34, byte != 92, byte != 127 else { return false }
            return byte > 127 || (byte < 64 ? symbols.low : symbols.high) >> UInt64(byte & 63) & 1 == 0
        }
    }

    /// A name as the scanner reads it back: bare where it can be, else in quotes.
    func spelled(_ name: String) -> String { isBare(name) ? name : Self.quoted(name) }

    /// A text in double quotes.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
