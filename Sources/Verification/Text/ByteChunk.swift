/// Eight bytes of a text, looked at in one step (SIMD within a register; Lamport 1975): most words are no longer.
struct ByteChunk {
    /// The number of bytes.
    static let width = 8

    /// The first byte of the text is the lowest.
    private let bytes: UInt64

    /// The bytes from a place on, of which there must be as many as a chunk has.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at place: Int) {
        precondition(place >= 0 && place + Self.width <= text.count)
        bytes = UInt64(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The bytes with capital letters made small, where they are letters or digits.
    @inline(__always) var folded: UInt64 { bytes | Self.ones &* 0x20 }

    /// The high bit of every byte that is at least `low` and less than `high`, of bytes whose own high bits are not set.
    @inline(__always)
    private static func between(_ bytes: UInt64, _ low: UInt64, _ high: UInt64) -> UInt64 {
        (bytes &+ ones &* (0x80 - low)) & ~(bytes &+ ones &* (0x80 - high)) & highBits
    }

    /// The number of bytes up to the first that is no ASCII letter or digit.
    @inline(__always) var wordLength: Int {
        let letters = Self.between(folded & ~Self.highBits, 0x61, 0x7B)
        let digits = Self.between(bytes & ~Self.highBits, 0x30, 0x3A)
        return (~((letters | digits) & ~bytes) & Self.highBits).trailingZeroBitCount / 8
    }

    /// Whether a small letter is among the first bytes.
    @inline(__always)
    func hasSmallLetter(among count: Int) -> Bool {
        let small = Self.between(bytes & ~Self.highBits, 0x61, 0x7B) & ~bytes
        return small << UInt64(8 * (Self.width - count)) != 0
    }
}
