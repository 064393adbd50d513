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
