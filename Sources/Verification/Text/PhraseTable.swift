/// A ``PhraseTrie`` laid out for walking: the children of a node lie side by side, by their symbols.
///
/// A walk from one token ends after as many steps as the longest phrase has tokens, so that finding every phrase of a text
/// takes time linear in the text, whatever the number of phrases.
struct PhraseTable: BitwiseCopyable, Sendable {
    private struct Node {
        /// For each symbol on an edge from here the bit of its last digits: most tokens are refused by it alone.
        var symbolMask: UInt64 = 0
        /// The number of the first child; the others follow it.
        var firstChild: Int32
        var childCount: Int32
        /// The first of the phrases that end here.
        var firstEnded: Int32
        var endedCount: Int16
        /// Whether any word at all may follow.
        var takesAnyWord: Bool
    }

    private let nodes: Row<Node>
    /// For every node the symbol on the edge to it.
    private let symbols: Row<Int32>
    /// For every symbol the node that it leads to from the root, or 0.
    private let roots: Row<Int32>
    private let ended: Row<Int32>
    /// The symbol that any number matches, or that of no word.
    private let numberSymbol: Int32
    /// The node that any word leads to from the root, or 0.
    private let anyWordRoot: Int32

    /// Lays a trie out, the nodes numbered level by level.
    ///
    /// - Parameters:
    ///   - edges: for a node and a symbol, as ``PhraseTrie`` packs them, the node that follows.
    ///   - phrases: for every node the phrases that end there.
    /// - Complexity: O(*n* log *n*) in the number of edges.
    init(edges: [UInt64: Int32], phrases: [[Int32]], numberSymbol: Int32?, symbolCount: Int) {
        var children: [[(symbol: Int32, node: Int32)]] = Array(repeating: [], count: phrases.count)
        for (key, target) in edges {
            children[Int(key >> 32)].append((Int32(truncatingIfNeeded: key), target))
        }
        var nodes: [Node] = []
        var symbols = [Vocabulary.unknown]
        var ended: [Int32] = []
        var roots = Array(repeating: Int32(0), count: symbolCount)
        var order: [Int32] = [0]
        while nodes.count < order.count {
            let node = Int(order[nodes.count])
            let sorted = children[node].sorted { $0.symbol < $1.symbol }
            if nodes.isEmpty {
                for (place, child) in sorted.enumerated() { roots[Int(child.symbol)] = Int32(place + 1) }
            }
            nodes.append(
                Node(
                    symbolMask: sorted.reduce(0) { $0 | Self.bit(of: $1.symbol) }, firstChild: Int32(order.count),
                    childCount: Int32(sorted.count), firstEnded: Int32(ended.count),
                    endedCount: Int16(clamping: phrases[node].count),
                    takesAnyWord: sorted.contains { $0.symbol == Vocabulary.anyWord }))
            ended += phrases[node]
            order += sorted.map(\.node)
            symbols += sorted.map(\.symbol)
        }
        self.nodes = Row(nodes)
        self.symbols = Row(symbols)
        self.ended = Row(ended)
        self.roots = Row(roots)
        self.numberSymbol = numberSymbol ?? Vocabulary.unknown
        anyWordRoot = roots.indices.contains(Int(Vocabulary.anyWord)) ? roots[Int(Vocabulary.anyWord)] : 0
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        nodes.deallocate()
        symbols.deallocate()
        roots.deallocate()
        ended.deallocate()
    }

    @inline(__always) private static func bit(of symbol: Int32) -> UInt64 { 1 << UInt64(symbol & 63) }

    /// Appends every phrase that begins at a token.
    @inline(__always)
    func appendMatches(at start: Int, in buffer: TokenBuffer, to matches: Tape<PhraseMatch>) {
        let token = buffer.tokens[start]
        var work = 1
        if token.symbol != Vocabulary.unknown {
            let node = roots[token.symbol]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        if token.classCount > 0 || token.traits.contains(.number) || anyWordRoot != 0 {
            appendClassMatches(of: token, at: start, in: buffer, to: matches, &work)
        }
        buffer.note(work: work)
    }

    private func appendClassMatches(
        of token: Token, at start: Int, in buffer: TokenBuffer, to matches: Tape<PhraseMatch>,
        _ work: inout Int
    ) {
        if numberSymbol != Vocabulary.unknown, token.traits.contains(.number) {
            let node = roots[numberSymbol]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        for index in 0..<Int(token.classCount) {
            let node = roots[buffer.classes[Int(token.firstClass) + index]]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        if anyWordRoot != 0, !token.traits.isDisjoint(with: [.word, .number]) {
            enter(anyWordRoot, at: start, start: start, in: buffer, to: matches, &work)
        }
    }

    /// Notes the phrases that end at a node, which the token at a place led to, and goes on with the token after it.
    private func enter(
        _ number: Int32, at index: Int, start: Int, in buffer: TokenBuffer,
        to matches: Tape<PhraseMatch>,
        _ work: inout Int
    ) {
        work += 1
        let node = nodes[number]
        for place in Int(node.firstEnded)..<Int(node.firstEnded) + Int(node.endedCount) {
            matches.append(PhraseMatch(phrase: ended[place], start: Int32(start), end: Int32(index + 1)))
        }
        let following = index + 1
        guard node.childCount > 0, following < buffer.count else { return }
        let token = buffer.tokens[following]
        guard !token.traits.contains(.paragraphStart) else { return }
        if token.symbol != Vocabulary.unknown {
            step(
                from: node, over: token.symbol, at: following, start: start, in: buffer, to: matches, &work)
        }
        if numberSymbol != Vocabulary.unknown, token.traits.contains(.number) {
            step(
                from: node, over: numberSymbol, at: following, start: start, in: buffer, to: matches, &work)
        }
        for offset in 0..<Int(token.classCount) {
            let symbol = buffer.classes[Int(token.firstClass) + offset]
            step(from: node, over: symbol, at: following, start: start, in: buffer, to: matches, &work)
        }
        if node.takesAnyWord, !token.traits.isDisjoint(with: [.word, .number]) {
            step(
                from: node, over: Vocabulary.anyWord, at: following, start: start, in: buffer, to: matches,
                &work)
        }
    }

    @inline(__always)
    private func step(
        from node: Node, over symbol: Int32, at index: Int, start: Int, in buffer: TokenBuffer,
        to matches: Tape<PhraseMatch>, _ work: inout Int
    ) {
        work += 1
        guard node.symbolMask & Self.bit(of: symbol) != 0 else { return }
        let child = child(of: node, over: symbol)
        if child != 0 { enter(child, at: index, start: start, in: buffer, to: matches, &work) }
    }

    /// The child that a symbol leads to, or 0: by halving, then one after the other.
    @inline(__always)
    private func child(of node: Node, over symbol: Int32) -> Int32 {
        var first = Int(node.firstChild)
        var count = Int(node.childCount)
        while count > 8 {
            let half = count / 2
            if symbols[first + half] <= symbol {
                first += half
                count -= half
            } else {
                count = half
            }
        }
        for place in first..<first + count where symbols[place] == symbol { return Int32(place) }
        return 0
    }
}
