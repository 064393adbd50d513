/// The noise of one variable over all rows of one seed: a pure function of seed, name and counter.
///
/// A counter-based generator (Salmon et al. 2011) with the output function of SplitMix64 (Steele, Lea & Flood 2014): nothing
/// is stored, rows do not depend on each other, and the noise of any unit can be had again in any mutilated world. The
/// generator and its keys are part of the format version; changing either changes every sample.
public struct NoiseStream: Sendable, Hashable {
    /// The version of generator and key schedule, as ledgers and exports name it.
    public static let version = 1

    /// The key that stands for seed and name.
    public let key: UInt64

    /// The stream of the named variable under a seed.
    ///
    /// - Complexity: O(length of the name).
    public init(seed: UInt64, name: String) {
        // FNV-1a, so that the stream hangs on the name and not on the variable's place in a file.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        key = Self.mix(seed ^ Self.mix(hash))
    }

    /// The stream of the noise that an intervention on the named variable brings with it.
    static func ofIntervention(seed: UInt64, name: String) -> NoiseStream {
        NoiseStream(seed: seed, name: "\(name)\u{1F}intervention")
    }

    /// 64 random bits at a counter.
    @inline(__always)
    public func bits(at counter: UInt64) -> UInt64 {
        Self.mix(key &+ counter &* Self.increment)
    }

    /// 32 random bits at a counter; two neighbouring counters share one mix, the even one its low half.
    @inline(__always)
    public func halfBits(at counter: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: bits(at: counter >> 1) >> (counter & 1 == 0 ? 0 : 32))
    }

    /// Calls `body` with 0, 1, … and the 32 random bits at the counters from `first` on, at one mix for two.
    @inline(__always)
    func forEachHalf(from first: UInt64, count: Int, _ body: (_ offset: Int, _ bits: UInt64) -> Void) {
        var offset = 0
        if first & 1 == 1, count > 0 {
            body(0, bits(at: first >> 1) >> 32)
            offset = 1
        }
        var state = key &+ ((first >> 1) &+ (first & 1)) &* Self.increment
        // Two mixes a turn: the loop's own arithmetic is a tenth of the cost.
        while offset &+ 3 < count {
            let bits = Self.mix(state)
            let more = Self.mix(state &+ Self.increment)
            body(offset, bits & 0xffff_ffff)
            body(offset &+ 1, bits >> 32)
            body(offset &+ 2, more & 0xffff_ffff)
            body(offset &+ 3, more >> 32)
            state &+= 2 &* Self.increment
            offset &+= 4
        }
        while offset &+ 1 < count {
            let bits = Self.mix(state)
            body(offset, bits & 0xffff_ffff)
            body(offset &+ 1, bits >> 32)
            state &+= Self.increment
            offset &+= 2
        }
        if offset < count { body(offset, Self.mix(state) & 0xffff_ffff) }
    }

    /// The uniform of a table at a row: strictly between 0 and 1, on a grid of 2⁻³².
    public func gridUniform(at counter: UInt64) -> Double {
        Self.gridUniform(UInt64(halfBits(at: counter)))
    }

    /// The uniform that 32 random bits stand for: the middle of their cell on the grid of 2⁻³².
    @inline(__always)
    static func gridUniform(_ bits: UInt64) -> Double { (Double(bits) + 0.5) * 0x1p-32 }

    /// The noise of an equation at a counter: strictly between 0 and 1, on a grid of 2⁻⁵².
    public func uniform(at counter: UInt64) -> Double {
        (Double(bits(at: counter) >> 12) + 0.5) * 0x1p-52
    }

    static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The output function of SplitMix64: a bijection on 64 bits.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
