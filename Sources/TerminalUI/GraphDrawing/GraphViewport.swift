/// A side of a node, on the screen.
public enum GraphDirection: Sendable, Hashable, CaseIterable {
    /// Towards the top.
    case up
    /// Towards the bottom.
    case down
    /// Towards the left.
    case left
    /// Towards the right.
    case right
}

/// The part of a drawing that a pane shows.
public struct GraphViewport: Sendable, Hashable {
    /// The cell of the drawing in the pane's top left corner; negative where a small drawing lies in the middle of its pane.
    public var origin: Point
    /// The pane's columns and rows.
    public var pane: Size

    /// A part of a drawing.
    public init(origin: Point = Point(x: 0, y: 0), pane: Size) {
        self.origin = origin
        self.pane = pane
    }

    /// The part nearest to this one that shows as much of the drawing as fits, and a box of it with a margin as a whole.
    ///
    /// - Parameters:
    ///   - box: what is to be seen, in cells of the drawing; as a rule the selected node's.
    ///   - margin: cells around it that are to be seen too, if there is room.
    public func showing(_ box: Rect?, of drawing: Size, margin: Size = Size(width: 6, height: 3)) -> GraphViewport {
        var moved = self
        moved.origin.x = Self.origin(
            origin.x, pane.width, drawing.width, box.map { ($0.x, $0.maxX) }, margin.width)
        moved.origin.y = Self.origin(
            origin.y, pane.height, drawing.height, box.map { ($0.y, $0.maxY) }, margin.height)
        return moved
    }

    private static func origin(
        _ origin: Int, _ pane: Int, _ length: Int, _ range: (first: Int, end: Int)?, _ margin: Int
    ) -> Int {
        guard length > pane else { return -((pane - length) / 2) }
        var origin = origin
        if let range {
            let free = max(0, min(margin, (pane - (range.end - range.first)) / 2))
            origin = max(origin, range.end + free - pane)
            origin = min(origin, range.first - free)
        }
        return max(0, min(origin, length - pane))
    }

    /// The place in the pane of a cell of the drawing.
    public func place(of cell: Point) -> Point { Point(x: cell.x - origin.x, y: cell.y - origin.y) }

    /// The cell of the drawing at a place of the pane.
    public func cell(at place: Point) -> Point { Point(x: place.x + origin.x, y: place.y + origin.y) }
}

extension GraphLayout {
    /// The node that one would expect to come to from another by an arrow key: near, in that direction, and rather a parent or a
    /// child than a stranger. `nil` if there is none on that side.
    ///
    /// - Complexity: O(*n* + *m*).
    public func neighbour(of node: Int, direction: GraphDirection) -> Int? {
        guard nodes.indices.contains(node) else { return nil }
        let box = nodes[node]
        let linked = Set(
            arrows.compactMap { tip in
                tip.edge.source == node ? tip.edge.target : tip.edge.target == node ? tip.edge.source : nil
            })
        var best: (cost: Int, node: Int)?
        for (other, itsBox) in nodes.enumerated() where other != node {
            guard var cost = Self.cost(from: box, to: itsBox, direction) else { continue }
            if linked.contains(other) { cost /= 2 }
            if best.map({ cost < $0.cost }) ?? true { best = (cost, other) }
        }
        return best?.node
    }

    /// How far another box is for somebody who looks in a direction; a row is about as high as two columns are wide.
    private static func cost(from box: Rect, to other: Rect, _ direction: GraphDirection) -> Int? {
        let across = max(0, max(box.x, other.x) - min(box.maxX, other.maxX))
        let along = max(0, max(box.y, other.y) - min(box.maxY, other.maxY))
        let shift = abs(box.x + box.maxX - other.x - other.maxX) / 8
        switch direction {
        case .up where other.maxY <= box.y: return 4 * along + 2 * across + shift
        case .down where other.y >= box.maxY: return 4 * along + 2 * across + shift
        case .left where other.maxX <= box.x: return 2 * across + 16 * along
        case .right where other.x >= box.maxX: return 2 * across + 16 * along
        default: return nil
        }
    }
}
