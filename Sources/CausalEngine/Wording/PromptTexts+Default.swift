/// The three templates of a profile and the names that are supplied to each.
public enum PromptKind: String, Sendable, Hashable, CaseIterable {
    /// The system message.
    case system
    /// The request for a first draft.
    case realize
    /// The request for a corrected draft.
    case correct

    /// The names that are supplied to the template, all of which it has to use.
    public var names: [String] {
        switch self {
        case .system: ["domain"]
        case .realize: ["style", "facts"]
        case .correct: ["style", "facts", "previous", "corrections"]
        }
    }
}

extension PromptTexts {
    /// The source text of one template.
    public subscript(kind: PromptKind) -> String {
        get {
            switch kind {
            case .system: system
            case .realize: realize
            case .correct: correct
            }
        }
        set {
            switch kind {
            case .system: system = newValue
            case .realize: realize = newValue
            case .correct: correct = newValue
            }
        }
    }

    /// Parses one template against the names that are supplied to it.
    ///
    /// - Parameter start: where the text begins in its file.
    /// - Throws: what ``PromptTemplate/parse(_:allowed:required:at:indentation:)`` throws.
    public func template(_ kind: PromptKind, at start: Location? = nil) throws(EngineError) -> PromptTemplate {
        try PromptTemplate.parse(self[kind], allowed: kind.names, at: start)
    }

    /// The prompts of a profile that gives none: plain demands that an instruction-tuned model of any size can follow.
    ///
    /// They ask for whole statements of what is and what is not, in the present and of the subject alone, because that is
    /// where small models fail: they hedge, put facts into the past, or let absent findings drop out.
    public static let `default` = PromptTexts(
        system: """
            You write {{domain}}. You are given facts that are true of one case, and you put them into words.

            Rules:
            - State every fact, those that something is absent or normal too. Leave none out.
            - Add no other finding, diagnosis, test, cause or treatment.
            - State each fact plainly, as true now, and of the subject itself: no "possible", "history of" or "cannot be \
            excluded".
            - The facts may be unusual. Write what is given, never what would be more likely.
            - Answer with the text alone: no title, no comment, no list of the facts.
            """,
        realize: """
            Style: {{style}}

            Facts:
            {{facts}}

            Write the text. It states each of these facts once.
            """,
        correct: """
            Style: {{style}}

            Facts:
            {{facts}}

            This is your last draft:
            ---
            {{previous}}
            ---

            It does not yet say what the facts say:
            {{corrections}}

            Write the whole text again with exactly these points mended. Keep everything else as it is. Answer with the \
            text alone.
            """)
}
