/// One word, number or sign of a text, with where it stands.
struct Token {
    /// What is known of a token's form.
    struct Traits: OptionSet {
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
    /// The place in UTF-8 bytes.
    var bytes: Range<Int32>
    /// The place in Unicode scalars.
    var scalars: Range<Int32>
}

/// The tokens of one text.
struct TokenBuffer {
    /// The text, in native UTF-8.
    var text = ""
    var tokens: [Token] = []
    /// The word classes of all tokens, one after the other.
    var classes: [Int32] = []
    /// What has been done so far, in elementary steps: bytes scanned, edges followed, matches looked at.
    var work = 0

    var count: Int { tokens.count }

    /// The words of a range of tokens as they stand in the text.
    func string(of range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: Int(tokens[range.lowerBound].bytes.lowerBound))
        let end = utf8.index(utf8.startIndex, offsetBy: Int(tokens[range.upperBound - 1].bytes.upperBound))
        return String(text[start..<end])
    }

    /// The number at a token; commas that group its digits are left out.
    func number(at index: Int) -> Double? {
        guard tokens[index].traits.contains(.number) else { return nil }
        return Double(string(of: index..<index + 1).filter { $0 != "," })
    }

    /// A range of tokens in Unicode scalars.
    func scalars(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return Int(tokens[range.lowerBound].scalars.lowerBound)..<Int(tokens[range.upperBound - 1].scalars.upperBound)
    }
}
