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
    /// Whether any cue may have been marked: most mentions have none.
    var isMarked = false
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
        isMarked = true
        guard !cue.isAnswer else {
            answer = cue
            return
        }
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
