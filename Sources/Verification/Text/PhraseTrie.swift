/// All phrases of a reader in one tree over vocabulary numbers.
///
/// A walk from one token ends after as many steps as the longest phrase has tokens, so that finding every phrase of a text
/// takes time linear in the text, whatever the number of phrases.
struct PhraseTrie: Sendable {
    /// Filled while the tree grows; emptied when it is sealed.
    private var edges: [UInt64: Int32] = [:]
    private var keys: [UInt64] = []
    private var targets: [Int32] = []
    private var mask = 0
    /// The symbol that any number matches, where phrases have a place for one.
    var numberSymbol: Int32?
    /// Whether any word at all may follow at a node.
    private var takesAnyWord: [Bool] = []
    /// Whether a phrase begins with the symbol.
    private var begins: [Bool] = []
    /// For every node the phrases that end there; emptied when the tree is sealed.
    private(set) var phrases: [[Int32]] = [[]]
    /// The phrases of all nodes, one node after the other, and where those of each node begin.
    private var ended: [Int32] = []
    private var firstEnded: [Int32] = []

    /// The node at the end of a sequence of symbols, which is added when it is new.
    mutating func node(for symbols: [Int32]) -> Int {
        var node: Int32 = 0
        for symbol in symbols {
            let key = Self.key(node, symbol)
            if let next = edges[key] {
                node = next
            } else {
                let next = Int32(phrases.count)
                phrases.append([])
                edges[key] = next
                node = next
            }
        }
        return Int(node)
    }

    /// Lets a phrase end at a node.
    mutating func add(phrase: Int, at node: Int) {
        phrases[node].append(Int32(phrase))
    }

    /// Lays the edges out in an open-addressed table.
    mutating func seal(symbolCount: Int) {
        var capacity = 64
        while capacity < edges.count * 3 { capacity *= 2 }
        mask = capacity - 1
        keys = Array(repeating: .max, count: capacity)
        targets = Array(repeating: 0, count: capacity)
        begins = Array(repeating: false, count: symbolCount)
        takesAnyWord = Array(repeating: false, count: phrases.count)
        for (key, target) in edges {
            var slot = Self.slot(key) & mask
            while keys[slot] != .max { slot = (slot + 1) & mask }
            keys[slot] = key
            targets[slot] = target
            if key >> 32 == 0 { begins[Int(key & 0xFFFF_FFFF)] = true }
            if Int32(truncatingIfNeeded: key) == Vocabulary.anyWord { takesAnyWord[Int(key >> 32)] = true }
        }
        edges = [:]
        ended = phrases.flatMap { $0 }
        firstEnded = [0]
        firstEnded.reserveCapacity(phrases.count + 1)
        for list in phrases { firstEnded.append(firstEnded[firstEnded.count - 1] + Int32(list.count)) }
        phrases = []
    }

    /// Appends every phrase that begins at a token.
    func appendMatches(at start: Int, in buffer: inout TokenBuffer, to matches: inout [PhraseMatch]) {
        let token = buffer.tokens[start]
        buffer.work += 1
        if token.symbol != 0, begins[Int(token.symbol)] {
            step(from: 0, over: token.symbol, at: start, start: start, in: &buffer, to: &matches)
        }
        if let numberSymbol, token.traits.contains(.number) {
            step(from: 0, over: numberSymbol, at: start, start: start, in: &buffer, to: &matches)
        }
        for index in 0..<Int(token.classCount) {
            let symbol = buffer.classes[Int(token.firstClass) + index]
            guard begins[Int(symbol)] else { continue }
            step(from: 0, over: symbol, at: start, start: start, in: &buffer, to: &matches)
        }
        if takesAnyWord[0], !token.traits.isDisjoint(with: [.word, .number]) {
            step(from: 0, over: Vocabulary.anyWord, at: start, start: start, in: &buffer, to: &matches)
        }
    }

    private func step(
        from node: Int32, over symbol: Int32, at index: Int, start: Int, in buffer: inout TokenBuffer,
        to matches: inout [PhraseMatch]
    ) {
        buffer.work += 1
        guard let next = target(Self.key(node, symbol)) else { return }
        for place in Int(firstEnded[Int(next)])..<Int(firstEnded[Int(next) + 1]) {
            matches.append(PhraseMatch(phrase: ended[place], start: Int32(start), end: Int32(index + 1)))
        }
        let following = index + 1
        guard following < buffer.tokens.count else { return }
        let token = buffer.tokens[following]
        guard !token.traits.contains(.paragraphStart) else { return }
        if token.symbol != 0 {
            step(from: next, over: token.symbol, at: following, start: start, in: &buffer, to: &matches)
        }
        if let numberSymbol, token.traits.contains(.number) {
            step(from: next, over: numberSymbol, at: following, start: start, in: &buffer, to: &matches)
        }
        for offset in 0..<Int(token.classCount) {
            let symbol = buffer.classes[Int(token.firstClass) + offset]
            step(from: next, over: symbol, at: following, start: start, in: &buffer, to: &matches)
        }
        if takesAnyWord[Int(next)], !token.traits.isDisjoint(with: [.word, .number]) {
            step(from: next, over: Vocabulary.anyWord, at: following, start: start, in: &buffer, to: &matches)
        }
    }

    @inline(__always)
    private func target(_ key: UInt64) -> Int32? {
        var slot = Self.slot(key) & mask
        while true {
            let found = keys[slot]
            if found == key { return targets[slot] }
            if found == .max { return nil }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private static func key(_ node: Int32, _ symbol: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
    }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}

/// A phrase found in a text, as a range of tokens.
struct PhraseMatch {
    var phrase: Int32
    var start: Int32
    var end: Int32
}
