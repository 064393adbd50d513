/// Words that change what is asserted of the concepts around them: rows of the tables in this folder.
///
/// The tables follow NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): each phrase has an effect, a direction
/// and a reach; of overlapping phrases the longest counts; a boundary ends the reach of what stands before it. Phrases are
/// written as ``ConceptPattern``s.
struct CueGroup: Sendable {
    /// What a cue does.
    enum Effect: Sendable, Hashable {
        /// The concept is said not to be there.
        case negation
        /// The concept is left open.
        case possibility
        /// The concept belongs to the past.
        case history
        /// The concept is told in the past tense: it may not hold any more, so that no value is stated.
        case past
        /// The concept is of these days after all: takes back `history` from the concept right beside it.
        case recent
        /// The concept belongs to the past and is not there any more.
        case ending
        /// The concept is spoken of as something that may come.
        case hypothesis
        /// A condition begins, and with it a clause of its own: a hypothesis that nothing before reaches into.
        case condition
        /// The concept is somebody else's.
        case otherPerson
        /// A person named after it is one that the concepts before it belong to: "cancer in his mother".
        case attribution
        /// A person named after it is only company or an informant: "lives with his wife", "according to her son".
        case company
        /// Another of the patient's own is named: "no bleeding and his anemia", "lives with his wife and his son". Ends the reach
        /// of a negation that has reached a concept; a person named after it is only company.
        case another
        /// The concept is the patient's after all: ends the reach of `otherPerson`.
        case patient
        /// Says that something is there: ends the reach of a negation, or a history, that has already reached a concept.
        case affirmation
        /// A bracket opens: what begins inside it does not reach out of it.
        case opening
        /// A bracket closes: what was in force before it goes on.
        case closing
        /// Nothing in the text holds: what it says is taken back, or said of something that is not.
        case retraction
        /// Nothing: the words only look like a cue.
        case none
        /// Ends the reach of everything before it.
        case boundary
    }

    /// Where the concepts stand that a cue speaks of.
    enum Direction: Sendable, Hashable {
        case before
        case after
        case both
    }

    /// How far a cue reaches.
    enum Reach: Sendable, Hashable {
        /// The nearest concept, with those joined to it by "or".
        case nearest
        /// A list of concepts up to the boundary.
        case list
        /// The nearest concept, if no more than this many tokens stand between.
        case within(UInt8)
    }

    /// What must stand around the words of a cue for it to be one.
    enum Condition: Sendable, Hashable {
        /// Nothing.
        case none
        /// The end of the clause must follow: "fever denied.", but not "fever, denied chills".
        case clauseEnd
        /// It must open the clause: "Should she faint", but not "he should rest".
        case clauseStart
        /// No "or" follows in the sentence, so that the list before it may end here: "no fever, mild cough", but not
        /// "no fever, mild cough or chills".
        case openList
        /// A sign that stands before its word, not between two: "-fever", but not "T-wave" or "pain - fever".
        case attached
        /// A word for the text itself stands before it in its sentence, or after it, which it then opens, or beside it; no concept
        /// does: "None of this is true."
        case ofText(Direction)
        /// A word that turns it round stands before it in its sentence, and no concept: "The opposite is true."
        case ofNothing
    }

    /// The name of the rule, as verdicts and mentions give it.
    var name: String
    var effect: Effect
    /// Where the concepts stand, seen from the cue.
    var direction: Direction = .after
    var reach: Reach = .list
    var condition: Condition = .none
    var phrases: [String]
}

/// What a cue does, without its words: what the reading needs of a ``CueGroup`` for every cue it meets.
struct CueRule: Sendable, Hashable {
    var effect: CueGroup.Effect
    var direction: CueGroup.Direction
    var reach: CueGroup.Reach
    var condition: CueGroup.Condition
    /// The index of the group, or that of no group for an answer.
    var group: Int16

    /// The group of answers, which are no table of cues.
    static let answerGroup: Int16 = -1

    /// The rule of a group.
    init(_ group: CueGroup, at index: Int) {
        effect = group.effect
        direction = group.direction
        reach = group.reach
        condition = group.condition
        self.group = Int16(index)
    }

    /// The rule of an answer such as "Transfusion: no".
    init(answer effect: CueGroup.Effect) {
        self.effect = effect
        direction = .before
        reach = .nearest
        condition = .none
        group = Self.answerGroup
    }

    var isAnswer: Bool { group == Self.answerGroup }
}

extension CueGroup {
    /// Every table.
    static let all: [CueGroup] =
        negations + possibilities + histories + hypotheses + otherPersons + lookalikes + boundaries + retractions

    /// The index of the table of the simple past.
    static let pastTense = Int16(all.firstIndex { $0.name == "past tense" } ?? -2)
}
