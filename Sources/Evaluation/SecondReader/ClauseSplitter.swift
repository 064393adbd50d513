/// Cuts a text into clauses, each a bag of words, for the ``SecondReader``.
///
/// A clause ends at a full stop, a semicolon, a line or a word of contrast, and before an "and" or a comma that a denial, a
/// pronoun or a verb follows, so that a bag rarely holds two statements of different sign.
enum ClauseSplitter {
    /// A clause: its words in small letters, and whether a question mark closes it.
    struct Clause: Equatable {
        var words: [String] = []
        var isQuestion = false
    }

    private static let contrasts: Set<String> = ["but", "although", "though", "while", "whereas", "however", "yet"]
    private static let joints: Set<String> = [",", "and", "with"]
    private static let openers: Set<String> = [
        "no", "not", "never", "without", "denies", "he", "she", "they", "there", "has", "have", "is", "are", "does",
        "do", "smokes", "reports", "shows", "the", "his", "her", "positive", "negative",
    ]

    /// - Complexity: O(*n*) in the length of the text.
    static func clauses(of text: String) -> [Clause] {
        var clauses: [Clause] = []
        var clause = Clause()
        func close(_ isQuestion: Bool = false) {
            clause.isQuestion = isQuestion
            if !clause.words.isEmpty { clauses.append(clause) }
            clause = Clause()
        }
        let pieces = pieces(of: text)
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case ".", "!", ";", "\n": close()
            case "?": close(true)
            case _ where contrasts.contains(piece): close()
            case _ where joints.contains(piece):
                let next = pieces.dropFirst(index + 1).first { !joints.contains($0) }
                if let next, openers.contains(next) { close() }
            default: clause.words.append(piece)
            }
        }
        close()
        return clauses
    }

    /// Words, numbers with their decimals and signs, and marks of punctuation.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { pieces.append(word) }
            word = ""
        }
        var characters = Array(text)[...]
        while let character = characters.popFirst() {
            if character.isLetter || character.isNumber || "<>+/%_".contains(character) {
                word += character.lowercased()
            } else if "'’".contains(character), !word.isEmpty, characters.first?.isLetter == true {
                word += "'"
            } else if character == ".", let last = word.last, last.isNumber, characters.first?.isNumber == true {
                word.append(character)
            } else if character == "-", !word.isEmpty, let next = characters.first, next.isLetter || next.isNumber {
                // A hyphen joins; "non-smoker" is a denial and its word.
                if word == "non" { end() } else { word.append(character) }
            } else if character == ".", titles.contains(word) {
                end()
            } else {
                end()
                if character.isNewline {
                    pieces.append("\n")
                } else if ".!?;,".contains(character) {
                    pieces.append(String(character))
                }
            }
        }
        end()
        return pieces
    }

    private static let titles: Set<String> = ["mr", "mrs", "ms", "mx", "dr"]
}
