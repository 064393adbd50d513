/// A way of saying a fact that strict reading accepts: what may stand before the fact, of whom, and what it does to it.
///
/// A whole clause has to be made of such frames. What merely contains the words of a fact fits none and states nothing; that
/// list is finite, while the list of misleading phrases is not.
struct StatementFrame: Sendable {
    /// Of whom or what a frame speaks.
    struct Subject: OptionSet, Sendable {
        let rawValue: UInt8

        /// The patient.
        static let person = Subject(rawValue: 1)
        /// An examination, a test, the record.
        static let test = Subject(rawValue: 2)
        /// Nobody: fragments and "there is".
        static let nobody = Subject(rawValue: 4)
    }

    /// What a frame needs after its words.
    enum Complement: Sendable, Hashable {
        /// A list of findings, each perhaps with its own "no".
        case findings
        /// The base form of a verb in one word: "does not smoke".
        case baseVerb
        /// A participle: "has never smoked", "has never visited Asia".
        case participle
        /// A participle with what belongs to it: "has not visited Asia", but not "has not smoked", which says no time.
        case event
        /// What a person can be: "a smoker", "hypotensive".
        case predicate
        /// A finite verb right after the subject: "smokes", "visited Asia".
        case finiteVerb
    }

    var name: String
    var subjects: Subject
    /// The words before the fact; none for a frame in which the fact follows the subject.
    var leads: [String] = []
    var complement: Complement
    /// Whether the frame denies the fact.
    var isNegative = false
    /// Whether "and" carries a denial on: "denies cough and fever", but not "does not have cough and fever".
    var distributes = false
}

/// A frame without its words: what the parser passes on.
struct FrameRule: Sendable {
    var source: LicenceSource
    var subjects: StatementFrame.Subject
    var complement: StatementFrame.Complement
    var isNegative = false
    var distributes = false
    /// Whether words of the frame stand before the fact.
    var hasLeads = false

    /// A fact alone, or a list of facts.
    static let fragment = FrameRule(source: .fragment, subjects: .nobody, complement: .findings)
}

extension StatementFrame {
    /// The rules of all frames, in the order of the table.
    static let rules = all.enumerated().map { index, frame in
        FrameRule(
            source: .frame(index), subjects: frame.subjects, complement: frame.complement,
            isNegative: frame.isNegative, distributes: frame.distributes, hasLeads: !frame.leads.isEmpty)
    }

    /// The frames in which the fact follows the subject.
    static let bareRules = rules.filter { !$0.hasLeads }
}

/// By what a fact is licensed.
enum LicenceSource: Sendable {
    case frame(Int)
    case trail(Int)
    case fragment
    case age
    case profile
    case value

    /// The name that a mention shows.
    var name: String {
        switch self {
        case .frame(let index): StatementFrame.all[index].name
        case .trail(let index): StatementTrail.all[index].name
        case .fragment: "fragment"
        case .age: "the age of the subject"
        case .profile: "as the profile words it"
        case .value: "the value of the name"
        }
    }
}

extension StatementFrame {
    static let all: [StatementFrame] = [
        // Before the frames that lead with the same words: of leads of one length the first is tried first.
        StatementFrame(
            name: "the subject reports having done it", subjects: [.person],
            leads: ["(reports|admits|mentions|confirms|describes) having"], complement: .event),
        StatementFrame(
            name: "the subject denies having done it", subjects: [.person],
            leads: ["(denies|denied|deny) (having|ever having)"], complement: .event, isNegative: true),
        StatementFrame(
            name: "the subject has it", subjects: [.person],
            leads: [
                "(has|have)( a| an)?( confirmed| known| clear| established)?( diagnosis of| case of)?",
                "(has|have) been (found|noted|shown|confirmed) to have",
                "(is|are) (found|noted|known|confirmed|shown) to have",
                "(is|are|was|has been|have been) (newly )?diagnosed with",
                "presents with", "(suffers|is suffering) from", "complains of", "reports( having)?", "describes",
                "endorses", "admits to", "exhibits",
                "(is|tested|tests) positive for", "(is experiencing|experiences)", "has developed", "continues to have",
                "is affected by", "(shows|displays|demonstrates)( clear)?( evidence of)?",
                "lives with", "is living with", "with", "(does|do) have( a| an)?", "(has|have) made( a)?",
                "carries (a|the) diagnosis of", "in whom there is",
            ], complement: .findings),
        StatementFrame(
            name: "there is", subjects: [.nobody],
            leads: [
                "there (is|are)( also| now| currently| clear)?", "there (is|are) (clear )?evidence of",
                "(evidence|presence) of", "positive for", "with",
                "(we|i) (found|find|see|saw|note|noted|detected|identified|confirmed)( evidence of)?",
            ],
            complement: .findings),
        StatementFrame(
            name: "a test shows it", subjects: [.test],
            leads: [
                "(shows|show|reveals|reveal|demonstrates|demonstrate|confirms|confirm|detects|detect|indicates|identifies|documents|records|includes|include|are|is)( the presence of| evidence of)?",
                "(showed|revealed|demonstrated|confirmed|detected|identified|documented)( the presence of| evidence of)?",
                "(is|are|was|were|returned|came back) positive for",
                "(is|are) (notable|remarkable|significant) for", "is that of",
                "(is|are) consistent with the presence of", ":",
            ], complement: .findings),
        StatementFrame(
            name: "the subject is it", subjects: [.person],
            leads: [
                "(is|are)( a| an)?", "(is|are) (currently|presently|now|also|indeed|still) (a|an)", "remains( a| an)?",
                "is known as (a|an)", "feels",
            ], complement: .predicate),
        StatementFrame(name: "the subject does it", subjects: [.person], complement: .finiteVerb),
        StatementFrame(
            name: "the subject does do it", subjects: [.person], leads: ["(does|do)( indeed| currently)?"],
            complement: .baseVerb),
        StatementFrame(
            name: "the subject does not have it", subjects: [.person],
            leads: [
                "(does not|doesn't|do not|don't) (currently |presently )?(have|exhibit|show|suffer from|experience|display)( any)?",
                "(has|have|shows|exhibits|displays|reports|experiences|with) no",
                "(is|are) (currently )?not (affected by|suffering from|experiencing)( any)?",
                "(has|have) never had( any)?", "(is|are|presents) without( any)?", "without( any)?",
                "(has|have) neither",
            ], complement: .findings, isNegative: true),
        StatementFrame(
            name: "the subject denies it", subjects: [.person],
            leads: [
                "(denies|denied|deny)( any| having| having any| experiencing)?",
                "(is|are|tested|tests|was tested) negative for( any)?", "(is|are|remains) free (of|from)( any)?",
                "(has|have|shows|exhibits|displays|with) no (current |clinical |clear )?(evidence|signs?|symptoms?|indications?|features?) of( any)?",
                "(is|are) clear of",
                "(has|have) been ruled out for",
            ], complement: .findings, isNegative: true, distributes: true),
        StatementFrame(
            name: "there is no", subjects: [.nobody],
            leads: [
                "there (is|are) (currently |also )?(no|not any)", "no", "without( any)?",
                "there (is|are) (an )?absence of", "(absence|lack) of",
                "(we|i) (found|find|see|saw|note|noted|detected|identified) no", "neither",
            ],
            complement: .findings, isNegative: true),
        StatementFrame(
            name: "there is no evidence of it", subjects: [.nobody],
            leads: [
                "there (is|are) (currently |also )?no (current |clinical |radiological )?(evidence|signs?|indications?|symptoms?) of( any)?",
                "no (current |clinical |radiological |radiographic )?(evidence|signs?|indications?|features?|findings?|symptoms?) of( any)?",
                "negative for( any)?", "free of( any)?",
                "(denies|denied)( any| having)?", "nil",
                "(we|i) (found|find|see|saw|detected) no (evidence|signs?) of", "(we|i) (ruled out|excluded)",
            ], complement: .findings, isNegative: true, distributes: true),
        StatementFrame(
            name: "a test shows none of it", subjects: [.test],
            leads: [
                "(shows|show|reveals|reveal|demonstrates|demonstrate|detects|detect|showed|revealed|demonstrated|detected|is|are|include|includes) no( current| clear)?( evidence of| signs? of| indications? of)?",
                "(does not|do not|did not) (show|reveal|demonstrate|detect)( any)?( evidence of| signs? of)?",
                "(is|are|was|were|returned|came back) negative for( any)?",
                "(excludes|excluded|rules out|ruled out)", "(is|are) (free|clear) of",
            ], complement: .findings, isNegative: true, distributes: true),
        StatementFrame(
            name: "the subject does not do it", subjects: [.person],
            leads: ["(does not|doesn't|do not|don't)( currently)?"], complement: .baseVerb, isNegative: true),
        StatementFrame(
            name: "the subject has never done it", subjects: [.person],
            leads: ["(has|have) never", "never"], complement: .participle, isNegative: true),
        StatementFrame(
            name: "the subject has not done it", subjects: [.person], leads: ["(has|have) not", "(hasn't|haven't)"],
            complement: .event, isNegative: true),
        StatementFrame(
            name: "the subject is not it", subjects: [.person],
            leads: [
                "(is|are) (currently )?not( currently)?( a| an)?", "(isn't|aren't)( a| an)?",
                "(has|have) never been( a| an)?", "(does not|doesn't|do not|don't) feel",
            ], complement: .predicate, isNegative: true),
    ]
}

/// Words after a fact that say whether it is there.
struct StatementTrail: Sendable {
    var name: String
    var phrases: [String]
    var isNegative = false

    static let all: [StatementTrail] = [
        StatementTrail(
            name: "it is present",
            phrases: [
                "(is|are) (currently |also |now |clearly |both |all )?(present|confirmed|evident|noted|seen|found|observed|detected|identified|documented|reported|positive|apparent|diagnosed|visible|there)",
                "(was|were|has been|have been) (confirmed|noted|found|seen|observed|detected|identified|diagnosed|documented)",
                "present", "confirmed", "positive", "noted", "\\+", "\\(\\+\\)",
                "(is|are) known", ": (yes|present|positive|confirmed|true)", "= (yes|present|positive|true)",
                "\\- (yes|present|positive)", "(is|are) true",
            ]),
        StatementTrail(
            name: "it is absent",
            phrases: [
                "(is|are) (currently |also |now |clearly |both |all )?(absent|not present|negative|excluded|ruled out|denied|not (seen|found|observed|detected|evident|identified|apparent|there))",
                "(was|were|has been|have been) (ruled out|excluded|denied)",
                "(was|were) not (seen|found|observed|detected|identified|present|evident)", "absent", "negative",
                "(has|have) not been (seen|found|observed|detected|identified)", "\\(\\-\\)",
                "not present", "ruled out", "excluded", "denied", "not (found|seen|detected|observed)",
                "(isn't|aren't) present",
                ": (no|none|absent|negative|nil|denied|denies|false|never|not present|excluded|ruled out)",
                "= (no|none|absent|negative|false)", "\\- (no|none|absent|negative)", "(is|are) false",
            ], isNegative: true),
    ]

    /// Whether each of them denies the fact.
    static let negative = all.map(\.isNegative)
}
