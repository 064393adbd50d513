/// How the values of a model are spoken of: what a realizer may say, what the verifier looks for, what a language model
/// would expect.
public struct Profile: Sendable, Hashable {
    /// The kind of text, such as "an emergency-department clinical note".
    public var domain: String
    /// The styles of writing, drawn independently of the skeleton.
    public var styles: [String]
    /// The wording of each variable, indexed like the model's variables.
    ///
    /// - Complexity: O(1) but the first time, where it is derived from names.
    public var wording: [Wording] {
        get { words.wording }
        set { words = WordingSource(newValue) }
    }
    private var words: WordingSource
    /// Whether somebody has written wording; else all of it is derived from names.
    public var hasOwnWording: Bool { words.isGiven }
    /// The modelled pre-training prior of each variable: the first rule whose conditions hold applies; empty without one.
    public var priors: [[PriorRule]]
    /// The templates of the prompts.
    public var prompts: PromptTexts

    /// A profile from its parts; `wording` and `priors` are indexed like the model's variables.
    public init(
        domain: String, styles: [String], wording: [Wording], priors: [[PriorRule]], prompts: PromptTexts
    ) {
        self.init(domain: domain, styles: styles, words: WordingSource(wording), priors: priors, prompts: prompts)
    }

    /// A profile whose wording may be made when it is asked for.
    init(domain: String, styles: [String], words: WordingSource, priors: [[PriorRule]], prompts: PromptTexts) {
        self.domain = domain
        self.styles = styles
        self.words = words
        self.priors = priors
        self.prompts = prompts
    }

    /// The probabilities that the modelled prior gives the states of a variable, all else as in `values`.
    ///
    /// - Returns: one probability a state, or `nil` where the profile has no applicable rule.
    /// - Complexity: O(rules of the variable).
    public func prior(of variable: Int, given values: [Value]) -> [Double]? {
        priors[variable].first { $0.holds(in: values) }?.probabilities
    }
}

/// The wording of one variable.
public struct Wording: Sendable, Hashable {
    /// What may be said: for each state its alternative phrases; for a continuous variable one list of phrases that hold
    /// `{{value}}` where the number goes.
    public var say: [[String]]
    /// What the verifier looks for. A realizer is never shown this.
    public var reading: ReadingRules
    /// Whether the value follows from other variables, so that it may be left unsaid.
    public var isDerivable: Bool

    /// The wording of one variable.
    public init(say: [[String]], reading: ReadingRules, isDerivable: Bool = false) {
        self.say = say
        self.reading = reading
        self.isDerivable = isDerivable
    }

    /// The alternative phrases for a value, complete: numbers are written in.
    public func phrases(for value: Value, of variable: Variable) -> [String] {
        switch value {
        case .state(let index): return say.indices.contains(index) ? say[index] : []
        case .number:
            let number = variable.wordedText(of: value)
            return (say.first ?? []).map { phrase in
                phrase.split(separator: "{{value}}", omittingEmptySubsequences: false).joined(separator: number)
            }
        }
    }
}

/// What the verifier looks for in a text to read one variable back.
///
/// Entries are literal phrases or small regular expressions: words, `\w+`, `\w*`, `?`, alternatives in parentheses. They
/// match whole words, case-insensitively.
public struct ReadingRules: Sendable, Hashable {
    /// Findings that are either there or not: asserted they mean `presentState`, negated `absentState`.
    public var findings: [String]
    /// The state that an asserted finding means.
    public var presentState: Int?
    /// The state that a negated finding means.
    public var absentState: Int?
    /// For each state, phrases that mean it by themselves ("hypotension").
    public var stateConcepts: [[String]]
    /// Names of the attribute ("blood pressure", "BP"), which take a value from `values` or a number in the same clause.
    public var names: [String]
    /// For each state, the words that give it beside a name ("low", "below normal").
    public var values: [[String]]

    /// Rules from their parts; unused parts stay empty.
    public init(
        findings: [String] = [], presentState: Int? = nil, absentState: Int? = nil, stateConcepts: [[String]] = [],
        names: [String] = [], values: [[String]] = []
    ) {
        self.findings = findings
        self.presentState = presentState
        self.absentState = absentState
        self.stateConcepts = stateConcepts
        self.names = names
        self.values = values
    }
}

/// One rule of the modelled prior: in a context, the probabilities of a variable's states.
public struct PriorRule: Sendable, Hashable {
    /// The values of other variables under which the rule applies, by variable index; empty for always.
    public var given: [Int: Value]
    /// One probability for each state of the variable.
    public var probabilities: [Double]

    /// A rule of the prior.
    public init(given: [Int: Value] = [:], probabilities: [Double]) {
        self.given = given
        self.probabilities = probabilities
    }

    /// Whether the rule's conditions hold in a full assignment.
    public func holds(in values: [Value]) -> Bool {
        given.allSatisfy { values[$0.key] == $0.value }
    }
}

/// The source texts of the prompt templates.
public struct PromptTexts: Sendable, Hashable {
    /// The system message. Names: `domain`.
    public var system: String
    /// The request for a first draft. Names: `style`, `facts`.
    public var realize: String
    /// The request for a corrected draft. Names: `style`, `facts`, `previous`, `corrections`.
    public var correct: String

    /// The three templates.
    public init(system: String, realize: String, correct: String) {
        self.system = system
        self.realize = realize
        self.correct = correct
    }
}
