import CausalEngine

/// What a ``Lexicon`` knows of its phrases, in rows of plain values: copies share them, and nothing is counted.
struct LexiconTables: BitwiseCopyable, Sendable {
    /// What a concept is of, without its words.
    struct ConceptRole: BitwiseCopyable, Sendable {
        var variable: Int
        var kind: Concept.Kind
    }

    /// What the reader asks of a variable.
    struct VariableRole: BitwiseCopyable, Sendable {
        var isContinuous: Bool
        var hasTwoStates: Bool
        /// What a finding means that is there, and one that is not.
        var present: Value?
        var absent: Value?
    }

    let trie: PhraseTable
    /// What each phrase means.
    let roles: Row<PhraseRole>
    /// What each phrase does as a cue; meaningless for other phrases.
    let cueRules: Row<CueRule>
    let cueTraits: Row<CueTraits>
    let concepts: Row<ConceptRole>
    /// The variables of the network; none for free phrases.
    let variables: Row<VariableRole>
    /// For each group of value words the states that they give.
    let valueOwners: RowOfRows<ValueOwner>
    /// The phrases of licensed clauses, and what each is.
    let frameTrie: PhraseTable
    let frameRoles: Row<FrameRole>
    let frameKinds: Row<FrameRoles>
    /// For every word the kinds of the phrases of clauses that begin with it.
    private let frameOpeners: Row<FrameRoles>
    /// The rules of all frames, and of those without words of their own.
    let frameRules: Row<FrameRule>
    let bareFrameRules: Row<FrameRule>
    /// The units of measurement.
    let units: UnitTable
    /// The numbers of words that the reader asks for by name.
    let possessiveS: Int32
    let of: Int32
    /// For every word how it is formed.
    private let wordForms: Row<WordForms>
    /// For every variable the inflected verbs among the first words of its concepts.
    private let verbForms: RowOfRows<Int32>

    /// Lays out what a builder has gathered; whoever asks for it frees it.
    init(_ builder: LexiconBuilder) {
        let vocabulary = builder.vocabulary
        let symbolCount = vocabulary.words.count
        trie = builder.trie.table(symbolCount: symbolCount)
        roles = Row(builder.roles)
        let groupRules = CueGroup.all.enumerated().map { CueRule($1, at: $0) }
        cueRules = Row(
            builder.roles.map { role in
                switch role {
                case .cue(let group): groupRules[Int(group)]
                case .answer(let effect): CueRule(answer: effect)
                default: CueRule(answer: .none)
                }
            })
        cueTraits = Row(builder.cueTraits)
        concepts = Row(builder.concepts.map { ConceptRole(variable: $0.variable, kind: $0.kind) })
        variables = Row(builder.variables)
        valueOwners = RowOfRows(builder.valueOwners)
        frameTrie = builder.frames.trie.table(symbolCount: symbolCount)
        frameRoles = Row(builder.frames.roles)
        frameKinds = Row(builder.frames.kinds)
        let openers = builder.frames.openers
        let ofAnyWord = openers[Vocabulary.anyWord] ?? []
        frameOpeners = Row((0..<Int32(symbolCount)).map { ofAnyWord.union(openers[$0] ?? []) })
        frameRules = Row(StatementFrame.rules)
        bareFrameRules = Row(StatementFrame.bareRules)
        units = builder.units.table(symbolCount: symbolCount)
        possessiveS = vocabulary.number(of: "'s")
        of = vocabulary.number(of: "of")
        wordForms = Row(builder.wordForms)
        let verbs = builder.verbForms
        verbForms = RowOfRows((0...(verbs.keys.max() ?? 0)).map { (verbs[$0] ?? []).sorted() })
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        trie.deallocate()
        roles.deallocate()
        cueRules.deallocate()
        cueTraits.deallocate()
        concepts.deallocate()
        variables.deallocate()
        valueOwners.deallocate()
        frameTrie.deallocate()
        frameRoles.deallocate()
        frameKinds.deallocate()
        frameOpeners.deallocate()
        frameRules.deallocate()
        bareFrameRules.deallocate()
        units.deallocate()
        wordForms.deallocate()
        verbForms.deallocate()
    }

    /// How a token's word is formed.
    func forms(of token: Int, in buffer: TokenBuffer) -> WordForms {
        let symbol = buffer.tokens[token].symbol
        guard symbol == Vocabulary.unknown else { return wordForms[symbol] }
        return WordForms(buffer.string(of: token..<token + 1).lowercased())
    }

    /// Whether a phrase of one of these kinds may begin at a token, as far as its word tells: most tokens are refused by it.
    @inline(__always) func mayBegin(_ wanted: FrameRoles, with token: Token) -> Bool {
        token.classCount > 0 || token.traits.contains(.number) || !frameOpeners[token.symbol].isDisjoint(with: wanted)
    }

    /// Whether a word is an inflected verb in the concepts of a variable.
    func isVerbForm(_ symbol: Int32, of variable: Int) -> Bool {
        variable >= 0 && variable < verbForms.count && verbForms[variable].contains(symbol)
    }
}
