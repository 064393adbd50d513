/// Draws the scopes of the cues of one sentence and marks the candidates that they reach (ConText).
struct ScopeReader {
    let lexicon: LexiconTables
    let buffer: TokenBuffer

    /// Marks every candidate with the cues that reach it.
    ///
    /// - Parameters:
    ///   - candidates: the candidates of the sentence, by their place.
    ///   - cues: the cues of the sentence, by their place.
    /// - Complexity: O(tokens + candidates + cues).
    func mark(_ candidates: Tape<Candidate>, with cues: UnsafeBufferPointer<FoundCue>, in sentence: Range<Int>) {
        markAfterCues(candidates, cues, in: sentence)
        markBeforeCues(candidates, cues, in: sentence)
        notePastAlone(candidates, in: sentence)
    }
}

extension ScopeReader {
    /// The cues that are in force at a place of the sentence.
    private struct Active: BitwiseCopyable {
        var negation: FoundCue?
        var isDouble = false
        /// Whether the negation denies another word: "has never returned from Asia", "is not a chef with tuberculosis".
        var deniesOther = false
        /// Whether a concept, a comma or a conjunction has come since the negation.
        var hasReached = false
        var possibility: FoundCue?
        var history: FoundCue?
        /// Whether a concept has come since the last boundary.
        var hasConcept = false
        /// Whether a concept has come since the history.
        var historyHasReached = false
        /// Whether a comma or a conjunction has come since the history, after something that may be no concept here.
        var historyIsListed = false
        var past: FoundCue?
        var ending: FoundCue?
        var hypothesis: FoundCue?
        var otherPerson: FoundCue?

        /// Lets go of the cues that reach one concept only.
        mutating func spendNearest() {
            func isSpent(_ cue: FoundCue?) -> Bool { cue.map { $0.reach != .list } ?? false }
            if isSpent(negation) { negation = nil }
            if isSpent(possibility) { possibility = nil }
            if isSpent(history) { history = nil }
            if isSpent(hypothesis) { hypothesis = nil }
            if isSpent(otherPerson) { otherPerson = nil }
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
        _ candidates: Tape<Candidate>, _ cues: UnsafeBufferPointer<FoundCue>, in sentence: Range<Int>
    ) {
        var reached = Reached()
        var nextCue = cues.startIndex
        var position = sentence.lowerBound
        for index in candidates.indices {
            let place = candidates[index].scopePlace
            while nextCue < cues.endIndex, cues[nextCue].tokens.lowerBound <= place {
                let cue = cues[nextCue]
                noteConnectors(from: position, to: cue.tokens.lowerBound, &reached.active)
                position = max(position, cue.tokens.upperBound)
                apply(cue, to: &reached)
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

    private func apply(_ cue: FoundCue, to reached: inout Reached) {
        switch cue.effect {
        case .opening: reached.beforeBracket = reached.beforeBracket ?? reached.active
        case .closing:
            guard let resumed = reached.beforeBracket else { return }
            reached.beforeBracket = nil
            reached.active = resumed
            reached.active.hasReached = true
        case .company: reached.companyEnd = cue.tokens.upperBound
        case .another:
            reached.companyEnd = cue.tokens.upperBound
            if reached.active.hasReached { reached.active.negation = nil }
        case .otherPerson where cue.direction != .before && reached.companyEnd == cue.tokens.lowerBound: break
        default: apply(cue, to: &reached.active)
        }
    }

    private func apply(_ cue: FoundCue, to active: inout Active) {
        switch cue.effect {
        case .boundary:
            // "his mother, who has dementia": the clause is about the person right before it.
            let person = active.otherPerson.flatMap { isRelative(cue, to: $0) ? $0 : nil }
            active = Active()
            active.otherPerson = person
        case .recent: active.history = nil
        case .condition:
            active = Active()
            active.hypothesis = cue
        case .affirmation:
            if active.hasReached { active.negation = nil }
            if active.historyHasReached { active.history = nil }
        case .patient: active.otherPerson = nil
        case .negation where cue.direction != .before:
            // "history of deafness and denies nausea", whether or not deafness is a concept.
            if active.historyHasReached || active.historyIsListed { active.history = nil }
            active.isDouble =
                active.negation != nil && !active.hasReached && !lexicon.cueTraits[cue.phrase].contains(.goesOn)
            active.negation = cue
            active.hasReached = false
        case .possibility where cue.direction != .before: active.possibility = cue
        case .history where cue.direction != .before:
            // "a stroke in 2004 with no deficits": a time that closes a statement does not open the next.
            guard cue.direction == .after || !active.hasConcept else { return }
            active.history = cue
            active.historyHasReached = false
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
        func reaches(_ cue: FoundCue?) -> FoundCue? {
            guard let cue else { return nil }
            if cue.tokens.overlaps(candidate.anchor), cue.tokens.lowerBound >= candidate.anchor.lowerBound {
                return nil
            }
            if let value = candidate.valueTokens, cue.tokens.overlaps(value) { return nil }
            if case .within(let limit) = cue.reach, candidate.scopePlace - cue.tokens.upperBound > Int(limit) {
                return nil
            }
            return cue
        }
        if active.hasReached, opensClause(candidate) { active.negation = nil }
        candidate.cues.negation = reaches(active.negation)
        candidate.cues.isDoubleNegation = active.isDouble && candidate.cues.negation != nil
        if let negation = candidate.cues.negation {
            candidate.cues.isNegationOfList = active.hasReached
            if !active.hasReached { active.deniesOther = !isTransparent(from: negation, to: candidate) }
            candidate.isNarrowlyDenied = active.deniesOther || isNarrowed(candidate)
        }
        candidate.cues.possibility = reaches(active.possibility)
        candidate.cues.history = reaches(active.history)
        candidate.cues.past = reaches(active.past)
        candidate.cues.ending = reaches(active.ending)
        candidate.cues.hypothesis = reaches(active.hypothesis)
        candidate.cues.otherPerson = reaches(active.otherPerson)
        active.hasReached = true
        active.historyHasReached = true
        active.hasConcept = true
        let history = active.history
        active.spendNearest()
        // "Prior operations: appendectomy, hernia repair".
        let next = candidate.tokens.upperBound
        if let history, next < buffer.count, buffer.tokens[next].word.contains(.colon) {
            active.history = history
            active.history?.rule.reach = .list
        }
    }

    /// Whether nothing stands between a negation and a concept that could be denied in its place.
    private func isTransparent(from negation: FoundCue, to candidate: Candidate) -> Bool {
        let start = negation.tokens.upperBound
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
    private func isRelative(_ boundary: FoundCue, to person: FoundCue) -> Bool {
        person.tokens.upperBound == boundary.tokens.lowerBound
            && lexicon.cueTraits[boundary.phrase].contains(.relative)
    }
}

extension ScopeReader {
    private func markBeforeCues(
        _ candidates: Tape<Candidate>, _ cues: UnsafeBufferPointer<FoundCue>, in sentence: Range<Int>
    ) {
        var firstCandidate = 0
        var floor = sentence.lowerBound
        var attributionEnd = -1
        for cue in cues {
            while firstCandidate < candidates.count, candidates[firstCandidate].tokens.upperBound <= floor {
                firstCandidate += 1
            }
            switch cue.effect {
            case .boundary: floor = cue.tokens.upperBound
            case .attribution: attributionEnd = cue.tokens.upperBound
            case .otherPerson where cue.tokens.lowerBound == attributionEnd || cue.direction != .after:
                reach(back: cue, candidates, from: firstCandidate)
                floor = cue.tokens.upperBound
            default:
                guard cue.direction != .after else { continue }
                reach(back: cue, candidates, from: firstCandidate)
                floor = cue.tokens.upperBound
            }
        }
    }

    /// Marks the candidates before a cue, the nearest first: all of a list, or the nearest with those joined to it by "or".
    private func reach(back cue: FoundCue, _ candidates: Tape<Candidate>, from first: Int) {
        var end = first
        while end < candidates.count, candidates[end].tokens.upperBound <= cue.tokens.lowerBound { end += 1 }
        var index = end
        while index > first {
            index -= 1
            // "fever or mild pain as needed": the distance counts to the nearest.
            if case .within(let limit) = cue.reach, index == end - 1,
                cue.tokens.lowerBound - candidates[index].tokens.upperBound > Int(limit)
            {
                return
            }
            if cue.rule.isAnswer { candidates[index].cues.answer = cue } else { candidates[index].cues.mark(cue) }
            guard cue.reach != .list, index > first else { continue }
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
        guard candidates.count == 1, let past = candidates[0].cues.past, past.direction == .after else { return }
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
