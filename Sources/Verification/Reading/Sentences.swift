/// A stretch of tokens inside which cues reach.
struct Sentence: BitwiseCopyable {
    private var start: Int
    private var end: Int
    /// Whether it is asked, not said.
    var isQuestion = false
    /// The heading of the section that it stands in, by its index in the table.
    var heading: Int?

    init(tokens: Range<Int>) {
        start = tokens.lowerBound
        end = tokens.upperBound
    }

    var tokens: Range<Int> { start..<end }
}

/// Cuts a text into sentences, items of lists and lines of terse notes, and notes the section that each stands in.
struct SentenceSplitter {
    private let lexicon: LexiconTables
    private let tokens: Tape<Token>
    private let findings: Findings

    init(tokens: Tape<Token>, findings: Findings, lexicon: LexiconTables) {
        self.tokens = tokens
        self.findings = findings
        self.lexicon = lexicon
    }

    /// Notes the sentences in order; together they hold every token.
    ///
    /// - Complexity: O(*n*) in the number of tokens.
    func split(into sentences: Tape<Sentence>) {
        sentences.removeAll()
        var start = 0
        var lineStart = 0
        var heading: Int?
        var isHeadingFresh = false
        for index in tokens.indices {
            if tokens[index].traits.contains(.lineStart), index > start, !isBreak(before: index, lineStart: lineStart) {
                lineStart = index
            }
            guard index + 1 == tokens.count || isBreak(before: index + 1, lineStart: lineStart) else { continue }
            var sentence = Sentence(tokens: start..<index + 1)
            if let found = sectionHeading(at: sentence.tokens) {
                heading = found
                isHeadingFresh = isHeadingAlone(sentence.tokens)
            } else if isOtherHeading(at: sentence.tokens) {
                heading = nil
            } else if tokens[start].traits.contains(.paragraphStart), !isHeadingFresh {
                heading = nil
            } else {
                isHeadingFresh = false
            }
            sentence.heading = heading
            sentence.isQuestion = tokens[index].word.contains(.questionMark) && index > start
            sentences.append(sentence)
            start = index + 1
            lineStart = start
        }
    }

    /// Whether nothing but a heading stands in a sentence, so that its section begins after it.
    private func isHeadingAlone(_ range: Range<Int>) -> Bool {
        range.count < 8 && range.allSatisfy { tokens[$0].symbol != Vocabulary.unknown }
            && (tokens[range.upperBound - 1].word.contains(.colon)
                || findings.heading(at: range.lowerBound).map { $0.end == range.upperBound } ?? false)
    }

    /// Whether a sentence begins at a token. Most tokens open no line and follow no sign that could end a sentence.
    @inline(__always) private func isBreak(before index: Int, lineStart: Int) -> Bool {
        guard index > 0 else { return true }
        guard tokens[index].traits.contains(.lineStart) || !tokens[index - 1].word.isDisjoint(with: Self.ends) else {
            return false
        }
        return isBreakAfterEnd(before: index, lineStart: lineStart)
    }

    /// What may end a sentence, or stand behind its end.
    private static let ends: WordTraits = [.fullStop, .questionMark, .closing]

    private func isBreakAfterEnd(before index: Int, lineStart: Int) -> Bool {
        let token = tokens[index]
        if token.traits.contains(.paragraphStart) { return true }
        let previous = tokens[index - 1].word
        if token.traits.contains(.lineStart) { return isBreak(ofLine: index, after: previous, lineStart: lineStart) }
        guard !token.traits.contains(.glued), Int(findings[index - 1].coverEnd) <= index else { return false }
        if previous.contains(.fullStop) { return !isAbbreviation(endingAt: index - 1) }
        if previous.contains(.questionMark) { return tokens[index - 1].traits.contains(.glued) }
        guard previous.contains(.closing), index > 1 else { return false }
        return tokens[index - 2].word.contains(.fullStop) && tokens[index - 1].traits.contains(.glued)
    }

    /// Whether a new line is a new item. A line that ends in the middle of a phrase goes on, and so does a full line of
    /// prose; a short line is an item of a terse note.
    private func isBreak(ofLine index: Int, after previous: WordTraits, lineStart: Int) -> Bool {
        let token = tokens[index]
        if token.word.contains(.bullet) || isEnumerated(at: index) { return true }
        if previous.contains(.fullStop) || previous.contains(.questionMark) || previous.contains(.colon) { return true }
        if previous.contains(.open) { return isAnswer(endingAt: index - 1) && beginsItem(at: index) }
        if findings.heading(at: index) != nil { return true }
        let length = tokens[index - 1].bytes.upperBound - tokens[lineStart].bytes.lowerBound
        return length < 60 && !token.traits.isDisjoint(with: [.capital, .number])
    }

    /// Whether a word stands right behind a colon: the "no" of "Cough: no".
    private func isAnswer(endingAt index: Int) -> Bool { index > 0 && tokens[index - 1].word.contains(.colon) }

    /// Whether a line begins like an item of a list: with a capital letter, or with a concept and a colon.
    private func beginsItem(at index: Int) -> Bool {
        if tokens[index].traits.contains(.capital) { return true }
        guard findings[index].concept >= 0 else { return false }
        let end = Int(findings.concepts[Int(findings[index].concept)].end)
        return end < tokens.count && tokens[end].word.contains(.colon)
    }

    private func isEnumerated(at index: Int) -> Bool {
        guard tokens[index].traits.contains(.number), index + 1 < tokens.count else { return false }
        return tokens[index + 1].word.contains(.enumerator) && tokens[index + 1].traits.contains(.glued)
    }

    /// Whether the point at a token belongs to an abbreviation or an initial.
    private func isAbbreviation(endingAt index: Int) -> Bool {
        guard index > 0, tokens[index].traits.contains(.glued) else { return false }
        let last = tokens[index - 1]
        let goesOnSmall = index + 1 < tokens.count && tokens[index + 1].traits.intersection([.capital, .word]) == .word
        if last.word.contains(.abbreviation) {
            return index + 1 >= tokens.count || !tokens[index + 1].traits.isDisjoint(with: [.capital, .number])
        }
        if goesOnSmall {
            // "p.r.n. pain", "neg. for blood": a small letter follows.
            if last.word.contains(.shortening) { return true }
            if index > 1, last.scalars.count == 1, last.traits.contains(.glued),
                tokens[index - 2].word.contains(.fullStop)
            {
                return true
            }
        }
        guard last.traits.contains(.capital), last.scalars.count == 1, index > 1 else { return false }
        return tokens[index - 2].traits.contains(.capital) || tokens[index - 2].word.contains(.fullStop)
    }

    /// Whether a sentence begins with a heading in capitals that no table holds; it ends the section before it.
    private func isOtherHeading(at range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound, position < range.lowerBound + 7, findings[position].concept < 0,
            tokens[position].traits.contains(.upper)
        { position += 1 }
        return position > range.lowerBound && position < range.upperBound
            && tokens[position].word.contains(.colon)
    }

    /// The heading that a sentence begins with: followed by a colon, or alone on its line.
    private func sectionHeading(at range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while start < range.upperBound, tokens[start].word.contains(.bullet) { start += 1 }
        guard let match = findings.heading(at: start), match.end <= range.upperBound else { return nil }
        if match.end == range.upperBound {
            let endsLine = match.end == tokens.count || tokens[match.end].traits.contains(.lineStart)
            return endsLine && tokens[start].traits.contains(.lineStart) ? match.heading : nil
        }
        return tokens[match.end].word.contains(.colon) ? match.heading : nil
    }
}
