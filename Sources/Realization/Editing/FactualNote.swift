import CausalEngine

/// The accepted note of a unit, cut into what its counterfactual twin keeps to the letter and what has to be written anew.
public struct FactualNote: Sendable, Hashable {
    /// A stretch of the note.
    public enum Piece: Sendable, Hashable {
        /// What the twin keeps to the letter: sentences of which nothing changes, and all that stands between sentences.
        case kept(String)
        /// Sentences on one line that state something that changes, with all variables that they speak of.
        case open(String, variables: [Int])
    }

    /// The stretches; joined they are the note. Between two open ones something is kept.
    public var pieces: [Piece]
    /// What the note says, by variable.
    public var values: [Value]
    /// The values as text, by variable.
    public var valueTexts: [String]

    /// A note in pieces.
    public init(pieces: [Piece], values: [Value], valueTexts: [String]) {
        self.pieces = pieces
        self.values = values
        self.valueTexts = valueTexts
    }

    /// What stands in another text where this one is open, when all that is kept stands there to the letter.
    func openTexts(in text: String) -> [String]? {
        var texts: [String] = []
        var rest = text[...]
        var isOpen = false
        for piece in pieces {
            switch piece {
            case .open:
                guard !isOpen else { return nil }
                isOpen = true
            case .kept(let words):
                guard let range = isOpen ? rest.firstRange(of: words) : rest.hasPrefix(words) ? rest.range(words) : nil
                else { return nil }
                if isOpen { texts.append(String(rest[..<range.lowerBound])) }
                rest = rest[range.upperBound...]
                isOpen = false
            }
        }
        if isOpen { texts.append(String(rest)) } else if !rest.isEmpty { return nil }
        return texts
    }
}

extension Substring {
    /// The range of a prefix.
    fileprivate func range(_ prefix: String) -> Range<Index> {
        startIndex..<(index(startIndex, offsetBy: prefix.count, limitedBy: endIndex) ?? endIndex)
    }
}
