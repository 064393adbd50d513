import CausalEngine

/// Joins the names of continuous variables with their numbers: "MAP 62 mmHg", "a lactate of 3.4 mmol/L", "72 years old".
///
/// A number is a value only where it is the value itself: a range, a comparison, or a unit that the variable is not measured
/// in leaves the name open, and the reason is kept.
struct NumberReader {
    let lexicon: LexiconTables
    let buffer: TokenBuffer
    let findings: Findings
    let sentence: Range<Int>
    /// The end of what the names before have taken.
    private var takenUntil: Int
    private let scratch: Scratch

    /// Storage that one sentence after the other is read with.
    struct Scratch: BitwiseCopyable {
        /// The units that follow the numbers taken.
        fileprivate let units = Tape<Unit>()

        func deallocate() { units.deallocate() }
    }

    /// The tokens of a unit.
    fileprivate struct Unit: BitwiseCopyable {
        var start: Int
        var end: Int
    }

    init(
        lexicon: LexiconTables, buffer: TokenBuffer, findings: Findings, sentence: Range<Int>, scratch: Scratch
    ) {
        self.lexicon = lexicon
        self.buffer = buffer
        self.findings = findings
        self.sentence = sentence
        self.scratch = scratch
        takenUntil = sentence.lowerBound
        scratch.units.removeAll()
    }

    /// A number with its unit.
    private struct Amount {
        var value: Double
        /// The number alone, with its sign.
        var number: Range<Int>
        /// The number and its unit.
        var tokens: Range<Int>
    }

    /// Reads the number that belongs to a name: on its left where the name or the unit shows that it stands there ("72-year-old",
    /// "3.2 L of crystalloids"), else on its right.
    mutating func read(_ candidate: inout Candidate) {
        guard candidate.anchor.lowerBound >= takenUntil else { return }
        let isRightDirect = nextIsNumber(after: candidate)
        if let amount = amountOnTheLeft(of: candidate), beginsWithUnit(candidate) || !isRightDirect {
            take(amount, for: &candidate, because: reasonBefore(amount))
            return
        }
        guard let (amount, reason) = amountOnTheRight(of: candidate) else { return }
        take(amount, for: &candidate, because: reason)
    }

    private mutating func take(_ amount: Amount, for candidate: inout Candidate, because openReason: OpenReason?) {
        candidate.take(openReason == nil ? .number(amount.value) : nil, at: amount.tokens)
        takenUntil = max(takenUntil, candidate.tokens.upperBound)
        candidate.openReason = openReason
        if amount.tokens.upperBound > amount.number.upperBound {
            scratch.units.append(Unit(start: amount.number.upperBound, end: amount.tokens.upperBound))
        }
    }

    /// Whether any number taken has a unit.
    var hasUnits: Bool { !scratch.units.isEmpty }

    /// Whether what looks like a concept is only a part of a unit: the "hr" of "0.5 mL/kg/hr" is no heart rate.
    func isInsideUnit(_ candidate: Candidate) -> Bool {
        let place = candidate.anchor.lowerBound
        return scratch.units.all.contains { $0.start <= place && place < $0.end }
    }

    private func traits(_ position: Int) -> WordTraits { buffer.tokens[position].word }

    private func isNumber(_ position: Int) -> Bool {
        sentence.contains(position) && buffer.tokens[position].traits.contains(.number)
    }
}

// MARK: On the right

extension NumberReader {
    /// Whether nothing but a link stands between the name and a number.
    private func nextIsNumber(after candidate: Candidate) -> Bool {
        let end = candidate.anchor.upperBound
        return isNumber(end) || (isNumber(end + 1) && traits(end).contains(.link))
    }

    private mutating func amountOnTheRight(of candidate: Candidate) -> (amount: Amount, openReason: OpenReason?)? {
        var position = candidate.anchor.upperBound
        let limit = min(sentence.upperBound, position + AttributeReader.window)
        var unknown = 0
        var isComparison = false
        while position < limit, !isNumber(position) {
            if traits(position).contains(.comparison) { isComparison = true }
            if findings[position].concept >= 0 { return nil }
            let isWord = buffer.tokens[position].traits.contains(.word)
            if !isWord, traits(position).isDisjoint(with: [.link, .comparison, .closing]) { return nil }
            if traits(position).isDisjoint(with: [.link, .comparison]) {
                unknown += 1
                guard unknown <= AttributeReader.tolerance else { return nil }
            }
            position += 1
        }
        guard position < limit, let number = number(at: position) else { return nil }
        let after = position + 1
        let unit = lexicon.units.unit(at: after, of: candidate.variable, in: buffer)
        let end = unit.flatMap { $0.isOwn ? $0.end : nil } ?? after
        let amount = Amount(value: number.value, number: number.first..<after, tokens: number.first..<end)
        if isComparison { return (amount, .comparison) }
        if isRange(at: after) || isRange(at: end) { return (amount, .range) }
        return (amount, unit.map(\.isOwn) ?? !isGluedOn(at: after) ? nil : .anotherUnit)
    }

    private func number(at position: Int) -> (value: Double, first: Int)? {
        guard let value = buffer.number(at: position) else { return nil }
        if position > 0, buffer.tokens[position].traits.contains(.glued), traits(position - 1).contains(.hyphen),
            !buffer.tokens[position - 1].traits.contains(.glued)
        {
            return (-value, position - 1)
        }
        return (value, position)
    }

    /// Whether something hangs on a number and makes it another one: "62/40", "5x".
    private func isGluedOn(at position: Int) -> Bool {
        guard position < buffer.count, buffer.tokens[position].traits.contains(.glued) else { return false }
        return buffer.tokens[position].traits.contains(.word) || traits(position).contains(.sign)
    }

    private func isRange(at position: Int) -> Bool { isNumber(position + 1) && traits(position).contains(.range) }
}

// MARK: On the left

extension NumberReader {
    /// Whether a name begins with the unit of its variable, so that its number stands before it: "years old".
    private mutating func beginsWithUnit(_ candidate: Candidate) -> Bool {
        guard let unit = lexicon.units.unit(at: candidate.anchor.lowerBound, of: candidate.variable, in: buffer) else {
            return false
        }
        return unit.isOwn && unit.end <= candidate.anchor.upperBound
    }

    private mutating func amountOnTheLeft(of candidate: Candidate) -> Amount? {
        var end = candidate.anchor.lowerBound
        if beginsWithUnit(candidate) {
            if end > takenUntil, traits(end - 1).contains(.hyphen) { end -= 1 }
            return amount(endingAt: end, unitEnd: end)
        }
        if end > takenUntil, buffer.tokens[end - 1].symbol == lexicon.of { end -= 1 }
        guard let start = lexicon.units.ownUnit(endingAt: end, of: candidate.variable, in: buffer) else { return nil }
        return amount(endingAt: start, unitEnd: end)
    }

    private func amount(endingAt end: Int, unitEnd: Int) -> Amount? {
        guard end - 1 >= takenUntil, isNumber(end - 1), let value = buffer.number(at: end - 1) else { return nil }
        return Amount(value: value, number: end - 1..<end, tokens: end - 1..<unitEnd)
    }

    /// Why the number before a name is not its value: "over 72 years old", "70-72 years old".
    private func reasonBefore(_ amount: Amount) -> OpenReason? {
        let before = amount.number.lowerBound - 1
        guard before >= sentence.lowerBound else { return nil }
        if traits(before).contains(.range), isNumber(before - 1) { return .range }
        let isSign = buffer.tokens[amount.number.lowerBound].traits.contains(.glued) && traits(before).contains(.sign)
        return traits(before).contains(.comparison) || isSign ? .comparison : nil
    }
}
