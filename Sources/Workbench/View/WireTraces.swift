import TerminalUI

/// Which cells of a drawing belong to which edge, found by following the wires as a reader would.
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
        let sources = Set(cut.map(\.source))
        let kept = cells(of: layout.arrows.map(\.edge).filter { sources.contains($0.source) && !cut.contains($0) })
        return Set(layout.wires.indices.filter { sources.contains(layout.wires[$0].net) && kept[$0] == nil })
    }

    /// The cells from an edge's arrowhead back to its source with the arms used, bridged cells included.
    private func path(of edge: GraphEdge) -> [(index: Int, arms: WireArms)] {
        guard let tip = layout.arrows.first(where: { $0.edge == edge }) else { return [] }
        let start = Point(x: tip.x, y: tip.y - 1)
        let root = layout.nodes[edge.source]
        var stack: [(place: Point, trail: [Step])] = [(start, [Step(index: indices[start] ?? -1, arms: .down)])]
        var seen: Set<Point> = [start]
        while let (place, trail) = stack.popLast() {
            guard let index = indices[place] else { continue }
            let arms = arms(of: edge.source, in: layout.wires[index])
            if place.y == root.maxY, place.x >= root.x, place.x < root.maxX, arms.contains(.up) {
                return trail.dropLast().map { ($0.index, $0.arms) }
                    + [(index, (trail.last?.arms ?? []).union(.up))]
            }
            for (arm, dx, dy) in Self.steps where arms.contains(arm) {
                let next = Point(x: place.x + dx, y: place.y + dy)
                guard let nextIndex = indices[next], seen.insert(next).inserted else { continue }
                var longer = trail
                longer[longer.count - 1].arms.insert(arm)
                longer.append(Step(index: nextIndex, arms: Self.opposite(of: arm)))
                stack.append((next, longer))
            }
        }
        return []
    }

    private struct Step {
        var index: Int
        var arms: WireArms
    }

    private func arms(of source: Int, in cell: WireCell) -> WireArms {
        if cell.net == source { return cell.arms }
        return cell.bridged == source ? .horizontal : []
    }

    private static let steps: [(WireArms, Int, Int)] = [(.down, 0, 1), (.right, 1, 0), (.left, -1, 0), (.up, 0, -1)]

    private static func opposite(of arm: WireArms) -> WireArms {
        switch arm {
        case .up: .down
        case .down: .up
        case .left: .right
        default: .left
        }
    }
}
