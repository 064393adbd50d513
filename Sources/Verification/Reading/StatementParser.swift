import CausalEngine

/// Decides which candidates of a sentence a licensed clause states.
///
/// A clause is parsed from its beginning to its end: openers, subject, frame, a list of facts, what closes it, then perhaps
/// another statement of the same subject. Every word has to have its place. Where the rest of a clause has none, the
/// statement before it counts as not made either, since the rest may narrow it ("… when he climbs stairs").
struct StatementParser {
    let lexicon: Lexicon
    private let trie: PhraseTrie
    private let roles: [FrameRole]
    private let roleKinds: [FrameRoles]
    private(set) var candidates: [Candidate] = []
    /// The first token of the sentence.
    private var first = 0
    /// The index of the first candidate that begins at each token of the sentence, or -1.
    private var starts: [Int32] = []
    /// The phrases found so far, and for each token of the sentence where those that begin there stand; -1 until they have
    /// been looked up.
    private var phraseMatches: [PhraseMatch] = []
    private var firstMatch: [Int32] = []
    private var matchEnd: [Int32] = []
    private var kinds: [FrameRoles] = []
    private(set) var buffer: TokenBuffer
    private var end = 0
    private var matches: [PhraseMatch] = []

    /// A candidate that a frame states.
    struct Licence {
        var candidate: Int
        var isNegated: Bool
        var source: LicenceSource
    }

    /// A statement as far as it goes.
    struct Statement {
        var licences: [Licence]
        var end: Int
        var subject: StatementFrame.Subject
    }

    init(lexicon: Lexicon, buffer: TokenBuffer) {
        self.lexicon = lexicon
        trie = lexicon.frames.trie
        roles = lexicon.frames.roles
        roleKinds = lexicon.frames.kinds
        self.buffer = buffer
    }

    /// Takes up a sentence; the arrays of the one before are used again.
    private mutating func begin(_ candidates: [Candidate], _ sentence: Range<Int>) {
        self.candidates = candidates
        first = sentence.lowerBound
        refill(&starts, with: -1, sentence.count)
        refill(&firstMatch, with: -1, sentence.count)
        refill(&matchEnd, with: -1, sentence.count)
        refill(&kinds, with: [], sentence.count)
        phraseMatches.removeAll(keepingCapacity: true)
        for (index, candidate) in candidates.enumerated() {
            let place = candidate.tokens.lowerBound - first
            if starts.indices.contains(place), starts[place] < 0 { starts[place] = Int32(index) }
        }
    }

    private func refill<Element>(_ array: inout [Element], with value: Element, _ count: Int) {
        array.removeAll(keepingCapacity: true)
        array.append(contentsOf: repeatElement(value, count: count))
    }

    /// The first candidate that begins at a position.
    private func candidate(at position: Int) -> Int? {
        let place = position - first
        guard starts.indices.contains(place), starts[place] >= 0 else { return nil }
        return Int(starts[place])
    }

    /// The candidates that the clauses of a sentence state.
    ///
    /// - Complexity: O(tokens of the sentence), for given tables.
    mutating func licences(of candidates: [Candidate], in sentence: Range<Int>) -> [Licence] {
        begin(candidates, sentence)
        var licences: [Licence] = []
        var start = sentence.lowerBound
        for position in sentence where lexicon.traits(of: buffer.tokens[position]).contains(.semicolon) {
            licences += clause(start..<position)
            start = position + 1
        }
        return licences + clause(start..<sentence.upperBound)
    }

    private mutating func clause(_ range: Range<Int>) -> [Licence] {
        end = range.upperBound
        while end > range.lowerBound, isClosing(end - 1) { end -= 1 }
        var position = skipOpening(from: range.lowerBound)
        var subject = StatementFrame.Subject.nobody
        var accepted: [Licence] = []
        var pending: [Licence] = []
        while position < end {
            guard let statement = statement(at: position, inheriting: subject) else { return accepted }
            accepted += pending
            pending = statement.licences
            subject = statement.subject
            position = skip([.tail, .adverb], from: statement.end)
            guard position < end else { break }
            guard let next = connector(at: position) else { return accepted }
            position = skip([.opener, .adverb], from: next)
        }
        return accepted + pending
    }

    private func isClosing(_ position: Int) -> Bool {
        !lexicon.traits(of: buffer.tokens[position]).isDisjoint(with: [.fullStop, .closing, .comma])
    }

    /// Bullets, numbers of items, neutral headings, openers.
    private mutating func skipOpening(from start: Int) -> Int {
        var position = start
        if position < end, buffer.tokens[position].traits.contains(.number), position + 1 < end,
            lexicon.traits(of: buffer.tokens[position + 1]).contains(.enumerator)
        {
            position += 2
        }
        while position < end, lexicon.traits(of: buffer.tokens[position]).contains(.bullet) { position += 1 }
        if let heading = headingEnd(at: position) { position = heading }
        return skip([.opener, .adverb], from: position)
    }

    /// The end of a neutral heading with its colon.
    private mutating func headingEnd(at position: Int) -> Int? {
        guard position < end, candidate(at: position) == nil else { return nil }
        matches.removeAll(keepingCapacity: true)
        lexicon.trie.appendMatches(at: position, in: &buffer, to: &matches)
        for match in matches {
            guard case .heading(let heading) = lexicon.roles[Int(match.phrase)],
                SectionHeading.effects[heading] == .none, Int(match.end) < end,
                lexicon.traits(of: buffer.tokens[Int(match.end)]).contains(.colon)
            else { continue }
            return Int(match.end) + 1
        }
        return nil
    }
}

// MARK: Phrases

extension StatementParser {
    /// The end of the longest phrase of one of the roles at a position.
    mutating func phraseEnd(_ wanted: FrameRoles, at position: Int) -> Int? {
        guard position < end else { return nil }
        let found = phrases(at: position)
        guard !kinds[position - first].isDisjoint(with: wanted) else { return nil }
        var best: Int?
        for match in phraseMatches[found] where Int(match.end) <= end && Int(match.end) > best ?? 0 {
            if wanted.contains(roleKinds[Int(match.phrase)]) { best = Int(match.end) }
        }
        return best
    }

    /// The longest phrase of a kind at a position that ends before a limit.
    mutating func longest(
        _ wanted: FrameRoles, at position: Int, endingBefore limit: Int = .max
    ) -> (role: FrameRole, end: Int)? {
        guard position < end else { return nil }
        let found = phrases(at: position)
        guard !kinds[position - first].isDisjoint(with: wanted) else { return nil }
        var best: PhraseMatch?
        for match in phraseMatches[found] where wanted.contains(roleKinds[Int(match.phrase)]) {
            guard Int(match.end) <= end, Int(match.end) < limit, match.end > best?.end ?? 0 else { continue }
            best = match
        }
        return best.map { (roles[Int($0.phrase)], Int($0.end)) }
    }

    /// The phrases of a kind at a position that end at a given place, in the order of the tables.
    mutating func roles(_ wanted: FrameRoles, at position: Int, endingAt place: Int) -> [FrameRole] {
        phraseMatches[phrases(at: position)].compactMap { match in
            Int(match.end) == place && wanted.contains(roleKinds[Int(match.phrase)]) ? roles[Int(match.phrase)] : nil
        }
    }

    /// The phrases that begin at a position, looked up once.
    private mutating func phrases(at position: Int) -> Range<Int> {
        guard position < end else { return 0..<0 }
        let place = position - first
        if firstMatch[place] >= 0 {
            let known = Int(firstMatch[place])..<Int(matchEnd[place])
            buffer.work += known.count
            return known
        }
        let start = phraseMatches.count
        trie.appendMatches(at: position, in: &buffer, to: &phraseMatches)
        for match in phraseMatches[start...] { kinds[place].formUnion(roleKinds[Int(match.phrase)]) }
        firstMatch[place] = Int32(start)
        matchEnd[place] = Int32(phraseMatches.count)
        return start..<phraseMatches.count
    }

    mutating func skip(_ roles: FrameRoles, from start: Int) -> Int {
        var position = start
        while self.candidate(at: position) == nil, let end = phraseEnd(roles, at: position) { position = end }
        return position
    }

    private mutating func connector(at position: Int) -> Int? {
        phraseEnd([.connector, .contrast], at: position)
    }

    func candidates(at position: Int) -> Range<Int>? {
        guard let first = candidate(at: position) else { return nil }
        var last = first
        while last < candidates.count, candidates[last].tokens.lowerBound == position { last += 1 }
        return first..<last
    }

    var limit: Int { end }
}
