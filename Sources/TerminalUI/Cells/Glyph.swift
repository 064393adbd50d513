/// What stands in one cell: a scalar and the marks that sit on it, at most 16 bytes of UTF-8, in a fixed size.
///
/// Marks beyond the fourth, or that would not fit, are left out when a glyph is made (ncurses and terminals stop there
/// too), so no text can make a cell grow.
struct Glyph: Sendable, Hashable {
    /// UTF-8 from the lowest byte of `low` on; unused bytes are 0, which no glyph contains.
    private var low: UInt64
    private var high: UInt64

    static let maxMarks = 4

    /// A blank.
    static let space = Glyph(ascii: 0x20)
    /// Nothing: the second cell of a wide character.
    static let continuation = Glyph(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(ascii byte: UInt8) {
        low = UInt64(byte)
        high = 0
    }

    /// A glyph of a base scalar and marks.
    init(_ base: Unicode.Scalar, marks: some Sequence<Unicode.Scalar> = EmptyCollection()) {
        self.init(low: 0, high: 0)
        var length = 0
        _ = append(base, at: &length)
        for mark in marks.prefix(Self.maxMarks) where !append(mark, at: &length) { return }
    }

    private mutating func append(_ scalar: Unicode.Scalar, at length: inout Int) -> Bool {
        let bytes = UTF8.encode(scalar)
        guard let bytes, length + bytes.count <= 16 else { return false }
        for byte in bytes {
            if length < 8 { low |= UInt64(byte) << (8 * length) } else { high |= UInt64(byte) << (8 * (length - 8)) }
            length += 1
        }
        return true
    }

    var isContinuation: Bool { low == 0 }

    /// The single byte of an ASCII glyph.
    var ascii: UInt8? { high == 0 && low < 0x80 ? UInt8(low) : nil }

    /// Appends the glyph's UTF-8 bytes.
    func write(to bytes: inout [UInt8]) {
        var rest = low
        while rest != 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
        rest = high
        while rest != 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    var string: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
