import CausalEngine

/// The words of all rules, numbered, and the word classes that patterns with wildcards make, while they are gathered;
/// ``WordTable`` looks them up.
///
/// A word of a text is looked up once; everything after works on numbers.
struct Vocabulary: Sendable {
    /// Number 0 is every word that no rule holds.
    static let unknown: Int32 = 0

    /// Number 1 is any word or number at all: the pattern `\\w+` by itself.
    static let anyWord: Int32 = 1

    /// The words by their numbers; nothing for the number of a word class.
    private(set) var words: [String?] = [nil, nil]
    /// `String` compares by canonical equivalence, so that composed and decomposed letters are the same.
    private var numbers: [String: Int32] = [:]
    private var patterns: [(pattern: WordPattern, symbol: Int32)] = []
    private var patternSymbols: [WordPattern: Int32] = [:]

    /// The number of a word, which is added when it is new.
    mutating func add(_ word: String) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(words.count)
        words.append(word)
        numbers[word] = number
        return number
    }

    /// The number of a word class, which is added when it is new.
    mutating func add(_ pattern: WordPattern) -> Int32 {
        if pattern.isAnyWord { return Self.anyWord }
        if let number = patternSymbols[pattern] { return number }
        // Word classes share the number line with words, so that both can label the edges of one trie.
        let number = Int32(words.count)
        words.append(nil)
        patternSymbols[pattern] = number
        patterns.append((pattern, number))
        return number
    }

    /// The number of a known word.
    func number(of word: String) -> Int32 { numbers[word] ?? Self.unknown }

    /// The words laid out for reading, with what each is for the reader.
    func table(traits: [Int32: WordTraits] = [:]) -> WordTable {
        WordTable(words: words, numbers: numbers, patterns: patterns, traits: traits)
    }
}
