import CausalEngine

/// A pattern for one word that holds wildcards, such as `malignan\w+`.
///
/// It is a list of literal parts with gaps between. Taking the leftmost place for each part is always right, since what
/// fills a gap is free, so that matching never goes back.
struct WordPattern: Hashable {
    /// A literal part with the least number of letters in the gap before it; `nil` says that no gap is allowed.
    struct Part: Hashable {
        var gap: Int?
        var bytes: [UInt8]
    }

    private(set) var parts: [Part] = []
    /// The least number of letters after the last part; `nil` says that the word ends with it.
    private(set) var tail: Int?

    /// Whether every word matches.
    var isAnyWord: Bool { parts.isEmpty && tail ?? 0 <= 1 }

    /// The first byte that a word must have, where the pattern fixes it.
    var firstByte: UInt8? {
        guard let first = parts.first, first.gap == nil else { return nil }
        return first.bytes.first
    }

    /// The literal bytes that a word must begin with.
    var head: [UInt8] {
        guard let first = parts.first, first.gap == nil else { return [] }
        return first.bytes
    }

    /// Whether nothing is asked of a word but its head and its length.
    var isHeadAlone: Bool { parts.count == 1 && parts[0].gap == nil && tail != nil }

    mutating func append(_ bytes: [UInt8]) {
        if tail == nil, let last = parts.indices.last {
            parts[last].bytes += bytes
        } else {
            parts.append(Part(gap: tail, bytes: bytes))
            tail = nil
        }
    }

    mutating func appendGap(minimum: Int) { tail = (tail ?? 0) + minimum }

    /// Whether the folded word matches.
    ///
    /// - Complexity: O(*n*) in the length of the word, for a given pattern.
    func matches(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1 && tail == nil
            let length = part.bytes.count
            guard let gap = part.gap else {
                guard Self.holds(word, part.bytes, at: 0) else { return false }
                position = length
                if isLast { return position == word.count }
                continue
            }
            position += gap
            if isLast {
                let start = word.count - length
                return start >= position && Self.holds(word, part.bytes, at: start)
            }
            while position + length <= word.count, !Self.holds(word, part.bytes, at: position) { position += 1 }
            guard position + length <= word.count else { return false }
            position += length
        }
        return position + (tail ?? 0) <= word.count
    }

    private static func holds(_ word: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], at position: Int) -> Bool {
        guard position >= 0, position + bytes.count <= word.count else { return false }
        for index in bytes.indices where bytes[index] != word[position + index] { return false }
        return true
    }
}
