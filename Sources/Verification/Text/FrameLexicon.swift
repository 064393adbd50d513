import CausalEngine

/// What a phrase is in a licensed clause.
enum FrameRole: Sendable, Hashable, BitwiseCopyable {
    case pronoun
    case personNoun
    case age
    case identity
    case relative
    case demonstrative
    case title
    case test
    case possessive
    case opener
    case adverb
    case modifier
    case bareModifier
    case tail
    case connector
    case alternative
    case contrast
    case negator
    case link
    case denyingLink
    case lead(Int32)
    case trail(Int32)
    /// A phrase of the profile that words a variable.
    case said(Int32)
}

/// Kinds of phrases, without what they say.
struct FrameRoles: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt32

    static let pronoun = FrameRoles(rawValue: 1 << 0)
    static let personNoun = FrameRoles(rawValue: 1 << 1)
    static let age = FrameRoles(rawValue: 1 << 2)
    static let identity = FrameRoles(rawValue: 1 << 3)
    static let relative = FrameRoles(rawValue: 1 << 4)
    static let demonstrative = FrameRoles(rawValue: 1 << 5)
    static let title = FrameRoles(rawValue: 1 << 6)
    static let test = FrameRoles(rawValue: 1 << 7)
    static let possessive = FrameRoles(rawValue: 1 << 8)
    static let opener = FrameRoles(rawValue: 1 << 9)
    static let adverb = FrameRoles(rawValue: 1 << 10)
    static let modifier = FrameRoles(rawValue: 1 << 11)
    static let bareModifier = FrameRoles(rawValue: 1 << 12)
    static let tail = FrameRoles(rawValue: 1 << 13)
    static let connector = FrameRoles(rawValue: 1 << 14)
    static let alternative = FrameRoles(rawValue: 1 << 15)
    static let contrast = FrameRoles(rawValue: 1 << 16)
    static let negator = FrameRoles(rawValue: 1 << 17)
    static let link = FrameRoles(rawValue: 1 << 18)
    static let denyingLink = FrameRoles(rawValue: 1 << 19)
    static let lead = FrameRoles(rawValue: 1 << 20)
    static let trail = FrameRoles(rawValue: 1 << 21)
    static let said = FrameRoles(rawValue: 1 << 22)
}

extension FrameRole {
    /// The kind of the phrase.
    var kind: FrameRoles {
        switch self {
        case .pronoun: .pronoun
        case .personNoun: .personNoun
        case .age: .age
        case .identity: .identity
        case .relative: .relative
        case .demonstrative: .demonstrative
        case .title: .title
        case .test: .test
        case .possessive: .possessive
        case .opener: .opener
        case .adverb: .adverb
        case .modifier: .modifier
        case .bareModifier: .bareModifier
        case .tail: .tail
        case .connector: .connector
        case .alternative: .alternative
        case .contrast: .contrast
        case .negator: .negator
        case .link: .link
        case .denyingLink: .denyingLink
        case .lead: .lead
        case .trail: .trail
        case .said: .said
        }
    }
}

/// The phrases of licensed clauses, over the same vocabulary as the lexicon.
struct FrameLexicon: Sendable {
    private(set) var trie = PhraseTrie()
    private(set) var roles: [FrameRole] = []
    /// The kind of each role.
    private(set) var kinds: [FrameRoles] = []
    /// For every symbol the kinds of the phrases that begin with it.
    private(set) var openers: [Int32: FrameRoles] = [:]

    /// Compiles the tables.
    init(vocabulary: inout Vocabulary) {
        trie.numberSymbol = vocabulary.add("#")
        func add(_ phrases: [String], _ role: FrameRole, _ lexicon: inout FrameLexicon) {
            for phrase in phrases { lexicon.add(Lexicon.pattern(phrase), role, &vocabulary) }
        }
        add(StatementWords.pronouns, .pronoun, &self)
        add(StatementWords.personNouns, .personNoun, &self)
        add(StatementWords.ages, .age, &self)
        add(StatementWords.identities, .identity, &self)
        add(StatementWords.relatives, .relative, &self)
        add(StatementWords.demonstratives, .demonstrative, &self)
        add(StatementWords.titles, .title, &self)
        add(StatementWords.tests, .test, &self)
        add(StatementWords.possessives, .possessive, &self)
        add(StatementWords.openers, .opener, &self)
        add(StatementWords.adverbs, .adverb, &self)
        add(StatementWords.modifiers, .modifier, &self)
        add(StatementWords.bareModifiers, .bareModifier, &self)
        add(StatementWords.tails, .tail, &self)
        add(StatementWords.connectors, .connector, &self)
        add(StatementWords.alternatives, .alternative, &self)
        add(StatementWords.contrasts, .contrast, &self)
        add(StatementWords.negators, .negator, &self)
        add(StatementWords.links, .link, &self)
        add(StatementWords.denyingLinks, .denyingLink, &self)
        for (index, frame) in StatementFrame.all.enumerated() { add(frame.leads, .lead(Int32(index)), &self) }
        for (index, trail) in StatementTrail.all.enumerated() { add(trail.phrases, .trail(Int32(index)), &self) }
    }

    private mutating func add(_ pattern: ConceptPattern, _ role: FrameRole, _ vocabulary: inout Vocabulary) {
        for alternative in PhraseCompiler.alternatives(of: pattern, vocabulary: &vocabulary) {
            let node = trie.node(for: alternative.symbols)
            guard !trie.hasPhrase(at: node, where: { roles[$0] == role }) else { continue }
            roles.append(role)
            kinds.append(role.kind)
            if let first = alternative.symbols.first { openers[first, default: []].insert(role.kind) }
            trie.add(phrase: roles.count - 1, at: node)
        }
    }

    /// Adds the phrases by which a profile words its variables: what the author of the model says is licensed.
    ///
    /// They decide nothing of the value, which comes from the reading rules; they only license the form.
    mutating func add(_ wording: Wording, of variable: Int, _ vocabulary: inout Vocabulary) {
        for phrases in wording.say {
            for phrase in phrases {
                let spoken = phrase.split(separator: "{{value}}", omittingEmptySubsequences: false).joined(
                    separator: "#")
                for form in [spoken, Self.telegraphic(spoken), Self.withoutVerb(spoken)] {
                    add(ConceptPattern(verbatim: Self.withoutEnd(form)), .said(Int32(variable)), &vocabulary)
                }
            }
        }
    }

    /// The phrase without its copula, as terse notes have it: "blood pressure low".
    private static func telegraphic(_ phrase: String) -> String {
        for copula in [" is ", " are "] {
            let halves = phrase.split(separator: copula, maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2 { return halves.joined(separator: " ") }
        }
        return phrase
    }

    /// The predicate without its verb: "not short of breath".
    private static func withoutVerb(_ phrase: String) -> String {
        for verb in ["is ", "are ", "has ", "have "] where phrase.hasPrefix(verb) {
            return String(phrase.dropFirst(verb.count))
        }
        return phrase
    }

    private static func withoutEnd(_ phrase: String) -> String {
        phrase.hasSuffix(".") ? String(phrase.dropLast()) : phrase
    }
}
