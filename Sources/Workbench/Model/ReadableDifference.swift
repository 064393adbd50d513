import Verification

/// The difference of two drafts, with lone insertions and deletions moved to where a sentence begins.
///
/// A shortest edit script may say that “cancer. There is no” was put into “There is no cancer. There is no TB.”; that “There is
/// no cancer.” was put in is as short and can be read.
enum ReadableDifference {
    /// The stretches of the difference; without the added ones they are the old draft, without the removed ones the new one.
    ///
    /// - Complexity: that of `TextDifference`, and O(letters).
    static func segments(from old: String, to new: String) -> [TextDifference.Segment] {
        var segments = TextDifference(from: old, to: new).segments
        for index in segments.indices where segments[index].kind != .same {
            let before = index > 0 ? segments[index - 1] : nil
            let after = index + 1 < segments.count ? segments[index + 1] : nil
            guard let before, before.kind == .same, after.map({ $0.kind == .same }) ?? true,
                let shift = shift(of: segments[index].text, after: before.text)
            else { continue }
            let text = segments[index].text
            segments[index - 1].text = String(before.text.dropLast(shift))
            segments[index].text = String(text.suffix(shift) + text.dropLast(shift))
            if let after {
                segments[index + 1].text = text.suffix(shift) + after.text
            } else {
                segments.append(TextDifference.Segment(kind: .same, text: String(text.suffix(shift))))
            }
        }
        return segments.filter { !$0.text.isEmpty }
    }

    /// By how many letters a stretch can be moved back so that it begins with a sentence; `nil` if it cannot or need not.
    private static func shift(of text: String, after before: String) -> Int? {
        let letters = Array(text)
        let earlier = Array(before)
        var moved = 0
        while moved <= min(letters.count, earlier.count) {
            let rest = earlier.count - moved
            if rest == 0 || beginsSentence(after: earlier[..<rest]) { return moved > 0 ? moved : nil }
            // One letter further back only if it is the stretch's own last letter too.
            guard moved < min(letters.count, earlier.count),
                earlier[rest - 1] == letters[letters.count - 1 - moved]
            else { return nil }
            moved += 1
        }
        return nil
    }

    private static func beginsSentence(after text: ArraySlice<Character>) -> Bool {
        guard let last = text.last, last.isWhitespace else { return false }
        return last.isNewline || text.dropLast().last.map { ".!?;\n".contains($0) } ?? true
    }
}
