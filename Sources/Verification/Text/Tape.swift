/// A growing row of plain values for the inner loops of reading.
///
/// It refers to its storage as a pointer does: copies share it, nothing is counted, and whoever made it frees it. Places are
/// checked as those of an array are.
struct Tape<Element: BitwiseCopyable> {
    private struct Storage {
        var base: UnsafeMutablePointer<Element>
        var count: Int
        var capacity: Int
    }

    private let storage: UnsafeMutablePointer<Storage>

    /// An empty row.
    init(capacity: Int = 64) {
        storage = .allocate(capacity: 1)
        storage.initialize(
            to: Storage(base: .allocate(capacity: capacity), count: 0, capacity: capacity))
    }

    /// A row of given values.
    init(_ elements: some Collection<Element>) {
        self.init(capacity: max(1, elements.count))
        for element in elements { append(element) }
    }

    /// Frees the storage of this and every copy.
    func deallocate() {
        storage.pointee.base.deallocate()
        storage.deallocate()
    }

    @inline(__always) var count: Int { storage.pointee.count }
    @inline(__always) var isEmpty: Bool { storage.pointee.count == 0 }
    @inline(__always) var indices: Range<Int> { 0..<storage.pointee.count }
    var capacity: Int { storage.pointee.capacity }
    var last: Element? { isEmpty ? nil : self[count - 1] }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: storage.pointee.count))
            return storage.pointee.base[index]
        }
        nonmutating _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: storage.pointee.count))
            yield &storage.pointee.base[index]
        }
    }

    /// The whole row, as long as nothing is added to it.
    @inline(__always) var all: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: storage.pointee.base, count: storage.pointee.count)
    }

    /// A part of the row, as long as nothing is added to it.
    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= storage.pointee.count)
        return UnsafeBufferPointer(start: storage.pointee.base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    func append(_ element: Element) {
        if storage.pointee.count == storage.pointee.capacity { grow(to: storage.pointee.capacity * 2) }
        storage.pointee.base[storage.pointee.count] = element
        storage.pointee.count += 1
    }

    /// Whether an element fits. The elements are not copied, as those of ``all`` are.
    @inline(__always)
    func contains(where fits: (borrowing Element) -> Bool) -> Bool {
        for index in indices where fits(storage.pointee.base[index]) { return true }
        return false
    }

    @inline(__always)
    func removeAll() { storage.pointee.count = 0 }

    /// Takes out what fits.
    func removeAll(where fits: (Element) -> Bool) {
        var kept = 0
        for element in all where !fits(element) {
            storage.pointee.base[kept] = element
            kept += 1
        }
        storage.pointee.count = kept
    }

    /// Fills the row anew.
    func refill(with element: Element, count: Int) {
        if count > storage.pointee.capacity { grow(to: max(count, storage.pointee.capacity * 2)) }
        storage.pointee.base.update(repeating: element, count: count)
        storage.pointee.count = count
    }

    private func grow(to capacity: Int) {
        let base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        base.update(from: storage.pointee.base, count: storage.pointee.count)
        storage.pointee.base.deallocate()
        storage.pointee.base = base
        storage.pointee.capacity = capacity
    }
}
