/// What the columns of a layered graph have to obey, in grid units: a unit is one column, or two where wires need even columns.
struct PlacementProblem {
    /// The columns of a unit.
    let unit: Int
    let graph: LayeredGraph
    /// For each item the items above from which wires come in, from the left to the right: the order of its in-ports.
    let incoming: [[Int]]
    /// The width of each node's box in columns; 1 for dummies.
    let width: [Int]
    /// The range of offsets (units from the left edge) in which an item's ports may lie.
    let portRange: [ClosedRange<Int>]
    /// The least distance of two in-ports of a node, two columns, in units.
    let portStep: Int
    private let gap: Int

    /// - Parameters:
    ///   - width: of each node's box in columns, wide enough for its in-ports (`PlacementProblem.leastWidth`).
    ///   - inset: the columns at either side of a box where no port may lie.
    ///   - gap: the least number of blank columns between boxes.
    init(graph: LayeredGraph, width: [Int], inset: Int, gap: Int, unit: Int) {
        self.graph = graph
        self.unit = unit
        self.gap = gap
        portStep = 2 / unit
        let place = graph.places()
        incoming = graph.above.map { $0.sorted { place[$0] < place[$1] } }
        self.width = width + [Int](repeating: 1, count: graph.count - graph.nodeCount)
        portRange = (0..<graph.count).map { item in
            guard item < graph.nodeCount else { return 0...0 }
            let least = (inset + unit - 1) / unit
            return least...max(least, (width[item] - 1 - inset) / unit)
        }
    }

    /// The width that a box needs so that its in-ports find room.
    static func leastWidth(inDegree: Int, inset: Int, unit: Int) -> Int {
        let left = (inset + unit - 1) / unit * unit
        return left + 2 * max(0, inDegree - 1) + 1 + inset
    }

    /// The least distance of the left edges of two neighbours in a layer, in units.
    func separation(_ left: Int, _ right: Int) -> Int {
        let blank = graph.isDummy(left) || graph.isDummy(right) ? 1 : gap
        return (width[left] + blank + unit - 1) / unit
    }

    /// The offset of an item's out-port when nothing pulls it aside.
    func middle(_ item: Int) -> Int { (portRange[item].lowerBound + portRange[item].upperBound) / 2 }

    /// The offset of the in-port at `index` when nothing pulls it aside.
    func inPort(_ item: Int, _ index: Int) -> Int {
        let span = (incoming[item].count - 1) * portStep
        let range = portRange[item]
        return (range.lowerBound + range.upperBound - span) / 2 + index * portStep
    }

    /// How much a column of sideways way costs for the wire between two items: long wires are to be straight.
    func weight(_ upper: Int, _ lower: Int) -> Int {
        switch (graph.isDummy(upper), graph.isDummy(lower)) {
        case (true, true): 16
        case (false, false): 4
        default: 7
        }
    }
}

/// Columns for the items of a layered graph, in grid units.
struct Placement {
    /// The left edge of each item.
    var left: [Int]
    /// The column of the port from which each item's wire goes down.
    var outPort: [Int]
    /// The columns of each item's in-ports, in the order of `PlacementProblem.incoming`.
    var inPorts: [[Int]]

    /// A placement with each port where nothing pulls it aside.
    init(left: [Int], _ problem: PlacementProblem) {
        self.left = left
        outPort = left.indices.map { left[$0] + problem.middle($0) }
        inPorts = left.indices.map { item in
            problem.incoming[item].indices.map { left[item] + problem.inPort(item, $0) }
        }
    }
}
