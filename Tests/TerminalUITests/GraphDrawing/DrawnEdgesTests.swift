import Testing

@testable import TerminalUI

/// What a reader sees in a drawing is the graph that was given: no edge less, no edge more, no wire that two sources share.
@Suite struct DrawnEdgesTests {
    @Test(arguments: SampleGraph.all, [false, true])
    func publishedNetworksWithNames(_ graph: SampleGraph, isASCII: Bool) {
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes, options: .init(isASCII: isASCII))
        check(layout, labels: graph.names, edges: graph.edges)
    }

    /// A narrow room forces dense spacing and more layers.
    @Test(arguments: SampleGraph.all, [false, true])
    func publishedNetworksInASmallRoom(_ graph: SampleGraph, isASCII: Bool) {
        let options = GraphLayoutOptions(isASCII: isASCII, room: Size(width: 60, height: 20))
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes, options: options)
        check(layout, labels: graph.names, edges: graph.edges)
    }

    /// What is scrolled down only has to be narrow, and is.
    @Test(arguments: SampleGraph.all, [false, true])
    func publishedNetworksScrolledDown(_ graph: SampleGraph, isASCII: Bool) {
        let options = GraphLayoutOptions(
            gap: 1, isASCII: isASCII, room: Size(width: 84, height: 20), scrollsDown: true)
        let boxes = graph.names.map { Size(width: min($0.count, 5) + 2, height: 1) }
        let layout = GraphLayout(parents: graph.parents, boxes: boxes, options: options)
        check(layout, labels: graph.names.map { String($0.prefix(5)) }, edges: graph.edges)
        if !isASCII { #expect(layout.size.width <= 84, "\(graph.names.count) nodes") }
    }

    @Test(arguments: [SampleGraph.asia, .alarm, .child, .insurance], [false, true])
    func publishedNetworksWithFrames(_ graph: SampleGraph, isASCII: Bool) {
        let boxes = graph.names.map { _ in Size(width: 16, height: 4) }
        let options = GraphLayoutOptions(isASCII: isASCII, inset: 1, arrowsInFrame: graph.names.count % 2 == 1)
        let layout = GraphLayout(parents: graph.parents, boxes: boxes, options: options)
        check(layout, labels: graph.names, edges: graph.edges)
    }

    @Test(arguments: [false, true])
    func randomGraphs(isASCII: Bool) {
        for seed in 1...100 as ClosedRange<UInt64> {
            var random = TestRandom(seed: seed)
            let count = 2 + random.below(39)
            let density = [0.5, 1, 1.5, 2.5][random.below(4)]
            let parents = random.graph(nodes: count, edgesPerNode: density)
            let boxes = parents.map { _ in Size(width: 1 + random.below(12), height: 1) }
            let options = GraphLayoutOptions(gap: 1 + random.below(4), isASCII: isASCII)
            let layout = GraphLayout(parents: parents, boxes: boxes, options: options)
            check(layout, labels: parents.map { _ in "" }, edges: edges(parents), "seed \(seed)")
        }
    }

    @Test(arguments: [false, true])
    func boxesOfDifferentHeights(isASCII: Bool) {
        for seed in 1...40 as ClosedRange<UInt64> {
            var random = TestRandom(seed: seed &* 977)
            let parents = random.graph(nodes: 2 + random.below(20), edgesPerNode: 1.4)
            let boxes = parents.map { _ in Size(width: 3 + random.below(9), height: 1 + random.below(5)) }
            let options = GraphLayoutOptions(isASCII: isASCII, inset: 1, room: Size(width: 80, height: 24))
            let layout = GraphLayout(parents: parents, boxes: boxes, options: options)
            check(layout, labels: parents.map { _ in "" }, edges: edges(parents), "seed \(seed)")
        }
    }

    @Test func denseGraphsAndFans() {
        for count in 2...9 {
            let complete = (0..<count).map { Array(0..<$0) }
            check(drawn(complete), labels: [], edges: edges(complete))
        }
        let fan = [[]] + (0..<30).map { _ in [0] }
        check(drawn(fan), labels: [], edges: edges(fan))
        let sink = (0..<30).map { _ in [Int]() } + [Array(0..<30)]
        check(drawn(sink), labels: [], edges: edges(sink))
        let bipartite = (0..<8).map { _ in [Int]() } + (0..<8).map { _ in Array(0..<8) }
        check(drawn(bipartite), labels: [], edges: edges(bipartite))
    }

    // MARK: Helpers

    private func drawn(_ parents: [[Int]]) -> GraphLayout {
        GraphLayout(parents: parents, boxes: parents.map { _ in Size(width: 3, height: 1) })
    }

    private func edges(_ parents: [[Int]]) -> Set<GraphEdge> {
        Set(parents.enumerated().flatMap { child, its in its.map { GraphEdge(source: $0, target: child) } })
    }

    private func check(
        _ layout: GraphLayout, labels: [String], edges: Set<GraphEdge>, _ comment: String = "",
        location: SourceLocation = #_sourceLocation
    ) {
        let text = layout.plainText(labels: labels)
        let tracer = WireTracer(text: text, boxes: layout.nodes, isASCII: layout.isASCII)
        #expect(tracer.faults.isEmpty, "\(comment)\n\(text)", sourceLocation: location)
        #expect(tracer.edges == edges, "\(comment)\n\(text)", sourceLocation: location)
        #expect(layout.undrawn.isEmpty, sourceLocation: location)
        expectNoOverlap(layout, location)
    }

    /// Boxes lie in the drawing and apart from each other, and no wire passes through one.
    private func expectNoOverlap(_ layout: GraphLayout, _ location: SourceLocation) {
        let whole = Rect(layout.size)
        var covered: Set<Point> = []
        var isSound = true
        for box in layout.nodes {
            if whole.intersection(box) != box { isSound = false }
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX where !covered.insert(Point(x: x, y: y)).inserted { isSound = false }
            }
        }
        for cell in layout.wires where covered.contains(Point(x: cell.x, y: cell.y)) { isSound = false }
        #expect(isSound, sourceLocation: location)
    }
}
