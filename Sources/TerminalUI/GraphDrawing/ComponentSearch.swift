/// Searches a good drawing of one connected component: several orders of the layers and several columns for them.
struct ComponentSearch {
    private let parents: [[Int]]
    private let boxes: [Size]
    private let options: GraphLayoutOptions
    private var unit: Int { options.isASCII ? 2 : 1 }

    /// - Parameters:
    ///   - parents: of each node, by indices within the component.
    ///   - boxes: the size of each node's box.
    init(parents: [[Int]], boxes: [Size], options: GraphLayoutOptions) {
        self.parents = parents
        self.options = options
        let unit = options.isASCII ? 2 : 1
        self.boxes = zip(parents, boxes).map { itsParents, box in
            let least = PlacementProblem.leastWidth(inDegree: itsParents.count, inset: options.inset, unit: unit)
            return Size(width: max(box.width, least), height: max(1, box.height))
        }
    }

    /// The best drawing found; the same for the same input.
    func best() -> ComponentDrawing {
        let ranking = Ranking(parents: parents)
        var graph = LayeredGraph(parents: parents, rank: ranking.rank)
        let edges = parents.reduce(0) { $0 + $1.count }
        let isLarge = graph.count + edges > 700
        let starts = isLarge ? 2 : max(4, min(24, 2400 / max(1, graph.count + edges)))
        var best: ComponentDrawing?
        for order in CrossingReduction.orders(of: graph, starts: starts).prefix(isLarge ? 1 : 2) {
            graph.layers = order.layers
            let problem = PlacementProblem(
                graph: graph, width: boxes.map(\.width), inset: options.inset, gap: options.gap, unit: unit)
            var placement = RelaxedPlacement.solve(problem)
            if !isLarge { placement = ExactPlacement.solve(problem, from: placement, compactness: 3) }
            let drawing = ComponentDrawing(problem, placement, frame)
            if best.map({ cost(drawing) < cost($0) }) ?? true { best = drawing }
        }
        return best
            ?? ComponentDrawing(
                PlacementProblem(graph: graph, width: [], inset: 0, gap: 1, unit: 1),
                Placement(left: [], PlacementProblem(graph: graph, width: [], inset: 0, gap: 1, unit: 1)), frame)
    }

    private var frame: DrawingFrame {
        DrawingFrame(
            boxes: boxes, arrowRows: options.arrowsInFrame ? 0 : 1,
            rules: .init(
                unit: unit, rowStep: options.isASCII ? 2 : 1, rowCost: 2, keepsRoofClear: options.isASCII))
    }

    private func cost(_ drawing: ComponentDrawing) -> Double {
        let room = options.room ?? Size(width: Int.max / 4, height: Int.max / 4)
        let beyond = max(0, drawing.size.width - room.width) + 2 * max(0, drawing.size.height - room.height)
        return 100 * Double(beyond) + 10 * Double(drawing.grid.bridges) + Double(drawing.tracks)
            + 0.05 * Double(drawing.size.width)
    }
}
