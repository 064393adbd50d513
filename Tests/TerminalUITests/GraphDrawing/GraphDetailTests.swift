import Testing

@testable import TerminalUI

/// The richest level of detail that fits is chosen.
@Suite struct GraphDetailTests {
    private func level(_ graph: SampleGraph, _ width: Int, _ height: Int) -> GraphDetail.Level {
        let levels = GraphDetail.all(graph.names, glyphs: .unicode)
        let chosen = GraphLayout.fitting(Size(width: width, height: height), parents: graph.parents, levels: levels)
        return levels[chosen.level].level
    }

    @Test func asiaHasBarsInSeventyColumns() {
        #expect(level(.asia, 70, 24) == .bar)
        #expect(level(.asia, 40, 14) == .value)
        #expect(level(.asia, 20, 10) == .name)
    }

    @Test func alarmHasValuesInAWholeScreen() {
        #expect(level(.alarm, 72, 36) == .name)
        #expect(level(.alarm, 118, 36) == .value)
    }

    @Test func alarmFitsWithFewCrossings() {
        let graph = SampleGraph.alarm
        let options = GraphLayoutOptions(room: Size(width: 82, height: 36))
        let layout = GraphLayout(parents: graph.parents, boxes: graph.nameBoxes, options: options)
        #expect(layout.size.width <= 82 && layout.size.height <= 36)
        #expect(layout.crossings <= 10)
        #expect(layout.arrows.count == 46)
    }

    @Test func whatFitsIsKeptWithinTheRoom() {
        for graph in SampleGraph.all.prefix(4) {
            let levels = GraphDetail.all(graph.names, glyphs: .unicode)
            for room in [Size(width: 120, height: 40), Size(width: 60, height: 20), Size(width: 200, height: 60)] {
                let (layout, index) = GraphLayout.fitting(room, parents: graph.parents, levels: levels)
                if index < levels.count - 1 {
                    #expect(layout.size.width <= room.width && layout.size.height <= room.height)
                }
                for (box, wanted) in zip(layout.nodes, levels[index].boxes) {
                    #expect(box.width >= wanted.width && box.height == wanted.height)
                }
            }
        }
    }

    @Test func aWideNetworkGetsMoreLayersInANarrowRoom() {
        let fan = [[]] + (0..<40).map { _ in [0] }
        let boxes = fan.map { _ in Size(width: 8, height: 1) }
        let room = Size(width: 100, height: 30)
        let layout = GraphLayout(parents: fan, boxes: boxes, options: .init(room: room))
        #expect(layout.size.width <= room.width && layout.size.height <= room.height)
    }

    @Test func noLevelsAndNoNodesAreNoTrouble() {
        let (layout, index) = GraphLayout.fitting(Size(width: 10, height: 10), parents: [], levels: [])
        #expect(layout.size == .zero && index == 0)
    }
}
