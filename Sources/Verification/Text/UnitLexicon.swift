import CausalEngine

/// The units that a reader knows, by their spellings, and the unit that each variable is measured in.
struct UnitLexicon: Sendable {
    private var trie = PhraseTrie()
    /// For every spelling its unit.
    private var units: [Int] = []
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
            guard !trie.phrases[node].contains(where: { units[Int($0)] == unit }) else { continue }
            units.append(unit)
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
            known.formUnion(trie.phrases[node].map { units[Int($0)] })
        }
        if known.isEmpty {
            known = [unitCount]
            unitCount += 1
            add(spelling, unitCount - 1, &vocabulary)
        }
        own[variable] = known
    }

    mutating func seal(symbolCount: Int) {
        trie.seal(symbolCount: symbolCount)
    }

    /// The longest unit that begins at a token.
    ///
    /// - Returns: its end, and whether the variable is measured in it; `nil` where no unit stands.
    func unit(at position: Int, of variable: Int, in buffer: inout TokenBuffer) -> (end: Int, isOwn: Bool)? {
        guard position < buffer.count else { return nil }
        var matches: [PhraseMatch] = []
        trie.appendMatches(at: position, in: &buffer, to: &matches)
        guard let end = matches.map(\.end).max() else { return nil }
        let longest = matches.filter { $0.end == end }.map { units[Int($0.phrase)] }
        return (Int(end), !(own[variable] ?? []).isDisjoint(with: longest))
    }

    /// Whether a variable's unit stands right before a token, and where it begins.
    func ownUnit(endingAt end: Int, of variable: Int, in buffer: inout TokenBuffer) -> Int? {
        for start in stride(from: end - 1, through: max(0, end - 6), by: -1) {
            if let unit = unit(at: start, of: variable, in: &buffer), unit.isOwn, unit.end == end { return start }
        }
        return nil
    }
}
