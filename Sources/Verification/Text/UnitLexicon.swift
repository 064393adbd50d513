import CausalEngine

/// The units that a reader knows, by their spellings, and the unit that each variable is measured in.
struct UnitLexicon: Sendable {
    private var trie = PhraseTrie()
    /// For every spelling its unit.
    private var units: [Int] = []
    /// The symbols with which spellings end.
    private var lastSymbols: Set<Int32> = []
    private var unitCount = UnitSpellings.groups.count
    /// The units of each variable: that of its declared spelling. A number without dimension may be counted in points.
    private var own: [Int: Set<Int>] = [:]

    /// Compiles the spellings that every reader shares.
    init(vocabulary: inout Vocabulary) {
        for (unit, spellings) in UnitSpellings.groups.enumerated() {
            for spelling in spellings { add(Lexicon.pattern(spelling), unit, &vocabulary) }
        }
    }

    private mutating func add(_ spelling: ConceptPattern, _ unit: Int, _ vocabulary: inout Vocabulary) {
        for alternative in PhraseCompiler.alternatives(of: spelling, vocabulary: &vocabulary) {
            let node = trie.node(for: alternative.symbols)
            guard !trie.hasPhrase(at: node, where: { units[$0] == unit }) else { continue }
            units.append(unit)
            if let last = alternative.symbols.last { lastSymbols.insert(last) }
            trie.add(phrase: units.count - 1, at: node)
        }
    }

    /// Declares the unit of a variable; a spelling that no table has is a unit of its own.
    mutating func declare(_ unit: String?, of variable: Int, _ vocabulary: inout Vocabulary) {
        guard let unit else {
            own[variable] = Set(UnitSpellings.groups.indices.filter { UnitSpellings.groups[$0].contains("points?") })
            return
        }
        let spelling = ConceptPattern(verbatim: unit)
        var known: Set<Int> = []
        for alternative in PhraseCompiler.alternatives(of: spelling, vocabulary: &vocabulary) {
            let node = trie.node(for: alternative.symbols)
            trie.forEachPhrase(at: node) { known.insert(units[Int($0)]) }
        }
        if known.isEmpty {
            known = [unitCount]
            unitCount += 1
            add(spelling, unitCount - 1, &vocabulary)
        }
        own[variable] = known
    }

    /// The units laid out for reading; whoever asks for it frees it.
    func table(symbolCount: Int) -> UnitTable {
        let count = (own.keys.max() ?? -1) + 1
        return UnitTable(
            trie: trie.table(symbolCount: symbolCount), units: Row(units),
            isLast: Row((0..<Int32(symbolCount)).map { lastSymbols.contains($0) }),
            own: RowOfRows((0..<count).map { Array(own[$0] ?? []) }))
    }
}

/// The units that a text may write, and those of each variable, for reading.
struct UnitTable: BitwiseCopyable, Sendable {
    let trie: PhraseTable
    /// For every spelling its unit.
    let units: Row<Int>
    /// Whether a spelling ends with each word.
    let isLast: Row<Bool>
    /// The units of each variable.
    let own: RowOfRows<Int>

    /// Frees the storage of this and every copy.
    func deallocate() {
        trie.deallocate()
        units.deallocate()
        isLast.deallocate()
        own.deallocate()
    }

    /// The longest unit that begins at a token.
    ///
    /// - Returns: its end, and whether the variable is measured in it; `nil` where no unit stands.
    func unit(at position: Int, of variable: Int, in buffer: TokenBuffer) -> (end: Int, isOwn: Bool)? {
        guard position < buffer.count else { return nil }
        let matches = buffer.lookups
        matches.removeAll()
        trie.appendMatches(at: position, in: buffer, to: matches)
        var end: Int32 = 0
        for match in matches.all { end = max(end, match.end) }
        guard end > 0 else { return nil }
        let isOwn = matches.all.contains { $0.end == end && isUnit(units[Int($0.phrase)], of: variable) }
        return (Int(end), isOwn)
    }

    private func isUnit(_ unit: Int, of variable: Int) -> Bool {
        variable >= 0 && variable < own.count && own[variable].contains(unit)
    }

    /// Whether a spelling may end with a token, as far as its word tells: most tokens are refused by it.
    private func mayEnd(with token: Token) -> Bool {
        isLast[token.symbol] || token.classCount > 0 || token.traits.contains(.number)
    }

    /// Whether a variable's unit stands right before a token, and where it begins.
    func ownUnit(endingAt end: Int, of variable: Int, in buffer: TokenBuffer) -> Int? {
        guard end > 0, mayEnd(with: buffer.tokens[end - 1]) else { return nil }
        for start in stride(from: end - 1, through: max(0, end - 6), by: -1) {
            if let unit = unit(at: start, of: variable, in: buffer), unit.isOwn, unit.end == end { return start }
        }
        return nil
    }
}
