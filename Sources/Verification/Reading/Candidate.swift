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
    var openReason: OpenReason?
    /// The cues that reach it.
    var cues = CueMarks()
    /// Whether what is denied is something else, or only a part of it, so that the denial states no value.
    var isNarrowlyDenied = false
}

/// Why a name with a number has no value.
enum OpenReason: String {
    case range = "a range"
    case comparison = "a comparison"
    case anotherUnit = "another unit"
}

/// The cues that reach one candidate, by what they do.
struct CueMarks {
    var negation: FoundCue?
    var isDoubleNegation = false
    /// Whether the negation has come down a list, so that a denial of the concept's own only says it again: "no fever, blood
    /// cultures negative".
    var isNegationOfList = false
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
            if negation == nil || isNegationOfList {
                negation = cue
                isNegationOfList = false
            } else {
                isDoubleNegation = true
            }
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

/// A cue at its place in the text. It holds numbers only, since a reading copies cues far more often than it shows them.
struct FoundCue {
    var rule: CueRule
    /// The index of the phrase, whose words the lexicon has.
    var phrase: Int32
    var start: Int32
    var end: Int32

    init(_ match: PhraseMatch, _ rule: CueRule) {
        self.rule = rule
        phrase = match.phrase
        start = match.start
        end = match.end
    }

    var effect: CueGroup.Effect { rule.effect }
    var direction: CueGroup.Direction { rule.direction }
    var reach: CueGroup.Reach { rule.reach }
    var tokens: Range<Int> { Int(start)..<Int(end) }
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
