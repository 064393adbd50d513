import CausalEngine

/// Everything that the reader found in one text.
struct Analysis {
    var buffer: TokenBuffer
    var mentions: [Mention] = []
    /// What each mention would state by the assertion rules alone.
    var leanings: [Value?] = []
    /// How much was done, in elementary steps; grows linearly with the text.
    var work: Int { buffer.work }
}

/// Reads a text: scan, find, cut into sentences, join attributes with values, draw scopes, decide.
struct Analyser {
    let lexicon: Lexicon
    let variables: [Variable]
    let rules: [ReadingRules]
    let suppressesOverlaps: Bool

    func analyse(_ text: String, mode: VerificationMode) -> Analysis {
        var buffer = Scanner.scan(text, with: lexicon.vocabulary)
        let findings = Finder.find(in: &buffer, lexicon: lexicon, suppressesOverlaps: suppressesOverlaps)
        let splitter = SentenceSplitter(tokens: buffer.tokens, findings: findings, lexicon: lexicon)
        let sentences = splitter.sentences()
        let attributes = AttributeReader(
            lexicon: lexicon, buffer: buffer, findings: findings, variables: variables)
        let scopes = ScopeReader(lexicon: lexicon, buffer: buffer)
        var parser = StatementParser(lexicon: lexicon, buffer: buffer)
        var analysis = Analysis(buffer: buffer)
        var nextConcept = 0
        var nextCue = 0
        for sentence in sentences {
            analysis.buffer.work += sentence.tokens.count
            var candidates: [Candidate] = []
            while nextConcept < findings.concepts.count,
                Int(findings.concepts[nextConcept].start) < sentence.tokens.upperBound
            {
                candidates.append(candidate(findings.concepts[nextConcept]))
                nextConcept += 1
            }
            let firstCue = nextCue
            while nextCue < findings.cues.count,
                findings.cues[nextCue].tokens.lowerBound < sentence.tokens.upperBound
            {
                nextCue += 1
            }
            guard !candidates.isEmpty else { continue }
            let cues = findings.cues[firstCue..<nextCue]
            analysis.buffer.work += candidates.count + cues.count
            attributes.resolve(&candidates, in: sentence.tokens)
            scopes.mark(&candidates, with: free(cues, of: candidates, in: sentence.tokens), in: sentence.tokens)
            let first = analysis.mentions.count
            for candidate in candidates {
                let mention = mention(of: candidate, in: sentence, buffer)
                let isLeaning = mention.statesValue && !candidate.isNarrowlyDenied
                analysis.leanings.append(isLeaning ? mention.value : nil)
                analysis.mentions.append(mode == .lenient ? lenient(mention, candidate) : mention)
            }
            guard mode == .strict else { continue }
            license(&analysis.mentions, from: first, candidates, in: sentence.tokens, by: &parser)
        }
        analysis.buffer.work += parser.buffer.work - buffer.work
        return analysis
    }

    /// Lenient reading: a denial of something else, or of a part, states no value.
    private func lenient(_ mention: Mention, _ candidate: Candidate) -> Mention {
        guard candidate.isNarrowlyDenied, mention.assertion == .absent, mention.value != nil else { return mention }
        var mention = mention
        mention.value = nil
        mention.rule = "narrow denial"
        return mention
    }

    /// Strict reading: a mention keeps its value only where a licensed frame and the cues agree on it.
    private func license(
        _ mentions: inout [Mention], from first: Int, _ candidates: [Candidate], in sentence: Range<Int>,
        by parser: inout StatementParser
    ) {
        for licence in parser.licences(of: candidates, in: sentence) {
            let assertion: Assertion = licence.isNegated ? .absent : .present
            let place = first + licence.candidate
            guard mentions[place].assertion == assertion else { continue }
            mentions[place].frame = licence.source.name
        }
        for index in first..<mentions.count where mentions[index].frame == nil && mentions[index].value != nil {
            mentions[index].value = nil
            if mentions[index].cue == nil { mentions[index].rule = "no licensed frame" }
        }
    }

    /// The cues that are not at the same time the value of a name: "the cardiac history is negative" denies nothing else.
    ///
    /// A value before its name ("no fever, cough") still reaches on to what follows.
    private func free(
        _ cues: ArraySlice<FoundCue>, of candidates: [Candidate], in sentence: Range<Int>
    ) -> ArraySlice<FoundCue> {
        guard !cues.isEmpty, candidates.contains(where: { $0.valueTokens != nil }) else { return cues }
        var taken = [Taken](repeating: .not, count: sentence.count)
        for candidate in candidates {
            guard let value = candidate.valueTokens else { continue }
            let place: Taken = value.upperBound <= candidate.anchor.lowerBound ? .beforeName : .afterName
            for token in value where sentence.contains(token) { taken[token - sentence.lowerBound] = place }
        }
        return cues.filter { cue in
            cue.tokens.allSatisfy { token in
                switch sentence.contains(token) ? taken[token - sentence.lowerBound] : .not {
                case .not: true
                case .beforeName: cue.direction == .after
                case .afterName: false
                }
            }
        }[...]
    }

    /// Whether a token is part of a value, and on which side of its name that stands.
    private enum Taken {
        case not
        case beforeName
        case afterName
    }

    private func candidate(_ match: PhraseMatch) -> Candidate {
        let range = Int(match.start)..<Int(match.end)
        guard case .concept(let index) = lexicon.roles[Int(match.phrase)] else {
            return Candidate(concept: 0, variable: 0, kind: .free, tokens: range, anchor: range)
        }
        return Candidate(
            concept: index, variable: lexicon.concepts[index].variable, kind: lexicon.concepts[index].kind,
            tokens: range, anchor: range)
    }

    private func mention(of candidate: Candidate, in sentence: Sentence, _ buffer: TokenBuffer) -> Mention {
        let decision = candidate.decided(in: sentence)
        let (cue, rule) = decision.explanation(in: lexicon)
        var mention = Mention(
            concept: lexicon.concepts[candidate.concept].text, variable: nil, value: nil,
            span: buffer.scalars(of: candidate.tokens), assertion: decision.assertion,
            temporality: decision.temporality, experiencer: decision.experiencer, cue: cue,
            rule: rule)
        if candidate.kind != .free {
            mention.variable = candidate.variable
            mention.value = decision.isPast ? nil : value(of: candidate, asserted: decision.assertion)
        }
        if let reason = candidate.openReason {
            mention.rule = reason.rawValue
            mention.cue = candidate.valueTokens.map { buffer.string(of: $0) }
        }
        return mention
    }

    /// The value that a candidate means when it is there, or not there.
    private func value(of candidate: Candidate, asserted assertion: Assertion) -> Value? {
        switch (candidate.kind, assertion) {
        case (_, .possible), (.free, _): return nil
        case (.finding, .present): return rules[candidate.variable].presentState.map(Value.state)
        case (.finding, .absent): return rules[candidate.variable].absentState.map(Value.state)
        case (.state(let state), .present): return .state(state)
        case (.state(let state), .absent): return other(than: state, of: candidate.variable)
        case (.name, .present): return candidate.value
        case (.name, .absent):
            guard case .state(let state)? = candidate.value else { return nil }
            return other(than: state, of: candidate.variable)
        }
    }

    /// The other state of two; what is not one of more states is not known.
    private func other(than state: Int, of variable: Int) -> Value? {
        variables[variable].states.count == 2 ? .state(1 - state) : nil
    }
}
