/// What a drawing of a graph stresses and strikes out; none of it moves a node or a wire.
public struct GraphMarks: Sendable, Hashable {
    /// The node whose wires are stressed: those that come in and those that go out.
    public var selected: Int?
    /// Edges that do() cuts: drawn faint and dashed where nothing else passes, with scissors in place of the arrowhead.
    public var cut: Set<GraphEdge>
    /// Whether stressed wires also have heavy lines (in) and double lines (out), for screens without colours.
    public var useLineWeights: Bool

    /// Marks; none by default.
    public init(selected: Int? = nil, cut: Set<GraphEdge> = [], useLineWeights: Bool = false) {
        self.selected = selected
        self.cut = cut
        self.useLineWeights = useLineWeights
    }
}

extension GraphLayout {
    /// Draws wires and arrowheads into a pane, and lets `paint` draw each box that is at least partly seen.
    ///
    /// - Parameters:
    ///   - area: the pane, in cells of the canvas; nothing outside is touched.
    ///   - viewport: which part of the drawing the pane shows.
    ///   - paint: draws a node into its box, given in cells of the canvas, and tells which frame it drew if any, so that the
    ///     wire below can be joined to it.
    public func draw(
        into canvas: inout Canvas, area: Rect, viewport: GraphViewport, marks: GraphMarks = GraphMarks(),
        paint: (inout Canvas, _ node: Int, _ box: Rect) -> Border?
    ) {
        let dx = area.x - viewport.origin.x
        let dy = area.y - viewport.origin.y
        canvas.clipped(to: area) { canvas in
            drawWires(into: &canvas, dx, dy, marks)
            for (node, box) in nodes.enumerated() {
                let place = Rect(x: box.x + dx, y: box.y + dy, width: box.width, height: box.height)
                guard !place.intersection(canvas.clip).isEmpty else { continue }
                if let border = paint(&canvas, node, place), let column = outPort(of: node) {
                    let (x, y) = (column + dx, place.maxY - 1)
                    canvas.put(canvas.glyphs.joint(below: border), x: x, y: y, style: canvas[x, y].style)
                }
            }
            drawArrows(into: &canvas, dx, dy, marks)
        }
    }

    private func drawWires(into canvas: inout Canvas, _ dx: Int, _ dy: Int, _ marks: GraphMarks) {
        let glyphs = canvas.glyphs
        let rows = (canvas.clip.y - dy)..<(canvas.clip.maxY - dy)
        for cell in wires where rows.contains(cell.y) {
            canvas.put(glyphs.line(cell.arms), x: cell.x + dx, y: cell.y + dy, style: Style(.wire))
        }
        func stress(_ cells: [WireCell], _ role: Role, _ weight: WireWeight) {
            for cell in cells where rows.contains(cell.y) {
                // Where this wire passes below another, the other is seen.
                guard let seen = wire(at: Point(x: cell.x, y: cell.y)), seen.net == cell.net else { continue }
                let text = glyphs.line(cell.arms, weight)
                canvas.put(text, x: cell.x + dx, y: cell.y + dy, style: Style(role))
            }
        }
        if let selected = marks.selected {
            stress(wire(of: selected), .wireOut, marks.useLineWeights ? .double : .light)
            for tip in arrows where tip.edge.target == selected {
                stress(path(of: tip.edge), .wireIn, marks.useLineWeights ? .heavy : .light)
            }
        }
        stress(cells(onlyOf: marks.cut), .wireCut, .dashed)
    }

    private func drawArrows(into canvas: inout Canvas, _ dx: Int, _ dy: Int, _ marks: GraphMarks) {
        for tip in arrows {
            let isCut = marks.cut.contains(tip.edge)
            let role: Role =
                isCut
                ? .wireCut
                : tip.edge.target == marks.selected ? .wireIn : tip.edge.source == marks.selected ? .wireOut : .wire
            let glyph = isCut ? canvas.glyphs.scissors : canvas.glyphs.arrowDown
            canvas.put(glyph, x: tip.x + dx, y: tip.y + dy, style: Style(role))
        }
    }
}
