/// A row of plain values that never changes, for the inner loops of reading.
///
/// It refers to its storage as a pointer does: copies share it, nothing is counted, and whoever made it frees it. Places are
/// checked as those of an array are.
struct Row<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    /// A row of given values.
    init(_ elements: [Element]) {
        count = elements.count
        base = .allocate(capacity: max(1, count))
        elements.withUnsafeBufferPointer {
            if let first = $0.baseAddress { base.initialize(from: first, count: count) }
        }
    }

    /// Frees the storage of this and every copy.
    func deallocate() { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return base[index]
    }

    @inline(__always)
    subscript(index: Int32) -> Element { self[Int(index)] }

    @inline(__always) var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    /// A part of the row.
    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }
}

/// Lists of plain values, one after the other.
struct RowOfRows<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
    private let elements: Row<Element>
    /// Where each list begins, and where the last one ends.
    private let starts: Row<Int32>

    init(_ lists: [[Element]]) {
        elements = Row(lists.flatMap { $0 })
        var starts: [Int32] = [0]
        for list in lists { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        self.starts = Row(starts)
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        elements.deallocate()
        starts.deallocate()
    }

    /// The number of lists.
    var count: Int { starts.count - 1 }

    @inline(__always)
    subscript(index: Int) -> UnsafeBufferPointer<Element> { elements[Int(starts[index])..<Int(starts[index + 1])] }
}
