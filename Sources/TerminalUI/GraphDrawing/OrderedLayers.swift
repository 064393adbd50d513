/// The items of a layered graph in an order for each layer, in flat arrays for the many passes of `CrossingReduction`.
struct OrderedLayers {
    /// The neighbours of each item on one side: item i has `items[start[i]..<start[i + 1]]`.
    struct Neighbours {
        private(set) var start: [Int]
        private(set) var items: [Int]

        init(_ lists: [[Int]]) {
            start = [0]
            start.reserveCapacity(lists.count + 1)
            items = []
            for list in lists {
                items += list
                start.append(items.count)
            }
        }

        func count(_ item: Int) -> Int { start[item + 1] - start[item] }
    }

    let above: Neighbours
    let below: Neighbours
    /// Layer k holds `items[first[k]..<first[k + 1]]`, from the left to the right.
    let first: [Int]
    var items: [Int]
    /// The index of each item within its layer.
    var place: [Int]
    /// A tree of counters for the widest layer.
    private var tree: [Int]
    private var ends: [Int] = []

    init(_ graph: LayeredGraph) {
        above = Neighbours(graph.above)
        below = Neighbours(graph.below)
        var first = [0]
        for layer in graph.layers { first.append(first[first.count - 1] + layer.count) }
        self.first = first
        items = graph.layers.flatMap { $0 }
        place = [Int](repeating: 0, count: graph.count)
        tree = []
        setPlaces()
    }

    var layerCount: Int { first.count - 1 }

    func layer(_ layer: Int) -> Range<Int> { first[layer]..<first[layer + 1] }

    var layers: [[Int]] { (0..<layerCount).map { Array(items[layer($0)]) } }

    mutating func setPlaces() {
        for layer in 0..<layerCount {
            for slot in self.layer(layer) { place[items[slot]] = slot - first[layer] }
        }
    }

    /// The number of pairs of wires that cross.
    mutating func crossings() -> Int { (0..<max(0, layerCount - 1)).reduce(0) { $0 + crossings(below: $1) } }

    /// The number of pairs of wires that cross between a layer and the next.
    ///
    /// - Complexity: O(*m* log *m*), with the accumulator tree of Barth, Mutzel and Jünger (2004, "Simple and efficient bilayer
    ///   cross counting").
    mutating func crossings(below layer: Int) -> Int {
        var leaves = 1
        while leaves < first[layer + 2] - first[layer + 1] { leaves *= 2 }
        if tree.count < 2 * leaves { tree = [Int](repeating: 0, count: 2 * leaves) }
        for index in 0..<(2 * leaves) { tree[index] = 0 }
        var total = 0
        var ends: [Int] = []
        swap(&ends, &self.ends)
        defer { swap(&ends, &self.ends) }
        for slot in self.layer(layer) {
            // In the order of their ends, so that wires from one item are not counted against each other.
            ends.removeAll(keepingCapacity: true)
            appendPlaces(of: items[slot], above: false, to: &ends)
            for end in ends {
                var index = end + leaves
                tree[index] += 1
                while index > 1 {
                    if index & 1 == 0 { total += tree[index + 1] }
                    index >>= 1
                    tree[index] += 1
                }
            }
        }
        return total
    }

    /// Reads the places of an item's neighbours above or below, ascending.
    @inline(__always)
    func readPlaces(of item: Int, above isAbove: Bool, into places: inout [Int]) {
        places.removeAll(keepingCapacity: true)
        appendPlaces(of: item, above: isAbove, to: &places)
    }

    /// Appends the places of an item's neighbours above or below, ascending.
    @inline(__always)
    func appendPlaces(of item: Int, above isAbove: Bool, to places: inout [Int]) {
        let begin = places.count
        if isAbove {
            for slot in above.start[item]..<above.start[item + 1] { places.append(place[above.items[slot]]) }
        } else {
            for slot in below.start[item]..<below.start[item + 1] { places.append(place[below.items[slot]]) }
        }
        guard places.count - begin < 24 else {
            places[begin...].sort()
            return
        }
        var next = begin + 1
        while next < places.count {
            let value = places[next]
            var hole = next
            while hole > begin, places[hole - 1] > value {
                places[hole] = places[hole - 1]
                hole -= 1
            }
            places[hole] = value
            next += 1
        }
    }
}
