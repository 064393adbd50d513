import CausalEngine

/// A run of random choices, a pure function of what it was named for.
///
/// Whoever writes draws from a stream named for its purpose, so that one choice more or less in one place moves nothing in
/// another, and no choice of wording can depend on the noise of the skeleton.
struct Draws {
    private let stream: NoiseStream
    private var counter: UInt64 = 0

    /// The choices for one purpose on one row; `part` tells apart what is drawn within it, such as a variable's name.
    init(seed: UInt64, row: UInt64, purpose: String, part: String = "", round: Int = 0) {
        let row = NoiseStream(seed: seed, name: "causalsynth/\(purpose)").bits(at: row)
        let round = NoiseStream(seed: row, name: "round").bits(at: UInt64(max(0, round)))
        stream = NoiseStream(seed: round, name: part)
    }

    /// A uniform strictly between 0 and 1.
    mutating func uniform() -> Double {
        counter += 1
        return stream.uniform(at: counter)
    }

    /// Whether an event of this probability happens.
    mutating func happens(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// An index below `count`, which must be positive.
    mutating func index(below count: Int) -> Int {
        counter += 1
        return Self.index(of: stream.bits(at: counter), below: count)
    }

    /// One of the entries, all equally likely; `nil` when there are none.
    mutating func pick<Element>(_ entries: [Element]) -> Element? {
        entries.isEmpty ? nil : entries[index(below: entries.count)]
    }

    /// An index by weight; weights are not negative and need not sum to 1.
    mutating func index(weighted weights: [Double]) -> Int {
        var left = uniform() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() where weight > 0 {
            if left < weight { return index }
            left -= weight
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }

    /// Random bits as an index below `count`: the high half of a product (Lemire 2019); its bias is below 2⁻⁵⁰ here.
    static func index(of bits: UInt64, below count: Int) -> Int {
        Int(bits.multipliedFullWidth(by: UInt64(count)).high)
    }
}
