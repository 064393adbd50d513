import Testing

@testable import TerminalUI

/// Moving about in a drawing.
@Suite struct GraphNavigationTests {
    @Test func smallDrawingsLieInTheMiddle() {
        let viewport = GraphViewport(pane: Size(width: 40, height: 20))
            .showing(nil, of: Size(width: 20, height: 10))
        #expect(viewport.origin == Point(x: -10, y: -5))
        #expect(viewport.place(of: Point(x: 0, y: 0)) == Point(x: 10, y: 5))
        #expect(viewport.cell(at: Point(x: 10, y: 5)) == Point(x: 0, y: 0))
    }

    @Test func theSelectedBoxIsAlwaysSeen() {
        var random = TestRandom(seed: 3)
        for _ in 0..<500 {
            let drawing = Size(width: 1 + random.below(300), height: 1 + random.below(90))
            let pane = Size(width: 12 + random.below(100), height: 4 + random.below(40))
            let width = 1 + random.below(min(12, drawing.width))
            let box = Rect(
                x: random.below(drawing.width - width + 1), y: random.below(drawing.height), width: width, height: 1)
            let start = Point(x: random.below(400) - 50, y: random.below(100) - 20)
            let shown = GraphViewport(origin: start, pane: pane).showing(box, of: drawing)
            let window = Rect(x: shown.origin.x, y: shown.origin.y, width: pane.width, height: pane.height)
            #expect(window.intersection(box) == box)
            // Nothing beyond the drawing is shown while there is more of it on the other side.
            if drawing.width > pane.width { #expect((0...(drawing.width - pane.width)).contains(shown.origin.x)) }
            if drawing.height > pane.height { #expect((0...(drawing.height - pane.height)).contains(shown.origin.y)) }
            #expect(shown.showing(box, of: drawing) == shown)
        }
    }

    @Test func arrowKeysGoWhereTheyPoint() {
        let layout = GraphLayout(parents: SampleGraph.alarm.parents, boxes: SampleGraph.alarm.nameBoxes)
        for node in layout.nodes.indices {
            let box = layout.nodes[node]
            if let up = layout.neighbour(of: node, direction: .up) { #expect(layout.nodes[up].maxY <= box.y) }
            if let down = layout.neighbour(of: node, direction: .down) { #expect(layout.nodes[down].y >= box.maxY) }
            if let left = layout.neighbour(of: node, direction: .left) { #expect(layout.nodes[left].maxX <= box.x) }
            if let right = layout.neighbour(of: node, direction: .right) { #expect(layout.nodes[right].x >= box.maxX) }
        }
        #expect(layout.neighbour(of: 1000, direction: .up) == nil)
    }

    @Test(arguments: SampleGraph.all)
    func arrowKeysReachEveryNode(_ graph: SampleGraph) {
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes)
        for start in [0, graph.names.count - 1] {
            var reached: Set<Int> = [start]
            var open = [start]
            while let node = open.popLast() {
                for direction in GraphDirection.allCases {
                    if let next = layout.neighbour(of: node, direction: direction), reached.insert(next).inserted {
                        open.append(next)
                    }
                }
            }
            #expect(reached.count == graph.names.count)
        }
    }

    @Test func aChildIsBelow() throws {
        let graph = SampleGraph.asia
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes)
        let either = try #require(graph.names.firstIndex(of: "either"))
        let down = try #require(layout.neighbour(of: either, direction: .down))
        #expect(["xray", "dysp"].contains(graph.names[down]))
        let asia = try #require(graph.names.firstIndex(of: "asia"))
        let below = try #require(layout.neighbour(of: asia, direction: .down))
        #expect(graph.names[below] == "tub")
    }
}
