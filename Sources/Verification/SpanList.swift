/// Places in a text, as offsets in Unicode scalars, in order.
///
/// Most facts of a text are stated in one place; a list of one place allocates nothing, which is felt where a verifier reads
/// millions of facts.
public struct SpanList: Sendable {
    private enum Places: Sendable {
        case none
        case one(start: Int32, end: Int32)
        case many([Range<Int>])
    }

    private let places: Places

    /// A list of one place.
    public init(_ place: Range<Int>) {
        if let start = Int32(exactly: place.lowerBound), let end = Int32(exactly: place.upperBound) {
            places = .one(start: start, end: end)
        } else {
            places = .many([place])
        }
    }

    /// A list of given places.
    public init(_ list: [Range<Int>] = []) {
        guard list.count > 1 else {
            self = list.first.map { SpanList($0) } ?? SpanList(places: .none)
            return
        }
        self.init(places: .many(list))
    }

    private init(places: Places) { self.places = places }
}

extension SpanList: RandomAccessCollection {
    /// The place of the first place.
    public var startIndex: Int { 0 }

    /// The number of places.
    public var endIndex: Int {
        switch places {
        case .none: 0
        case .one: 1
        case .many(let list): list.count
        }
    }

    /// A place of the text.
    public subscript(place: Int) -> Range<Int> {
        switch places {
        case .none: preconditionFailure("no such place")
        case .one(let start, let end):
            precondition(place == 0, "no such place")
            return Int(start)..<Int(end)
        case .many(let list): return list[place]
        }
    }
}

extension SpanList: ExpressibleByArrayLiteral {
    /// The places between brackets.
    public init(arrayLiteral places: Range<Int>...) { self.init(places) }
}

extension SpanList: Hashable {
    /// Whether both lists hold the same places.
    public static func == (left: SpanList, right: SpanList) -> Bool { left.elementsEqual(right) }

    /// Takes the places up.
    public func hash(into hasher: inout Hasher) {
        for place in self { hasher.combine(place) }
    }
}

extension SpanList: CustomStringConvertible {
    /// The places as an array shows them.
    public var description: String { Array(self).description }
}
