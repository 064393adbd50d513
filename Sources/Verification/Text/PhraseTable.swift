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
        var childCount: Int32 = 0
        /// The first of the phrases that end here.
        var firstEnded: Int32
        var endedCount: Int16 = 0
        /// Whether any word at all may follow.
        var takesAnyWord = false

        init(firstChild: Int32, firstEnded: Int32) {
            self.firstChild = firstChild
            self.firstEnded = firstEnded
        }

        /// Notes the next child.
        mutating func add(_ symbol: Int32) {
            symbolMask |= PhraseTable.bit(of: symbol)
            childCount += 1
            if symbol == Vocabulary.anyWord { takesAnyWord = true }
        }
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
    /// - Complexity: O(*n* log *n*) in the number of nodes.
    init(_ trie: PhraseTrie, symbolCount: Int) {
        var nodes: [Node] = []
        nodes.reserveCapacity(trie.nodeCount)
        var symbols = [Vocabulary.unknown]
        var ended: [Int32] = []
        var roots = Array(repeating: Int32(0), count: symbolCount)
        var order: [Int32] = [0]
        var children: [(symbol: Int32, node: Int32)] = []
        while nodes.count < order.count {
            let number = Int(order[nodes.count])
            var node = Node(firstChild: Int32(order.count), firstEnded: Int32(ended.count))
            children.removeAll(keepingCapacity: true)
            trie.forEachChild(of: number) { children.append(($0, $1)) }
            if children.count > 1 { children.sort { $0.symbol < $1.symbol } }
            for child in children {
                if nodes.isEmpty { roots[Int(child.symbol)] = Int32(order.count) }
                node.add(child.symbol)
                order.append(child.node)
                symbols.append(child.symbol)
            }
            trie.forEachPhrase(at: number) { ended.append($0) }
            node.endedCount = Int16(clamping: ended.count - Int(node.firstEnded))
            nodes.append(node)
        }
        self.nodes = Row(nodes)
        self.symbols = Row(symbols)
        self.ended = Row(ended)
        self.roots = Row(roots)
        numberSymbol = trie.numberSymbol ?? Vocabulary.unknown
        anyWordRoot = roots.indices.contains(Int(Vocabulary.anyWord)) ? roots[Int(Vocabulary.anyWord)] : 0
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        nodes.deallocate()
        symbols.deallocate()
        roots.deallocate()
        ended.deallocate()
    }

    @inline(__always) fileprivate static func bit(of symbol: Int32) -> UInt64 { 1 << UInt64(symbol & 63) }

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
