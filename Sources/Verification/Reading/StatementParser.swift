import CausalEngine

/// Decides which candidates of a sentence a licensed clause states.
///
/// A clause is parsed from its beginning to its end: openers, subject, frame, a list of facts, what closes it, then perhaps
/// another statement of the same subject. Every word has to have its place. Where the rest of a clause has none, the
/// statement before it counts as not made either, since the rest may narrow it ("… when he climbs stairs").
struct StatementParser {
    let lexicon: LexiconTables
    /// The candidates of the sentence, by their place.
    let candidates: Tape<Candidate>
    private let findings: Findings
    private let scratch: Scratch
    let buffer: TokenBuffer

    /// Where the sentence begins, and where the clause ends that is parsed.
    fileprivate struct Bounds: BitwiseCopyable {
        var first = 0
        var end = 0
    }

    private var first: Int { scratch.bounds.pointee.first }
    private var end: Int { scratch.bounds.pointee.end }

    /// What begins at a token.
    struct Place: BitwiseCopyable {
        /// The index of the first candidate, or -1.
        var candidate: Int32 = -1
        /// Where the phrases stand among those found; -1 until they have been looked up.
        var firstMatch: Int32 = -1
        var matchEnd: Int32 = -1
        /// The kinds of those phrases.
        var kinds: FrameRoles = []
    }

    /// Storage that one sentence after the other is parsed with.
    struct Scratch: BitwiseCopyable {
        /// What is known of each token of the sentence.
        let places = Tape<Place>()
        /// The phrases found so far.
        let phraseMatches = Tape<PhraseMatch>()
        fileprivate let bounds = UnsafeMutablePointer<Bounds>.allocate(capacity: 1)
        let licences = Tape<Licence>()

        init() { bounds.initialize(to: Bounds()) }

        func begin(count: Int) {
            places.refill(with: Place(), count: count)
            phraseMatches.removeAll()
            licences.removeAll()
        }

        func deallocate() {
            places.deallocate()
            phraseMatches.deallocate()
            bounds.deallocate()
            licences.deallocate()
        }
    }

    /// A candidate that a frame states.
    struct Licence: BitwiseCopyable {
        var candidate: Int
        var isNegated: Bool
        var source: LicenceSource
        /// The place of the next of its chain in ``Scratch/licences``, or -1.
        fileprivate var next: Int32 = -1
    }

    /// Licences in order, chained, so that joining two chains takes one step.
    struct Licences: BitwiseCopyable {
        fileprivate var first: Int32 = -1
        fileprivate var last: Int32 = -1

        var isEmpty: Bool { first < 0 }
    }

    /// A statement as far as it goes.
    struct Statement: BitwiseCopyable {
        var licences: Licences
        var end: Int
        var subject: StatementFrame.Subject
    }

    init(lexicon: LexiconTables, buffer: TokenBuffer, findings: Findings, candidates: Tape<Candidate>, scratch: Scratch)
    {
        self.lexicon = lexicon
        self.buffer = buffer
        self.findings = findings
        self.candidates = candidates
        self.scratch = scratch
    }

    /// Takes up a sentence.
    private func begin(_ sentence: Range<Int>) {
        scratch.bounds.pointee.first = sentence.lowerBound
        scratch.begin(count: sentence.count)
        for index in candidates.indices {
            let place = candidates[index].tokens.lowerBound - first
            if scratch.places.indices.contains(place), scratch.places[place].candidate < 0 {
                scratch.places[place].candidate = Int32(index)
            }
        }
    }

    /// The first candidate that begins at a position.
    private func candidate(at position: Int) -> Int? {
        let place = position - first
        guard scratch.places.indices.contains(place) else { return nil }
        let index = scratch.places[place].candidate
        return index >= 0 ? Int(index) : nil
    }

    /// Visits the candidates that the clauses of a sentence state.
    ///
    /// - Complexity: O(tokens of the sentence), for given tables.
    func licences(in sentence: Range<Int>, _ visit: (Licence) -> Void) {
        begin(sentence)
        var start = sentence.lowerBound
        for position in sentence where buffer.tokens[position].word.contains(.semicolon) {
            forEach(clause(start..<position), visit)
            start = position + 1
        }
        forEach(clause(start..<sentence.upperBound), visit)
    }

    private func clause(_ range: Range<Int>) -> Licences {
        var end = range.upperBound
        while end > range.lowerBound, isClosing(end - 1) { end -= 1 }
        scratch.bounds.pointee.end = end
        var position = skipOpening(from: range.lowerBound)
        var subject = StatementFrame.Subject.nobody
        var accepted = Licences()
        var pending = Licences()
        while position < end {
            guard let statement = statement(at: position, inheriting: subject) else { return accepted }
            append(pending, to: &accepted)
            pending = statement.licences
            subject = statement.subject
            position = skip([.tail, .adverb], from: statement.end)
            guard position < end else { break }
            guard let next = connector(at: position) else { return accepted }
            position = skip([.opener, .adverb], from: next)
        }
        append(pending, to: &accepted)
        return accepted
    }

    private func isClosing(_ position: Int) -> Bool {
        !buffer.tokens[position].word.isDisjoint(with: [.fullStop, .closing, .comma])
    }

    /// Bullets, numbers of items, neutral headings, openers.
    private func skipOpening(from start: Int) -> Int {
        var position = start
        if position < end, buffer.tokens[position].traits.contains(.number), position + 1 < end,
            buffer.tokens[position + 1].word.contains(.enumerator)
        {
            position += 2
        }
        while position < end, buffer.tokens[position].word.contains(.bullet) { position += 1 }
        if let heading = headingEnd(at: position) { position = heading }
        return skip([.opener, .adverb], from: position)
    }

    /// The end of a neutral heading with its colon.
    private func headingEnd(at position: Int) -> Int? {
        guard position < end, candidate(at: position) == nil, findings.heading(at: position) != nil else { return nil }
        let matches = buffer.lookups
        matches.removeAll()
        lexicon.trie.appendMatches(at: position, in: buffer, to: matches)
        for match in matches.all {
            guard case .heading(let heading) = lexicon.roles[match.phrase],
                SectionHeading.effects[Int(heading)] == .none, Int(match.end) < end,
                buffer.tokens[Int(match.end)].word.contains(.colon)
            else { continue }
            return Int(match.end) + 1
        }
        return nil
    }
}

// MARK: Licences

extension StatementParser {
    /// Appends a licence to a chain.
    func append(_ candidate: Int, isNegated: Bool, _ source: LicenceSource, to chain: inout Licences) {
        let place = Int32(scratch.licences.count)
        scratch.licences.append(Licence(candidate: candidate, isNegated: isNegated, source: source))
        append(Licences(first: place, last: place), to: &chain)
    }

    /// Appends a chain, which is used up by that, to another.
    func append(_ other: Licences, to chain: inout Licences) {
        guard !other.isEmpty else { return }
        if chain.isEmpty {
            chain = other
        } else {
            scratch.licences[Int(chain.last)].next = other.first
            chain.last = other.last
        }
    }

    /// The licences of candidates, all alike.
    func licences(of candidates: Range<Int>, isNegated: Bool, _ source: LicenceSource) -> Licences {
        var chain = Licences()
        for candidate in candidates { append(candidate, isNegated: isNegated, source, to: &chain) }
        return chain
    }

    /// Visits the licences of a chain in order.
    @inline(__always) func forEach(_ chain: Licences, _ visit: (Licence) -> Void) {
        var place = chain.first
        while place >= 0 {
            let licence = scratch.licences[Int(place)]
            visit(licence)
            place = licence.next
        }
    }

    /// Whether a licence of a chain fits.
    @inline(__always) func contains(_ chain: Licences, where fits: (Licence) -> Bool) -> Bool {
        var found = false
        forEach(chain) { found = found || fits($0) }
        return found
    }
}

// MARK: Phrases

extension StatementParser {
    /// The end of the longest phrase of one of the roles at a position.
    func phraseEnd(_ wanted: FrameRoles, at position: Int) -> Int? {
        longestMatch(wanted, at: position, endingBefore: .max).map { Int($0.end) }
    }

    /// The longest phrase of a kind at a position that ends before a limit.
    func longest(_ wanted: FrameRoles, at position: Int, endingBefore limit: Int = .max) -> (role: FrameRole, end: Int)?
    { longestMatch(wanted, at: position, endingBefore: limit).map { (lexicon.frameRoles[$0.phrase], Int($0.end)) } }

    /// Whether a phrase of a kind may begin at a position; most positions are refused without looking any phrase up.
    @inline(__always) func mayBegin(_ wanted: FrameRoles, at position: Int) -> Bool {
        position < end && lexicon.mayBegin(wanted, with: buffer.tokens[position])
    }

    @inline(__always) private func longestMatch(_ wanted: FrameRoles, at position: Int, endingBefore limit: Int)
        -> PhraseMatch?
    {
        guard mayBegin(wanted, at: position) else { return nil }
        let found = phrases(at: position)
        guard !scratch.places[position - first].kinds.isDisjoint(with: wanted) else { return nil }
        var best: PhraseMatch?
        for index in found {
            let match = scratch.phraseMatches[index]
            guard Int(match.end) <= end, Int(match.end) < limit, match.end > best?.end ?? 0 else { continue }
            if wanted.contains(lexicon.frameKinds[match.phrase]) { best = match }
        }
        return best
    }

    /// The places of the phrases that begin at a position, of any kind; see ``role(_:at:endingAt:)``.
    func phrasePlaces(at position: Int) -> Range<Int> { phrases(at: position) }

    /// What the phrase at a place is, where it is of a kind and ends as is asked.
    func role(_ wanted: FrameRoles, at place: Int, endingAt end: Int) -> FrameRole? {
        let match = scratch.phraseMatches[place]
        guard Int(match.end) == end, wanted.contains(lexicon.frameKinds[match.phrase]) else { return nil }
        return lexicon.frameRoles[match.phrase]
    }

    /// The phrases that begin at a position, looked up once.
    private func phrases(at position: Int) -> Range<Int> {
        guard position < end else { return 0..<0 }
        var place = scratch.places[position - first]
        if place.firstMatch >= 0 {
            let range = Int(place.firstMatch)..<Int(place.matchEnd)
            buffer.note(work: range.count)
            return range
        }
        let start = scratch.phraseMatches.count
        lexicon.frameTrie.appendMatches(at: position, in: buffer, to: scratch.phraseMatches)
        let range = start..<scratch.phraseMatches.count
        for index in range { place.kinds.formUnion(lexicon.frameKinds[scratch.phraseMatches[index].phrase]) }
        place.firstMatch = Int32(start)
        place.matchEnd = Int32(range.upperBound)
        scratch.places[position - first] = place
        return range
    }

    func skip(_ roles: FrameRoles, from start: Int) -> Int {
        var position = start
        while self.candidate(at: position) == nil, let end = phraseEnd(roles, at: position) { position = end }
        return position
    }

    private func connector(at position: Int) -> Int? { phraseEnd([.connector, .contrast], at: position) }

    func candidates(at position: Int) -> Range<Int>? {
        guard let first = candidate(at: position) else { return nil }
        var last = first
        while last < candidates.count, candidates[last].tokens.lowerBound == position { last += 1 }
        return first..<last
    }

    var limit: Int { end }
}
