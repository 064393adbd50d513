import Testing

@testable import TerminalUI

/// Drawings as a whole.
@Suite struct GraphLayoutTests {
    @Test func asia() {
        let graph = SampleGraph.asia
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes)
        #expect(
            layout.plainText(labels: graph.names) == """
                asia    smoke
                │       ╭─┴───╮
                ▾       ▾     ▾
                tub   lung    bronc
                  ╰─╮ │       │
                    ▾ ▾       │
                  either      │
                      ├─────╮ │
                      ▾     ▾ ▾
                    xray    dysp
                """)
    }

    @Test func asiaInASCII() {
        let graph = SampleGraph.asia
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes, options: .init(isASCII: true))
        #expect(
            layout.plainText(labels: graph.names) == """
                asia    smoke
                |       +-+---+
                v       v     v
                tub   lung    bronc
                  +-+ |       |
                    v v       |
                  either      |
                      +-----+ |
                      v     v v
                    xray    dysp
                """)
    }

    @Test func theSameInputGivesTheSameDrawing() {
        for graph in SampleGraph.all {
            let first = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes)
            let second = GraphLayout(
                parents: graph.parents.map { $0.reversed() }, boxes: graph.nameBoxes, options: .init())
            #expect(first == second)
        }
    }

    @Test func edgesOfNoAcyclicGraphAreNamed() {
        let layout = GraphLayout(
            parents: [[1, 0], [0], [7, 1, 1]], boxes: [Size](repeating: Size(width: 3, height: 1), count: 3))
        #expect(layout.arrows.map(\.edge) == [GraphEdge(source: 0, target: 1), GraphEdge(source: 1, target: 2)])
        #expect(
            layout.undrawn == [
                GraphEdge(source: 0, target: 0), GraphEdge(source: 1, target: 0), GraphEdge(source: 7, target: 2),
            ])
    }

    @Test func emptyAndSingle() {
        #expect(GraphLayout(parents: [], boxes: []).size == .zero)
        let single = GraphLayout(parents: [[]], boxes: [Size(width: 4, height: 1)])
        #expect(single.size == Size(width: 4, height: 1))
        #expect(single.plainText(labels: ["rain"]) == "rain")
    }

    @Test func chainsAreStraight() {
        let chain = [[], [0], [1], [2], [3]]
        let layout = GraphLayout(parents: chain, boxes: chain.map { _ in Size(width: 5, height: 1) })
        #expect(layout.size == Size(width: 5, height: 9))
        #expect(layout.wires.isEmpty && Set(layout.arrows.map(\.x)).count == 1)
    }

    @Test func componentsLieApartWithinTheRoom() {
        let parents = (0..<30).map { $0 % 3 == 1 ? [$0 - 1] : [] }
        let room = Size(width: 60, height: 20)
        let layout = GraphLayout(
            parents: parents, boxes: parents.map { _ in Size(width: 6, height: 1) }, options: .init(room: room))
        #expect(layout.size.width <= room.width && layout.size.height <= room.height)
        for (index, box) in layout.nodes.enumerated() {
            for other in layout.nodes.dropFirst(index + 1) {
                let wider = Rect(x: box.x - 1, y: box.y, width: box.width + 2, height: box.height)
                #expect(wider.intersection(other).isEmpty)
            }
        }
    }

    @Test func boxesWidenForTheirArrowheads() {
        let sink = (0..<6).map { _ in [Int]() } + [Array(0..<6)]
        let layout = GraphLayout(parents: sink, boxes: sink.map { _ in Size(width: 1, height: 1) })
        let columns = layout.arrows.map(\.x)
        #expect(layout.nodes[6].width >= 11)
        for (left, right) in zip(columns, columns.dropFirst()) { #expect(right - left >= 2) }
        // Arrowheads come in the order of their sources.
        let sources = layout.arrows.map { layout.nodes[$0.edge.source].x }
        #expect(sources == sources.sorted())
    }
}
