/// How a draft comes about: at once, or in pieces.
public enum DraftForm: Sendable, Hashable {
    /// The whole text at once.
    case whole
    /// The whole text at once, as an object with one string for each fact where the writer can be held to a schema.
    case object
    /// Piece by piece, in this order; pieces are written independently of each other.
    case pieces([DraftPiece])
}

/// One piece of a draft that is made piece by piece.
public enum DraftPiece: Sendable, Hashable {
    /// Words that stand in the draft to the letter.
    case kept(String)
    /// One sentence that states one fact and nothing else, named by its variable.
    case written(variable: Int)
    /// One sentence that says what these say and nothing else.
    case joined([String])
}

extension [DraftPiece] {
    /// The text of the pieces: what is kept to the letter, and what is written, with a space between sentences that bring
    /// none of their own.
    ///
    /// - Parameter written: the words for a variable's fact; a piece without words leaves nothing behind.
    /// - Complexity: O(length of the text).
    func text(written: (Int) -> String) -> String {
        reduce(into: "") { text, piece in
            switch piece {
            case .kept(let words): text += Self.spaced(words, after: text)
            case .written(let variable): text += Self.spaced(written(variable), after: text)
            // Who cannot join sentences leaves them as they are.
            case .joined(let sentences): text += Self.spaced(sentences.joined(separator: " "), after: text)
            }
        }
    }

    /// Whether sentences are to be joined; then none is to be written.
    var joinsSentences: Bool {
        contains { if case .joined = $0 { true } else { false } }
    }

    /// Words with the space that they need after what stands before them.
    static func spaced(_ words: String, after text: String) -> String {
        guard let last = text.last, let first = words.first else { return words }
        return last.isWhitespace || first.isWhitespace ? words : " " + words
    }
}

extension DraftPiece {
    /// The words of a piece that is not written.
    var keptWords: String? {
        if case .kept(let words) = self { return words }
        return nil
    }
}
