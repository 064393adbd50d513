/// Reads a stream of server-sent events (WHATWG HTML, "Server-sent events") as it comes, cut at any byte.
///
/// Lines end with LF, CR or both. Comments and fields other than `data` are passed over; several `data` lines of one event
/// are joined by line feeds. A line is decoded once it is whole, so that no letter is split.
///
/// Where servers leave the format, they do so to tell what went wrong, and that is not lost: a field `error` (llama.cpp until late
/// in 2025) counts as `data`, and so does a line that is an object by itself (gateways that hand on an error as they got it).
public struct ServerSentEventParser: Sendable {
    /// An event is longer than any server has reason to send.
    public struct TooLong: Error, Sendable, Hashable {
        /// The most bytes.
        public var limit: Int
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8]?
    private var endedWithReturn = false
    private var isFirstLine = true

    /// A reader of one stream.
    ///
    /// - Parameter limit: the most bytes of one event; what is longer is refused, since it has to be kept in memory.
    public init(limit: Int = 10 << 20) {
        self.limit = limit
    }

    /// Takes in bytes and returns the data of the events that they complete.
    ///
    /// - Throws: ``TooLong``; the stream is of no use afterwards.
    /// - Complexity: O(bytes).
    public mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [String] {
        var events: [String] = []
        for byte in bytes {
            switch byte {
            case 0x0A where endedWithReturn: endedWithReturn = false
            case 0x0A, 0x0D:
                endedWithReturn = byte == 0x0D
                if let event = endLine() { events.append(event) }
            default:
                endedWithReturn = false
                line.append(byte)
                guard line.count + (data?.count ?? 0) <= limit else { throw TooLong(limit: limit) }
            }
        }
        return events
    }

    /// The data of an event that was sent whole but for the empty line after it.
    public mutating func finish() -> String? {
        if !line.isEmpty { _ = endLine() }
        return endLine()
    }

    /// Takes in a line; an empty one ends an event.
    private mutating func endLine() -> String? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else {
            defer { data = nil }
            return data.map { String(decoding: $0, as: UTF8.self) }
        }
        let isObject = line.first == UInt8(ascii: "{")
        let colon = isObject ? -1 : line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        let field = line[..<max(0, colon)]
        guard isObject || field.elementsEqual("data".utf8) || field.elementsEqual("error".utf8) else { return nil }
        var value = line.dropFirst(colon + 1)
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        if data == nil { data = [] } else { data?.append(0x0A) }
        data?.append(contentsOf: value)
        return nil
    }
}
