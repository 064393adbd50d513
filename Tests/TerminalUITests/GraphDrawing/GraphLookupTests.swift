import Testing

@testable import TerminalUI

/// Finding wires again in a drawing: the way of an edge, what a cut strikes out, what passes a cell.
@Suite struct GraphLookupTests {
    private let drawings: [GraphLayout] = {
        var drawings = [SampleGraph.asia, .alarm, .child].map { GraphLayout(parents: $0.parents, boxes: $0.nameBoxes) }
        for seed in 1...12 as ClosedRange<UInt64> {
            var random = TestRandom(seed: seed)
            let parents = random.graph(nodes: 14, edgesPerNode: 1.8)
            drawings.append(GraphLayout(parents: parents, boxes: parents.map { _ in Size(width: 5, height: 1) }))
        }
        return drawings
    }()

    private func points(_ cells: [WireCell]) -> Set<Point> { Set(cells.map { Point(x: $0.x, y: $0.y) }) }

    @Test func pathsLeadFromTheBoxToTheArrowhead() throws {
        for layout in drawings {
            for tip in layout.arrows {
                let path = layout.path(of: tip.edge)
                let box = layout.nodes[tip.edge.source]
                guard let first = path.first, let last = path.last else {
                    // The arrowhead touches the box it comes from.
                    #expect(tip.y == box.maxY && (box.x..<box.maxX).contains(tip.x))
                    continue
                }
                #expect(first.y == box.maxY && (box.x..<box.maxX).contains(first.x))
                #expect(last.x == tip.x && last.y == tip.y - 1)
                for (cell, next) in zip(path, path.dropFirst()) {
                    #expect(abs(cell.x - next.x) + abs(cell.y - next.y) == 1)
                }
                #expect(layout.arrow(of: tip.edge) == tip)
            }
        }
    }

    @Test func pathsOfASourceMakeUpItsWire() {
        for layout in drawings {
            for source in layout.nodes.indices {
                let edges = layout.arrows.map(\.edge).filter { $0.source == source }
                let together = edges.reduce(into: Set<Point>()) { $0.formUnion(points(layout.path(of: $1))) }
                #expect(points(layout.wire(of: source)) == together)
                let carried = layout.wires.filter { $0.carries(source) }
                #expect(points(carried) == together)
            }
        }
    }

    @Test func aCutLeavesAllOtherEdgesWhole() {
        for layout in drawings {
            let edges = layout.arrows.map(\.edge)
            for target in layout.nodes.indices {
                let cut = edges.filter { $0.target == target }
                var struck: [Int: Set<Point>] = [:]
                for cell in layout.cells(onlyOf: cut) {
                    struck[cell.net, default: []].insert(Point(x: cell.x, y: cell.y))
                }
                for edge in edges where edge.target != target {
                    #expect(struck[edge.source, default: []].isDisjoint(with: points(layout.path(of: edge))))
                }
                for edge in cut {
                    let others = edges.filter { $0.source == edge.source && $0.target != target }
                    let kept = others.reduce(into: Set<Point>()) { $0.formUnion(points(layout.path(of: $1))) }
                    let rest = points(layout.path(of: edge)).subtracting(kept)
                    #expect(rest == struck[edge.source, default: []])
                }
            }
        }
    }

    @Test func edgesAtACellAreThoseWhosePathsPass() {
        for layout in drawings.prefix(5) {
            var passing: [Point: Set<GraphEdge>] = [:]
            for tip in layout.arrows {
                for place in points(layout.path(of: tip.edge)) { passing[place, default: []].insert(tip.edge) }
                #expect(layout.edges(at: Point(x: tip.x, y: tip.y)) == [tip.edge])
            }
            for cell in layout.wires {
                let place = Point(x: cell.x, y: cell.y)
                #expect(layout.wire(at: place) == cell)
                #expect(Set(layout.edges(at: place)) == passing[place])
            }
            #expect(layout.wire(at: Point(x: -1, y: 0)) == nil)
            #expect(layout.edges(at: Point(x: 0, y: layout.size.height)).isEmpty)
        }
    }

    @Test func wiresLeaveAtTheOutPort() {
        for layout in drawings {
            for node in layout.nodes.indices {
                let hasChildren = layout.arrows.contains { $0.edge.source == node }
                #expect((layout.outPort(of: node) != nil) == hasChildren)
                let box = layout.nodes[node]
                #expect(layout.node(at: Point(x: box.x, y: box.y)) == node)
            }
        }
    }
}
