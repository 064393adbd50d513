/// The key of a hosted service: something that can be sent, and never shown.
///
/// Whatever prints it, or a value that holds it, prints three dots. What a server says is put through ``redacted(in:)``
/// before it goes anywhere, because servers quote what they were sent.
public struct APIKey: Sendable {
    /// The key itself; only a transport may look.
    let secret: String

    /// A key; white space around it does not count.
    ///
    /// - Throws: ``RealizationError/key(problem:)`` for an empty one, or one that no header can hold.
    public init(_ text: String) throws(RealizationError) {
        let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !trimmed.isEmpty else { throw .key(problem: "is empty") }
        guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .key(problem: "holds white space, control characters or letters beyond ASCII")
        }
        secret = trimmed
    }

    /// The text with three dots wherever it holds the key.
    public func redacted(in text: String) -> String {
        text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: Self.dots)
    }

    static let dots = "•••"
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots.
    public var description: String { Self.dots }
    /// Three dots.
    public var debugDescription: String { Self.dots }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Takes a key out of a text that comes in pieces, wherever the pieces are cut.
///
/// What could be the beginning of the key is held back until it is known not to be.
struct KeyRedactor {
    private let key: APIKey?
    private let secret: [UInt8]
    private var held: [UInt8] = []

    init(_ key: APIKey?) {
        self.key = key
        secret = key.map { Array($0.secret.utf8) } ?? []
    }

    /// The part of the text so far that may go on.
    mutating func pass(_ piece: String) -> String {
        guard let key else { return piece }
        let text = key.redacted(in: String(decoding: held + Array(piece.utf8), as: UTF8.self))
        let bytes = Array(text.utf8)
        let kept = (1..<max(1, secret.count)).last {
            bytes.count >= $0 && bytes.suffix($0).elementsEqual(secret.prefix($0))
        }
        // A key is ASCII, so that a cut before a part of it never splits a letter.
        held = Array(bytes.suffix(kept ?? 0))
        return String(decoding: bytes.dropLast(kept ?? 0), as: UTF8.self)
    }

    /// What was held back to the end.
    mutating func finish() -> String {
        defer { held = [] }
        return String(decoding: held, as: UTF8.self)
    }
}
