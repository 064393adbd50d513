/// The sentences of a text for whoever quotes or edits it: lines, cut at the marks that end a sentence.
///
/// Offsets count Unicode scalars, as spans do. This cut is coarser than the reader's, which follows clauses and lists.
public struct TextSentences: Sendable {
    private let scalars: [Unicode.Scalar]

    /// The sentences of a text.
    public init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The number of scalars.
    public var length: Int { scalars.count }

    /// The words at a range.
    public subscript(range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// All sentences, in order, without white space around them.
    ///
    /// - Complexity: O(length of the text).
    public var all: [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        while let first = (start..<scalars.count).first(where: { !scalars[$0].properties.isWhitespace }) {
            let sentence = range(around: first..<first + 1)
            sentences.append(sentence)
            start = max(sentence.upperBound, first + 1)
        }
        return sentences
    }

    /// The sentence that a span lies in, or the sentences that it begins and ends in: from after the end of the sentence
    /// before to the end of this one, without white space around it.
    public func range(around span: Range<Int>) -> Range<Int> {
        var start = span.lowerBound
        while start > 0, !endsSentence(start - 1) { start -= 1 }
        var end = max(span.upperBound, span.lowerBound)
        while end < scalars.count, scalars[end] != "\n", end == span.lowerBound || !endsSentence(end - 1) { end += 1 }
        while start < end, scalars[start].properties.isWhitespace { start += 1 }
        while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
        return start..<end
    }

    /// A line end, or a mark that ends a sentence and is followed by white space or nothing ("38.5" holds none), but not the
    /// point of an abbreviation before a name.
    private func endsSentence(_ index: Int) -> Bool {
        switch scalars[index] {
        case "\n": true
        case ".":
            (index + 1 == scalars.count || scalars[index + 1].properties.isWhitespace) && !endsTitle(index)
        case "!", "?", ";": index + 1 == scalars.count || scalars[index + 1].properties.isWhitespace
        default: false
        }
    }

    private static let titles: Set<String> = ["Mr", "Mrs", "Ms", "Dr", "Prof", "St"]

    private func endsTitle(_ index: Int) -> Bool {
        var start = index
        while start > 0, index - start < 5, scalars[start - 1].properties.isAlphabetic { start -= 1 }
        return Self.titles.contains(self[start..<index])
    }
}
