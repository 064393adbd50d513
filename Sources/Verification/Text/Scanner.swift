import CausalEngine

/// Cuts a text into tokens and looks every word up, in one pass over its UTF-8 bytes.
struct Scanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let words: WordTable
    /// Whether the placeholders of wildcards count as letters.
    private let isPattern: Bool
    private let buffer: TokenBuffer
    private var position = 0
    /// Scalars minus bytes so far: what has to be added to a byte offset to have a scalar offset.
    private var scalarShift = 0
    private var newlines = 2
    private var isAfterSpace = true
    /// The sign of the emphasis that is open, or 0.
    private var openEmphasis: UInt8 = 0

    /// Cuts a text into the tokens of a buffer.
    ///
    /// - Complexity: O(*n*) in the bytes of the text, for given words.
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer, with words: WordTable,
        isPattern: Bool = false
    ) {
        buffer.begin(bytes)
        var scanner = Scanner(buffer: buffer, words: words, isPattern: isPattern)
        scanner.run()
    }

    private init(buffer: TokenBuffer, words: WordTable, isPattern: Bool) {
        self.buffer = buffer
        bytes = buffer.bytes
        self.words = words
        self.isPattern = isPattern
    }

    private mutating func run() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte.isSpace {
                if byte == 0x0A || (byte == 0x0D && peek(1) != 0x0A) { newlines += 1 }
                isAfterSpace = true
                position += 1
            } else if byte == 0x2A || byte == 0x5F, let end = emphasisEnd() {
                position = end
            } else if byte.isLetter {
                scanWord()
            } else if byte.isDigit {
                scanNumber()
            } else if byte < 0x80 {
                scanSign()
            } else {
                scanBeyondASCII()
            }
        }
        buffer.note(work: bytes.count)
    }

    @inline(__always) private func peek(_ distance: Int) -> UInt8 {
        position + distance < bytes.count ? bytes[position + distance] : 0
    }

    private mutating func scanWord() {
        let start = position
        var hash = WordHash()
        var end = position
        var hasSmallLetter = false
        var length = ByteChunk.width
        while length == ByteChunk.width, end + ByteChunk.width <= bytes.count {
            let chunk = ByteChunk(bytes, at: end)
            length = chunk.wordLength
            hash.append(chunk.folded, count: length)
            hasSmallLetter = hasSmallLetter || chunk.hasSmallLetter(among: length)
            end += length
        }
        // What is left: the end of the text, or a sign with which a word may go on.
        while end < bytes.count {
            let byte = bytes[end]
            if byte &- 0x61 < 26 {
                hash.append(byte)
                hasSmallLetter = true
            } else if byte == 0x5F, closesEmphasis(at: end) {
                break
            } else if byte.isLetter || byte.isDigit {
                hash.append(byte.lowercased)
            } else if byte == 0x27, isInnerApostrophe(at: end) {
                hash.append(byte)
            } else if byte >= 0x80, belongsToWord(at: end) {
                return scanFoldedWord(from: start)
            } else {
                break
            }
            end += 1
        }
        position = end
        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
        var token = makeToken(words.number(of: word, hash: hash), from: start, to: end, traits: .word)
        if word[0] &- 0x41 < 26 {
            token.traits.insert(.capital)
            if word.count > 1, !hasSmallLetter { token.traits.insert(.upper) }
        }
        addClasses(of: word, to: &token)
        buffer.append(token)
    }

    /// An apostrophe inside a word ("doesn't"), but not the one before a possessive s.
    private func isInnerApostrophe(at place: Int) -> Bool {
        guard place + 1 < bytes.count, bytes[place + 1].isLetter else { return false }
        let isPossessive =
            bytes[place + 1].lowercased == 0x73
            && (place + 2 >= bytes.count || !(bytes[place + 2].isLetter || bytes[place + 2].isDigit))
        return !isPossessive
    }

    /// Notes the classes of an ASCII word.
    @inline(__always)
    private func addClasses(of word: UnsafeBufferPointer<UInt8>, to token: inout Token) {
        if token.symbol != Vocabulary.unknown {
            let classes = words.classes(of: token.symbol)
            guard !classes.isEmpty else { return }
            token.firstClass = Int32(buffer.classes.count)
            token.classCount = UInt8(clamping: classes.count)
            for number in classes { buffer.classes.append(number) }
        } else if words.mayHaveClass(word[0].lowercased) {
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { lowered in
                for index in word.indices { lowered.initializeElement(at: index, to: word[index].lowercased) }
                addClasses(ofFolded: UnsafeBufferPointer(lowered), to: &token)
            }
        }
    }

    private func addClasses(ofFolded word: UnsafeBufferPointer<UInt8>, to token: inout Token) {
        token.firstClass = Int32(buffer.classes.count)
        let (found, tried) = words.appendClasses(of: word, to: buffer.classes)
        token.classCount = UInt8(found)
        buffer.note(work: tried)
    }

    private mutating func scanNumber() {
        let start = position
        var end = skipDigits(from: position)
        var isGrouped = false
        // 1,200: a comma groups exactly three digits after one to three.
        while end - start <= 3 || isGrouped, end < bytes.count, bytes[end] == 0x2C {
            let next = skipDigits(from: end + 1)
            guard next == end + 4 else { break }
            isGrouped = true
            end = next
        }
        if end + 1 < bytes.count, bytes[end] == 0x2E, bytes[end + 1].isDigit { end = skipDigits(from: end + 1) }
        if isPattern, end < bytes.count, bytes[end] >= 0x80, belongsToWord(at: end) {
            return scanFoldedWord(from: start)
        }
        var hash = WordHash()
        for index in start..<end { hash.append(bytes[index]) }
        position = end
        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
        var token = makeToken(words.number(of: word, hash: hash), from: start, to: end, traits: .number)
        addClasses(of: word, to: &token)
        buffer.append(token)
    }

    private func skipDigits(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        return end
    }

    private mutating func scanSign() {
        let start = position
        let byte = bytes[start]
        var end = start + 1
        var traits: Token.Traits = []
        if (byte == 0x3C || byte == 0x3E) && peek(1) == 0x3D { end += 1 }
        if byte == 0x27, !isAfterSpace, peek(1).lowercased == 0x73 {
            end += 1
            traits = .word
        }
        var hash = WordHash()
        for index in start..<end { hash.append(bytes[index].lowercased) }
        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
        position = end
        buffer.append(makeToken(words.number(of: word, hash: hash), from: start, to: end, traits: traits))
    }

    /// The end of the signs of emphasis that begin here: the asterisks of "**no**", but not those of a bullet, or of "2*3". They
    /// are no part of what is said.
    private mutating func emphasisEnd() -> Int? {
        let sign = bytes[position]
        var end = position
        while end < bytes.count, bytes[end] == sign { end += 1 }
        guard end - position <= 3 else { return nil }
        let before = position > 0 ? bytes[position - 1] : 0x20
        let after = end < bytes.count ? bytes[end] : 0x20
        if !before.isSpace, closesEmphasis(at: position) {
            openEmphasis = 0
        } else if !before.isWordByte, !after.isSpace {
            openEmphasis = sign
        } else {
            return nil
        }
        return end
    }

    /// Whether the signs at a place end the emphasis that is open.
    private func closesEmphasis(at place: Int) -> Bool {
        guard openEmphasis == bytes[place] else { return false }
        var end = place
        while end < bytes.count, bytes[end] == openEmphasis { end += 1 }
        return end == bytes.count || !bytes[end].isWordByte
    }

    private mutating func scanBeyondASCII() {
        let (scalar, length) = decode(at: position)
        if Folding.isInvisible(scalar) {
            position += length
            scalarShift += 1 - length
        } else if scalar.properties.isWhitespace {
            if scalar.value == 0x2028 || scalar.value == 0x85 { newlines += 1 }
            if scalar.value == 0x2029 { newlines += 2 }
            isAfterSpace = true
            position += length
            scalarShift += 1 - length
        } else if belongsToWord(at: position) {
            scanFoldedWord(from: position)
        } else {
            let start = position
            position += length
            // A possessive s with a curly apostrophe is one token, as it is with a straight one.
            let isPossessive =
                scalar.value == 0x2019 && !isAfterSpace && peek(0).lowercased == 0x73
                && !(peek(1).isLetter || peek(1).isDigit)
            if isPossessive {
                position += 1
                var token = makeToken(words.number(of: "'s"), from: start, to: position, traits: .word)
                scalarShift += 1 - length
                token.scalars = token.scalars.lowerBound..<token.scalars.lowerBound + 2
                buffer.append(token)
                return
            }
            var token = makeToken(
                words.number(of: Folding.plainSign(of: scalar)), from: start, to: position, traits: [])
            scalarShift += 1 - length
            token.scalars = token.scalars.lowerBound..<token.scalars.lowerBound + 1
            buffer.append(token)
        }
    }

    /// A word that holds something beyond ASCII: folded as a string, compared by canonical equivalence.
    private mutating func scanFoldedWord(from start: Int) {
        var end = start
        var scalarCount = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte >= 0x80 {
                guard belongsToWord(at: end) else { break }
                end += decode(at: end).length
            } else if byte.isLetter || byte.isDigit || (byte == 0x27 && isInnerApostrophe(at: end)) {
                end += 1
            } else {
                break
            }
            scalarCount += 1
        }
        let word = Folding.folded(String(decoding: bytes[start..<end], as: UTF8.self))
        position = end
        var token = makeToken(words.number(of: word), from: start, to: end, traits: .word)
        token.scalars = token.scalars.lowerBound..<token.scalars.lowerBound + Int32(scalarCount)
        scalarShift += scalarCount - (end - start)
        if decode(at: start).scalar.properties.isUppercase { token.traits.insert(.capital) }
        let folded = Array(word.utf8)
        if let first = folded.first, words.mayHaveClass(first) {
            folded.withUnsafeBufferPointer { addClasses(ofFolded: $0, to: &token) }
        }
        buffer.append(token)
    }

    private func belongsToWord(at place: Int) -> Bool {
        let (scalar, length) = decode(at: place)
        if scalar.value == 0x2019 || scalar.value == 0x02BC { return isInnerApostrophe(at: place + length - 1) }
        if isPattern, PhrasePlaceholder(scalar) != nil { return true }
        return Folding.isWord(scalar) || Folding.isInvisible(scalar)
    }

    /// The scalar at a byte; the storage of a string is always well-formed UTF-8.
    private func decode(at place: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let byte = UInt32(bytes[place])
        func next(_ distance: Int) -> UInt32 {
            place + distance < bytes.count ? UInt32(bytes[place + distance]) & 0x3F : 0
        }
        let (value, length): (UInt32, Int)
        switch byte {
        case ..<0x80: (value, length) = (byte, 1)
        case ..<0xE0: (value, length) = ((byte & 0x1F) << 6 | next(1), 2)
        case ..<0xF0: (value, length) = ((byte & 0x0F) << 12 | next(1) << 6 | next(2), 3)
        default: (value, length) = ((byte & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private mutating func makeToken(_ symbol: Int32, from start: Int, to end: Int, traits: Token.Traits) -> Token {
        var traits = traits
        if newlines > 0 { traits.insert(.lineStart) }
        if newlines > 1 { traits.insert(.paragraphStart) }
        if !isAfterSpace { traits.insert(.glued) }
        newlines = 0
        isAfterSpace = false
        return Token(
            symbol: symbol, word: words.traits(of: symbol), traits: traits, bytes: Int32(start)..<Int32(end),
            scalars: Int32(start + scalarShift)..<Int32(end + scalarShift))
    }
}
