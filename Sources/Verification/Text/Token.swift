/// One word, number or sign of a text, with where it stands.
struct Token: BitwiseCopyable {
    /// What is known of a token's form.
    struct Traits: OptionSet, BitwiseCopyable {
        let rawValue: UInt8

        /// Letters, digits and marks.
        static let word = Traits(rawValue: 1)
        /// Digits, perhaps with a decimal point.
        static let number = Traits(rawValue: 2)
        /// Begins with a capital letter.
        static let capital = Traits(rawValue: 4)
        /// No white space stands before it.
        static let glued = Traits(rawValue: 8)
        /// First of a line.
        static let lineStart = Traits(rawValue: 16)
        /// First after an empty line, or of the text.
        static let paragraphStart = Traits(rawValue: 32)
        /// More than one letter, none of them small.
        static let upper = Traits(rawValue: 64)
    }

    /// The number of the word in the vocabulary; 0 for a word that no rule holds.
    var symbol: Int32
    /// The first of the token's word classes in `TokenBuffer.classes`.
    var firstClass: Int32 = 0
    /// The number of the token's word classes.
    var classCount: UInt8 = 0
    var traits: Traits
    /// What the word is for the reader.
    let word: WordTraits
    private var firstByte: Int32
    private var endByte: Int32
    private var firstScalar: Int32
    private var endScalar: Int32

    /// A token of no word class at a place in UTF-8 bytes and in Unicode scalars.
    init(symbol: Int32, word: WordTraits, traits: Traits, bytes: Range<Int32>, scalars: Range<Int32>) {
        self.symbol = symbol
        self.word = word
        self.traits = traits
        firstByte = bytes.lowerBound
        endByte = bytes.upperBound
        firstScalar = scalars.lowerBound
        endScalar = scalars.upperBound
    }

    /// The place in UTF-8 bytes.
    var bytes: Range<Int32> { firstByte..<endByte }

    /// The place in Unicode scalars.
    var scalars: Range<Int32> {
        get { firstScalar..<endScalar }
        set {
            firstScalar = newValue.lowerBound
            endScalar = newValue.upperBound
        }
    }
}

/// The tokens of one text. It refers to the text and to storage that belongs to a ``ReadingSpace``.
struct TokenBuffer: BitwiseCopyable {
    /// The text in UTF-8; valid while the text is read.
    var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let tokens: Tape<Token>
    /// The word classes of all tokens, one after the other.
    let classes: Tape<Int32>
    /// The matches of one look-up, read at once.
    let lookups: Tape<PhraseMatch>
    private let steps: UnsafeMutablePointer<Int>

    /// Storage for the tokens of texts.
    init() {
        tokens = Tape(capacity: 256)
        classes = Tape()
        lookups = Tape()
        steps = .allocate(capacity: 1)
        steps.initialize(to: 0)
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        tokens.deallocate()
        classes.deallocate()
        lookups.deallocate()
        steps.deallocate()
    }

    /// Takes up a text.
    mutating func begin(_ text: UnsafeBufferPointer<UInt8>) {
        bytes = text
        tokens.removeAll()
        classes.removeAll()
        steps.pointee = 0
    }

    /// Adds the next token.
    @inline(__always) func append(_ token: Token) { tokens.append(token) }

    @inline(__always) var count: Int { tokens.count }

    /// What has been done so far, in elementary steps: bytes scanned, edges followed, matches looked at.
    var work: Int { steps.pointee }

    /// Counts elementary steps.
    @inline(__always) func note(work: Int) { steps.pointee += work }

    /// The words of a range of tokens as they stand in the text.
    func string(of range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let start = Int(tokens[range.lowerBound].bytes.lowerBound)
        let end = Int(tokens[range.upperBound - 1].bytes.upperBound)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The number at a token; commas that group its digits are left out.
    func number(at index: Int) -> Double? {
        guard tokens[index].traits.contains(.number) else { return nil }
        if let number = plainNumber(at: index) { return number }
        let digits = string(of: index..<index + 1)
        return Double(digits.utf8.contains(0x2C) ? digits.filter { $0 != "," } : digits)
    }

    /// A range of tokens in Unicode scalars.
    func scalars(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return Int(tokens[range.lowerBound].scalars.lowerBound)..<Int(tokens[range.upperBound - 1].scalars.upperBound)
    }
}

extension TokenBuffer {
    /// The powers of ten that a double holds exactly.
    private static let powersOfTen = Row((0...22).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } })

    /// The number at a token of ASCII digits, where digits and decimals are few enough for one division of exact numbers to
    /// give the nearest double (Clinger 1990).
    private func plainNumber(at index: Int) -> Double? {
        var digits = 0
        var decimals = 0
        var isFraction = false
        for place in tokens[index].bytes {
            let byte = bytes[Int(place)]
            if byte.isDigit {
                digits = digits * 10 + Int(byte &- 0x30)
                if isFraction { decimals += 1 }
            } else if byte == 0x2E {
                isFraction = true
            } else if byte != 0x2C {
                return nil
            }
            guard digits < 1 << 50 else { return nil }
        }
        guard decimals <= 22 else { return nil }
        return Double(digits) / Self.powersOfTen[decimals]
    }
}
