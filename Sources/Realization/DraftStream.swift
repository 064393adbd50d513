/// Turns a text that is made at once into a stream of pieces.
enum DraftStream {
    /// The events of a draft: its prompt, its text in pieces of a few words, its end.
    static func events(
        of draft: () throws -> (prompt: String, text: String)
    ) -> AsyncThrowingStream<DraftEvent, any Error> {
        AsyncThrowingStream { continuation in
            do {
                let (prompt, text) = try draft()
                continuation.yield(.prompt(prompt))
                for piece in pieces(of: text) { continuation.yield(.text(piece)) }
                continuation.yield(.finished(DraftEnd()))
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    /// The text cut after every second word; joined they are the text.
    static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var words = 0
        var isInWord = false
        for character in text {
            if character.isWhitespace {
                if isInWord { words += 1 }
                isInWord = false
            } else {
                if !isInWord, words >= 2 {
                    pieces.append(piece)
                    piece = ""
                    words = 0
                }
                isInWord = true
            }
            piece.append(character)
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }
}
