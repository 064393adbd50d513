/// One sentence out of what a writer answers when asked for one.
enum WrittenSentence {
    /// The first sentence of an answer, without quotes around it and with a point at its end; empty for an empty answer.
    ///
    /// - Parameter isCut: whether the answer was cut off; a sentence without an end then shows it.
    /// - Complexity: O(length of the answer).
    static func first(of answer: String, isCut: Bool = false) -> String {
        let line = answer.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        var text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
        text = head(of: text)
        guard let last = text.last else { return "" }
        return ".!?".contains(last) ? text : text + (isCut ? " …" : ".")
    }

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
