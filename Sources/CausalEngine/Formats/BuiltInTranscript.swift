import EmbeddedFiles

/// A recorded run of a built-in model that comes with the program, wherever the program was copied to.
public struct BuiltInTranscript: Sendable, Hashable {
    /// The name by which it is replayed.
    public let name: String
    /// The records, as JSON lines.
    public let text: String

    /// All transcripts, by name.
    public static let all: [BuiltInTranscript] = (0..<embedded_transcript_count()).map { index in
        let file = embedded_transcript(index)
        return BuiltInTranscript(
            name: String(cString: file.name),
            text: String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self))
    }.sorted { $0.name < $1.name }

    /// The transcript of that name.
    public static func named(_ name: String) -> BuiltInTranscript? {
        all.first { $0.name == name }
    }
}
