/// Orders the items of each layer so that few wires cross: sweeps down and up that sort by the barycentre or the median of the
/// neighbours (Sugiyama, Tagawa and Toda 1981; Eades and Wormald 1994), each followed by exchanges of adjacent items, from
/// several first orders. The best order met is kept.
struct CrossingReduction {
    private var graph: LayeredGraph
    private var place: [Int]

    /// The best orders found from each start, with the number of crossings, best first, each order once.
    static func orders(of graph: LayeredGraph, starts: Int) -> [(layers: [[Int]], crossings: Int)] {
        var found: [(layers: [[Int]], crossings: Int)] = []
        for start in 0..<max(1, starts) {
            var search = CrossingReduction(graph: graph)
            search.begin(start)
            let result = search.improve(useMedian: start % 2 == 1)
            if !found.contains(where: { $0.crossings == result.crossings && $0.layers == result.layers }) {
                found.append(result)
            }
        }
        return found.enumerated().sorted { ($0.element.crossings, $0.offset) < ($1.element.crossings, $1.offset) }
            .map(\.element)
    }

    private init(graph: LayeredGraph) {
        self.graph = graph
        place = graph.places()
    }

    // MARK: First orders

    /// Start 0 walks depth-first from the sources, 1 from the sinks, the others in orders drawn by a fixed generator.
    private mutating func begin(_ start: Int) {
        var priority = Array(0..<graph.count)
        if start > 1 {
            var state = UInt64(start)
            for index in stride(from: priority.count - 1, to: 0, by: -1) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                priority.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
            }
        }
        var isSeen = [Bool](repeating: false, count: graph.count)
        var layerOf = [Int](repeating: 0, count: graph.count)
        for (layer, items) in graph.layers.enumerated() {
            for item in items { layerOf[item] = layer }
        }
        var fresh = [[Int]](repeating: [], count: graph.layers.count)
        let roots =
            start % 2 == 0
            ? priority.filter { graph.above[$0].isEmpty } : priority.filter { graph.below[$0].isEmpty }
        for root in roots + priority where !isSeen[root] {
            isSeen[root] = true
            var stack = [root]
            while let item = stack.popLast() {
                fresh[layerOf[item]].append(item)
                for next in (graph.below[item] + graph.above[item]).reversed() where !isSeen[next] {
                    isSeen[next] = true
                    stack.append(next)
                }
            }
        }
        graph.layers = fresh
        place = graph.places()
    }

    // MARK: Sweeps

    private mutating func improve(useMedian: Bool) -> (layers: [[Int]], crossings: Int) {
        var best = graph.layers
        var fewest = graph.crossings(place: place)
        var idle = 0
        var sweep = 0
        while idle < 4, fewest > 0 {
            let isDown = sweep % 2 == 0
            let order = isDown ? Array(graph.layers.indices) : graph.layers.indices.reversed()
            for layer in order.dropFirst() {
                sort(layer, by: isDown ? graph.above : graph.below, median: useMedian, tiesReversed: sweep % 4 > 1)
            }
            transpose(moveOnTies: sweep % 4 > 1)
            let now = graph.crossings(place: place)
            if now < fewest {
                (best, fewest) = (graph.layers, now)
                idle = 0
            } else {
                idle += 1
            }
            sweep += 1
        }
        return (best, fewest)
    }

    /// Sorts a layer by the mean or the median place of the neighbours; items without any keep their places.
    private mutating func sort(_ layer: Int, by neighbours: [[Int]], median: Bool, tiesReversed: Bool) {
        let items = graph.layers[layer]
        var movable: [(key: Double, place: Int, item: Int)] = []
        var slots: [Int] = []
        for (slot, item) in items.enumerated() where !neighbours[item].isEmpty {
            slots.append(slot)
            let places = neighbours[item].map { place[$0] }
            movable.append((median ? Self.median(places) : Self.mean(places), tiesReversed ? -slot : slot, item))
        }
        movable.sort { ($0.key, $0.place) < ($1.key, $1.place) }
        for (slot, entry) in zip(slots, movable) {
            graph.layers[layer][slot] = entry.item
            place[entry.item] = slot
        }
    }

    private static func mean(_ places: [Int]) -> Double { Double(places.reduce(0, +)) / Double(places.count) }

    private static func median(_ places: [Int]) -> Double {
        let sorted = places.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    }

    // MARK: Exchanges of adjacent items

    /// Exchanges adjacent items where this saves crossings, until nothing is saved any more.
    private mutating func transpose(moveOnTies: Bool) {
        var isImproved = true
        var rounds = 0
        while isImproved, rounds < 12 {
            isImproved = false
            rounds += 1
            for layer in graph.layers.indices where graph.layers[layer].count > 1 {
                if transpose(layer, moveOnTies: moveOnTies && rounds == 1) { isImproved = true }
            }
        }
    }

    private mutating func transpose(_ layer: Int, moveOnTies: Bool) -> Bool {
        let items = graph.layers[layer]
        // The neighbours' layers stay as they are meanwhile.
        var upper = items.map { item in graph.above[item].map { place[$0] }.sorted() }
        var lower = items.map { item in graph.below[item].map { place[$0] }.sorted() }
        var isImproved = false
        for left in 0..<(items.count - 1) {
            let before = Self.inversions(upper[left], upper[left + 1]) + Self.inversions(lower[left], lower[left + 1])
            let after = Self.inversions(upper[left + 1], upper[left]) + Self.inversions(lower[left + 1], lower[left])
            guard after < before || (moveOnTies && after == before) else { continue }
            if after < before { isImproved = true }
            upper.swapAt(left, left + 1)
            lower.swapAt(left, left + 1)
            graph.layers[layer].swapAt(left, left + 1)
            place[graph.layers[layer][left]] = left
            place[graph.layers[layer][left + 1]] = left + 1
        }
        return isImproved
    }

    /// The number of pairs with the first from `left` beyond the second from `right`, both sorted.
    private static func inversions(_ left: [Int], _ right: [Int]) -> Int {
        guard let last = left.last, let first = right.first, last > first else { return 0 }
        var total = 0
        var smaller = 0
        for value in left {
            while smaller < right.count, right[smaller] < value { smaller += 1 }
            total += smaller
        }
        return total
    }
}
