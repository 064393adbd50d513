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
            let cues = Array(findings.cues[firstCue..<nextCue])
            analysis.buffer.work += candidates.count + cues.count
            attributes.resolve(&candidates, in: sentence.tokens)
            scopes.mark(&candidates, with: free(cues, of: candidates), in: sentence.tokens)
            let mentions = candidates.map { mention(of: $0, in: sentence, buffer) }
            analysis.leanings += mentions.map { $0.statesValue ? $0.value : nil }
            analysis.mentions +=
                mode == .lenient
                ? mentions : licensed(mentions, candidates, in: sentence.tokens, &analysis.buffer)
        }
        return analysis
    }

    /// Strict reading: a mention keeps its value only where a licensed frame and the cues agree on it.
    private func licensed(
        _ mentions: [Mention], _ candidates: [Candidate], in sentence: Range<Int>, _ buffer: inout TokenBuffer
    ) -> [Mention] {
        var parser = StatementParser(
            lexicon: lexicon, buffer: buffer, candidates: candidates, sentence: sentence)
        let licences = parser.licences(in: sentence)
        buffer.work = parser.buffer.work
        var mentions = mentions
        for licence in licences {
            let assertion: Assertion = licence.isNegated ? .absent : .present
            guard mentions[licence.candidate].assertion == assertion else { continue }
            mentions[licence.candidate].frame = licence.frame
        }
        for index in mentions.indices where mentions[index].frame == nil && mentions[index].value != nil {
            mentions[index].value = nil
            if mentions[index].cue == nil { mentions[index].rule = "no licensed frame" }
        }
        return mentions
    }

    /// The cues that are not at the same time the value of a name: "the cardiac history is negative" denies nothing else.
    ///
    /// A value before its name ("no fever, cough") still reaches on to what follows.
    private func free(_ cues: [FoundCue], of candidates: [Candidate]) -> [FoundCue] {
        var taken: [Int: Bool] = [:]
        for candidate in candidates {
            guard let value = candidate.valueTokens else { continue }
            for token in value { taken[token] = value.upperBound <= candidate.anchor.lowerBound }
        }
        guard !taken.isEmpty else { return cues }
        return cues.filter { cue in
            cue.tokens.allSatisfy { token in
                guard let isBeforeName = taken[token] else { return true }
                return isBeforeName && cue.direction == .after
            }
        }
    }

    private func candidate(_ match: PhraseMatch) -> Candidate {
        let range = Int(match.start)..<Int(match.end)
        guard case .concept(let index) = lexicon.phrases[Int(match.phrase)].role else {
            return Candidate(concept: 0, variable: 0, kind: .free, tokens: range, anchor: range)
        }
        let concept = lexicon.concepts[index]
        return Candidate(
            concept: index, variable: concept.variable, kind: concept.kind, tokens: range, anchor: range)
    }

    private func mention(of candidate: Candidate, in sentence: Sentence, _ buffer: TokenBuffer) -> Mention {
        let decision = candidate.decided(in: sentence, by: sentence.heading.map { SectionHeading.all[$0] })
        var mention = Mention(
            concept: lexicon.concepts[candidate.concept].text, variable: nil, value: nil,
            span: buffer.scalars(of: candidate.tokens), assertion: decision.assertion,
            temporality: decision.temporality, experiencer: decision.experiencer, cue: decision.cue,
            rule: decision.rule)
        if candidate.kind != .free {
            mention.variable = candidate.variable
            mention.value = decision.isPast ? nil : value(of: candidate, asserted: decision.assertion)
        }
        if let reason = candidate.openReason {
            mention.rule = reason
            mention.cue = candidate.valueTokens.map { buffer.string(of: $0) }
        }
        return mention
    }

    /// The value that a candidate means when it is there, or not there.
    private func value(of candidate: Candidate, asserted assertion: Assertion) -> Value? {
        let rules = rules[candidate.variable]
        switch (candidate.kind, assertion) {
        case (_, .possible), (.free, _): return nil
        case (.finding, .present): return rules.presentState.map(Value.state)
        case (.finding, .absent): return rules.absentState.map(Value.state)
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
