import CausalEngine

/// What a phrase means to the reader.
enum PhraseRole: Sendable, Hashable, BitwiseCopyable {
    /// A concept, by its index.
    case concept(Int32)
    /// The words of a state beside a name, by the index of their group of owners.
    case values(Int32)
    /// A cue, by the index of its table.
    case cue(Int32)
    /// A section heading, by its index.
    case heading(Int32)
    /// An answer after a colon, by its effect.
    case answer(CueGroup.Effect)
}

/// What a cue's own words add to its rule.
struct CueTraits: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt8

    /// Begins with "nor", so that it goes on with a negation rather than denies it.
    static let goesOn = CueTraits(rawValue: 1)
    /// Ends with "who", so that its clause is about the person before it.
    static let relative = CueTraits(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What the words of a cue add.
    init(_ words: String) {
        self = []
        if words.hasPrefix("nor") { insert(.goesOn) }
        if words.hasSuffix("who") { insert(.relative) }
    }
}

/// What a reader looks for: a finding, a state, or the name of an attribute.
struct Concept: Sendable, Hashable {
    /// How a concept speaks of its variable.
    enum Kind: Sendable, Hashable, BitwiseCopyable {
        /// Of no variable: a phrase of its own.
        case free
        /// A finding that is there or not.
        case finding
        /// A state by itself.
        case state(Int)
        /// The name of an attribute.
        case name
    }

    /// The phrase as the rules have it.
    var text: String
    var variable: Int
    var kind: Kind
}

/// A state that a value word gives to a variable.
struct ValueOwner: Sendable, Hashable, BitwiseCopyable {
    var variable: Int
    var state: Int
}

/// What single words are for the reader, whatever stands around them.
struct WordTraits: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt32

    static let abbreviation = WordTraits(rawValue: 1 << 0)
    static let open = WordTraits(rawValue: 1 << 1)
    static let bullet = WordTraits(rawValue: 1 << 2)
    static let link = WordTraits(rawValue: 1 << 3)
    static let comparison = WordTraits(rawValue: 1 << 4)
    static let connector = WordTraits(rawValue: 1 << 5)
    static let comma = WordTraits(rawValue: 1 << 6)
    static let colon = WordTraits(rawValue: 1 << 7)
    static let fullStop = WordTraits(rawValue: 1 << 8)
    static let questionMark = WordTraits(rawValue: 1 << 9)
    static let closing = WordTraits(rawValue: 1 << 10)
    static let alternative = WordTraits(rawValue: 1 << 11)
    static let hyphen = WordTraits(rawValue: 1 << 12)
    /// What a sentence calls the text that it stands in.
    static let textual = WordTraits(rawValue: 1 << 13)
    static let range = WordTraits(rawValue: 1 << 14)
    /// A sign that makes a number beside it another number: `<`, `+`, `/`, `%`.
    static let sign = WordTraits(rawValue: 1 << 15)
    static let plus = WordTraits(rawValue: 1 << 16)
    static let enumerator = WordTraits(rawValue: 1 << 17)
    static let semicolon = WordTraits(rawValue: 1 << 18)
    /// A word whose point does not end a sentence when a small letter follows.
    static let shortening = WordTraits(rawValue: 1 << 19)
    /// A verb that says of one thing that, or how, it is.
    static let copula = WordTraits(rawValue: 1 << 20)
    static let determiner = WordTraits(rawValue: 1 << 21)
    static let article = WordTraits(rawValue: 1 << 22)
    /// A pronoun that makes a person somebody else: "his patient".
    static let ownersPronoun = WordTraits(rawValue: 1 << 23)
    /// What may stand between a name and a value that follows it in a noun phrase.
    static let nounLink = WordTraits(rawValue: 1 << 24)
    static let bar = WordTraits(rawValue: 1 << 25)
    /// A word after which a noun phrase goes on.
    static let nounOpener = WordTraits(rawValue: 1 << 29)
    /// A word that cannot be denied in the place of a concept after it.
    static let transparent = WordTraits(rawValue: 1 << 26)
    /// An adjective with which a denial denies less than the concept.
    static let narrowing = WordTraits(rawValue: 1 << 27)
    /// A word that opens a time or place after a concept.
    static let limiting = WordTraits(rawValue: 1 << 28)
    /// A word that turns "is true" round.
    static let reversing = WordTraits(rawValue: 1 << 30)
}

/// All phrases of a reader: the tables that every reader shares, and the concepts of its network.
///
/// A class, since it owns the rows that every part of a reading refers to.
final class Lexicon: Sendable {
    /// The words, for scanning.
    let words: WordTable
    /// The tables, for everything after.
    let tables: LexiconTables
    /// Each phrase in words, alternatives chosen.
    let texts: [String]
    /// The concepts as the rules have them.
    let concepts: [String]
    /// The names of the tables of cues.
    private let ruleNames = CueGroup.all.map(\.name)

    /// The lexicon of free phrases, each taken as it is written.
    convenience init(concepts: [String]) {
        self.init(LexiconBuilder(concepts: concepts))
    }

    /// The lexicon of a network's reading rules.
    convenience init(network: Network) {
        self.init(LexiconBuilder(network: network))
    }

    private init(_ builder: LexiconBuilder) {
        words = builder.vocabulary.table(traits: builder.wordTraits)
        tables = LexiconTables(builder)
        texts = builder.texts
        concepts = builder.concepts.map(\.text)
    }

    deinit { tables.deallocate() }

    /// The words of a cue.
    func text(of cue: FoundCue) -> String { texts[Int(cue.phrase)] }

    /// The name of the rule of a cue.
    func ruleName(of cue: FoundCue) -> String {
        cue.rule.isAnswer ? "answer" : ruleNames[Int(cue.rule.group)]
    }

    /// An entry of the reading rules; one that is no pattern is taken as it is written, since files are checked on loading.
    static func pattern(_ entry: String) -> ConceptPattern {
        do throws(ConceptPattern.Problem) {
            return try ConceptPattern.parse(entry)
        } catch {
            return ConceptPattern(verbatim: entry)
        }
    }
}

/// A lexicon while it grows: the tables that every reader shares, then the concepts of one.
struct LexiconBuilder: Sendable {
    private(set) var vocabulary = Vocabulary()
    private(set) var trie = PhraseTrie()
    /// The phrases of licensed clauses.
    private(set) var frames: FrameLexicon
    /// The units of measurement.
    private(set) var units: UnitLexicon
    private(set) var roles: [PhraseRole] = []
    private(set) var texts: [String] = []
    /// What the words of each phrase add where it is a cue.
    private(set) var cueTraits: [CueTraits] = []
    /// How each word is formed.
    private(set) var wordForms: [WordForms] = []
    private(set) var concepts: [Concept] = []
    private(set) var variables: [LexiconTables.VariableRole] = []
    private(set) var valueOwners: [[ValueOwner]] = []
    private(set) var verbForms: [Int: Set<Int32>] = [:]
    private(set) var wordTraits: [Int32: WordTraits] = [:]
    private var valueGroups: [Int: Int] = [:]

    /// The tables alone, compiled once.
    private static let tables: LexiconBuilder = {
        var lexicon = LexiconBuilder()
        lexicon.addCues()
        lexicon.addWords()
        lexicon.noteWordForms()
        return lexicon
    }()

    private init() {
        frames = FrameLexicon(vocabulary: &vocabulary)
        units = UnitLexicon(vocabulary: &vocabulary)
    }

    /// The lexicon of free phrases, each taken as it is written.
    init(concepts: [String]) {
        self = Self.tables
        for text in concepts {
            let index = self.concepts.count
            self.concepts.append(Concept(text: text, variable: index, kind: .free))
            add(ConceptPattern(verbatim: text), as: .concept(Int32(index)))
        }
        noteWordForms()
    }

    /// The lexicon of a network's reading rules.
    init(network: Network) {
        self = Self.tables
        for (variable, wording) in network.profile.wording.enumerated() {
            add(wording.reading, of: variable)
            frames.add(wording, of: variable, &vocabulary)
        }
        for (variable, declared) in network.variables.enumerated() {
            let rules = network.profile.wording[variable].reading
            variables.append(
                LexiconTables.VariableRole(
                    isContinuous: declared.isContinuous, hasTwoStates: declared.states.count == 2,
                    present: rules.presentState.map(Value.state), absent: rules.absentState.map(Value.state)))
            guard let quantity = declared.quantity else { continue }
            units.declare(quantity.unit, of: variable, &vocabulary)
        }
        noteWordForms()
    }
}

extension LexiconBuilder {
    private mutating func add(_ pattern: ConceptPattern, as role: PhraseRole) {
        for alternative in PhraseCompiler.alternatives(of: pattern, vocabulary: &vocabulary) {
            let node = trie.node(for: alternative.symbols)
            let isKnown = trie.hasPhrase(at: node) { roles[$0] == role }
            guard !isKnown else { continue }
            append(role, alternative.text)
            trie.add(phrase: roles.count - 1, at: node)
        }
    }

    private mutating func append(_ role: PhraseRole, _ text: String) {
        roles.append(role)
        texts.append(text)
        cueTraits.append(CueTraits(text))
    }

    /// Notes how the words are formed that are new.
    private mutating func noteWordForms() {
        for word in vocabulary.words[wordForms.count...] { wordForms.append(word.map { WordForms($0) } ?? []) }
    }

    private mutating func add(_ rules: ReadingRules, of variable: Int) {
        func add(_ entries: [String], _ kind: Concept.Kind, to lexicon: inout LexiconBuilder) {
            for entry in entries {
                lexicon.concepts.append(Concept(text: entry, variable: variable, kind: kind))
                lexicon.add(Lexicon.pattern(entry), as: .concept(Int32(lexicon.concepts.count - 1)))
            }
        }
        add(rules.findings, .finding, to: &self)
        for (state, entries) in rules.stateConcepts.enumerated() {
            add(entries, .state(state), to: &self)
        }
        noteVerbForms(rules.findings + rules.stateConcepts.flatMap { $0 }, of: variable)
        add(rules.names, .name, to: &self)
        for (state, entries) in rules.values.enumerated() {
            for entry in entries { addValue(entry, ValueOwner(variable: variable, state: state)) }
        }
    }

    /// Notes the first words of concepts that are inflected verbs: "visited" and "visits" beside "visiting", and the participles
    /// that do not end in -ed.
    private mutating func noteVerbForms(_ entries: [String], of variable: Int) {
        let alternatives = entries.flatMap {
            PhraseCompiler.alternatives(of: Lexicon.pattern($0), vocabulary: &vocabulary)
        }
        let first = Set(
            alternatives.compactMap { $0.text.split(separator: " ").first.map(String.init) })
        let stems = Set(first.filter { $0.hasSuffix("ing") }.map { $0.dropLast(3) })
        let forms = first.filter { word in
            if StatementWords.plainParticiples.contains(word) { return true }
            return ["ed", "es", "s"].contains {
                word.hasSuffix($0) && stems.contains(word.dropLast($0.count))
            }
        }
        verbForms[variable] = Set(forms.map { vocabulary.number(of: $0) }).subtracting([
            Vocabulary.unknown
        ])
    }

    /// The words of a state are shared by many variables ("low"), so that one phrase has a list of owners.
    private mutating func addValue(_ entry: String, _ owner: ValueOwner) {
        for alternative in PhraseCompiler.alternatives(
            of: Lexicon.pattern(entry), vocabulary: &vocabulary)
        {
            let node = trie.node(for: alternative.symbols)
            if let group = valueGroups[node] {
                if !valueOwners[group].contains(owner) { valueOwners[group].append(owner) }
            } else {
                valueGroups[node] = valueOwners.count
                append(.values(Int32(valueOwners.count)), alternative.text)
                trie.add(phrase: roles.count - 1, at: node)
                valueOwners.append([owner])
            }
        }
    }

    private mutating func addCues() {
        for (index, group) in CueGroup.all.enumerated() {
            for phrase in group.phrases { add(Lexicon.pattern(phrase), as: .cue(Int32(index))) }
        }
        for (index, heading) in SectionHeading.all.enumerated() {
            for phrase in heading.phrases { add(Lexicon.pattern(phrase), as: .heading(Int32(index))) }
        }
        for (word, effect) in PlainWords.answers {
            add(ConceptPattern(verbatim: word), as: .answer(effect))
        }
    }

    private mutating func addWords() {
        declare(PlainWords.abbreviations, .abbreviation)
        declare(PlainWords.shortenings, .shortening)
        declare(PlainWords.openWords, .open)
        declare(PlainWords.bullets, .bullet)
        declare(PlainWords.links, .link)
        declare(PlainWords.comparisons, .comparison)
        declare([",", "and", "or", "nor", "/", "&", "plus"], .connector)
        declare([","], .comma)
        declare([":", "="], .colon)
        declare([".", "!", "…"], .fullStop)
        declare(["?"], .questionMark)
        declare([")", "]", "\"", "'"], .closing)
        declare(["or", "nor"], .alternative)
        declare(["-"], .hyphen)
        declare(["-", "to", "–"], .range)
        declare(["<", ">", "<=", ">=", "+", "/", "%", "~", "="], .sign)
        declare(["+"], .plus)
        declare([".", ")"], .enumerator)
        declare([";"], .semicolon)
        declare(PlainWords.copulas, .copula)
        declare(["a", "an", "the", "his", "her", "their", "this"], .determiner)
        declare(["a", "an", "the"], .article)
        declare(
            ["a", "an", "the", "his", "her", "their", "this", "no", "any", "some", "of"], .nounOpener)
        declare(["his", "her", "their", "its", "any", "some", "both"], .ownersPronoun)
        declare(StatementWords.nounLinks, .nounLink)
        declare(["|"], .bar)
        declare(PlainWords.transparent + PlainWords.narrowing, .transparent)
        declare(PlainWords.narrowing, .narrowing)
        declare(PlainWords.limiting, .limiting)
        declare(PlainWords.textWords, .textual)
        declare(PlainWords.reversingWords, .reversing)
        _ = vocabulary.add("'s")
    }

    private mutating func declare(_ words: [String], _ traits: WordTraits) {
        for word in words {
            wordTraits[vocabulary.add(word), default: []].insert(traits)
        }
    }
}
