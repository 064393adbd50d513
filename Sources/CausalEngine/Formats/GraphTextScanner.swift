/// The words and signs of DAGitty's text and of DOT, with their places.
struct GraphTextScanner {
    /// A name, a sign, or the end of the file, and where it begins.
    struct Token {
        enum Kind: Equatable {
            case name
            /// A name in double quotes, which is never a keyword.
            case quoted
            case sign
            case end
        }

        var kind: Kind
        var text: String
        var place: Int

        func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

        /// Whether the token is an edge.
        var isArrow: Bool { kind == .sign && (text == "->" || text == "<-" || text == "<->" || text == "--") }

        var isName: Bool { kind == .name || kind == .quoted }

        /// Whether the token is a word in letters of either case.
        func isKeyword(_ word: StaticString) -> Bool {
            guard kind == .name, text.utf8.count == word.utf8CodeUnitCount else { return false }
            var place = 0
            for byte in text.utf8 {
                // The words are letters alone, and no sign but a capital letter becomes one by this bit.
                guard byte | 0x20 == word.utf8Start[place] else { return false }
                place += 1
            }
            return true
        }
    }

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    /// How many comments were passed over.
    private(set) var comments = 0

    init(_ file: NetworkSource.File) {
        bytes = Array(file.text.utf8)
        self.file = file.name
    }

    /// The next token.
    mutating func next() throws(EngineError) -> Token {
        try skipSpace()
        guard position < bytes.count else { return Token(kind: .end, text: "", place: position) }
        if bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        let name = name()
        guard name.text.isEmpty else { return name }
        let start = position
        if let length = signLength() {
            position += length
            return Token(kind: .sign, text: text(start..<position), place: start)
        }
        throw .syntax(
            found: "“\(scalar()?.description ?? "")”",
            expected: "a name, an edge or a bracket (other names stand in double quotes)",
            at: location(of: position))
    }

    /// The value of an attribute: a name, a number with a sign, a text in quotes, or a text in angle brackets.
    mutating func value() throws(EngineError) -> Token {
        try skipSpace()
        if byte(0) == UInt8(ascii: "<") { return try bracketed() }
        guard byte(0) == UInt8(ascii: "-") || byte(0) == UInt8(ascii: "+") else { return try next() }
        let start = position
        position += 1
        _ = name()
        return Token(kind: .name, text: text(start..<position), place: start)
    }

    /// Line and column of a place.
    func location(of place: Int) -> Location {
        let before = bytes[..<min(place, bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return Location(file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column)
    }

    private func byte(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private func starts(with sign: StaticString) -> Bool {
        guard position + sign.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<sign.utf8CodeUnitCount where bytes[position + offset] != sign.utf8Start[offset] {
            return false
        }
        return true
    }

    /// The bytes of the sign that begins here; `nil` where none does.
    private func signLength() -> Int? {
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
            UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"):
            1
        case UInt8(ascii: "-"): starts(with: "->") || starts(with: "--") ? 2 : nil
        case UInt8(ascii: "<"): starts(with: "<->") ? 3 : starts(with: "<-") ? 2 : nil
        default: nil
        }
    }

    private mutating func name() -> Token {
        let start = position
        while position < bytes.count {
            if bytes[position] < 0x80 {
                guard Self.isPartOfName[Int(bytes[position])] else { break }
                position += 1
            } else {
                guard let scalar = scalar(), scalar.isPartOfName else { break }
                position += UTF8.width(scalar)
            }
        }
        return Token(kind: .name, text: text(start..<position), place: start)
    }

    private static let isPartOfName: [Bool] = (0..<128).map { Unicode.Scalar(UInt8($0)).isPartOfName }

    /// The scalar that begins here.
    private func scalar() -> Unicode.Scalar? {
        String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    }

    private mutating func quoted() throws(EngineError) -> Token {
        let start = position
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")
        var content: [UInt8] = []
        position += 1
        while let byte = byte(0), byte != quote {
            position += 1
            guard byte == backslash, let escaped = self.byte(0) else {
                content.append(byte)
                continue
            }
            // A backslash before anything but a quote or another backslash is DOT's own business and stays.
            switch escaped {
            case quote, backslash: content.append(escaped)
            case UInt8(ascii: "\n"): break
            default: content += [byte, escaped]
            }
            position += 1
        }
        guard byte(0) != nil else {
            throw .syntax(found: "a text without its closing quote", expected: "“\"”", at: location(of: start))
        }
        position += 1
        return Token(kind: .quoted, text: String(decoding: content, as: UTF8.self), place: start)
    }

    private mutating func bracketed() throws(EngineError) -> Token {
        let start = position
        var depth = 0
        repeat {
            guard let byte = byte(0) else {
                throw .syntax(found: "a text without its closing bracket", expected: "“>”", at: location(of: start))
            }
            depth += byte == UInt8(ascii: "<") ? 1 : byte == UInt8(ascii: ">") ? -1 : 0
            position += 1
        } while depth > 0
        return Token(kind: .quoted, text: text(start..<position), place: start)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: Space and comments

    private mutating func skipSpace() throws(EngineError) {
        while let byte = byte(0) {
            switch byte {
            case 32, 9...13: position += 1
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/"):
                if starts(with: "//") {
                    skipLine()
                } else if starts(with: "/*") {
                    try skipComment()
                } else {
                    return
                }
            case 0x80...:
                guard let scalar = scalar(), scalar.properties.isWhitespace || scalar == "\u{feff}" else { return }
                position += UTF8.width(scalar)
            default: return
            }
        }
    }

    private mutating func skipLine() {
        comments += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
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
}

extension Unicode.Scalar {
    /// Whether a name without quotes may hold it: letters of any script with their marks, digits, dot and underscore.
    var isPartOfName: Bool {
        if isASCII { return properties.isAlphabetic || ("0"..."9").contains(self) || self == "." || self == "_" }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }
}
