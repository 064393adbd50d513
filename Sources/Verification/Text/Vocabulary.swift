import CausalEngine

/// The words of all rules, numbered, and the word classes that patterns with wildcards make.
///
/// A word of a text is looked up once; everything after works on numbers.
struct Vocabulary: Sendable {
    /// Number 0 is every word that no rule holds.
    static let unknown: Int32 = 0

    /// Number 1 is any word or number at all: the pattern `\\w+` by itself.
    static let anyWord: Int32 = 1

    private(set) var words: [String] = ["", "\u{0}any"]
    /// The symbol of words beyond ASCII; `String` compares by canonical equivalence, so that composed and decomposed
    /// letters are the same.
    private var numbers: [String: Int32] = [:]
    private(set) var patterns: [(pattern: WordPattern, symbol: Int32)] = []
    private var patternSymbols: [WordPattern: Int32] = [:]
    /// For every first byte the patterns that may match.
    private var buckets: [[Int32]] = Array(repeating: [], count: 256)

    /// How the words of a pattern begin.
    private struct Head {
        var pattern: Int32
        var symbol: Int32
        /// The literal bytes that they begin with, in `headBytes`.
        var start: Int32
        var end: Int32
        /// The least number of bytes.
        var minimum: Int32
        /// Whether every word that begins so, and is as long, matches.
        var isWhole: Bool
    }

    /// The heads of the buckets, one bucket after the other, and where each begins.
    private var heads: [Head] = []
    private var firstHead: [Int32] = Array(repeating: 0, count: 257)
    private var headBytes: [UInt8] = []

    /// An open-addressed table from the hash of a folded ASCII word to its number.
    private var slots: [Int32] = []
    private var bytes: [UInt8] = []
    private var places: [Range<Int32>] = [0..<0, 0..<0]

    /// The number of a word, which is added when it is new.
    mutating func add(_ word: String) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(words.count)
        words.append(word)
        numbers[word] = number
        let start = Int32(bytes.count)
        bytes.append(contentsOf: word.utf8)
        places.append(start..<Int32(bytes.count))
        return number
    }

    /// The number of a word class, which is added when it is new.
    mutating func add(_ pattern: WordPattern) -> Int32 {
        if pattern.isAnyWord { return Self.anyWord }
        if let number = patternSymbols[pattern] { return number }
        // Word classes share the number line with words, so that both can label the edges of one trie.
        let number = Int32(words.count)
        words.append("\u{0}class \(number)")
        places.append(0..<0)
        patternSymbols[pattern] = number
        let index = Int32(patterns.count)
        patterns.append((pattern, number))
        if let first = pattern.firstByte {
            buckets[Int(first)].append(index)
        } else {
            for bucket in buckets.indices { buckets[bucket].append(index) }
        }
        return number
    }

    /// The number of a known word.
    func number(of word: String) -> Int32 {
        numbers[word] ?? Self.unknown
    }

    /// Lays the table out; to be called once all words are in.
    mutating func seal() {
        var capacity = 64
        while capacity < words.count * 3 { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
        for number in 1..<words.count where !places[number].isEmpty {
            var hash = Self.seed
            for byte in bytes[Int(places[number].lowerBound)..<Int(places[number].upperBound)] {
                hash = Self.mix(hash, byte)
            }
            var slot = Self.finish(hash) & (capacity - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(number)
        }
        layOutHeads()
    }

    private mutating func layOutHeads() {
        for bucket in buckets.indices {
            firstHead[bucket] = Int32(heads.count)
            for index in buckets[bucket] {
                let (pattern, symbol) = patterns[Int(index)]
                let literal = pattern.head
                let start = Int32(headBytes.count)
                headBytes += literal
                heads.append(
                    Head(
                        pattern: index, symbol: symbol, start: start, end: Int32(headBytes.count),
                        minimum: Int32(literal.count + (pattern.isHeadAlone ? pattern.tail ?? 0 : 0)),
                        isWhole: pattern.isHeadAlone))
            }
        }
        firstHead[buckets.count] = Int32(heads.count)
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    @inline(__always) static func finish(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
    }

    /// The number of an ASCII word in a text, given the hash of its folded bytes.
    @inline(__always)
    func number(of word: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
        let mask = slots.count - 1
        var slot = Self.finish(hash) & mask
        while true {
            let number = slots[slot]
            if number == 0 { return Self.unknown }
            if isSame(number, word) { return number }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private func isSame(_ number: Int32, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let place = places[Int(number)]
        guard place.count == word.count else { return false }
        let start = Int(place.lowerBound)
        return bytes.withUnsafeBufferPointer { stored in
            for index in 0..<word.count where stored[start + index] != word[index].lowercased {
                return false
            }
            return true
        }
    }

    /// Appends the classes that a folded word belongs to.
    ///
    /// - Returns: the number of classes, and the number of patterns tried.
    func appendClasses(of word: UnsafeBufferPointer<UInt8>, to classes: Tape<Int32>) -> (
        found: Int, tried: Int
    ) {
        guard let first = word.first else { return (0, 0) }
        let range = Int(firstHead[Int(first)])..<Int(firstHead[Int(first) + 1])
        var found = 0
        for place in range {
            let head = heads[place]
            guard found < 255, isHead(head, of: word) else { continue }
            if !head.isWhole, !patterns[Int(head.pattern)].pattern.matches(word) { continue }
            classes.append(head.symbol)
            found += 1
        }
        return (found, range.count)
    }

    @inline(__always)
    private func isHead(_ head: Head, of word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count >= Int(head.minimum) else { return false }
        for index in 0..<Int(head.end - head.start)
        where headBytes[Int(head.start) + index] != word[index] {
            return false
        }
        return true
    }

    /// Whether any word class may hold a word that begins with this byte.
    @inline(__always)
    func mayHaveClass(_ first: UInt8) -> Bool {
        firstHead[Int(first)] < firstHead[Int(first) + 1]
    }
}
