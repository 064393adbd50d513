extension GraphLayout {
    /// The node whose box covers a cell.
    public func node(at place: Point) -> Int? { nodes.firstIndex { $0.contains(place) } }

    /// The wire cell in a column and row.
    ///
    /// - Complexity: O(log *w*) for *w* wire cells.
    public func wire(at place: Point) -> WireCell? {
        var low = 0
        var high = wires.count
        while low < high {
            let middle = (low + high) / 2
            let cell = wires[middle]
            if (cell.y, cell.x) < (place.y, place.x) { low = middle + 1 } else { high = middle }
        }
        guard low < wires.count, wires[low].x == place.x, wires[low].y == place.y else { return nil }
        return wires[low]
    }

    /// The cells of a source's wire, each with the arms of this wire alone, from the box outwards.
    public func wire(of source: Int) -> [WireCell] { WireTree(self, source: source).cells }

    /// The cells of an edge from its source's box to its arrowhead; other edges of the source may share the first of them.
    public func path(of edge: GraphEdge) -> [WireCell] { WireTree(self, source: edge.source).path(to: edge.target) }

    /// The cells that only the given edges pass: what do() strikes out when it cuts them, while the drawing stays.
    public func cells(onlyOf edges: some Sequence<GraphEdge>) -> [WireCell] {
        Dictionary(grouping: edges, by: \.source).sorted { $0.key < $1.key }.flatMap { source, edges in
            WireTree(self, source: source).cells(leadingOnlyTo: Set(edges.map(\.target)))
        }
    }

    /// The edges that pass a cell, or end there with an arrowhead.
    public func edges(at place: Point) -> [GraphEdge] {
        if let tip = arrows.first(where: { $0.x == place.x && $0.y == place.y }) { return [tip.edge] }
        guard let cell = wire(at: place) else { return [] }
        return [cell.net, cell.bridged].compactMap { $0 }.flatMap { source in
            WireTree(self, source: source).targets(from: place.x, place.y).map { GraphEdge(source: source, target: $0) }
        }
    }

    /// The tip of an edge.
    public func arrow(of edge: GraphEdge) -> Arrowhead? { arrows.first { $0.edge == edge } }

    /// The column in which a node's wire leaves its box at the bottom; `nil` if it has no children.
    public func outPort(of node: Int) -> Int? {
        guard nodes.indices.contains(node) else { return nil }
        let box = nodes[node]
        return (box.x..<box.maxX).first { x in
            let below = Point(x: x, y: box.maxY)
            if let cell = wire(at: below), cell.net == node, cell.arms.contains(.up) { return true }
            return arrows.contains { $0.x == x && $0.y == box.maxY && $0.edge.source == node }
        }
    }
}
