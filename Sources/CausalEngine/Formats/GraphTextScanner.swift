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

        var isName: Bool { kind == .name || kind == .quoted }

        func isKeyword(_ word: String) -> Bool { kind == .name && text.lowercased() == word }
    }

    private let scalars: [Unicode.Scalar]
    private let file: String
    private var position = 0
    /// How many comments were passed over.
    private(set) var comments = 0

    init(_ file: NetworkSource.File) {
        scalars = Array(file.text.unicodeScalars)
        self.file = file.name
    }

    /// The next token.
    mutating func next() throws(EngineError) -> Token {
        try skipSpace()
        guard let scalar = scalar(0) else { return Token(kind: .end, text: "", place: position) }
        if scalar == "\"" { return try quoted() }
        if scalar.isPartOfName { return name() }
        for sign in Self.signs where starts(with: sign) {
            defer { position += sign.unicodeScalars.count }
            return Token(kind: .sign, text: sign, place: position)
        }
        throw .syntax(
            found: "“\(scalar)”", expected: "a name, an edge or a bracket (other names stand in double quotes)",
            at: location(of: position))
    }

    /// The value of an attribute: a name, a number with a sign, a text in quotes, or a text in angle brackets.
    mutating func value() throws(EngineError) -> Token {
        try skipSpace()
        if scalar(0) == "<" { return try bracketed() }
        guard scalar(0) == "-" || scalar(0) == "+" else { return try next() }
        let start = position
        position += 1
        let number = name()
        return Token(kind: .name, text: String(scalars[start]) + number.text, place: start)
    }

    /// Line and column of a place.
    func location(of place: Int) -> Location {
        let before = scalars[..<min(place, scalars.count)]
        let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        return Location(file: file, line: before.count { $0 == "\n" } + 1, column: before.count - start + 1)
    }

    /// The signs, longer ones before those that begin like them.
    private static let signs = ["<->", "->", "<-", "--", "{", "}", "[", "]", ";", ",", "=", ":"]

    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private func starts(with sign: String) -> Bool {
        sign.unicodeScalars.enumerated().allSatisfy { scalar($0.offset) == $0.element }
    }

    private mutating func name() -> Token {
        let start = position
        while let scalar = scalar(0), scalar.isPartOfName { position += 1 }
        return Token(kind: .name, text: text(start..<position), place: start)
    }

    private mutating func quoted() throws(EngineError) -> Token {
        let start = position
        var content = String.UnicodeScalarView()
        position += 1
        while let scalar = scalar(0), scalar != "\"" {
            position += 1
            guard scalar == "\\", let escaped = self.scalar(0) else {
                content.append(scalar)
                continue
            }
            // A backslash before anything but a quote or another backslash is DOT's own business and stays.
            switch escaped {
            case "\"", "\\": content.append(escaped)
            case "\n": break
            default: content.append(contentsOf: [scalar, escaped])
            }
            position += 1
        }
        guard scalar(0) != nil else {
            throw .syntax(found: "a text without its closing quote", expected: "“\"”", at: location(of: start))
        }
        position += 1
        return Token(kind: .quoted, text: String(content), place: start)
    }

    private mutating func bracketed() throws(EngineError) -> Token {
        let start = position
        var depth = 0
        repeat {
            guard let scalar = scalar(0) else {
                throw .syntax(found: "a text without its closing bracket", expected: "“>”", at: location(of: start))
            }
            depth += scalar == "<" ? 1 : scalar == ">" ? -1 : 0
            position += 1
        } while depth > 0
        return Token(kind: .quoted, text: text(start..<position), place: start)
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    // MARK: Space and comments

    private mutating func skipSpace() throws(EngineError) {
        while let scalar = scalar(0) {
            if scalar.properties.isWhitespace || scalar == "\u{feff}" {
                position += 1
            } else if starts(with: "//") || scalar == "#" {
                comments += 1
                while let next = self.scalar(0), next != "\n" { position += 1 }
            } else if starts(with: "/*") {
                try skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(EngineError) {
        comments += 1
        let start = position
        position += 2
        while !starts(with: "*/") {
            guard scalar(0) != nil else {
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
