import CausalEngine

extension StatementParser {
    /// A list of facts inside a frame: "lung cancer, a cough and no fever".
    func list(at start: Int, in frame: FrameRule, _ subject: StatementFrame.Subject) -> Statement? {
        var licences = Licences()
        var position = start
        var previous = ItemState(isDenied: frame.isNegative, hasOwnNo: false)
        var joint = Joint.none
        var end = start
        while let item = item(at: position, in: frame, previous, joint) {
            // "tuberculosis or lung cancer" says neither of them.
            if joint == .or, !item.state.isDenied {
                licences = Licences()
            } else {
                append(item.licences, to: &licences)
            }
            previous = item.state
            end = item.end
            guard let next = nextItem(after: item.end) else { break }
            position = next.position
            joint = next.joint
        }
        guard end > start, !licences.isEmpty else { return nil }
        // "No tuberculosis was found."
        if frame.isNegative, frame.subjects == [.nobody], let trail = trail(at: end), !trail.isNegative {
            end = trail.end
        }
        return Statement(licences: licences, end: end, subject: subject)
    }

    /// How an item is joined to the one before it.
    private enum Joint {
        case none
        case and
        case or
    }

    private struct ItemState {
        var isDenied: Bool
        /// Whether the denial is the item's own "no".
        var hasOwnNo: Bool
    }

    private func item(at start: Int, in frame: FrameRule, _ previous: ItemState, _ joint: Joint) -> (
        licences: Licences, end: Int, state: ItemState
    )? {
        if !frame.isNegative, let said = owned(at: start),
            !frame.hasLeads || !isVerbal(said.licences)
        {
            let isDenied = contains(said.licences) { $0.isNegated }
            return (said.licences, said.end, ItemState(isDenied: isDenied, hasOwnNo: isDenied))
        }
        var position = skip([.possessive], from: start)
        var state = previous
        var isClear = true
        if !frame.isNegative {
            if let negator = phraseEnd([.negator], at: position), candidates(at: position) == nil {
                position = negator
                state = ItemState(isDenied: true, hasOwnNo: true)
            } else if previous.hasOwnNo, joint == .or {
                state.isDenied = true
            } else {
                // After "no fever," a bare "cough" may be meant either way.
                isClear = !previous.hasOwnNo
                state = ItemState(isDenied: false, hasOwnNo: previous.hasOwnNo)
            }
        } else if joint == .and, !frame.distributes {
            isClear = false
        }
        position = skip(state.isDenied ? [.possessive, .bareModifier] : [.possessive, .modifier], from: position)
        guard let range = candidates(at: position), let first = range.first, isItem(candidates[first]) else {
            return nil
        }
        // "no abnormal chest X-ray" may mean that none was taken.
        guard !state.isDenied || candidates[first].kind != .name else { return nil }
        let licences = isClear ? licences(of: range, isNegated: state.isDenied, frame.source) : Licences()
        return (licences, candidates[first].tokens.upperBound, state)
    }

    /// Whether a candidate can stand in a list: not a bare name, and not a single past form ("smoked").
    private func isItem(_ candidate: Candidate) -> Bool {
        if candidate.kind == .name {
            guard let value = candidate.valueTokens else { return false }
            return isAdjacent(candidate, value)
        }
        guard candidate.tokens.count == 1 else { return !isVerbal(candidate) }
        return !isVerbal(candidate) && !forms(candidate.tokens.lowerBound).contains(.endsInED)
    }

    /// Whether a candidate is a form of a verb that nobody "has": the "visited" of a variable that words "visiting" too.
    /// After an article it is an adjective: "a kinked tube".
    private func isVerbal(_ candidate: Candidate) -> Bool {
        let start = candidate.tokens.lowerBound
        guard candidate.kind != .name, lexicon.isVerbForm(buffer.tokens[start].symbol, of: candidate.variable) else {
            return false
        }
        return start == 0 || !buffer.tokens[start - 1].word.contains(.nounOpener)
    }

    private func isVerbal(_ licences: Licences) -> Bool { contains(licences) { isVerbal(candidates[$0.candidate]) } }

    /// "low blood pressure", "a mean arterial pressure of 62 mmHg", "3.2 L of crystalloids".
    private func isAdjacent(_ candidate: Candidate, _ value: Range<Int>) -> Bool {
        let isBefore = value.upperBound <= candidate.anchor.lowerBound
        let between =
            isBefore
            ? value.upperBound..<candidate.anchor.lowerBound
            : candidate.anchor.upperBound..<max(candidate.anchor.upperBound, value.lowerBound)
        return between.allSatisfy { buffer.tokens[$0].word.contains(.nounLink) }
    }

    private func nextItem(after end: Int) -> (position: Int, joint: Joint)? {
        if let or = phraseEnd([.alternative], at: end) { return isItemStart(or) ? (or, .or) : nil }
        guard let and = phraseEnd([.connector], at: end) else { return nil }
        guard isItemStart(and) else { return nil }
        // The joint of "A, B or C" is the last one.
        return (and, isClosedByOr(from: and) ? .or : .and)
    }

    /// Whether the list that goes on at a position has "or" before its last item.
    private func isClosedByOr(from start: Int) -> Bool {
        var position = start
        for _ in 0..<12 {
            position = skip([.possessive, .modifier, .bareModifier], from: position)
            guard let range = candidates(at: position), let first = range.first else { return false }
            position = candidates[first].tokens.upperBound
            if phraseEnd([.alternative], at: position) != nil { return true }
            guard let next = phraseEnd([.connector], at: position) else { return false }
            position = next
        }
        return false
    }

    /// Whether an item, and not a new statement, begins.
    private func isItemStart(_ position: Int) -> Bool {
        let negated = phraseEnd([.negator], at: position) ?? position
        let start = skip([.possessive, .modifier, .bareModifier, .negator], from: negated)
        guard let range = candidates(at: start), let first = range.first else {
            return owned(at: position) != nil
        }
        return isItem(candidates[first])
    }

    /// A list without any denial of its own, before a trail.
    func bareList(at start: Int) -> (candidates: Licences, end: Int)? {
        var found = Licences()
        var count = 0
        var position = start
        var end = start
        // A bound, since the list is read again when no trail follows: reading stays linear.
        while count < 48, let range = candidates(at: position), let first = range.first, isItem(candidates[first]) {
            append(licences(of: range, isNegated: false, .fragment), to: &found)
            count += range.count
            end = candidates[first].tokens.upperBound
            guard let next = phraseEnd([.connector, .alternative], at: end) else { break }
            position = skip([.possessive], from: next)
        }
        return found.isEmpty ? nil : (found, end)
    }
}

extension CueMarks {
    /// Whether the cues deny the candidate.
    var isDenied: Bool { answer.map { $0.effect == .negation } ?? (negation != nil && !isDoubleNegation) }
}
