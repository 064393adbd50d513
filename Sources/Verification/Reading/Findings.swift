/// Everything that was found in a text before scopes are drawn. It refers to storage that belongs to a ``ReadingSpace``.
struct Findings: BitwiseCopyable {
    /// The concepts in order; of overlapping ones the longest.
    let concepts = Tape<PhraseMatch>()
    /// The value words in order.
    let values = Tape<PhraseMatch>()
    /// The cues in order; of overlapping ones the longest.
    let cues = Tape<FoundCue>()
    /// Those of the cues that take the text back.
    let retractions = Tape<FoundCue>()
    /// The phrases of headings in order; of those in one place the longest.
    let headings = Tape<HeadingMatch>()
    /// What stands at each token, and behind the last.
    private let places = Tape<Place>()

    /// What stands at a token.
    struct Place: BitwiseCopyable {
        /// The index of the first concept that begins here, or -1.
        var concept: Int32 = -1
        /// The end of the concept that covers it, or 0.
        var coverEnd: Int32 = 0
        /// The index of the longest value that begins here, or -1.
        var value: Int32 = -1
        /// The index of the longest value that ends before it, or -1.
        var valueBefore: Int32 = -1
        /// The index of the heading that begins here, or -1.
        var heading: Int32 = -1
    }

    /// What stands at a token.
    @inline(__always) subscript(token: Int) -> Place {
        get { places[token] }
        nonmutating _modify { yield &places[token] }
    }

    /// A heading phrase.
    struct HeadingMatch: BitwiseCopyable {
        var heading: Int
        var start: Int
        var end: Int
    }

    /// The cue that a reference is to.
    @inline(__always) subscript(cue: CueReference) -> FoundCue { cues[Int(cue.place)] }

    /// The heading phrase that begins at a token.
    @inline(__always) func heading(at token: Int) -> HeadingMatch? {
        let index = places[token].heading
        return index >= 0 ? headings[Int(index)] : nil
    }

    /// Forgets the text before, and makes room for one of `count` tokens.
    func begin(count: Int) {
        concepts.removeAll()
        values.removeAll()
        cues.removeAll()
        retractions.removeAll()
        headings.removeAll()
        places.refill(with: Place(), count: count + 1)
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        concepts.deallocate()
        values.deallocate()
        cues.deallocate()
        retractions.deallocate()
        headings.deallocate()
        places.deallocate()
    }
}
