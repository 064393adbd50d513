/// What changed between two drafts, by words.
///
/// The method is the greedy shortest edit script of Myers (1986) over words, runs of white space and signs. Where the drafts
/// have hardly anything in common, the search is given up and the rest counts as rewritten, so that the time stays bounded.
public struct TextDifference: Sendable, Hashable {
    /// What became of a stretch of text.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// In both drafts.
        case same
        /// Only in the new draft.
        case added
        /// Only in the old draft.
        case removed
    }

    /// A stretch of text that is the same, added or removed.
    public struct Segment: Sendable, Hashable {
        /// What became of it.
        public var kind: Kind
        /// The text.
        public var text: String

        /// A stretch of text with what became of it.
        public init(kind: Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// The stretches in order. Without the added ones they are the old draft, without the removed ones the new draft.
    public var segments: [Segment]

    /// Whether the drafts are the same.
    public var isEmpty: Bool { segments.allSatisfy { $0.kind == .same } }

    /// The number of edits after which the rest of two drafts counts as rewritten.
    static let maximumEdits = 2000

    /// The difference from an old draft to a new one.
    ///
    /// - Complexity: O((*n* + *m*) *d*) in the words of both drafts and the number of edits, at most 2000.
    public init(from old: String, to new: String) {
        let oldWords = Self.words(of: old)
        let newWords = Self.words(of: new)
        var start = 0
        while start < min(oldWords.count, newWords.count), oldWords[start] == newWords[start] { start += 1 }
        var tail = 0
        while tail < min(oldWords.count, newWords.count) - start,
            oldWords[oldWords.count - 1 - tail] == newWords[newWords.count - 1 - tail]
        {
            tail += 1
        }
        segments = []
        append(.same, oldWords[..<start])
        let oldMiddle = oldWords[start..<oldWords.count - tail]
        let newMiddle = newWords[start..<newWords.count - tail]
        for step in Self.script(from: Array(oldMiddle), to: Array(newMiddle)) { append(step.kind, step.words) }
        append(.same, oldWords[(oldWords.count - tail)...])
        order()
    }

    private typealias Step = (kind: Kind, words: ArraySlice<Substring>)

    private mutating func append(_ kind: Kind, _ words: ArraySlice<Substring>) {
        guard !words.isEmpty else { return }
        let text = words.joined()
        if let last = segments.indices.last, segments[last].kind == kind {
            segments[last].text += text
        } else {
            segments.append(Segment(kind: kind, text: text))
        }
    }

    /// Lets what was removed stand before what came in its place.
    private mutating func order() {
        var index = 1
        while index < segments.count {
            if segments[index].kind == .removed, segments[index - 1].kind == .added {
                segments.swapAt(index - 1, index)
                if index > 1, segments[index - 2].kind == .removed {
                    segments[index - 2].text += segments[index - 1].text
                    segments.remove(at: index - 1)
                    continue
                }
            }
            index += 1
        }
    }
}

extension TextDifference {
    /// Words, runs of white space and single signs.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var kind: Int?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let current = character.isWhitespace ? 0 : character.isLetter || character.isNumber ? 1 : 2
            if let kind, kind != current || kind == 2 {
                words.append(text[start..<index])
                start = index
            }
            kind = current
            index = text.index(after: index)
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    /// The shortest edit script, from the furthest reaching paths.
    private static func script(from old: [Substring], to new: [Substring]) -> [Step] {
        guard !old.isEmpty, !new.isEmpty else {
            return [(.removed, old[...]), (.added, new[...])]
        }
        let limit = min(old.count + new.count, maximumEdits)
        var furthest = Array(repeating: 0, count: 2 * limit + 3)
        let origin = limit + 1
        var trace: [ArraySlice<Int>] = []
        for edits in 0...limit {
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown =
                    diagonal == -edits
                    || (diagonal != edits && furthest[origin + diagonal - 1] < furthest[origin + diagonal + 1])
                var x = goesDown ? furthest[origin + diagonal + 1] : furthest[origin + diagonal - 1] + 1
                while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
                furthest[origin + diagonal] = x
                if x >= old.count, x - diagonal >= new.count {
                    trace.append(furthest[(origin - edits)...(origin + edits)])
                    return steps(back: trace, old: old, new: new)
                }
            }
            trace.append(furthest[(origin - edits)...(origin + edits)])
        }
        return [(.removed, old[...]), (.added, new[...])]
    }

    /// Walks the paths back from the end of both drafts.
    private static func steps(back trace: [ArraySlice<Int>], old: [Substring], new: [Substring]) -> [Step] {
        var steps: [Step] = []
        var x = old.count
        var y = new.count
        for edits in stride(from: trace.count - 1, to: 0, by: -1) {
            let previous = trace[edits - 1]
            let middle = previous.startIndex + edits - 1
            func reach(_ diagonal: Int) -> Int {
                abs(diagonal) <= edits - 1 && (diagonal + edits - 1) % 2 == 0 ? previous[middle + diagonal] : -1
            }
            let diagonal = x - y
            let goesDown = diagonal == -edits || (diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1))
            let from = goesDown ? diagonal + 1 : diagonal - 1
            let startX = reach(from)
            let startY = startX - from
            let afterX = goesDown ? startX : startX + 1
            if x > afterX { steps.append((.same, old[afterX..<x])) }
            steps.append(goesDown ? (.added, new[startY..<startY + 1]) : (.removed, old[startX..<startX + 1]))
            x = startX
            y = startY
        }
        if x > 0 { steps.append((.same, old[0..<x])) }
        return steps.reversed()
    }
}
