extension TextReader {
    /// The sentences of a text, items of lists and lines of terse notes among them, as offsets in Unicode scalars without
    /// white space around them. "Dr. Rossi" ends none.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public func sentences(in text: String) -> [Range<Int>] {
        analyser.sentences(in: text)
    }
}

extension Analyser {
    fileprivate func sentences(in text: String) -> [Range<Int>] {
        withSentences(of: text) { space in
            space.sentences.all.map { space.buffer.scalars(of: $0.tokens) }
        }
    }
}

extension Verifier {
    /// The sentences of a text, as offsets in Unicode scalars; see ``TextReader/sentences(in:)``.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public func sentences(in text: String) -> [Range<Int>] {
        reader.sentences(in: text)
    }
}
