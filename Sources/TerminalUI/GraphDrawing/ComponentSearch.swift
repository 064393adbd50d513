/// Searches a good drawing of one connected component: several assignments to layers, orders of the layers and spacings.
struct ComponentSearch {
    private let parents: [[Int]]
    private let boxes: [Size]
    private let options: GraphLayoutOptions

    /// How densely a drawing is packed.
    private struct Spacing {
        /// The columns of a unit: with 2 no two wires run side by side without a blank between.
        var unit: Int
        /// What a unit of width costs; a wire between two boxes costs 4 for a unit sideways.
        var compactness: Int
        /// What a row costs, in crossings.
        var rowCost: Double
    }

    private static let airy = Spacing(unit: 2, compactness: 3, rowCost: 1.5)
    private static let dense = [
        Spacing(unit: 2, compactness: 24, rowCost: 6), Spacing(unit: 1, compactness: 24, rowCost: 6),
    ]

    /// For what has to be narrow at any price: wires bend before boxes stand apart.
    private static let tight = Spacing(unit: 1, compactness: 100, rowCost: 6)

    /// - Parameters:
    ///   - parents: of each node, by indices within the component.
    ///   - boxes: the size of each node's box.
    init(parents: [[Int]], boxes: [Size], options: GraphLayoutOptions) {
        self.parents = parents
        self.options = options
        self.boxes = zip(parents, boxes).map { itsParents, box in
            // Wide enough on either grid, so that a box does not depend on the spacing that is chosen.
            let least = PlacementProblem.leastWidth(inDegree: itsParents.count, inset: options.inset, unit: 2)
            return Size(width: max(box.width, least), height: max(1, box.height))
        }
    }

    /// The best drawing found; the same for the same input.
    ///
    /// While a drawing does not fit into the room, denser spacings are tried, and then layers that hold fewer boxes.
    func best() -> ComponentDrawing {
        let ranking = Ranking(parents: parents)
        let orders = orders(for: ranking)
        var best = Candidate(draw(orders[0], Self.airy), options)
        func consider(_ orders: some Sequence<LayeredGraph>, _ spacing: Spacing) {
            for order in orders {
                let candidate = Candidate(draw(order, spacing), options)
                if candidate.isBetter(than: best) { best = candidate }
            }
        }
        consider(orders.dropFirst(), Self.airy)
        guard let room = options.room, best.excess > 1 else { return best.drawing }
        let dense = Self.dense.filter { $0.unit == 2 || !options.isASCII }
        for spacing in dense where best.excess > 1 { consider(orders.prefix(3), spacing) }
        guard best.drawing.size.width > room.width, !isLarge else { return best.drawing }
        let widths = boxes.map { $0.width + options.gap }
        for share in Self.shares(options) where !options.scrollsDown || best.excess > 1 {
            let limit = Int(Double(room.width) * share)
            let narrowed = self.orders(for: ranking.narrowed(parents: parents, widths: widths, limit: limit))
            consider(narrowed.prefix(2), Self.airy)
            consider(narrowed.prefix(1), dense[0])
            guard options.scrollsDown else { continue }
            consider(narrowed.prefix(1), options.isASCII ? dense[0] : Self.tight)
        }
        return best.drawing
    }

    /// The shares of the room that boxes and wires of a layer may take: wires between them need the rest.
    private static func shares(_ options: GraphLayoutOptions) -> [Double] {
        [1.0, 0.85, 0.7] + (options.scrollsDown ? [0.6, 0.5, 0.42, 0.35, 0.28] : [])
    }

    /// Beyond this size nobody sees the whole drawing at once; less is tried, so that it is there fast.
    private var isLarge: Bool { parents.count >= 300 }

    /// The most items of a drawing, wires through layers among them, that are placed exactly.
    private static let mostPlacedExactly = 1000

    /// The layered graph in the best orders found.
    private func orders(for ranking: Ranking) -> [LayeredGraph] {
        let graph = LayeredGraph(parents: parents, rank: ranking.rank)
        let work = graph.count + parents.reduce(0) { $0 + $1.count }
        let starts = max(2, min(24, 2400 / max(1, work)))
        let kept = max(1, min(5, 500 / max(1, work)))
        return CrossingReduction.orders(of: graph, starts: starts).prefix(kept).map { order in
            var ordered = graph
            ordered.layers = order.layers
            ordered.mirrorTowardsIndexOrder()
            return ordered
        }
    }

    private func draw(_ graph: LayeredGraph, _ spacing: Spacing) -> ComponentDrawing {
        let problem = PlacementProblem(
            graph: graph, width: boxes.map(\.width), inset: options.inset, gap: options.gap, unit: spacing.unit)
        // The exact method takes time with the square of what is placed, wires through layers included.
        let isExact = !isLarge && graph.count <= Self.mostPlacedExactly
        var placement = RelaxedPlacement.solve(problem, sweeps: isExact ? 6 : 12)
        if isExact {
            placement = ExactPlacement.solve(problem, from: placement, compactness: spacing.compactness)
        }
        let rules = ChannelRouting.Rules(
            unit: spacing.unit, rowStep: options.isASCII ? 2 : 1, rowCost: spacing.rowCost,
            keepsRoofClear: options.isASCII)
        let frame = DrawingFrame(boxes: boxes, arrowRows: options.arrowsInFrame ? 0 : 1, rules: rules)
        return ComponentDrawing(problem, placement, frame)
    }

    /// A drawing and how good it is.
    private struct Candidate {
        let drawing: ComponentDrawing
        /// How many rooms it takes, at least 1; of one that is scrolled down, how many side by side.
        let excess: Double
        /// What the eye has to follow: crossings, corners, rows and columns.
        let effort: Double

        init(_ drawing: ComponentDrawing, _ options: GraphLayoutOptions) {
            self.drawing = drawing
            let size = drawing.size
            if let room = options.room, room.width > 0, room.height > 0 {
                let wide = Double(max(size.width, room.width)) / Double(room.width)
                let high = Double(max(size.height, room.height)) / Double(room.height)
                excess = options.scrollsDown ? wide : wide * high
            } else {
                excess = 1
            }
            let (bridges, corners) = drawing.grid.bends
            effort = 10 * Double(bridges) + Double(corners) + 3 * Double(size.height) + 0.3 * Double(size.width)
        }

        func isBetter(than other: Candidate) -> Bool { (excess, effort) < (other.excess, other.effort) }
    }
}
