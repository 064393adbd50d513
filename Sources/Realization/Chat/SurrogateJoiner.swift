/// Puts letters together that a server cuts in two: it escapes a letter as two halves (a surrogate pair, as in `\ud83d\ude00`) and
/// sends the halves in two pieces of a stream.
///
/// A half by itself is no letter, and JSON has no other way to hold it, so this is done on the text of the JSON: a first half at
/// the end of a string is held back, and put before a second half at the beginning of a string of the next piece.
struct SurrogateJoiner {
    /// The first half, as it was escaped, that waits for the second.
    private var held: String?

    /// What becomes of a half that waited while another piece came.
    enum Fate { case none, met, waits, lost }

    /// A piece of a stream with whole letters, and what became of the half that waited for it; it is lost when another one takes
    /// its place.
    ///
    /// - Complexity: O(bytes) where there is an escape, else that of looking for one.
    mutating func pass(_ payload: String) -> (payload: String, fate: Fate) {
        guard payload.utf8.contains(UInt8(ascii: "\\")) else { return (payload, held == nil ? .none : .waits) }
        var waiting = held.take()
        var fate = waiting == nil ? Fate.none : .waits
        let bytes = Array(payload.utf8)
        var joined: [UInt8] = []
        var isInString = false
        var isAtStart = false
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard isInString, byte == UInt8(ascii: "\\") else {
                if byte == UInt8(ascii: "\"") { isInString.toggle() }
                isAtStart = isInString && byte == UInt8(ascii: "\"")
                joined.append(byte)
                position += 1
                continue
            }
            let half = Self.half(at: position, in: bytes)
            let end = min(bytes.count, position + (half == nil ? 2 : 6))
            let escape = bytes[position..<end]
            if half == .second, isAtStart, let first = waiting.take() {
                fate = .met
                joined += Array(first.utf8) + escape
            } else if half == .first, end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
                held = String(decoding: escape, as: UTF8.self)
            } else {
                joined += escape
            }
            isAtStart = false
            position = end
        }
        if fate == .waits, held != nil { fate = .lost }
        held = held ?? waiting
        return (String(decoding: joined, as: UTF8.self), fate)
    }

    /// Gives up waiting.
    ///
    /// - Returns: U+FFFD for the half that waited; nothing when none did.
    mutating func giveUp() -> String { held.take() == nil ? "" : "\u{fffd}" }

    private enum Half { case first, second }

    /// The half that is escaped at a backslash, if one is.
    private static func half(at position: Int, in bytes: [UInt8]) -> Half? {
        guard position + 6 <= bytes.count, bytes[position + 1] == UInt8(ascii: "u"),
            let code = UInt16(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
        else { return nil }
        return switch code {
        case 0xD800..<0xDC00: .first
        case 0xDC00..<0xE000: .second
        default: nil
        }
    }
}
