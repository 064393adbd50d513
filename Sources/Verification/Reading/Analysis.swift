import CausalEngine

/// Everything that the reader found in one text.
struct Analysis {
    var reading: Reading
    /// How much was done, in elementary steps; grows linearly with the text.
    var work: Int
}

/// Reads a text: scan, find, cut into sentences, join attributes with values, draw scopes, decide, combine.
struct Analyser: Sendable {
    let lexicon: Lexicon
    let suppressesOverlaps: Bool
    private let spaces = ReadingSpaces()

    init(lexicon: Lexicon, suppressesOverlaps: Bool) {
        self.lexicon = lexicon
        self.suppressesOverlaps = suppressesOverlaps
    }

    func analyse(_ text: String, mode: VerificationMode) -> Analysis {
        withSentences(of: text) { space in analyse(space, mode: mode) }
    }

    /// Scans a text, finds what the rules look for, and cuts it into sentences.
    func withSentences<Result>(of text: String, _ body: (ReadingSpace) -> Result) -> Result {
        var text = text
        return text.withUTF8 { bytes in
            spaces.withSpace { space in
                // The rows that everything below refers to belong to the lexicon.
                withExtendedLifetime(lexicon) {
                    Scanner.scan(bytes, into: &space.buffer, with: lexicon.words)
                    let tables = lexicon.tables
                    Finder.find(in: space, lexicon: tables, suppressesOverlaps: suppressesOverlaps)
                    SentenceSplitter(tokens: space.buffer.tokens, findings: space.findings, lexicon: tables).split(
                        into: space.sentences)
                    return body(space)
                }
            }
        }
    }

    private func analyse(_ space: ReadingSpace, mode: VerificationMode) -> Analysis {
        space.facts.removeAll()
        var mentions: [Mention] = []
        mentions.reserveCapacity(space.findings.concepts.count)
        analyse(space, mode) { candidate, asserted in
            mentions.append(mention(of: candidate, asserted, mode, in: space))
        }
        if let retraction = space.findings.retractions.last { takeBack(&mentions, space.facts, because: retraction) }
        let variables = Combination.variables(
            of: mentions, facts: space.facts, heads: space.firstFacts, count: lexicon.tables.variables.count)
        return Analysis(reading: Reading(mentions: mentions, variables: variables), work: space.buffer.work)
    }

    /// Visits every candidate of the text, in order, with what it comes to.
    @inline(__always)
    private func analyse(
        _ space: ReadingSpace, _ mode: VerificationMode, _ visit: (Candidate, Asserted) -> Void
    ) {
        let tables = lexicon.tables
        let buffer = space.buffer
        let findings = space.findings
        let candidates = space.candidates
        let assertions = space.assertions
        let attributes = AttributeReader(lexicon: tables, buffer: buffer, findings: findings, scratch: space.numbers)
        let scopes = ScopeReader(lexicon: tables, buffer: buffer, findings: findings)
        let parser = StatementParser(
            lexicon: tables, buffer: buffer, findings: findings, candidates: candidates, scratch: space.parsing)
        var nextConcept = 0
        var nextCue = 0
        for sentence in space.sentences.all {
            buffer.note(work: sentence.tokens.count)
            let end = Int32(sentence.tokens.upperBound)
            candidates.removeAll()
            while nextConcept < findings.concepts.count, findings.concepts[nextConcept].start < end {
                candidates.append(candidate(findings.concepts[nextConcept]))
                nextConcept += 1
            }
            let firstCue = nextCue
            while nextCue < findings.cues.count, findings.cues[nextCue].start < end { nextCue += 1 }
            guard !candidates.isEmpty else { continue }
            buffer.note(work: candidates.count + nextCue - firstCue)
            attributes.resolve(candidates, in: sentence.tokens)
            let cues = scopes.free(firstCue..<nextCue, of: candidates, in: sentence.tokens, with: space.scopes)
            scopes.mark(candidates, with: cues, in: sentence.tokens)
            assertions.removeAll()
            for candidate in candidates.all { assertions.append(asserted(of: candidate, in: sentence)) }
            if mode == .strict { license(assertions, in: sentence.tokens, by: parser) }
            for index in candidates.indices { visit(candidates[index], assertions[index]) }
        }
    }

    /// Leaves every value open that a text states which takes itself back.
    private func takeBack(_ mentions: inout [Mention], _ facts: Tape<MentionFact>, because cue: FoundCue) {
        for index in mentions.indices where mentions[index].variable != nil {
            mentions[index].value = nil
            mentions[index].cue = lexicon.text(of: cue)
            mentions[index].rule = lexicon.ruleName(of: cue)
            facts[index].takeBack()
        }
    }

    private func candidate(_ match: PhraseMatch) -> Candidate {
        guard case .concept(let index) = lexicon.tables.roles[match.phrase] else {
            return Candidate(concept: 0, variable: 0, kind: .free, at: match)
        }
        let role = lexicon.tables.concepts[index]
        return Candidate(concept: Int(index), variable: role.variable, kind: role.kind, at: match)
    }

    private func asserted(of candidate: Candidate, in sentence: Sentence) -> Asserted {
        let decision = candidate.decided(in: sentence)
        var asserted = Asserted(decision: decision)
        if candidate.kind != .free, !decision.isPast {
            asserted.value = value(of: candidate, asserted: decision.assertion)
        }
        asserted.leaning = asserted.statesValue && !candidate.isNarrowlyDenied ? asserted.value : nil
        return asserted
    }

    /// Notes which mentions a licensed frame states.
    private func license(_ assertions: Tape<Asserted>, in sentence: Range<Int>, by parser: StatementParser) {
        parser.licences(in: sentence) { licence in
            let assertion: Assertion = licence.isNegated ? .absent : .present
            guard assertions[licence.candidate].decision.assertion == assertion else { return }
            assertions[licence.candidate].source = licence.source
        }
    }

    /// Words a mention, and notes what it says as strictly as the mode asks for.
    @inline(__always)
    private func mention(
        of candidate: Candidate, _ asserted: Asserted, _ mode: VerificationMode, in space: ReadingSpace
    ) -> Mention {
        let decision = asserted.decision
        var (cue, rule) = decision.explanation(in: lexicon, space.findings)
        if let reason = candidate.openReason {
            rule = reason.rawValue
            cue = candidate.valueTokens.map { space.buffer.string(of: $0) }
        }
        var value = asserted.value
        switch mode {
        case .strict where asserted.source == nil && value != nil:
            // A mention keeps its value only where a licensed frame and the cues agree on it.
            value = nil
            if cue == nil { rule = "no licensed frame" }
        case .lenient where candidate.isNarrowlyDenied && decision.assertion == .absent && value != nil:
            // A denial of something else, or of a part, states no value.
            value = nil
            rule = "narrow denial"
        default: break
        }
        let span = space.buffer.scalars(of: candidate.tokens)
        let isFree = candidate.kind == .free
        space.facts.append(
            MentionFact(
                variable: isFree ? -1 : candidate.variable, span: span, value: value, leaning: asserted.leaning,
                statesValue: value != nil && decision.isOfPatientNow, hasCue: cue != nil))
        return Mention(
            concept: lexicon.concepts[candidate.concept], variable: isFree ? nil : candidate.variable,
            value: value, span: span, assertion: decision.assertion, temporality: decision.temporality,
            experiencer: decision.experiencer, cue: cue, rule: rule, frame: asserted.source?.name)
    }

    /// The value that a candidate means when it is there, or not there.
    private func value(of candidate: Candidate, asserted assertion: Assertion) -> Value? {
        switch (candidate.kind, assertion) {
        case (_, .possible), (.free, _): return nil
        case (.finding, .present): return lexicon.tables.variables[candidate.variable].present
        case (.finding, .absent): return lexicon.tables.variables[candidate.variable].absent
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
        lexicon.tables.variables[variable].hasTwoStates ? .state(1 - state) : nil
    }
}
