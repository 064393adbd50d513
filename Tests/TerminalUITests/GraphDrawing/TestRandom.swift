/// A small generator for tests (Steele, Lea and Flood 2014, SplitMix64): the same numbers everywhere.
struct TestRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// The parents of each node of a random acyclic graph whose nodes come in any order.
    mutating func graph(nodes count: Int, edgesPerNode: Double) -> [[Int]] {
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) { order.swapAt(index, below(index + 1)) }
        var parents = [Set<Int>](repeating: [], count: count)
        for _ in 0..<Int(Double(count) * edgesPerNode) {
            let (first, second) = (below(count), below(count))
            guard first != second else { continue }
            parents[order[max(first, second)]].insert(order[min(first, second)])
        }
        return parents.map { $0.sorted() }
    }
}
