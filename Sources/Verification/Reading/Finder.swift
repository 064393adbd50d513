import CausalEngine

/// Finds concepts, values and cues: one walk of the phrase trie from every token.
struct Finder {
    private let lexicon: LexiconTables
    /// Whether of overlapping concepts only the longest counts.
    private let suppressesOverlaps: Bool
    private let buffer: TokenBuffer
    private let findings: Findings
    private let scratch: Scratch

    /// Storage that one text after the other is found with.
    struct Scratch: BitwiseCopyable {
        let matches = Tape<PhraseMatch>()
        let cueMatches = Tape<PhraseMatch>()
        let answerMatches = Tape<PhraseMatch>()

        func begin() {
            cueMatches.removeAll()
            answerMatches.removeAll()
        }

        func deallocate() {
            matches.deallocate()
            cueMatches.deallocate()
            answerMatches.deallocate()
        }
    }

    /// Finds everything that the rules look for in a scanned text.
    ///
    /// - Complexity: O(*n*) in the number of tokens, for a given lexicon.
    static func find(in space: ReadingSpace, lexicon: LexiconTables, suppressesOverlaps: Bool) {
        let finder = Finder(
            lexicon: lexicon, suppressesOverlaps: suppressesOverlaps, buffer: space.buffer, findings: space.findings,
            scratch: space.finding)
        finder.walk()
        finder.selectCues()
    }

    private func walk() {
        let count = buffer.count
        let trie = lexicon.trie
        let roles = lexicon.roles
        findings.begin(count: count)
        scratch.begin()
        let matches = scratch.matches
        var conceptEnd: Int32 = 0
        var valueEnd: Int32 = 0
        for index in 0..<count {
            matches.removeAll()
            trie.appendMatches(at: index, in: buffer, to: matches)
            guard !matches.isEmpty else { continue }
            buffer.note(work: matches.count)
            var longestConcept: Int32 = 0
            var longestValue: PhraseMatch?
            var longestHeading: Findings.HeadingMatch?
            for match in matches.all {
                switch roles[match.phrase] {
                case .concept: longestConcept = max(longestConcept, match.end)
                case .values: if match.end > longestValue?.end ?? 0, isWhole(match) { longestValue = match }
                case .cue: scratch.cueMatches.append(match)
                case .answer: scratch.answerMatches.append(match)
                case .heading(let heading):
                    if Int(match.end) > longestHeading?.end ?? 0 {
                        longestHeading = .init(heading: Int(heading), start: index, end: Int(match.end))
                    }
                }
            }
            if let longestHeading {
                findings[index].heading = Int32(findings.headings.count)
                findings.headings.append(longestHeading)
            }
            addConcepts(at: index, longest: longestConcept, end: &conceptEnd)
            if let value = longestValue, Int(value.start) >= valueEnd {
                valueEnd = value.end
                findings[index].value = Int32(findings.values.count)
                findings[Int(value.end)].valueBefore = Int32(findings.values.count)
                findings.values.append(value)
            }
        }
    }

    private func addConcepts(at index: Int, longest: Int32, end: inout Int32) {
        guard longest > 0, !suppressesOverlaps || Int32(index) >= end else { return }
        let first = findings.concepts.count
        for match in scratch.matches.all {
            guard case .concept(let concept) = lexicon.roles[match.phrase] else { continue }
            guard !suppressesOverlaps || match.end == longest, isWhole(match) else { continue }
            guard !isKnown(concept, since: first) else { continue }
            if findings[index].concept < 0 { findings[index].concept = Int32(findings.concepts.count) }
            findings.concepts.append(match)
        }
        guard findings.concepts.count > first else { return }
        for token in index..<Int(longest) { findings[token].coverEnd = max(findings[token].coverEnd, longest) }
        end = max(end, longest)
    }

    /// Whether a concept is among those found last, which begin at the same token.
    private func isKnown(_ concept: Int32, since first: Int) -> Bool {
        findings.concepts[first..<findings.concepts.count].contains {
            if case .concept(concept) = lexicon.roles[$0.phrase] { true } else { false }
        }
    }

    /// Whether a match is not a part of a longer number: the 5 of "<5", "5-12" or "5+".
    private func isWhole(_ match: PhraseMatch) -> Bool {
        let tokens = buffer.tokens
        let start = Int(match.start)
        let end = Int(match.end)
        if tokens[start].traits.contains(.number), start > 0, tokens[start].traits.contains(.glued) {
            let before = tokens[start - 1]
            if before.traits.contains(.word) { return false }
            if isNumberSign(before),
                start < 2 || !tokens[start - 1].traits.contains(.glued) || isNumberLike(tokens[start - 2])
            {
                return false
            }
        }
        guard end < tokens.count, tokens[end].traits.contains(.glued) else { return true }
        let after = tokens[end]
        if tokens[end - 1].traits.contains(.number) {
            if after.traits.contains(.word) { return false }
            if after.word.contains(.sign) { return false }
            if after.word.contains(.hyphen) {
                return !(end + 1 < tokens.count && tokens[end + 1].traits.contains(.number))
            }
        }
        return true
    }

    private func isNumberSign(_ token: Token) -> Bool { !token.word.isDisjoint(with: [.sign, .hyphen]) }

    private func isNumberLike(_ token: Token) -> Bool {
        token.traits.contains(.number) || !token.word.isDisjoint(with: [.sign])
    }
}

extension Finder {
    /// Of overlapping cues the longest counts; one that is part of a concept ("never smoked") is none.
    private func selectCues() {
        let answers = selectAnswers()
        let cueMatches = scratch.cueMatches
        var nextAnswer = 0
        var end = 0
        var hasRetractions = false
        var index = 0
        while index < cueMatches.count {
            let start = Int(cueMatches[index].start)
            var last = index
            while last < cueMatches.count, cueMatches[last].start == cueMatches[index].start { last += 1 }
            while nextAnswer < answers.count, answers[nextAnswer].tokens.lowerBound <= start {
                findings.cues.append(answers[nextAnswer])
                end = max(end, answers[nextAnswer].tokens.upperBound)
                nextAnswer += 1
            }
            if let match = longestCue(in: index..<last) {
                let cue = foundCue(match)
                hasRetractions = hasRetractions || cue.effect == .retraction
                if start >= end {
                    end = Int(match.end)
                    findings.cues.append(cue)
                } else if let previous = findings.cues.last, isBetter(cue, than: previous) {
                    end = Int(match.end)
                    findings.cues[findings.cues.count - 1] = cue
                }
            }
            index = last
        }
        for answer in answers[nextAnswer...] { findings.cues.append(answer) }
        if hasRetractions {
            for cue in findings.cues.all where cue.effect == .retraction { findings.retractions.append(cue) }
        }
    }

    /// "is not" gives way to the "not only" that begins inside it.
    private func isBetter(_ cue: FoundCue, than previous: FoundCue) -> Bool {
        guard cue.tokens.upperBound > previous.tokens.upperBound, cue.tokens.count >= previous.tokens.count else {
            return false
        }
        // "That is not true": the words that open a clause give way to what is said of the text.
        if cue.effect == .retraction { return true }
        guard Self.givesWay(previous.effect), !previous.rule.isAnswer else { return false }
        return switch cue.effect {
        case .none, .possibility, .negation, .ending, .hypothesis: true
        default: false
        }
    }

    private static func givesWay(_ effect: CueGroup.Effect) -> Bool {
        switch effect {
        case .negation, .affirmation, .possibility, .hypothesis: true
        default: false
        }
    }

    private func longestCue(in range: Range<Int>) -> PhraseMatch? {
        var best: PhraseMatch?
        var isBestConditional = false
        for match in scratch.cueMatches[range] {
            let start = Int(match.start)
            let isInside = findings[start].coverEnd >= match.end
            let coverOfLast = findings[Int(match.end) - 1].coverEnd
            // A boundary stands before the finding that it opens: ", mild cough" where "mild cough" is looked for.
            let isCut = coverOfLast > match.end && !(isBoundary(match) && findings[start].coverEnd == 0)
            guard !isInside, !isCut, match.end >= best?.end ?? 0 else { continue }
            guard !isLookalike(match) || !holdsConcept(match) else { continue }
            // Of two cues in the same words the one whose condition is met counts.
            let condition = condition(of: match)
            guard match.end > best?.end ?? 0 || (condition != .none && !isBestConditional) else { continue }
            guard isMet(condition, by: match) else { continue }
            best = match
            isBestConditional = condition != .none
        }
        return best
    }

    private func isLookalike(_ match: PhraseMatch) -> Bool { lexicon.cueRules[match.phrase].effect == .none }

    private func isBoundary(_ match: PhraseMatch) -> Bool { lexicon.cueRules[match.phrase].effect == .boundary }

    /// Whether a concept stands inside a cue: "no relief" is no lookalike where relief is what is looked for.
    private func holdsConcept(_ match: PhraseMatch) -> Bool {
        (match.start..<match.end).contains { findings[Int($0)].coverEnd > 0 }
    }

    private func condition(of match: PhraseMatch) -> CueGroup.Condition {
        lexicon.cueRules[match.phrase].condition
    }

    private func isMet(_ condition: CueGroup.Condition, by match: PhraseMatch) -> Bool {
        let start = Int(match.start)
        let end = Int(match.end)
        switch condition {
        case .none: return true
        case .clauseEnd:
            guard end < buffer.count else { return true }
            let token = buffer.tokens[end]
            return token.traits.contains(.lineStart)
                || !token.word.isDisjoint(with: [.fullStop, .comma, .semicolon, .closing, .questionMark])
        case .clauseStart:
            guard start > 0, !buffer.tokens[start].traits.contains(.lineStart) else { return true }
            return !buffer.tokens[start - 1].word.isDisjoint(with: [
                .fullStop, .connector, .semicolon, .colon,
            ])
        case .openList: return !isAlternativeAhead(from: end)
        case .attached:
            guard end < buffer.count else { return false }
            return !buffer.tokens[start].traits.contains(.glued) && !buffer.tokens[start].traits.contains(.lineStart)
                && buffer.tokens[end].traits.contains(.glued)
        case .ofText(let side): return isOfText(start..<end, side)
        case .ofNothing: return stands(.reversing, in: sentenceHalves(around: start..<end).before)
        }
    }

    /// Whether a sentence that speaks of no concept speaks of the text, on a side of some words of it.
    private func isOfText(_ words: Range<Int>, _ side: CueGroup.Direction) -> Bool {
        let (before, after) = sentenceHalves(around: words)
        return switch side {
        case .before: stands(.textual, in: before)
        case .after: before?.isEmpty ?? false && stands(.textual, in: after)
        case .both: before != nil && (stands(.textual, in: before) || stands(.textual, in: after))
        }
    }

    private func stands(_ trait: WordTraits, in words: Range<Int>?) -> Bool {
        words?.contains { buffer.tokens[$0].word.contains(trait) } ?? false
    }

    /// What stands before and after some words in their sentence; nothing where that holds a concept, or is long. A bounded
    /// look, so that reading stays linear.
    private func sentenceHalves(around words: Range<Int>) -> (before: Range<Int>?, after: Range<Int>?) {
        var start = words.lowerBound
        while start > 0, !buffer.tokens[start].traits.contains(.paragraphStart), !isEnd(start - 1) {
            start -= 1
            guard words.lowerBound - start <= 24, findings[start].coverEnd == 0 else { return (nil, nil) }
        }
        var end = words.upperBound
        while end < buffer.count, !buffer.tokens[end].traits.contains(.paragraphStart), !isEnd(end) {
            guard end - words.upperBound <= 24, findings[end].coverEnd == 0 else { return (nil, nil) }
            end += 1
        }
        return (start..<words.lowerBound, words.upperBound..<end)
    }

    private func isEnd(_ token: Int) -> Bool {
        !buffer.tokens[token].word.isDisjoint(with: [.fullStop, .semicolon, .questionMark])
    }

    /// Whether "or" follows before the sentence ends; a bounded look, so that reading stays linear.
    private func isAlternativeAhead(from start: Int) -> Bool {
        for token in buffer.tokens[start..<min(buffer.count, start + 24)] {
            let traits = token.word
            if traits.contains(.alternative) { return true }
            if !traits.isDisjoint(with: [.fullStop, .semicolon, .questionMark])
                || token.traits.contains(.paragraphStart)
            {
                return false
            }
        }
        return false
    }

    private func foundCue(_ match: PhraseMatch) -> FoundCue { FoundCue(match, lexicon.cueRules[match.phrase]) }

    /// Answers: "Transfusion: no". The concept stands right before a colon and nothing but an end follows the answer.
    private func selectAnswers() -> [FoundCue] {
        var answers: [FoundCue] = []
        for match in scratch.answerMatches.all {
            let start = Int(match.start)
            guard start >= 2 else { continue }
            let mark = buffer.tokens[start - 1].word
            let isDash = mark.contains(.hyphen) && !buffer.tokens[start - 1].traits.contains(.glued)
            guard mark.contains(.colon) || isDash, findings[start - 2].coverEnd == start - 1 else { continue }
            guard isAnswerOver(at: Int(match.end)) else { continue }
            let cue = foundCue(match)
            if let last = answers.last, last.tokens.lowerBound == start {
                if cue.tokens.upperBound > last.tokens.upperBound { answers[answers.count - 1] = cue }
            } else {
                answers.append(cue)
            }
        }
        return answers
    }

    private func isAnswerOver(at end: Int) -> Bool {
        guard end < buffer.count else { return true }
        let token = buffer.tokens[end]
        if token.traits.contains(.lineStart) { return true }
        let traits = token.word
        if !traits.isDisjoint(with: [.fullStop, .comma, .closing, .questionMark, .semicolon, .bar]) { return true }
        // "Cough: no Fever: yes" on one line.
        let concept = findings[end].concept
        guard concept >= 0 else { return false }
        let next = Int(findings.concepts[Int(concept)].end)
        return next < buffer.count && buffer.tokens[next].word.contains(.colon)
    }
}
