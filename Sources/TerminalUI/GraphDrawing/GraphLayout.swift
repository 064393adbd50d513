/// A directed acyclic graph drawn in terminal cells: boxes in layers with parents above children, and one wire for each source
/// that branches to its children.
///
/// No two wires share a cell lengthwise; where they cross, the one that runs down passes unbroken over the other. The method is
/// that of Sugiyama, Tagawa and Toda (1981) with the layers and columns of Gansner, Koutsofios, North and Vo (1993) and wires
/// routed in channels. The same input gives the same drawing, always.
public struct GraphLayout: Sendable, Hashable {
    /// The columns and rows of the drawing.
    public let size: Size
    /// The box of each node: as large as wanted, or wider so that its arrowheads find room.
    public let nodes: [Rect]
    /// The cells with wires, by row and then by column. Arrowheads are not among them.
    public let wires: [WireCell]
    /// The tips of the edges, by target and then by column.
    public let arrows: [Arrowhead]
    /// Edges given that are not drawn: self-loops and edges that close a cycle. Empty for a directed acyclic graph.
    public let undrawn: [GraphEdge]
    /// Whether the drawing is spaced for ASCII.
    public let isASCII: Bool

    /// Lays a graph out.
    ///
    /// - Parameters:
    ///   - parents: the parents of each node; nodes are the indices.
    ///   - boxes: the size of each node's box in cells.
    /// - Complexity: near-linear in practice for sparse graphs; at most O(*n* · *m*) for a pass.
    public init(parents: [[Int]], boxes: [Size], options: GraphLayoutOptions = .init()) {
        let edges = DrawableEdges(parents: parents)
        undrawn = edges.left
        isASCII = options.isASCII
        let unit = options.isASCII ? 2 : 1
        let components = edges.components()
        var index = [Int](repeating: 0, count: parents.count)
        let drawings = components.map { members in
            for (place, node) in members.enumerated() { index[node] = place }
            return ComponentSearch(
                parents: members.map { edges.parents[$0].map { index[$0] } },
                boxes: members.map { $0 < boxes.count ? boxes[$0] : Size(width: 1, height: 1) }, options: options
            ).best()
        }
        let places = ComponentPacking.places(of: drawings.map(\.size), room: options.room, gap: options.gap, unit: unit)
        var rects = parents.map { _ in Rect(x: 0, y: 0, width: 0, height: 0) }
        var cells: [WireCell] = []
        var tips: [Arrowhead] = []
        var extent = Size.zero
        for ((members, drawing), place) in zip(zip(components, drawings), places) {
            for (node, rect) in zip(members, drawing.nodes) {
                rects[node] = Rect(x: rect.x + place.x, y: rect.y + place.y, width: rect.width, height: rect.height)
            }
            cells += drawing.grid.wires(name: members, dx: place.x, dy: place.y)
            tips += drawing.arrows.map { tip in
                Arrowhead(
                    x: tip.x + place.x, y: tip.y + place.y,
                    edge: GraphEdge(source: members[tip.edge.source], target: members[tip.edge.target]))
            }
            extent.width = max(extent.width, place.x + drawing.size.width)
            extent.height = max(extent.height, place.y + drawing.size.height)
        }
        if components.count > 1 {
            cells.sort { ($0.y, $0.x) < ($1.y, $1.x) }
            tips.sort { ($0.edge.target, $0.x) < ($1.edge.target, $1.x) }
        }
        size = extent
        nodes = rects
        wires = cells
        arrows = tips
    }

    /// The number of cells in which one wire passes over another.
    public var crossings: Int { wires.reduce(0) { $0 + ($1.bridged == nil ? 0 : 1) } }
}
