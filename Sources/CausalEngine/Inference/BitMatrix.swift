/// Sets of small numbers as rows of bits.
struct BitMatrix: Sendable {
    /// The number of words of a row.
    let words: Int
    private(set) var bits: [UInt64]

    /// Empty sets over `0..<columns`.
    init(rows: Int, columns: Int) {
        words = max(1, (columns + 63) / 64)
        bits = Array(repeating: 0, count: rows * words)
    }

    /// Puts a number into a set.
    @inline(__always)
    mutating func insert(_ column: Int, into row: Int) {
        bits[row &* words &+ column >> 6] |= 1 << UInt64(column & 63)
    }

    /// Takes a number out of a set.
    @inline(__always)
    mutating func remove(_ column: Int, from row: Int) {
        bits[row &* words &+ column >> 6] &= ~(1 << UInt64(column & 63))
    }

    /// Whether a set holds a number.
    @inline(__always)
    func contains(_ column: Int, in row: Int) -> Bool {
        bits[row &* words &+ column >> 6] >> UInt64(column & 63) & 1 == 1
    }

    /// Puts all of one set into another.
    @inline(__always)
    mutating func formUnion(of row: Int, with other: Int) {
        for word in 0..<words { bits[row &* words &+ word] |= bits[other &* words &+ word] }
    }

    /// How many numbers of one set are not in another.
    @inline(__always)
    func countMissing(of row: Int, in other: Int) -> Int {
        var count = 0
        for word in 0..<words {
            count &+= (bits[row &* words &+ word] & ~bits[other &* words &+ word]).nonzeroBitCount
        }
        return count
    }

    /// Calls `body` with each number of a set, ascending.
    @inline(__always)
    func forEach(in row: Int, _ body: (Int) -> Void) {
        for word in 0..<words {
            var rest = bits[row &* words &+ word]
            while rest != 0 {
                body(word &* 64 &+ rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }

    /// Calls `body` with each number of one set that is not in another, ascending.
    @inline(__always)
    func forEachMissing(of row: Int, in other: Int, _ body: (Int) -> Void) {
        for word in 0..<words {
            var rest = bits[row &* words &+ word] & ~bits[other &* words &+ word]
            while rest != 0 {
                body(word &* 64 &+ rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }

    /// The numbers of a set, ascending.
    func elements(of row: Int) -> [Int] {
        var elements: [Int] = []
        forEach(in: row) { elements.append($0) }
        return elements
    }
}

/// Which variables meet in a table: the moral graph of what a question leaves.
struct InteractionGraph: Sendable {
    /// The number of values of each node.
    let cardinalities: [Int]
    /// The neighbours of each node.
    private(set) var neighbours: BitMatrix

    /// The number of nodes.
    var count: Int { cardinalities.count }

    /// The graph in which the members of each scope are neighbours of each other.
    ///
    /// - Complexity: O(n²/64 + sum of squared scope sizes).
    init(cardinalities: [Int], scopes: some Sequence<[Int]>) {
        self.cardinalities = cardinalities
        neighbours = BitMatrix(rows: cardinalities.count, columns: cardinalities.count)
        for scope in scopes { connect(scope) }
    }

    /// Makes nodes neighbours of each other.
    mutating func connect(_ scope: [Int]) {
        for (position, node) in scope.enumerated() {
            for other in scope[(position + 1)...] {
                neighbours.insert(other, into: node)
                neighbours.insert(node, into: other)
            }
        }
    }
}
