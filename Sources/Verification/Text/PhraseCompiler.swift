import CausalEngine

/// What stands for a wildcard while a pattern is cut into tokens: two scalars of the private use area.
enum PhrasePlaceholder: UInt32 {
    case letters = 0xE000
    case atLeastOneLetter = 0xE001

    init?(_ scalar: Unicode.Scalar) {
        self.init(rawValue: scalar.value)
    }

    var minimum: Int { self == .letters ? 0 : 1 }

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) ?? "\u{FFFD}" }
}

/// Turns patterns into sequences of vocabulary numbers by the very scanner that reads texts, so that a phrase and a text
/// are always cut alike.
enum PhraseCompiler {
    /// One way in which a pattern can stand in a text.
    struct Alternative {
        /// The vocabulary numbers of its tokens.
        var symbols: [Int32]
        /// The phrase as words, for display.
        var text: String
        /// Whether it holds a wildcard.
        var isExact: Bool
    }

    /// Every token sequence that a pattern matches.
    static func alternatives(of pattern: ConceptPattern, vocabulary: inout Vocabulary)
        -> [Alternative]
    {
        pattern.alternatives.flatMap { pieces in alternatives(of: pieces, vocabulary: &vocabulary) }
    }

    /// Cutting a pattern needs no word to be known.
    private static let noWords = Vocabulary().table()

    private static func alternatives(
        of pieces: [ConceptPattern.Piece], vocabulary: inout Vocabulary
    ) -> [Alternative] {
        var view = String.UnicodeScalarView()
        for piece in pieces {
            switch piece {
            case .scalar(let scalar): view.append(scalar)
            case .letters(let minimum):
                view.append(
                    minimum == 0
                        ? PhrasePlaceholder.letters.scalar : PhrasePlaceholder.atLeastOneLetter.scalar)
            }
        }
        let text = String(view)
        let utf8 = Array(text.utf8)
        let tokens = tokens(of: utf8)
        var results = [Alternative(symbols: [], text: "", isExact: true)]
        for (index, token) in tokens.enumerated() {
            let range = Int(token.bytes.lowerBound)..<Int(token.bytes.upperBound)
            let word = String(decoding: utf8[range], as: UTF8.self)
            let options = symbols(for: word, at: index, of: tokens, vocabulary: &vocabulary)
            results = results.flatMap { head in
                options.map { option in
                    guard let option else { return head }
                    let separator = head.text.isEmpty || token.traits.contains(.glued) ? "" : " "
                    return Alternative(
                        symbols: head.symbols + [option.symbol], text: head.text + separator + option.text,
                        isExact: head.isExact && option.isExact)
                }
            }
        }
        return results.filter { !$0.symbols.isEmpty }
    }

    private static func tokens(of pattern: [UInt8]) -> [Token] {
        var buffer = TokenBuffer()
        defer { buffer.deallocate() }
        return pattern.withUnsafeBufferPointer { bytes in
            Scanner.scan(bytes, into: &buffer, with: noWords, isPattern: true)
            return Array(buffer.tokens[0..<buffer.count])
        }
    }

    private typealias Option = (symbol: Int32, text: String, isExact: Bool)

    /// What may stand at one token of a pattern; `nil` for nothing.
    private static func symbols(
        for word: String, at index: Int, of tokens: [Token], vocabulary: inout Vocabulary
    ) -> [Option?] {
        let placeholders = word.unicodeScalars.contains { PhrasePlaceholder($0) != nil }
        guard placeholders else {
            let folded = fold(word, token: tokens[index])
            let option: Option = (vocabulary.add(folded), folded, true)
            let mayBeMissing =
                isInnerHyphen(folded, at: index, of: tokens)
                || isClosingPoint(folded, at: index, of: tokens)
            return mayBeMissing ? [option, nil] : [option]
        }
        var pattern = WordPattern()
        var run = ""
        var shown = ""
        for scalar in word.unicodeScalars {
            if let placeholder = PhrasePlaceholder(scalar) {
                if !run.isEmpty { pattern.append(Array(Folding.folded(run).utf8)) }
                run = ""
                pattern.appendGap(minimum: placeholder.minimum)
                shown += "…"
            } else {
                run.unicodeScalars.append(scalar)
                shown.unicodeScalars.append(scalar)
            }
        }
        if !run.isEmpty { pattern.append(Array(Folding.folded(run).utf8)) }
        guard pattern.parts.isEmpty, pattern.tail == 0 else {
            return [(vocabulary.add(pattern), shown, false)]
        }
        pattern.appendGap(minimum: 1)
        return [(vocabulary.add(pattern), shown, false), nil]
    }

    private static func fold(_ word: String, token: Token) -> String {
        guard token.traits.isDisjoint(with: [.word, .number]), let scalar = word.unicodeScalars.first,
            word.unicodeScalars.count == 1
        else { return Folding.folded(word) }
        return Folding.plainSign(of: scalar)
    }

    /// A hyphen between two words of letters may be written or not: "X-ray", "X ray".
    private static func isInnerHyphen(_ word: String, at index: Int, of tokens: [Token]) -> Bool {
        guard word == "-", index > 0, index + 1 < tokens.count else { return false }
        return tokens[index].traits.contains(.glued) && tokens[index + 1].traits.contains(.glued)
            && tokens[index - 1].traits.contains(.word) && tokens[index + 1].traits.contains(.word)
    }

    /// The point of an abbreviation may be left out at the end of a phrase: "Transp.".
    private static func isClosingPoint(_ word: String, at index: Int, of tokens: [Token]) -> Bool {
        word == "." && index > 0 && index == tokens.count - 1
            && tokens[index - 1].traits.contains(.word)
    }
}
