import TerminalUI
import Verification

/// The difference of two drafts as running text: what is new in `{+ +}`, what is gone in `[- -]`, each with the rest of its
/// sentence around it; what is the same further off is left out.
enum DifferenceText {
    /// The most letters of context on one side where a sentence is longer.
    private static let context = 40

    /// The letters to be drawn; empty when nothing but blanks differs.
    static func letters(_ segments: [TextDifference.Segment], glyphs: GlyphSet) -> [StyledLetter] {
        let isChange = segments.map { $0.kind != .same && $0.text.contains { !$0.isWhitespace } }
        guard isChange.contains(true) else { return [] }
        var letters: [StyledLetter] = []
        for (index, segment) in segments.enumerated() {
            switch segment.kind {
            case .added where isChange[index]:
                letters += marked(segment.text, "{+", "+}", Style(.added), .underline)
            case .removed where isChange[index]:
                letters += marked(segment.text, "[-", "-]", Style(.removed), .strikethrough)
            case .same:
                let followsChange = index > 0 && isChange[..<index].contains(true)
                let precedesChange = index + 1 < segments.count && isChange[(index + 1)...].contains(true)
                letters += plain(
                    kept(of: segment.text, after: followsChange, before: precedesChange, glyphs.ellipsis), .muted)
            default: letters += plain(" ", .muted)
            }
        }
        return letters
    }

    /// The pieces of an unchanged stretch next to the changes around it.
    private static func kept(of text: String, after: Bool, before: Bool, _ ellipsis: String) -> String {
        let line = text.map { $0.isNewline ? " " : $0 }
        let (head, isHeadCut) = after ? restOfSentence(line) : (0, false)
        let (tail, isTailCut) = before ? beginOfSentence(line) : (line.count, false)
        guard head < tail else { return String(line) }
        if after, before { return "\(String(line[..<head])) \(ellipsis) \(String(line[tail...]))" }
        return String(line[..<head]) + (isHeadCut ? " \(ellipsis)" : "") + (isTailCut ? "\(ellipsis) " : "")
            + String(line[tail...])
    }

    /// How many letters lead to the end of the sentence, or, where that is far, to the end of a word, and whether it is far.
    private static func restOfSentence(_ text: [Character]) -> (Int, isCut: Bool) {
        let end = text.firstIndex { ".!?;".contains($0) }.map { $0 + 1 } ?? text.count
        guard end > context else { return (end, false) }
        return (text[..<context].lastIndex(of: " ") ?? context, true)
    }

    /// The place of the last letter after which no other sentence begins, or, where that is far, the beginning of a word, and
    /// whether it is far.
    private static func beginOfSentence(_ text: [Character]) -> (Int, isCut: Bool) {
        let trimmed = text.lastIndex { !$0.isWhitespace }
        guard let trimmed, !".!?;".contains(text[trimmed]) else { return (text.count, false) }
        let begin = min(text.count, text[..<trimmed].lastIndex { ".!?;".contains($0) }.map { $0 + 2 } ?? 0)
        let least = text.count - context
        guard begin < least else { return (begin, false) }
        return (text[least...].firstIndex(of: " ").map { $0 + 1 } ?? least, true)
    }

    private static func marked(
        _ text: String, _ open: String, _ close: String, _ style: Style, _ attribute: Attributes
    ) -> [StyledLetter] {
        let words = text.map { $0.isNewline ? " " : $0 }
        let inner = String(words).trimmingBlanks()
        return plain(words.first == " " ? " " : "", .muted) + letters(open, style.adding(.bold))
            + letters(inner, style.adding(attribute)) + letters(close, style.adding(.bold))
            + plain(words.last == " " ? " " : "", .muted)
    }

    private static func plain(_ text: String, _ role: Role) -> [StyledLetter] { letters(text, Style(role)) }

    private static func letters(_ text: String, _ style: Style) -> [StyledLetter] {
        text.map { StyledLetter(character: $0, style: style, variable: nil) }
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate func trimmingBlanks() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
