/// Orders the items of each layer so that few wires cross: sweeps down and up that sort by the barycentre or the median of the
/// neighbours (Sugiyama, Tagawa and Toda 1981; Eades and Wormald 1994), each followed by exchanges of adjacent items, from
/// several first orders. The best order met is kept.
struct CrossingReduction {
    private var state: OrderedLayers
    /// Whether exchanges were tried in a layer since it or a neighbour changed.
    private var isSettled: [Bool]
    private var movable: [(key: Double, tie: Int, item: Int)] = []
    private var slots: [Int] = []
    private var places: [Int] = []
    private var upper = PlaceLists()
    private var lower = PlaceLists()

    /// The best orders found from each start, with the number of crossings, best first, each order once.
    static func orders(of graph: LayeredGraph, starts: Int) -> [(layers: [[Int]], crossings: Int)] {
        var found: [(layers: [[Int]], crossings: Int)] = []
        let blank = OrderedLayers(graph)
        for start in 0..<max(1, starts) {
            var search = CrossingReduction(state: blank)
            search.begin(start)
            let result = search.improve(useMedian: start % 2 == 1)
            if !found.contains(where: { $0.crossings == result.crossings && $0.layers == result.layers }) {
                found.append(result)
            }
        }
        return found.enumerated().sorted { ($0.element.crossings, $0.offset) < ($1.element.crossings, $1.offset) }
            .map(\.element)
    }

    private init(state: OrderedLayers) {
        self.state = state
        isSettled = [Bool](repeating: false, count: state.layerCount)
    }

    // MARK: First orders

    /// Start 0 walks depth-first from the sources, 1 from the sinks, the others in orders drawn by a fixed generator.
    private mutating func begin(_ start: Int) {
        let count = state.place.count
        var priority = Array(0..<count)
        if start > 1 {
            var random = UInt64(start)
            for index in stride(from: count - 1, to: 0, by: -1) {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                priority.swapAt(index, Int((random >> 33) % UInt64(index + 1)))
            }
        }
        var layerOf = [Int](repeating: 0, count: count)
        for layer in 0..<state.layerCount {
            for slot in state.layer(layer) { layerOf[state.items[slot]] = layer }
        }
        var isSeen = [Bool](repeating: false, count: count)
        var next = state.first
        let side = start % 2 == 0 ? state.above : state.below
        var stack: [Int] = []
        for root in priority.filter({ side.count($0) == 0 }) + priority where !isSeen[root] {
            isSeen[root] = true
            stack.append(root)
            while let item = stack.popLast() {
                state.items[next[layerOf[item]]] = item
                next[layerOf[item]] += 1
                for slot in state.above.start[item]..<state.above.start[item + 1] {
                    let other = state.above.items[slot]
                    guard !isSeen[other] else { continue }
                    isSeen[other] = true
                    stack.append(other)
                }
                for slot in state.below.start[item]..<state.below.start[item + 1] {
                    let other = state.below.items[slot]
                    guard !isSeen[other] else { continue }
                    isSeen[other] = true
                    stack.append(other)
                }
            }
        }
        state.setPlaces()
    }

    // MARK: Sweeps

    private mutating func improve(useMedian: Bool) -> (layers: [[Int]], crossings: Int) {
        var best = state.items
        var fewest = state.crossings()
        var idle = 0
        var sweep = 0
        while idle < 4, fewest > 0, state.layerCount > 1 {
            let isDown = sweep % 2 == 0
            for step in 1..<state.layerCount {
                let layer = isDown ? step : state.layerCount - 1 - step
                sort(layer, fromAbove: isDown, useMedian: useMedian, tiesReversed: sweep % 4 > 1)
            }
            transpose(moveOnTies: sweep % 4 > 1)
            let now = state.crossings()
            if now < fewest {
                // A gain of less than a hundredth is not worth many more sweeps of a large graph.
                idle = (fewest - now) * 100 > fewest ? 0 : idle + 1
                (best, fewest) = (state.items, now)
            } else {
                idle += 1
            }
            sweep += 1
        }
        state.items = best
        return (state.layers, fewest)
    }

    /// Sorts a layer by the mean or the median place of the neighbours; items without any keep their places.
    private mutating func sort(_ layer: Int, fromAbove: Bool, useMedian: Bool, tiesReversed: Bool) {
        movable.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        for slot in state.layer(layer) {
            let item = state.items[slot]
            guard let key = key(item, fromAbove: fromAbove, useMedian: useMedian) else { continue }
            slots.append(slot)
            movable.append((key, tiesReversed ? -slot : slot, item))
        }
        movable.sort { $0.key != $1.key ? $0.key < $1.key : $0.tie < $1.tie }
        var isChanged = false
        for (slot, entry) in zip(slots, movable) where state.items[slot] != entry.item {
            state.items[slot] = entry.item
            isChanged = true
        }
        guard isChanged else { return }
        for slot in state.layer(layer) { state.place[state.items[slot]] = slot - state.first[layer] }
        unsettle(layer)
    }

    private mutating func key(_ item: Int, fromAbove: Bool, useMedian: Bool) -> Double? {
        if useMedian {
            state.readPlaces(of: item, above: fromAbove, into: &places)
            guard !places.isEmpty else { return nil }
            let middle = places.count / 2
            return places.count % 2 == 1 ? Double(places[middle]) : Double(places[middle - 1] + places[middle]) / 2
        }
        places.removeAll(keepingCapacity: true)
        state.appendPlaces(of: item, above: fromAbove, to: &places)
        return places.isEmpty ? nil : Double(places.reduce(0, +)) / Double(places.count)
    }

    private mutating func unsettle(_ layer: Int) {
        isSettled[layer] = false
        if layer > 0 { isSettled[layer - 1] = false }
        if layer + 1 < isSettled.count { isSettled[layer + 1] = false }
    }

    // MARK: Exchanges of adjacent items

    /// Exchanges adjacent items where this saves crossings, until nothing is saved any more.
    private mutating func transpose(moveOnTies: Bool) {
        var isImproved = true
        var rounds = 0
        while isImproved, rounds < 12 {
            isImproved = false
            for layer in 0..<state.layerCount where !isSettled[layer] {
                isSettled[layer] = true
                if transpose(layer, moveOnTies: moveOnTies && rounds == 0) {
                    isImproved = true
                    unsettle(layer)
                }
            }
            rounds += 1
        }
    }

    private mutating func transpose(_ layer: Int, moveOnTies: Bool) -> Bool {
        let range = state.layer(layer)
        guard range.count > 1 else { return false }
        // The neighbours' layers stay as they are meanwhile, so that their places are read once.
        upper.read(state, range, above: true)
        lower.read(state, range, above: false)
        var isImproved = false
        for left in 0..<(range.count - 1) {
            let gain = upper.gain(left) + lower.gain(left)
            guard gain > 0 || (moveOnTies && gain == 0) else { continue }
            if gain > 0 { isImproved = true }
            upper.exchange(left)
            lower.exchange(left)
            let slot = range.lowerBound + left
            state.items.swapAt(slot, slot + 1)
            state.place[state.items[slot]] = left
            state.place[state.items[slot + 1]] = left + 1
        }
        return isImproved
    }
}

/// The sorted places of the neighbours of each item of a layer.
private struct PlaceLists {
    private var values: [Int] = []
    private var ranges: [(begin: Int, end: Int)] = []

    mutating func read(_ state: borrowing OrderedLayers, _ slots: Range<Int>, above isAbove: Bool) {
        values.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for slot in slots {
            let begin = values.count
            state.appendPlaces(of: state.items[slot], above: isAbove, to: &values)
            ranges.append((begin, values.count))
        }
    }

    /// How many crossings an exchange of the item at `left` with the next saves.
    func gain(_ left: Int) -> Int {
        inversions(ranges[left], ranges[left + 1]) - inversions(ranges[left + 1], ranges[left])
    }

    mutating func exchange(_ left: Int) { ranges.swapAt(left, left + 1) }

    /// The number of pairs with the first beyond the second.
    private func inversions(_ first: (begin: Int, end: Int), _ second: (begin: Int, end: Int)) -> Int {
        guard first.begin < first.end, second.begin < second.end, values[first.end - 1] > values[second.begin] else {
            return 0
        }
        var total = 0
        var smaller = second.begin
        for index in first.begin..<first.end {
            while smaller < second.end, values[smaller] < values[index] { smaller += 1 }
            total += smaller - second.begin
        }
        return total
    }
}
