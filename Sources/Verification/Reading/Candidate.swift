import CausalEngine

/// A concept found in a sentence, while it is being decided what is asserted of it.
struct Candidate: BitwiseCopyable {
    private let conceptIndex: Int32
    private let variableIndex: Int32
    let kind: Concept.Kind
    private var firstToken: Int32
    private var endToken: Int32
    private let anchorStart: Int32
    private let anchorEnd: Int32
    /// The tokens of the value beside a name; -1 for none.
    private var valueStart: Int32 = -1
    private var valueEnd: Int32 = -1
    private var state: Int32 = -1
    private var number = Double.nan
    /// Why a name with a number has no value: "a range", "a comparison".
    var openReason: OpenReason?
    /// The cues that reach it.
    var cues = CueMarks()
    /// Whether what is denied is something else, or only a part of it, so that the denial states no value.
    var isNarrowlyDenied = false

    /// A concept where a phrase stands.
    init(concept: Int, variable: Int, kind: Concept.Kind, at match: PhraseMatch) {
        conceptIndex = Int32(concept)
        variableIndex = Int32(variable)
        self.kind = kind
        firstToken = match.start
        endToken = match.end
        anchorStart = match.start
        anchorEnd = match.end
    }

    var concept: Int { Int(conceptIndex) }
    var variable: Int { Int(variableIndex) }

    /// The tokens that are the evidence: the concept, and the value that goes with it.
    var tokens: Range<Int> { Int(firstToken)..<Int(endToken) }

    /// The tokens of the concept alone.
    var anchor: Range<Int> { Int(anchorStart)..<Int(anchorEnd) }

    /// The tokens of the value beside a name.
    var valueTokens: Range<Int>? { valueStart < 0 ? nil : Int(valueStart)..<Int(valueEnd) }

    /// The value that goes with a name.
    var value: Value? {
        if state >= 0 { return .state(Int(state)) }
        return number.isNaN ? nil : .number(number)
    }

    /// Takes the words of a value, and the value that they mean, where they mean one.
    mutating func take(_ value: Value?, at tokens: Range<Int>) {
        switch value {
        case .state(let state): self.state = Int32(state)
        case .number(let number): self.number = number
        case nil: break
        }
        valueStart = Int32(tokens.lowerBound)
        valueEnd = Int32(tokens.upperBound)
        firstToken = min(anchorStart, valueStart)
        endToken = max(anchorEnd, valueEnd)
    }
}

/// Why a name with a number has no value.
enum OpenReason: String {
    case range = "a range"
    case comparison = "a comparison"
    case anotherUnit = "another unit"
}

/// The cues that reach one candidate, by what they do.
struct CueMarks: BitwiseCopyable {
    var negation: CueReference?
    var isDoubleNegation = false
    /// Whether the negation has come down a list, so that a denial of the concept's own only says it again: "no fever, blood
    /// cultures negative".
    var isNegationOfList = false
    var possibility: CueReference?
    var history: CueReference?
    var past: CueReference?
    /// Whether the sentence says no more than that it was so once.
    var isPastAlone = false
    var ending: CueReference?
    var hypothesis: CueReference?
    var otherPerson: CueReference?
    var answer: CueReference?

    mutating func mark(_ cue: CueReference) {
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
struct FoundCue: BitwiseCopyable {
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

/// A cue by its place among those found. It is small, since a candidate keeps one of every effect.
struct CueReference: BitwiseCopyable {
    let effect: CueGroup.Effect
    let direction: CueGroup.Direction
    let isAnswer: Bool
    /// The place in ``Findings/cues``.
    let place: Int32

    init(_ cue: FoundCue, at place: Int) {
        effect = cue.effect
        direction = cue.direction
        isAnswer = cue.rule.isAnswer
        self.place = Int32(place)
    }
}

/// Everything that was found in a text before scopes are drawn. It refers to storage that belongs to a ``ReadingSpace``.
struct Findings: BitwiseCopyable {
    /// The concepts in order; of overlapping ones the longest.
    let concepts = Tape<PhraseMatch>()
    /// The index of the first concept that begins at each token, or -1.
    let conceptAt = Tape<Int32>()
    /// For every token the end of the concept that covers it, or 0.
    let coverEnd = Tape<Int32>()
    /// The value words in order.
    let values = Tape<PhraseMatch>()
    /// The index of the longest value that begins, or ends before, each token, or -1.
    let valueAt = Tape<Int32>()
    let valueEndingAt = Tape<Int32>()
    /// The cues in order; of overlapping ones the longest.
    let cues = Tape<FoundCue>()
    /// The phrases of headings in order; of those in one place the longest.
    let headings = Tape<HeadingMatch>()

    /// A heading phrase.
    struct HeadingMatch: BitwiseCopyable {
        var heading: Int
        var start: Int
        var end: Int
    }

    /// The cue that a reference is to.
    @inline(__always) subscript(cue: CueReference) -> FoundCue { cues[Int(cue.place)] }

    /// The heading phrase that begins at a token.
    ///
    /// - Complexity: O(log *n*) in the number of headings.
    func heading(at token: Int) -> HeadingMatch? {
        var first = 0
        var end = headings.count
        while first < end {
            let middle = (first + end) / 2
            if headings[middle].start < token { first = middle + 1 } else { end = middle }
        }
        return first < headings.count && headings[first].start == token ? headings[first] : nil
    }

    /// Forgets the text before, and makes room for one of `count` tokens.
    func begin(count: Int) {
        concepts.removeAll()
        values.removeAll()
        cues.removeAll()
        headings.removeAll()
        coverEnd.refill(with: 0, count: count)
        conceptAt.refill(with: -1, count: count)
        valueAt.refill(with: -1, count: count)
        valueEndingAt.refill(with: -1, count: count + 1)
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        concepts.deallocate()
        conceptAt.deallocate()
        coverEnd.deallocate()
        values.deallocate()
        valueAt.deallocate()
        valueEndingAt.deallocate()
        cues.deallocate()
        headings.deallocate()
    }
}
