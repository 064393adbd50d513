import Synchronization

/// Items handed out in order to several workers: what is stopped on its way has done the first ones.
final class WorkQueue<Items: RandomAccessCollection & Sendable>: Sendable
where Items.Element: Sendable, Items.Index == Int {
    private let items: Items
    private let taken = Atomic(0)

    init(_ items: Items) {
        self.items = items
    }

    /// The number of items, taken or not.
    var count: Int { items.count }

    /// The next item; `nil` when all are taken.
    func next() -> Items.Element? {
        let place = items.startIndex + taken.add(1, ordering: .relaxed).oldValue
        return place < items.endIndex ? items[place] : nil
    }

    /// Whether all items are taken.
    var isEmpty: Bool { items.startIndex + taken.load(ordering: .relaxed) >= items.endIndex }
}
