/// How a word is formed, as far as frames ask for it: endings, and the words that are exceptions to them.
struct WordForms: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt16

    /// Ends like a finite verb: in -s, but not in -ss, -us or -is.
    static let finiteS = WordForms(rawValue: 1 << 0)
    static let endsInS = WordForms(rawValue: 1 << 1)
    static let endsInED = WordForms(rawValue: 1 << 2)
    static let endsInEN = WordForms(rawValue: 1 << 3)
    static let endsInING = WordForms(rawValue: 1 << 4)
    /// A participle that does not end in -ed.
    static let irregularParticiple = WordForms(rawValue: 1 << 5)
    /// Opens the words for what a person is.
    static let predicatePreposition = WordForms(rawValue: 1 << 6)
    /// A noun that ends like a predicate and is a finding.
    static let findingNoun = WordForms(rawValue: 1 << 7)
    /// Ends like what a person can be.
    static let predicateEnding = WordForms(rawValue: 1 << 8)

    /// The form of a folded word.
    init(_ word: String) {
        var forms: WordForms = []
        func note(_ form: WordForms, _ holds: Bool) { if holds { forms.insert(form) } }
        func ends(_ endings: [String]) -> Bool {
            endings.contains { word.hasSuffix($0) }
        }
        note(.endsInS, ends(["s"]))
        note(.finiteS, ends(["s"]) && !ends(["ss", "us", "is"]))
        note(.endsInED, ends(["ed"]))
        note(.endsInEN, ends(["en"]))
        note(.endsInING, ends(["ing"]))
        note(.irregularParticiple, StatementWords.irregularParticiples.contains(word))
        note(.predicatePreposition, StatementWords.predicatePrepositions.contains(word))
        note(.findingNoun, StatementWords.findingNouns.contains(word))
        note(.predicateEnding, ends(StatementWords.predicateEndings))
        self = forms
    }

    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }
}
