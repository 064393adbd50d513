/// What has happened and is still to be taken in before the next frame: input first, then what work reports.
///
/// However many streams report, a key waits for no report that came before it, and one frame takes in no more than ``limit``
/// reports before the keyboard is looked at again.
struct FrameQueue {
    /// The reports that are taken in before input is looked for again. Taking one in costs some microseconds.
    static let limit = 256

    private var input: [Message] = []
    private var reports: [Message] = []
    private var nextInput = 0
    private var nextReport = 0
    private var taken = 0

    /// Whether nothing is left to be taken in.
    var isEmpty: Bool { nextInput == input.count && nextReport == reports.count }

    /// Adds what the user did.
    mutating func addInput(_ messages: some Sequence<Message>) { input += messages }

    /// Adds what work reported, coalesced.
    mutating func addReports(_ messages: [Message]) {
        reports.removeFirst(nextReport)
        nextReport = 0
        reports = Message.coalesced(reports + messages)
    }

    /// Begins the next frame.
    mutating func beginFrame() { taken = 0 }

    /// The next message of this frame: input as long as there is any; `nil` when the frame is to be drawn.
    mutating func next() -> Message? {
        if nextInput < input.count {
            nextInput += 1
            return input[nextInput - 1]
        }
        input = []
        nextInput = 0
        guard nextReport < reports.count, taken < Self.limit else { return nil }
        taken += 1
        nextReport += 1
        return reports[nextReport - 1]
    }
}

extension Message {
    /// One text that grows: of a piece of work, and where it writes several at once, of one place in a run.
    private struct Stream: Hashable {
        var id: EffectID
        var position: Int?
    }

    private var piece: (stream: Stream, text: String)? {
        switch self {
        case .report(let id, .text(let text)): (Stream(id: id), text)
        case .report(let id, .runs(.text(let position, let text))): (Stream(id: id, position: position), text)
        default: nil
        }
    }

    private static func text(_ text: String, of stream: Stream) -> Message {
        .report(stream.id, stream.position.map { .runs(.text(position: $0, text)) } ?? .text(text))
    }

    /// The same messages with pieces of text that follow each other joined, one for each stream: what a model becomes by them is the
    /// same, and a frame takes in as many as there are streams, however small the pieces are.
    ///
    /// - Complexity: O(messages + letters).
    static func coalesced(_ messages: [Message]) -> [Message] {
        var result: [Message] = []
        /// The place of the text of each stream since the last message of another kind.
        var places: [Stream: Int] = [:]
        var texts: [Int: String] = [:]
        func close() {
            for (stream, place) in places { result[place] = text(texts[place] ?? "", of: stream) }
            (places, texts) = ([:], [:])
        }
        for message in messages {
            guard let (stream, text) = message.piece else {
                close()
                result.append(message)
                continue
            }
            if let place = places[stream] {
                texts[place, default: ""] += text
            } else {
                places[stream] = result.count
                texts[result.count] = text
                result.append(message)
            }
        }
        close()
        return result
    }
}
