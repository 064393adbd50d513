/// A ``Vocabulary`` laid out for reading: the number of every word, and the word classes that it belongs to.
final class WordTable: Sendable {
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

    /// What is known of a word: what it is for the reader, and where its classes stand.
    private struct Entry {
        var traits: WordTraits
        var firstClass: Int32
        var classCount: Int32
    }

    /// A place of the open-addressed table from the hash of a folded ASCII word to its number.
    private struct Slot {
        var hash: UInt64 = 0
        var number = Vocabulary.unknown
        var start: Int32 = 0
        var count: Int32 = 0
    }

    private let slots: Row<Slot>
    private let bytes: Row<UInt8>
    /// The heads of the patterns that may match, by first byte.
    private let heads: RowOfRows<Head>
    private let headBytes: Row<UInt8>
    /// What is known of each word.
    private let entries: Row<Entry>
    /// The classes of all words, one word after the other.
    private let classes: Row<Int32>
    private let patterns: [WordPattern]
    /// The symbol of words beyond ASCII; `String` compares by canonical equivalence, so that composed and decomposed
    /// letters are the same.
    private let numbers: [String: Int32]

    /// A table of words and patterns.
    ///
    /// - Parameters:
    ///   - words: the words by their numbers; nothing for the number of a pattern.
    ///   - patterns: the patterns with their numbers.
    ///   - traits: what words are for the reader, by their numbers.
    /// - Complexity: O(size of the words · number of patterns).
    init(
        words: [String?], numbers: [String: Int32], patterns: [(pattern: WordPattern, symbol: Int32)],
        traits declared: [Int32: WordTraits]
    ) {
        self.patterns = patterns.map(\.pattern)
        self.numbers = numbers
        (slots, bytes) = Self.layOut(words)
        let (heads, headBytes) = Self.heads(of: patterns)
        self.heads = RowOfRows(heads)
        self.headBytes = Row(headBytes)
        var entries: [Entry] = []
        var classes: [Int32] = []
        for (number, word) in words.enumerated() {
            let own = Self.classes(of: word, among: patterns, heads)
            entries.append(
                Entry(
                    traits: declared[Int32(number)] ?? [], firstClass: Int32(classes.count),
                    classCount: Int32(own.count)))
            classes += own
        }
        self.entries = Row(entries)
        self.classes = Row(classes)
    }

    private static func classes(
        of word: String?, among patterns: [(pattern: WordPattern, symbol: Int32)], _ heads: [[Head]]
    ) -> [Int32] {
        guard let word, let first = word.utf8.first else { return [] }
        return Array(word.utf8).withUnsafeBufferPointer { word in
            heads[Int(first)].filter { patterns[Int($0.pattern)].pattern.matches(word) }.map(\.symbol)
        }
    }

    deinit {
        slots.deallocate()
        bytes.deallocate()
        heads.deallocate()
        headBytes.deallocate()
        classes.deallocate()
        entries.deallocate()
    }

    private static func layOut(_ words: [String?]) -> (slots: Row<Slot>, bytes: Row<UInt8>) {
        var capacity = 64
        while capacity < words.count * 3 { capacity *= 2 }
        var slots = Array(repeating: Slot(), count: capacity)
        var bytes: [UInt8] = []
        for (number, word) in words.enumerated() {
            guard let word, !word.isEmpty else { continue }
            var hash = WordHash()
            for byte in word.utf8 { hash.append(byte) }
            var place = hash.place & (capacity - 1)
            while slots[place].number != Vocabulary.unknown { place = (place + 1) & (capacity - 1) }
            slots[place] = Slot(
                hash: hash.value, number: Int32(number), start: Int32(bytes.count), count: Int32(word.utf8.count))
            bytes += word.utf8
        }
        return (Row(slots), Row(bytes))
    }

    private static func heads(
        of patterns: [(pattern: WordPattern, symbol: Int32)]
    ) -> (heads: [[Head]], bytes: [UInt8]) {
        var heads: [[Head]] = Array(repeating: [], count: 256)
        var bytes: [UInt8] = []
        for (index, (pattern, symbol)) in patterns.enumerated() {
            let start = Int32(bytes.count)
            bytes += pattern.head
            let head = Head(
                pattern: Int32(index), symbol: symbol, start: start, end: Int32(bytes.count),
                minimum: Int32(pattern.head.count + (pattern.isHeadAlone ? pattern.tail ?? 0 : 0)),
                isWhole: pattern.isHeadAlone)
            let buckets = pattern.firstByte.map { Int($0)..<Int($0) + 1 } ?? heads.indices
            for bucket in buckets { heads[bucket].append(head) }
        }
        return (heads, bytes)
    }
}

// MARK: Looking up

extension WordTable {
    /// The number of a known word.
    func number(of word: String) -> Int32 { numbers[word] ?? Vocabulary.unknown }

    /// What a word is for the reader.
    @inline(__always) func traits(of number: Int32) -> WordTraits { entries[number].traits }

    /// The number of an ASCII word in a text, given the hash of its folded bytes.
    @inline(__always)
    func number(of word: UnsafeBufferPointer<UInt8>, hash: WordHash) -> Int32 {
        let mask = slots.count - 1
        let value = hash.value
        var place = hash.place & mask
        while true {
            let slot = slots[place]
            if slot.number == Vocabulary.unknown { return Vocabulary.unknown }
            if slot.hash == value, Int(slot.count) == word.count, isSame(slot, word) { return slot.number }
            place = (place + 1) & mask
        }
    }

    @inline(__always)
    private func isSame(_ slot: Slot, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        // A hash of few bytes is one to one.
        guard word.count > WordHash.chunkLength else { return true }
        for (stored, byte) in zip(bytes[Int(slot.start)..<Int(slot.start + slot.count)], word)
        where stored != byte.lowercased {
            return false
        }
        return true
    }

    /// The classes of a known word.
    @inline(__always) func classes(of number: Int32) -> UnsafeBufferPointer<Int32> {
        let entry = entries[number]
        return classes[Int(entry.firstClass)..<Int(entry.firstClass + entry.classCount)]
    }

    /// Appends the classes that a folded word belongs to.
    ///
    /// - Returns: the number of classes, and the number of patterns tried.
    func appendClasses(of word: UnsafeBufferPointer<UInt8>, to classes: Tape<Int32>) -> (
        found: Int, tried: Int
    ) {
        guard let first = word.first else { return (0, 0) }
        var found = 0
        let heads = heads[Int(first)]
        for head in heads {
            guard found < 255, isHead(head, of: word) else { continue }
            if !head.isWhole, !patterns[Int(head.pattern)].matches(word) { continue }
            classes.append(head.symbol)
            found += 1
        }
        return (found, heads.count)
    }

    @inline(__always)
    private func isHead(_ head: Head, of word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count >= Int(head.minimum) else { return false }
        for (literal, byte) in zip(headBytes[Int(head.start)..<Int(head.end)], word) where literal != byte {
            return false
        }
        return true
    }

    /// Whether any word class may hold a word that begins with this byte.
    @inline(__always)
    func mayHaveClass(_ first: UInt8) -> Bool { !heads[Int(first)].isEmpty }
}

/// A hash of the bytes of a folded word, eight at a time; of words of one length that are no longer, no two have the same.
struct WordHash {
    /// The number of bytes that are taken up in one step.
    static let chunkLength = 8

    private var mixed: UInt64 = 0xCBF2_9CE4_8422_2325
    private var chunk: UInt64 = 0
    private var count = 0

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == Self.chunkLength {
            mixed = value
            chunk = 0
            count = 0
        }
        chunk = chunk << 8 | UInt64(byte)
        count += 1
    }

    /// Takes up the first bytes of a chunk, the first of them the lowest, after whole chunks only.
    @inline(__always)
    mutating func append(_ bytes: UInt64, count: Int) {
        guard count > 0 else { return }
        if self.count == Self.chunkLength { mixed = value }
        chunk = bytes.byteSwapped >> UInt64(64 - 8 * count)
        self.count = count
    }

    /// The hash: each step is one to one in the chunk.
    @inline(__always) var value: UInt64 {
        let product = (mixed ^ chunk) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 32)
    }

    /// Where a table of any size that is a power of two begins to look.
    @inline(__always) var place: Int { Int(truncatingIfNeeded: value & 0x7FFF_FFFF) }
}
