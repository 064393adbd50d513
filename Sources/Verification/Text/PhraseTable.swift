/// A ``PhraseTrie`` laid out for walking: the children of a node lie side by side, by their symbols.
///
/// A walk from one token ends after as many steps as the longest phrase has tokens, so that finding every phrase of a text
/// takes time linear in the text, whatever the number of phrases.
final class PhraseTable: Sendable {
    private struct Node {
        /// The number of the first child; the others follow it.
        var firstChild: Int32
        var childCount: Int32
        /// The first of the phrases that end here.
        var firstEnded: Int32
        var endedCount: Int16
        /// Whether any word at all may follow.
        var takesAnyWord: Bool
    }

    /// Written once, before anybody reads.
    private nonisolated(unsafe) let nodes: Tape<Node>
    /// For every node the symbol on the edge to it.
    private nonisolated(unsafe) let symbols: Tape<Int32>
    /// For every symbol the node that it leads to from the root, or 0.
    private nonisolated(unsafe) let roots: Tape<Int32>
    private nonisolated(unsafe) let ended: Tape<Int32>
    /// The symbol that any number matches, or that of no word.
    private let numberSymbol: Int32

    /// A table of no phrases.
    static let empty = PhraseTable(edges: [:], phrases: [[]], numberSymbol: nil, symbolCount: 0)

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
        nodes = Tape(capacity: max(1, phrases.count))
        symbols = Tape(capacity: max(1, phrases.count))
        ended = Tape()
        roots = Tape()
        roots.refill(with: 0, count: symbolCount)
        self.numberSymbol = numberSymbol ?? Vocabulary.unknown
        var order: [Int32] = [0]
        var next = 0
        symbols.append(Vocabulary.unknown)
        while next < order.count {
            let node = Int(order[next])
            let sorted = children[node].sorted { $0.symbol < $1.symbol }
            nodes.append(
                Node(
                    firstChild: Int32(order.count), childCount: Int32(sorted.count),
                    firstEnded: Int32(ended.count),
                    endedCount: Int16(clamping: phrases[node].count),
                    takesAnyWord: sorted.contains { $0.symbol == Vocabulary.anyWord }))
            for phrase in phrases[node] { ended.append(phrase) }
            for child in sorted {
                if next == 0 { roots[Int(child.symbol)] = Int32(order.count) }
                order.append(child.node)
                symbols.append(child.symbol)
            }
            next += 1
        }
    }

    deinit {
        nodes.deallocate()
        symbols.deallocate()
        roots.deallocate()
        ended.deallocate()
    }

    /// Appends every phrase that begins at a token.
    @inline(__always)
    func appendMatches(at start: Int, in buffer: TokenBuffer, to matches: Tape<PhraseMatch>) {
        let token = buffer.tokens[start]
        var work = 1
        if token.symbol != Vocabulary.unknown {
            let node = roots[Int(token.symbol)]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        if token.classCount > 0 || token.traits.contains(.number) || nodes[0].takesAnyWord {
            appendClassMatches(of: token, at: start, in: buffer, to: matches, &work)
        }
        buffer.note(work: work)
    }

    private func appendClassMatches(
        of token: Token, at start: Int, in buffer: TokenBuffer, to matches: Tape<PhraseMatch>,
        _ work: inout Int
    ) {
        if numberSymbol != Vocabulary.unknown, token.traits.contains(.number) {
            let node = roots[Int(numberSymbol)]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        for index in 0..<Int(token.classCount) {
            let node = roots[Int(buffer.classes[Int(token.firstClass) + index])]
            if node != 0 { enter(node, at: start, start: start, in: buffer, to: matches, &work) }
        }
        if nodes[0].takesAnyWord, !token.traits.isDisjoint(with: [.word, .number]) {
            let node = roots[Int(Vocabulary.anyWord)]
            enter(node, at: start, start: start, in: buffer, to: matches, &work)
        }
    }

    /// Notes the phrases that end at a node, which the token at a place led to, and goes on with the token after it.
    private func enter(
        _ number: Int32, at index: Int, start: Int, in buffer: TokenBuffer,
        to matches: Tape<PhraseMatch>,
        _ work: inout Int
    ) {
        work += 1
        let node = nodes[Int(number)]
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
