import CausalEngine

/// A concept found in a sentence, while it is being decided what is asserted of it.
struct Candidate {
    var concept: Int
    var variable: Int
    var kind: Concept.Kind
    /// The tokens that are the evidence: the concept, and the value that goes with it.
    var tokens: Range<Int>
    /// The tokens of the concept alone.
    var anchor: Range<Int>
    /// The tokens of the value beside a name.
    var valueTokens: Range<Int>?
    /// The value that goes with a name.
    var value: Value?
    /// Why a name with a number has no value: "a range", "a comparison".
    var openReason: String?
    /// The cues that reach it.
    var cues = CueMarks()
}

/// The cues that reach one candidate, by what they do.
struct CueMarks {
    var negation: FoundCue?
    var isDoubleNegation = false
    var possibility: FoundCue?
    var history: FoundCue?
    var past: FoundCue?
    /// Whether the sentence says no more than that it was so once.
    var isPastAlone = false
    var ending: FoundCue?
    var hypothesis: FoundCue?
    var otherPerson: FoundCue?
    var answer: FoundCue?

    mutating func mark(_ cue: FoundCue) {
        switch cue.effect {
        case .negation:
            if negation == nil { negation = cue } else { isDoubleNegation = true }
        case .possibility: possibility = possibility ?? cue
        case .history: history = history ?? cue
        case .recent: history = nil
        case .past: past = past ?? cue
        case .ending: ending = ending ?? cue
        case .hypothesis: hypothesis = hypothesis ?? cue
        case .otherPerson: otherPerson = otherPerson ?? cue
        default: break
        }
    }
}

/// A cue at its place in the text.
struct FoundCue {
    var effect: CueGroup.Effect
    var direction: CueGroup.Direction
    var reach: CueGroup.Reach
    var condition = CueGroup.Condition.none
    /// The name of the rule.
    var rule: String
    /// The cue in words.
    var text: String
    var tokens: Range<Int>
}

/// Everything that was found in a text before scopes are drawn.
struct Findings {
    /// The concepts in order; of overlapping ones the longest.
    var concepts: [PhraseMatch] = []
    /// The index of the first concept that begins at each token, or -1.
    var conceptAt: [Int32] = []
    /// For every token the end of the concept that covers it, or 0.
    var coverEnd: [Int32] = []
    /// The value words in order.
    var values: [PhraseMatch] = []
    /// The index of the longest value that begins, or ends before, each token, or -1.
    var valueAt: [Int32] = []
    var valueEndingAt: [Int32] = []
    /// The cues in order; of overlapping ones the longest.
    var cues: [FoundCue] = []
    var headings: [Int32: SentenceSplitter.HeadingMatch] = [:]
}
