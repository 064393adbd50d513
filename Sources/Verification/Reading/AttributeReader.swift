import CausalEngine

/// Joins names of attributes ("blood pressure") with their values ("low", 62 mmHg) in the same clause.
struct AttributeReader {
    let lexicon: LexiconTables
    let buffer: TokenBuffer
    let findings: Findings
    let scratch: NumberReader.Scratch

    /// The furthest that a value may stand from its name, in tokens; a constant, so that reading stays linear.
    static let window = 20
    /// The number of words that mean nothing to the reader and may stand between a name and its value.
    static let tolerance = 4

    /// Finds the values of the names among a sentence's candidates, left to right: a value that one name has taken from its
    /// right is no longer the left neighbour of the next.
    func resolve(_ candidates: Tape<Candidate>, in sentence: Range<Int>) {
        guard candidates.contains(where: { $0.kind == .name }) else { return }
        var takenUntil = sentence.lowerBound
        var numbers = NumberReader(
            lexicon: lexicon, buffer: buffer, findings: findings, sentence: sentence, scratch: scratch)
        for index in candidates.indices where candidates[index].kind == .name {
            if lexicon.variables[candidates[index].variable].isContinuous {
                numbers.read(&candidates[index])
            } else {
                readState(of: &candidates[index], in: sentence, takenUntil: &takenUntil)
            }
        }
        if numbers.hasUnits { candidates.removeAll { numbers.isInsideUnit($0) } }
    }
}

extension AttributeReader {
    private func readState(of candidate: inout Candidate, in sentence: Range<Int>, takenUntil: inout Int) {
        let right = valueOnTheRight(of: candidate, in: sentence)
        let left = valueOnTheLeft(of: candidate, in: sentence, takenUntil: takenUntil)
        let chosen: (state: Int, tokens: Range<Int>)?
        if let right, right.isLinked || left == nil {
            chosen = (right.state, right.tokens)
            takenUntil = max(takenUntil, right.tokens.upperBound)
        } else {
            chosen = left
        }
        guard let chosen else { return }
        candidate.take(.state(chosen.state), at: chosen.tokens)
    }

    private func valueOnTheLeft(of candidate: Candidate, in sentence: Range<Int>, takenUntil: Int) -> (
        state: Int, tokens: Range<Int>
    )? {
        var end = candidate.anchor.lowerBound
        for _ in 0..<3 {
            let index = findings[end].valueBefore
            if index >= 0 {
                let match = findings.values[Int(index)]
                guard Int(match.start) >= takenUntil, Int(match.start) >= sentence.lowerBound else { return nil }
                return state(of: match, for: candidate.variable).map { ($0, Int(match.start)..<Int(match.end)) }
            }
            end -= 1
            // Adjectives may stand between: "low systolic blood pressure".
            guard end > sentence.lowerBound, buffer.tokens[end].traits.contains(.word),
                buffer.tokens[end].word.isDisjoint(with: [.link, .connector]),
                findings[end].concept < 0
            else { return nil }
        }
        return nil
    }

    private func valueOnTheRight(of candidate: Candidate, in sentence: Range<Int>) -> (
        state: Int, tokens: Range<Int>, isLinked: Bool
    )? {
        var position = candidate.anchor.upperBound
        let limit = min(sentence.upperBound, position + Self.window)
        var unknown = 0
        var isLinked = false
        var isAfterComma = false
        while position < limit {
            if findings[position].value >= 0, !beginsLongerConcept(at: position),
                !isLinkWord(at: position, of: candidate)
            {
                let match = findings.values[Int(findings[position].value)]
                if let state = state(of: match, for: candidate.variable) {
                    if isAfterComma, !isLinked { return nil }
                    return belongsToNextName(match, candidate)
                        ? nil : (state, Int(match.start)..<Int(match.end), isLinked || unknown == 0)
                }
            }
            if findings[position].concept >= 0 {
                let match = findings.concepts[Int(findings[position].concept)]
                guard isName(match) else { return nil }
                position = Int(match.end)
                isAfterComma = false
                continue
            }
            let traits = buffer.tokens[position].word
            if traits.contains(.connector) {
                isAfterComma = true
            } else if traits.contains(.link) {
                isLinked = true
            } else if !buffer.tokens[position].traits.contains(.word) {
                guard traits.contains(.closing) else { return nil }
            } else {
                unknown += 1
                guard unknown <= Self.tolerance, !isAfterComma else { return nil }
            }
            position += 1
        }
        return nil
    }

    /// Whether the value at a position is only the beginning of a concept: the "low" of "low-output artefact".
    private func beginsLongerConcept(at position: Int) -> Bool {
        guard findings[position].concept >= 0 else { return false }
        return findings.concepts[Int(findings[position].concept)].end
            > findings.values[Int(findings[position].value)].end
    }

    /// Words that are both a link and a value ("no", "-") count as a value only where one is expected.
    private func isLinkWord(at position: Int, of candidate: Candidate) -> Bool {
        guard buffer.tokens[position].word.contains(.link) else { return false }
        let match = findings.values[Int(findings[position].value)]
        return Int(match.end) == position + 1 && position + 1 < buffer.count && findings[position + 1].value >= 0
    }

    /// "low blood pressure and high heart rate": the value belongs to the name that follows it.
    private func belongsToNextName(_ match: PhraseMatch, _ candidate: Candidate) -> Bool {
        let end = Int(match.end)
        guard end < buffer.count, findings[end].concept >= 0 else { return false }
        let next = findings.concepts[Int(findings[end].concept)]
        guard isName(next), Int(match.start) > candidate.anchor.upperBound else { return false }
        var before = Int(match.start) - 1
        // "a normal blood pressure and a high heart rate": the article stands between.
        while before > candidate.anchor.upperBound, isArticle(buffer.tokens[before]) { before -= 1 }
        return buffer.tokens[before].word.contains(.connector)
    }

    private func isArticle(_ token: Token) -> Bool { token.word.contains(.article) }

    private func isName(_ match: PhraseMatch) -> Bool {
        guard case .concept(let concept) = lexicon.roles[match.phrase] else { return false }
        return lexicon.concepts[concept].kind == .name
    }

    private func state(of match: PhraseMatch, for variable: Int) -> Int? {
        guard case .values(let group) = lexicon.roles[match.phrase] else { return nil }
        return lexicon.valueOwners[Int(group)].first { $0.variable == variable }?.state
    }
}
