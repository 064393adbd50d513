/// Draws the scopes of the cues of one sentence and marks the candidates that they reach (ConText).
struct ScopeReader {
    let lexicon: LexiconTables
    let buffer: TokenBuffer
    let findings: Findings

    /// Marks every candidate with the cues that reach it.
    ///
    /// - Parameters:
    ///   - candidates: the candidates of the sentence, by their place.
    ///   - cues: the cues of the sentence, by their place.
    /// - Complexity: O(tokens + candidates + cues).
    func mark(_ candidates: Tape<Candidate>, with cues: UnsafeBufferPointer<CueReference>, in sentence: Range<Int>) {
        markAfterCues(candidates, cues, in: sentence)
        markBeforeCues(candidates, cues, in: sentence)
        notePastAlone(candidates, in: sentence)
    }
}

extension ScopeReader {
    /// The cues that are in force at a place of the sentence.
    private struct Active: BitwiseCopyable {
        var negation: CueReference?
        var isDouble = false
        /// Whether the negation denies another word: "has never returned from Asia", "is not a chef with tuberculosis".
        var deniesOther = false
        /// Whether a concept, a comma or a conjunction has come since the negation.
        var hasReached = false
        var possibility: CueReference?
        var history: CueReference?
        /// Whether a concept has come since the last boundary.
        var hasConcept = false
        /// Whether a concept has come since the history, and whether the history reaches a whole list whatever its rule says.
        var historyHasReached = false
        var historyReachesList = false
        /// Whether a comma or a conjunction has come since the history, after something that may be no concept here.
        var historyIsListed = false
        var past: CueReference?
        var ending: CueReference?
        var hypothesis: CueReference?
        var otherPerson: CueReference?
        /// Whether any cue has come since the last boundary.
        var hasCue = false

        /// Notes that a concept has come.
        mutating func noteConcept() {
            hasReached = true
            historyHasReached = true
            hasConcept = true
        }
    }

    /// What the cues so far have left.
    private struct Reached: BitwiseCopyable {
        var active = Active()
        /// What was in force before the bracket that is open.
        var beforeBracket: Active?
        /// The end of the last cue that makes a person after it mere company.
        var companyEnd = -1
    }

    private func markAfterCues(
        _ candidates: Tape<Candidate>, _ cues: UnsafeBufferPointer<CueReference>, in sentence: Range<Int>
    ) {
        var reached = Reached()
        var nextCue = cues.startIndex
        var position = sentence.lowerBound
        for index in candidates.indices {
            let place = candidates[index].scopePlace
            while nextCue < cues.endIndex {
                let tokens = findings[cues[nextCue]].tokens
                guard tokens.lowerBound <= place else { break }
                noteConnectors(from: position, to: tokens.lowerBound, &reached.active)
                position = max(position, tokens.upperBound)
                apply(cues[nextCue], at: tokens, to: &reached)
                nextCue += 1
            }
            noteConnectors(from: position, to: place, &reached.active)
            position = max(position, place)
            mark(&candidates[index], with: &reached.active)
        }
    }

    private func noteConnectors(from start: Int, to end: Int, _ active: inout Active) {
        let isOpen = active.negation != nil && !active.hasReached || active.history != nil && !active.historyIsListed
        guard isOpen, start < end else { return }
        for token in start..<end where buffer.tokens[token].word.contains(.connector) {
            if active.negation != nil { active.hasReached = true }
            active.historyIsListed = true
            return
        }
    }

    private func apply(_ cue: CueReference, at tokens: Range<Int>, to reached: inout Reached) {
        switch cue.effect {
        case .opening: reached.beforeBracket = reached.beforeBracket ?? reached.active
        case .closing:
            guard let resumed = reached.beforeBracket else { return }
            reached.beforeBracket = nil
            reached.active = resumed
            reached.active.hasReached = true
        case .company: reached.companyEnd = tokens.upperBound
        case .another:
            reached.companyEnd = tokens.upperBound
            if reached.active.hasReached { reached.active.negation = nil }
        case .otherPerson where cue.direction != .before && reached.companyEnd == tokens.lowerBound: break
        default: apply(cue, to: &reached.active)
        }
    }

    private func apply(_ cue: CueReference, to active: inout Active) {
        active.hasCue = true
        switch cue.effect {
        case .boundary:
            // "his mother, who has dementia": the clause is about the person right before it.
            let person = active.otherPerson.flatMap { isRelative(cue, to: $0) ? $0 : nil }
            active = Active()
            active.otherPerson = person
            active.hasCue = person != nil
        case .recent: active.history = nil
        case .condition:
            active = Active()
            active.hypothesis = cue
            active.hasCue = true
        case .affirmation:
            if active.hasReached { active.negation = nil }
            if active.historyHasReached { active.history = nil }
        case .patient: active.otherPerson = nil
        case .negation where cue.direction != .before:
            // "history of deafness and denies nausea", whether or not deafness is a concept.
            if active.historyHasReached || active.historyIsListed { active.history = nil }
            active.isDouble =
                active.negation != nil && !active.hasReached
                && !lexicon.cueTraits[findings[cue].phrase].contains(.goesOn)
            active.negation = cue
            active.hasReached = false
        case .possibility where cue.direction != .before: active.possibility = cue
        case .history where cue.direction != .before:
            // "a stroke in 2004 with no deficits": a time that closes a statement does not open the next.
            guard cue.direction == .after || !active.hasConcept else { return }
            active.history = cue
            active.historyHasReached = false
            active.historyReachesList = false
            active.historyIsListed = false
        case .past where cue.direction != .before: active.past = cue
        case .ending where cue.direction != .before: active.ending = cue
        case .hypothesis where cue.direction != .before:
            active.hypothesis = cue
            active.possibility = nil
        case .otherPerson where cue.direction != .before:
            active.otherPerson = cue
            if active.historyHasReached { active.history = nil }
        default: break
        }
    }

    private func mark(_ candidate: inout Candidate, with active: inout Active) {
        defer { active.noteConcept() }
        guard active.hasCue else { return }
        candidate.cues.isMarked = true
        if active.hasReached, opensClause(candidate) { active.negation = nil }
        candidate.cues.negation = reaching(active.negation, candidate)
        candidate.cues.isDoubleNegation = active.isDouble && candidate.cues.negation != nil
        if let negation = candidate.cues.negation {
            candidate.cues.isNegationOfList = active.hasReached
            if !active.hasReached { active.deniesOther = !isTransparent(from: negation, to: candidate) }
            candidate.isNarrowlyDenied = active.deniesOther || isNarrowed(candidate)
        }
        candidate.cues.possibility = reaching(active.possibility, candidate)
        candidate.cues.history = reaching(active.history, candidate, isList: active.historyReachesList)
        candidate.cues.past = reaching(active.past, candidate)
        candidate.cues.ending = reaching(active.ending, candidate)
        candidate.cues.hypothesis = reaching(active.hypothesis, candidate)
        candidate.cues.otherPerson = reaching(active.otherPerson, candidate)
        // "Prior operations: appendectomy, hernia repair".
        let next = candidate.tokens.upperBound
        if active.history != nil, next < buffer.count, buffer.tokens[next].word.contains(.colon) {
            active.historyReachesList = true
        }
        spendNearest(&active)
    }

    /// Lets go of the cues that reach one concept only.
    private func spendNearest(_ active: inout Active) {
        if isSpent(active.negation) { active.negation = nil }
        if isSpent(active.possibility) { active.possibility = nil }
        if !active.historyReachesList, isSpent(active.history) { active.history = nil }
        if isSpent(active.hypothesis) { active.hypothesis = nil }
        if isSpent(active.otherPerson) { active.otherPerson = nil }
    }

    @inline(__always) private func isSpent(_ cue: CueReference?) -> Bool {
        cue.map { findings[$0].reach != .list } ?? false
    }

    /// A cue that is in force, where it reaches a candidate: it is no part of it, and not too far away.
    @inline(__always)
    private func reaching(_ cue: CueReference?, _ candidate: Candidate, isList: Bool = false) -> CueReference? {
        guard let cue else { return nil }
        let found = findings[cue]
        if found.tokens.overlaps(candidate.anchor), found.tokens.lowerBound >= candidate.anchor.lowerBound {
            return nil
        }
        if let value = candidate.valueTokens, found.tokens.overlaps(value) { return nil }
        if !isList, case .within(let limit) = found.reach,
            candidate.scopePlace - found.tokens.upperBound > Int(limit)
        {
            return nil
        }
        return cue
    }

    /// Whether nothing stands between a negation and a concept that could be denied in its place.
    private func isTransparent(from negation: CueReference, to candidate: Candidate) -> Bool {
        let start = findings[negation].tokens.upperBound
        guard start < candidate.tokens.lowerBound else { return true }
        return buffer.tokens[start..<candidate.tokens.lowerBound].allSatisfy {
            $0.word.contains(.transparent)
        }
    }

    /// Whether a denied concept has an adjective, a time or a place of its own: "no chronic bronchitis", "no dyspnoea on
    /// exertion". What only closes a clause ("on examination") narrows nothing.
    private func isNarrowed(_ candidate: Candidate) -> Bool {
        let before = candidate.tokens.lowerBound - 1
        if before >= 0, buffer.tokens[before].word.contains(.narrowing) { return true }
        let after = candidate.tokens.upperBound
        guard after < buffer.count, !buffer.tokens[after].traits.contains(.lineStart),
            buffer.tokens[after].word.contains(.limiting)
        else { return false }
        let matches = buffer.lookups
        matches.removeAll()
        lexicon.frameTrie.appendMatches(at: after, in: buffer, to: matches)
        return !matches.all.contains { lexicon.frameKinds[$0.phrase] == .tail }
    }

    /// Whether a candidate is the subject of a clause of its own, after "and" or a comma: "no dissection, emphysema is noted".
    private func opensClause(_ candidate: Candidate) -> Bool {
        let next = candidate.tokens.upperBound
        guard next < buffer.count, buffer.tokens[next].word.contains(.copula) else { return false }
        var before = candidate.tokens.lowerBound - 1
        if before > 0, buffer.tokens[before].word.contains(.determiner) { before -= 1 }
        guard before >= 0 else { return false }
        let traits = buffer.tokens[before].word
        guard traits.contains(.connector), !traits.contains(.alternative) else { return false }
        let isListed = before > 0 && buffer.tokens[before - 1].word.contains(.alternative)
        return !isListed
    }

    /// Whether a boundary is a relative pronoun that belongs to the person named right before it.
    private func isRelative(_ boundary: CueReference, to person: CueReference) -> Bool {
        findings[person].tokens.upperBound == findings[boundary].tokens.lowerBound
            && lexicon.cueTraits[findings[boundary].phrase].contains(.relative)
    }
}

extension ScopeReader {
    private func markBeforeCues(
        _ candidates: Tape<Candidate>, _ cues: UnsafeBufferPointer<CueReference>, in sentence: Range<Int>
    ) {
        var firstCandidate = 0
        var floor = sentence.lowerBound
        var attributionEnd = -1
        for cue in cues {
            let tokens = findings[cue].tokens
            while firstCandidate < candidates.count, candidates[firstCandidate].tokens.upperBound <= floor {
                firstCandidate += 1
            }
            switch cue.effect {
            case .boundary: floor = tokens.upperBound
            case .retraction: continue
            case .attribution: attributionEnd = tokens.upperBound
            case .otherPerson where tokens.lowerBound == attributionEnd || cue.direction != .after:
                reach(back: cue, candidates, from: firstCandidate)
                floor = tokens.upperBound
            default:
                guard cue.direction != .after else { continue }
                reach(back: cue, candidates, from: firstCandidate)
                floor = tokens.upperBound
            }
        }
    }

    /// Marks the candidates before a cue, the nearest first: all of a list, or the nearest with those joined to it by "or".
    private func reach(back cue: CueReference, _ candidates: Tape<Candidate>, from first: Int) {
        let (start, reach) = (findings[cue].tokens.lowerBound, findings[cue].reach)
        var end = first
        while end < candidates.count, candidates[end].tokens.upperBound <= start { end += 1 }
        var index = end
        while index > first {
            index -= 1
            // "fever or mild pain as needed": the distance counts to the nearest.
            if case .within(let limit) = reach, index == end - 1,
                start - candidates[index].tokens.upperBound > Int(limit)
            {
                return
            }
            candidates[index].cues.mark(cue)
            guard reach != .list, index > first else { continue }
            let isSame = candidates[index - 1].tokens == candidates[index].tokens
            guard isSame || isAlternative(candidates[index - 1], candidates[index]) else { return }
        }
    }

    private func isAlternative(_ left: Candidate, _ right: Candidate) -> Bool {
        let gap = left.tokens.upperBound..<max(left.tokens.upperBound, right.tokens.lowerBound)
        guard gap.count <= 3 else { return false }
        return gap.contains { buffer.tokens[$0].word.contains(.alternative) }
    }
}

extension ScopeReader {
    /// "He had pneumonia." says of the past alone; "he had pneumonia and was given antibiotics" tells a story.
    private func notePastAlone(_ candidates: Tape<Candidate>, in sentence: Range<Int>) {
        guard candidates.count == 1, let cue = candidates[0].cues.past, cue.direction == .after else { return }
        let past = findings[cue]
        let between = candidates[0].tokens.lowerBound - past.tokens.upperBound
        let before = past.tokens.lowerBound - sentence.lowerBound
        let rest = candidates[0].tokens.upperBound..<max(candidates[0].tokens.upperBound, sentence.upperBound)
        candidates[0].cues.isPastAlone =
            past.rule.group == CueGroup.pastTense && between <= 2 && before <= 2
            && rest.allSatisfy { !buffer.tokens[$0].word.isDisjoint(with: [.fullStop, .closing]) }
    }
}

extension Candidate {
    /// Where forward scopes must reach: the last of concept and value.
    var scopePlace: Int { max(anchor.lowerBound, valueTokens?.lowerBound ?? anchor.lowerBound) }
}
