/// One sentence out of what a writer answers when asked for one.
enum WrittenSentence {
    /// The first sentence of an answer, without what stands around it and with a point at its end; empty for an empty answer.
    ///
    /// Models number what they write, make it an entry of a list or bold, quote it, and say something around it (``UnwrappedAnswer``).
    ///
    /// - Parameter isCut: whether the answer was cut off; a sentence without an end then shows it.
    /// - Complexity: O(length of the answer).
    static func first(of answer: String, isCut: Bool = false) -> String {
        let text = UnwrappedAnswer(answer) { _ in false }.text
        let lines = text.split(whereSeparator: \.isNewline)
            .map { bare($0.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }.filter { !$0.isEmpty }
        // A line that announces the next one says nothing itself.
        let line = lines.count > 1 && lines[0].hasSuffix(":") ? lines[1] : lines.first ?? ""
        let sentence = head(of: line)
        guard let last = sentence.last else { return "" }
        return ".!?".contains(last) ? sentence : sentence + (isCut ? " …" : ".")
    }

    /// A line without the mark of a list before it and without quotes or emphasis around it.
    private static func bare(_ line: String) -> String {
        var text = Substring(line)
        if let mark = text.prefixMatch(of: /(?:[-*•–]|\d{1,2}[.)]) +/) { text = text[mark.range.upperBound...] }
        while let (opening, ending) = wrappings.first(where: {
            text.count > $0.count + $1.count && text.hasPrefix($0) && text.hasSuffix($1)
        }) {
            text = text.dropFirst(opening.count).dropLast(ending.count)
        }
        return String(text)
    }

    private static let wrappings = [("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("\"", "\""), ("“", "”")]

    /// Up to the first mark that ends a sentence and is followed by a new one. "Dr. Rossi" holds none.
    private static func head(of text: String) -> String {
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated().dropLast() {
            guard let mark = word.last, ".!?".contains(mark), let next = words[index + 1].first, !next.isLowercase
            else {
                continue
            }
            guard mark != "." || !abbreviations.contains(word.dropLast().lowercased()) else { continue }
            return words[...index].joined(separator: " ")
        }
        return text
    }

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "st", "vs", "no", "approx", "ca",
    ]
}
