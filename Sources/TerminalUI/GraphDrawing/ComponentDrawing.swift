/// How boxes and wires are spaced in the drawing of a component.
struct DrawingFrame {
    /// The size of each node's box.
    var boxes: [Size]
    /// The rows above a box that hold its arrowheads: 1, or 0 if they lie in its frame.
    var arrowRows: Int
    /// What the wires in the gaps between layers keep to.
    var rules: ChannelRouting.Rules
}

/// The drawing of one connected component with its top left cell at (0, 0); nodes by their index within the component.
struct ComponentDrawing {
    let size: Size
    let nodes: [Rect]
    private(set) var grid: WireGrid
    private(set) var arrows: [Arrowhead] = []
    /// The rows between each layer and the next.
    private(set) var tracks = 0

    /// Draws a layered graph at the columns of a placement.
    init(_ problem: PlacementProblem, _ placement: Placement, _ frame: DrawingFrame) {
        let gaps = Self.gaps(problem, placement, frame)
        let rows = RowPlan(problem, gaps, frame)
        let columns = ColumnPlan(problem, placement, gaps)
        size = Size(width: columns.width, height: rows.height)
        nodes = (0..<problem.graph.nodeCount).map { node in
            Rect(
                x: columns.left[node], y: rows.top[rows.layer[node]], width: frame.boxes[node].width,
                height: frame.boxes[node].height)
        }
        grid = WireGrid(width: size.width, height: size.height)
        layWires(problem, gaps, rows, columns, frame)
        for node in nodes.indices {
            for (index, upper) in problem.incoming[node].enumerated() {
                let edge = GraphEdge(source: problem.graph.source[upper], target: node)
                arrows.append(
                    Arrowhead(x: columns.inPorts[node][index], y: nodes[node].y - frame.arrowRows, edge: edge))
            }
        }
        tracks = gaps.reduce(0) { $0 + $1.routing.rows }
    }

    // MARK: Gaps

    /// The nets between a layer and the next, and their tracks.
    private struct Gap {
        var nets: [ChannelRouting.Net]
        var routing: ChannelRouting
        /// The columns at the bottom in which a wire ends at a node.
        var targets: Set<Int>
    }

    private static func gaps(_ problem: PlacementProblem, _ placement: Placement, _ frame: DrawingFrame) -> [Gap] {
        let graph = problem.graph
        let unit = problem.unit
        return graph.layers.indices.dropLast().map { layer in
            var targets: Set<Int> = []
            var bottoms: [Int: [Int]] = [:]
            for lower in graph.layers[layer + 1] {
                for (index, upper) in problem.incoming[lower].enumerated() {
                    let column = placement.inPorts[lower][index] * unit
                    bottoms[upper, default: []].append(column)
                    if !graph.isDummy(lower) { targets.insert(column) }
                }
            }
            let nets = graph.layers[layer].compactMap { item in
                bottoms[item].map {
                    ChannelRouting.Net(
                        source: graph.source[item], top: placement.outPort[item] * unit, bottoms: $0.sorted())
                }
            }
            let tallest = graph.layers[layer].filter { !graph.isDummy($0) }.map { frame.boxes[$0].height }.max() ?? 0
            let roof = graph.layers[layer].filter { !graph.isDummy($0) && frame.boxes[$0].height == tallest }.map {
                let left = placement.left[$0] * unit
                return (columns: left..<(left + problem.width[$0]), source: $0)
            }
            return Gap(nets: nets, routing: ChannelRouting(nets, rules: frame.rules, roof: roof), targets: targets)
        }
    }

    // MARK: Rows and columns

    private struct RowPlan {
        var layer: [Int]
        /// The first row of each layer, and the row after its last.
        var top: [Int] = []
        var bottom: [Int] = []
        var height = 0

        init(_ problem: PlacementProblem, _ gaps: [Gap], _ frame: DrawingFrame) {
            let graph = problem.graph
            layer = [Int](repeating: 0, count: graph.count)
            for (index, items) in graph.layers.enumerated() {
                for item in items { layer[item] = index }
                top.append(height)
                height += items.filter { !graph.isDummy($0) }.map { frame.boxes[$0].height }.max() ?? 1
                bottom.append(height)
                if index < gaps.count {
                    let arrows = gaps[index].targets.isEmpty ? 0 : frame.arrowRows
                    height += max(1, gaps[index].routing.rows + arrows)
                }
            }
        }
    }

    /// Columns in cells, moved so that the least is 0.
    private struct ColumnPlan {
        var left: [Int]
        var outPort: [Int]
        var inPorts: [[Int]]
        /// The column of the drawing in which the placement's column 0 lies.
        var shift: Int
        var width: Int

        init(_ problem: PlacementProblem, _ placement: Placement, _ gaps: [Gap]) {
            let unit = problem.unit
            var least = Int.max
            var most = 0
            for item in placement.left.indices {
                least = min(least, placement.left[item] * unit)
                most = max(most, placement.left[item] * unit + problem.width[item])
            }
            for piece in gaps.flatMap(\.routing.pieces) {
                least = min(least, piece.left)
                most = max(most, piece.right + 1)
            }
            let shift = least == Int.max ? 0 : -least
            self.shift = shift
            width = most + shift
            left = placement.left.map { $0 * unit + shift }
            outPort = placement.outPort.map { $0 * unit + shift }
            inPorts = placement.inPorts.map { $0.map { $0 * unit + shift } }
        }
    }

    // MARK: Wires

    private mutating func layWires(
        _ problem: PlacementProblem, _ gaps: [Gap], _ rows: RowPlan, _ columns: ColumnPlan, _ frame: DrawingFrame
    ) {
        let graph = problem.graph
        for (layer, items) in graph.layers.enumerated() {
            for item in items where !graph.below[item].isEmpty {
                let start = graph.isDummy(item) ? rows.top[layer] : nodes[item].y + nodes[item].height
                grid.layDown(graph.source[item], x: columns.outPort[item], from: 2 * start, to: 2 * rows.bottom[layer])
            }
        }
        for (index, gap) in gaps.enumerated() {
            let top = rows.bottom[index]
            let bottom = rows.top[index + 1]
            func end(_ column: Int) -> Int {
                2 * (bottom - (gap.targets.contains(column) ? frame.arrowRows : 0))
            }
            for net in gap.nets where net.isStraight {
                grid.layDown(net.source, x: net.top + columns.shift, from: 2 * top, to: end(net.top))
            }
            let pieces = gap.routing.pieces
            let split = Set(pieces.compactMap(\.upper))
            for (number, piece) in pieces.enumerated() {
                let middle = 2 * (top + piece.row) + 1
                let start = piece.upper.map { 2 * (top + pieces[$0].row) + 1 } ?? 2 * top
                grid.layDown(piece.source, x: piece.top + columns.shift, from: start, to: middle)
                grid.layAcross(
                    piece.source, y: top + piece.row, from: piece.left + columns.shift, to: piece.right + columns.shift)
                guard !split.contains(number) else { continue }
                for column in piece.bottoms {
                    grid.layDown(piece.source, x: column + columns.shift, from: middle, to: end(column))
                }
            }
        }
    }
}
