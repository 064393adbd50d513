/// Places in a text, as offsets in Unicode scalars, in order.
///
/// Most facts of a text are stated in one place; a list of one place allocates nothing, which is felt where a verifier reads
/// millions of facts.
public struct SpanList: Sendable {
    private var head: Span
    /// The places after the first; none where there is no first.
    private var tail: [Range<Int>] = []

    /// A range of offsets, or none, in little room.
    private struct Span: Sendable {
        var start: Int32
        /// Less than `start` where there is no place.
        var end: Int32

        static let none = Span(start: 0, end: -1)
    }

    /// An empty list.
    public init() { head = .none }

    /// Adds a place at the end.
    ///
    /// - Complexity: O(1) on average.
    public mutating func append(_ place: Range<Int>) {
        if isEmpty {
            head = Span(start: Int32(clamping: place.lowerBound), end: Int32(clamping: place.upperBound))
        } else {
            tail.append(place)
        }
    }
}

extension SpanList: RandomAccessCollection {
    public var startIndex: Int { 0 }

    public var endIndex: Int { head.end < head.start ? 0 : tail.count + 1 }

    public subscript(place: Int) -> Range<Int> {
        precondition(place >= 0 && place < endIndex, "no such place")
        return place == 0 ? Int(head.start)..<Int(head.end) : tail[place - 1]
    }
}

extension SpanList: ExpressibleByArrayLiteral {
    public init(arrayLiteral places: Range<Int>...) { self.init(places) }

    /// A list of given places.
    public init(_ places: some Sequence<Range<Int>>) {
        self.init()
        for place in places { append(place) }
    }
}

extension SpanList: Hashable {
    public static func == (left: SpanList, right: SpanList) -> Bool { left.elementsEqual(right) }

    public func hash(into hasher: inout Hasher) {
        for place in self { hasher.combine(place) }
    }
}

extension SpanList: CustomStringConvertible {
    /// The places as an array shows them.
    public var description: String { Array(self).description }
}
