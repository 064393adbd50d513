/// Takes the thoughts of a reasoning model out of a text that comes in pieces, wherever the pieces are cut.
///
/// Thoughts stand between `<think>` and `</think>` (DeepSeek-R1, Qwen 3, and servers that leave them in the text). Some
/// templates open the first thought in the prompt, so that only its end is heard: then what came before it is taken back.
struct ThoughtFilter {
    /// Whether a thought is begun and not ended.
    private(set) var isThinking = false
    /// Whether any thought was heard.
    private(set) var hasThought = false
    private var held: [UInt8] = []
    private var hasText = false
    private var trims = false

    private static let openings = ["<think>", "<thinking>"].map { Array($0.utf8) }
    private static let endings = ["</think>", "</thinking>"].map { Array($0.utf8) }

    /// What a piece adds to the text, and whether the text before is void.
    mutating func pass(_ piece: String) -> [ChatEvent] {
        var events: [ChatEvent] = []
        var bytes = held + Array(piece.utf8)
        held = []
        while let (range, isOpening) = firstTag(in: bytes) {
            if !isThinking { take(bytes[..<range.lowerBound], isVoid: !isOpening, &events) }
            isThinking = isOpening
            hasThought = true
            trims = !hasText
            bytes.removeFirst(range.upperBound)
        }
        // A tag is ASCII, so that a cut before a part of it never splits a letter.
        let kept = Self.lengthOfBeginning(of: isThinking ? Self.endings : Self.openings + Self.endings, endOf: bytes)
        held = Array(bytes.suffix(kept))
        if !isThinking { take(bytes.dropLast(kept), isVoid: false, &events) }
        return events
    }

    /// What was held back to the end.
    mutating func finish() -> [ChatEvent] {
        var events: [ChatEvent] = []
        if !isThinking { take(held[...], isVoid: false, &events) }
        held = []
        return events
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, isVoid: Bool, _ events: inout [ChatEvent]) {
        if isVoid {
            events.removeAll { $0 != .restarted }
            if hasText, events.isEmpty { events.append(.restarted) }
            hasText = false
            return
        }
        let text = trims ? bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) } : bytes
        guard !text.isEmpty else { return }
        (hasText, trims) = (true, false)
        events.append(.text(String(decoding: text, as: UTF8.self)))
    }

    private func firstTag(in bytes: [UInt8]) -> (range: Range<Int>, isOpening: Bool)? {
        let tags = (isThinking ? [] : Self.openings.map { ($0, true) }) + Self.endings.map { ($0, false) }
        return tags.compactMap { tag, isOpening in
            bytes.firstRange(of: tag).map { (range: $0, isOpening: isOpening) }
        }.min { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// How many of the last bytes could be the beginning of a tag.
    private static func lengthOfBeginning(of tags: [[UInt8]], endOf bytes: [UInt8]) -> Int {
        tags.map { tag in
            (1..<tag.count).last { bytes.count >= $0 && bytes.suffix($0).elementsEqual(tag.prefix($0)) } ?? 0
        }.max() ?? 0
    }
}
