/// The bytes of a file while they are read, with what it takes to name a place in them.
///
/// Places are byte offsets; line and column are counted only when an error needs them.
struct SourceText {
    let bytes: UnsafeBufferPointer<UInt8>
    let file: String

    /// Runs a reader over the bytes of a file.
    static func read<Result>(
        _ file: NetworkSource.File, _ body: (SourceText) throws(EngineError) -> Result
    ) throws(EngineError) -> Result {
        var text = file.text
        let result: Swift.Result<Result, EngineError> = text.withUTF8 { bytes in
            do throws(EngineError) {
                return .success(try body(SourceText(bytes: bytes, file: file.name)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Line and column of a byte; columns count Unicode scalars.
    ///
    /// - Complexity: O(bytes before it).
    func location(of place: Int) -> Location {
        let before = bytes[..<min(max(0, place), bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return Location(file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column)
    }

    /// The text of some of the bytes.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
