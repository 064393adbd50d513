import CausalEngine

/// Whatever words a skeleton: plain sentences, a simulated writer, a language model, a recording.
public protocol Realizer: Sendable {
    /// What is writing, as it is named in ledgers, exports and screens.
    var identity: RealizerIdentity { get }

    /// Words the facts of one request, streaming the text as it comes.
    ///
    /// A draft depends on the request alone when the realizer is deterministic. The stream ends after one
    /// ``DraftEvent/finished(_:)``, or throws when no draft could be had.
    func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error>

    /// Who words the counterfactual twin of a unit by editing the unit's note.
    func editor(of note: FactualNote) -> any Realizer
}

/// What is writing.
public struct RealizerIdentity: Sendable, Hashable, Codable {
    /// The kind: `template`, `simulated`, `chat`, `transcript`. A simulated writer is called simulated everywhere.
    public var kind: String
    /// The model, or the settings of a simulated writer.
    public var model: String?

    /// A name for what is writing.
    public init(kind: String, model: String? = nil) {
        self.kind = kind
        self.model = model
    }
}

/// A piece of a draft.
public enum DraftEvent: Sendable, Hashable {
    /// The prompt as it was sent, before any text.
    case prompt(String)
    /// More text.
    case text(String)
    /// The text so far is void: the draft begins anew, since it broke off on its way.
    case restarted
    /// The end of the draft.
    case finished(DraftEnd)
}

/// How a draft ended.
public struct DraftEnd: Sendable, Hashable, Codable {
    /// The reason: `stop` for a complete draft, else `length`, `refusal`, …
    public var reason: String
    /// The tokens of the prompt, where they are known.
    public var promptTokens: Int?
    /// The tokens of the text, where they are known.
    public var completionTokens: Int?

    /// How a draft ended.
    public init(reason: String = "stop", promptTokens: Int? = nil, completionTokens: Int? = nil) {
        self.reason = reason
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }
}

/// One fact to be worded: what a realizer is told of one variable. It holds no pattern of the verifier.
public struct Fact: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The variable's name.
    public var name: String
    /// The words for the variable.
    public var label: String
    /// The value.
    public var value: Value
    /// The value as text.
    public var valueText: String
    /// The phrases that word this value, the plainest first.
    public var phrases: [String]
    /// Whether the fact may be left unsaid.
    public var isDerivable: Bool

    /// One fact to be worded.
    public init(
        variable: Int, name: String, label: String, value: Value, valueText: String, phrases: [String],
        isDerivable: Bool
    ) {
        self.variable = variable
        self.name = name
        self.label = label
        self.value = value
        self.valueText = valueText
        self.phrases = phrases
        self.isDerivable = isDerivable
    }
}

/// What one attempt is asked for.
public struct DraftRequest: Sendable, Hashable {
    /// The row of the skeleton.
    public var row: UInt64
    /// The seed of the run.
    public var seed: UInt64
    /// The number of the attempt on this skeleton, from 0.
    public var attempt: Int
    /// The facts, in the order of the network; latent variables have none.
    public var facts: [Fact]
    /// All values of the skeleton, by variable index.
    public var values: [Value]
    /// The kind of text, such as "an emergency-department clinical note"; empty when nothing is known of it.
    public var domain: String
    /// The style to write in.
    public var style: String
    /// Whom or what the text is about.
    public var persona: Persona
    /// What to mend of the previous draft; `nil` asks for a fresh one.
    public var correction: Correction?
    /// How the draft comes about.
    public var form: DraftForm
    /// Examples of sentences for drafts that are made piece by piece, balanced over the states of each variable.
    public var exemplars: [Exemplar]
    /// Whether only the sentences are wanted that state the facts, to stand within a text that is there already: no
    /// opening, no heading, no list mark.
    public var isExcerpt = false
    /// Examples of sentences that are joined.
    public var joinExemplars: [JoinExemplar] = []

    /// What one attempt is asked for.
    public init(
        row: UInt64, seed: UInt64, attempt: Int, facts: [Fact], values: [Value], domain: String = "", style: String,
        persona: Persona = .init(), correction: Correction? = nil, form: DraftForm = .whole, exemplars: [Exemplar] = []
    ) {
        self.row = row
        self.seed = seed
        self.attempt = attempt
        self.facts = facts
        self.values = values
        self.domain = domain
        self.style = style
        self.persona = persona
        self.correction = correction
        self.form = form
        self.exemplars = exemplars
    }

    /// The fact of a variable, where the request has one.
    func fact(of variable: Int) -> Fact? { facts.first { $0.variable == variable } }
}

/// A targeted correction of a previous draft.
public struct Correction: Sendable, Hashable {
    /// The draft to be mended.
    public var previous: String
    /// What is wrong with it, by variable.
    public var items: [Item]

    /// A correction of `previous`.
    public init(previous: String, items: [Item]) {
        self.previous = previous
        self.items = items
    }

    /// One thing that is wrong with a draft.
    public struct Item: Sendable, Hashable {
        /// The ways in which a draft fails a fact.
        public enum Problem: String, Sendable, Hashable, Codable {
            /// The fact is not said.
            case missing
            /// Something else is said.
            case contradicted
            /// It is spoken of without being stated.
            case uncertain
            /// It is said both ways.
            case conflicting
            /// Something is named that must not be.
            case leaked
        }

        /// The variable's index.
        public var variable: Int
        /// What is wrong.
        public var problem: Problem
        /// What the draft says instead, as the value's text.
        public var found: String?
        /// The words of the draft where it was found.
        public var quote: String?

        /// One thing that is wrong with a draft.
        public init(variable: Int, problem: Problem, found: String? = nil, quote: String? = nil) {
            self.variable = variable
            self.problem = problem
            self.found = found
            self.quote = quote
        }
    }
}
