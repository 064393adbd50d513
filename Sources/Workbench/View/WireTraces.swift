import TerminalUI

/// Which cells of a drawing belong to which edge, and with which arms: a branching cell may belong to one edge in part.
struct WireTraces {
    private let layout: GraphLayout
    private let indices: [Point: Int]

    /// - Complexity: O(wire cells).
    init(_ layout: GraphLayout) {
        self.layout = layout
        indices = Dictionary(
            layout.wires.enumerated().map { (Point(x: $1.x, y: $1.y), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The cells of the wires of some edges by index, with the arms that these edges use; cells that another wire bridges are
    /// left out, since what is seen there is the other wire.
    func cells(of edges: some Sequence<GraphEdge>) -> [Int: WireArms] {
        var used: [Int: WireArms] = [:]
        for edge in edges {
            for (index, arms) in path(of: edge) where layout.wires[index].net == edge.source {
                used[index, default: []].formUnion(arms)
            }
        }
        return used
    }

    /// The cells that only edges of `cut` use.
    func exclusiveCells(of cut: Set<GraphEdge>) -> Set<Int> {
        guard !cut.isEmpty else { return [] }
        return Set(
            layout.cells(onlyOf: cut.sorted()).compactMap { cell in
                indices[Point(x: cell.x, y: cell.y)].flatMap { layout.wires[$0].net == cell.net ? $0 : nil }
            })
    }

    /// The cells of an edge from its source to its arrowhead with the arms that the edge uses, bridged cells included.
    private func path(of edge: GraphEdge) -> [(index: Int, arms: WireArms)] {
        guard let tip = layout.arrow(of: edge) else { return [] }
        let path = layout.path(of: edge).map { Point(x: $0.x, y: $0.y) }
        return path.indices.compactMap { place in
            let here = path[place]
            let before = place == 0 ? Point(x: here.x, y: here.y - 1) : path[place - 1]
            let after = place == path.count - 1 ? Point(x: tip.x, y: tip.y) : path[place + 1]
            guard let index = indices[here] else { return nil }
            return (index, [Self.arm(from: here, to: before), Self.arm(from: here, to: after)])
        }
    }

    private static func arm(from here: Point, to next: Point) -> WireArms {
        if next.x != here.x { return next.x > here.x ? .right : .left }
        return next.y > here.y ? .down : .up
    }
}
