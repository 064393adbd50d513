import CausalEngine

/// Finds the draft that is to be corrected again among the writer's own, so that what is not mended keeps its words.
///
/// Nothing is remembered between drafts: plans and wordings are made anew and looked for in the text of the correction.
struct DraftHistory {
    private let sentences: Set<String>

    init(_ text: String) {
        sentences = Set(
            text.split(separator: "\n").flatMap { line in
                line.split(separator: ". ").map { Self.bare(String($0)) }
            })
    }

    /// Whether the text has all of these sentences.
    func holds(_ sentences: [String]) -> Bool {
        sentences.allSatisfy { sentence in
            sentence.split(separator: ". ").allSatisfy { self.sentences.contains(Self.bare(String($0))) }
        }
    }

    /// A sentence without list mark and full stop.
    private static func bare(_ sentence: String) -> String {
        let marked = sentence.hasPrefix("- ") || sentence.hasPrefix("* ")
        let text = marked ? sentence.dropFirst(2) : sentence[...]
        return String(text.hasSuffix(".") ? text.dropLast() : text)
    }
}
