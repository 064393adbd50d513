/// All phrases of a reader in one tree over vocabulary numbers, while it grows; ``PhraseTable`` walks it.
///
/// It is kept in a few rows of numbers, children and phrases chained, since every reader begins with a copy of the tree of the
/// tables that all share.
struct PhraseTrie: Sendable {
    private var edges: [UInt64: Int32] = [:]
    /// The symbol that any number matches, where phrases have a place for one.
    var numberSymbol: Int32?
    private var nodes = [Node()]
    /// For every phrase the next that ends at the same node, or -1.
    private var nextPhrase: [Int32] = []

    private struct Node: Sendable {
        /// The symbol on the edge to it.
        var symbol = Vocabulary.unknown
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        /// The phrases that end here, first and last.
        var firstPhrase: Int32 = -1
        var lastPhrase: Int32 = -1
    }

    /// The node at the end of a sequence of symbols, which is added when it is new.
    mutating func node(for symbols: [Int32]) -> Int {
        var node: Int32 = 0
        for symbol in symbols {
            let key = Self.key(node, symbol)
            if let next = edges[key] {
                node = next
            } else {
                let next = Int32(nodes.count)
                nodes.append(Node(symbol: symbol, nextSibling: nodes[Int(node)].firstChild))
                nodes[Int(node)].firstChild = next
                edges[key] = next
                node = next
            }
        }
        return Int(node)
    }

    /// Lets the next phrase, or the phrase of a number not used yet, end at a node.
    mutating func add(phrase: Int, at node: Int) {
        while nextPhrase.count <= phrase { nextPhrase.append(-1) }
        let last = nodes[node].lastPhrase
        if last < 0 { nodes[node].firstPhrase = Int32(phrase) } else { nextPhrase[Int(last)] = Int32(phrase) }
        nodes[node].lastPhrase = Int32(phrase)
    }

    /// The number of nodes.
    var nodeCount: Int { nodes.count }

    /// Visits the phrases that end at a node, in the order in which they were added.
    func forEachPhrase(at node: Int, _ visit: (Int32) -> Void) {
        var phrase = nodes[node].firstPhrase
        while phrase >= 0 {
            visit(phrase)
            phrase = nextPhrase[Int(phrase)]
        }
    }

    /// Whether a phrase that fits ends at a node.
    func hasPhrase(at node: Int, where fits: (Int) -> Bool) -> Bool {
        var found = false
        forEachPhrase(at: node) { found = found || fits(Int($0)) }
        return found
    }

    /// Visits the children of a node, each with the symbol on the edge to it.
    func forEachChild(of node: Int, _ visit: (_ symbol: Int32, _ child: Int32) -> Void) {
        var child = nodes[node].firstChild
        while child >= 0 {
            visit(nodes[Int(child)].symbol, child)
            child = nodes[Int(child)].nextSibling
        }
    }

    /// The tree laid out for walking; whoever asks for it frees it.
    func table(symbolCount: Int) -> PhraseTable { PhraseTable(self, symbolCount: symbolCount) }

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
