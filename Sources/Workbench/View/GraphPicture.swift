import TerminalUI

/// Which drawing of the graph is shown, and which part of it.
struct GraphPicture {
    /// The level of detail.
    let level: DetailLevel
    /// The drawing.
    let layout: GraphLayout
    /// The cells of the screen that it is seen through.
    let window: Rect
    /// The columns and rows of the drawing that lie outside of the window.
    let hidden: Size
    /// Where the drawing's top left cell lies on the screen.
    let origin: Point
    /// Whether more, or less, can be drawn.
    let (hasMore, hasLess): (Bool, Bool)

    /// The most detailed drawing that fits into the graph's panel, with as many levels less or more as were asked for; names or
    /// letters that are scrolled when none fits. `nil` before any is laid out, or when the graph is not on the screen.
    init?(_ model: Model) {
        self.init(model, Arrangement(model))
    }

    init?(_ model: Model, _ arrangement: Arrangement) {
        guard let rect = arrangement.rect(of: .graph) else { return nil }
        self.init(model, in: arrangement.kind == .single ? rect : rect.inset(by: 1))
    }

    /// The picture as a whole in some cells; `nil` when it does not fit there.
    init?(_ model: Model, whole room: Rect) {
        self.init(model, in: room)
        guard hidden.width <= 0, hidden.height <= 0 else { return nil }
    }

    private init?(_ model: Model, in inner: Rect) {
        let shown = DetailLevel.allCases.filter { level in
            guard let size = model.layouts[level]?.size else { return false }
            return level <= .names || (size.width <= inner.width && size.height <= inner.height)
        }
        let fitting = shown.last { level in
            guard let size = model.layouts[level]?.size else { return false }
            return size.width <= inner.width && size.height <= inner.height
        }
        guard !shown.isEmpty else { return nil }
        // What has to be scrolled is better scrolled one way only.
        let narrow = shown.last { (model.layouts[$0]?.size.width ?? 0) <= inner.width }
        let usual = shown.firstIndex(of: fitting ?? narrow ?? .names) ?? 0
        let place = min(max(0, usual - model.detailDrop), shown.count - 1)
        let level = shown[place]
        guard let layout = model.layouts[level] else { return nil }
        (hasMore, hasLess) = (place < shown.count - 1, place > 0)
        self.level = level
        self.layout = layout
        window = inner
        let size = layout.size
        hidden = Size(width: size.width - inner.width, height: size.height - inner.height)
        origin = Point(
            x: hidden.width > 0
                ? inner.x - min(model.scroll.graphX, hidden.width) : inner.x + (inner.width - size.width) / 2,
            y: hidden.height > 0
                ? inner.y - min(model.scroll.graphY, hidden.height) : inner.y + (inner.height - size.height) / 2)
    }

    /// The box of a node in the drawing.
    func rect(of node: Int) -> Rect? { layout.nodes.indices.contains(node) ? layout.nodes[node] : nil }

    /// The box of a node on the screen.
    func place(of node: Int) -> Rect? {
        rect(of: node).map { Rect(x: $0.x + origin.x, y: $0.y + origin.y, width: $0.width, height: $0.height) }
    }

    /// The node that an arrow key goes to from another.
    ///
    /// - Complexity: O(nodes + edges).
    func neighbour(of node: Int, _ direction: Direction) -> Int? {
        let towards: GraphDirection
        switch direction {
        case .up: towards = .up
        case .down: towards = .down
        case .left: towards = .left
        case .right: towards = .right
        }
        return layout.neighbour(of: node, direction: towards)
    }
}
