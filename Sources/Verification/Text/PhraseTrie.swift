/// All phrases of a reader in one tree over vocabulary numbers, while it grows; ``PhraseTable`` walks it.
struct PhraseTrie: Sendable {
    private var edges: [UInt64: Int32] = [:]
    /// The symbol that any number matches, where phrases have a place for one.
    var numberSymbol: Int32?
    /// For every node the phrases that end there.
    private(set) var phrases: [[Int32]] = [[]]

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

    /// The tree laid out for walking; whoever asks for it frees it.
    func table(symbolCount: Int) -> PhraseTable {
        PhraseTable(edges: edges, phrases: phrases, numberSymbol: numberSymbol, symbolCount: symbolCount)
    }

    @inline(__always)
    private static func key(_ node: Int32, _ symbol: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
    }
}

/// A phrase found in a text, as a range of tokens.
struct PhraseMatch: BitwiseCopyable {
    var phrase: Int32
    var start: Int32
    var end: Int32
}
