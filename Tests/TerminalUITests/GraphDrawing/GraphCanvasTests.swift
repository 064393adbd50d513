import Testing

@testable import TerminalUI

/// Drawings on a canvas: clipped to their pane, with marks that move nothing.
@Suite struct GraphCanvasTests {
    private let graph = SampleGraph.asia

    private func picture(_ marks: GraphMarks, glyphs: GlyphSet = .unicode, area: Rect, framed: Bool = false) -> Canvas {
        let detail: GraphDetail = framed ? .bars(graph.names, glyphs: glyphs) : .names(graph.names, glyphs: glyphs)
        let layout = GraphLayout(parents: graph.parents, boxes: detail.boxes, options: detail.options)
        var canvas = Canvas(size: Size(width: 60, height: 24), glyphs: glyphs)
        let viewport = GraphViewport(pane: area.size).showing(nil, of: layout.size)
        layout.draw(into: &canvas, area: area, viewport: viewport, marks: marks) { canvas, node, box in
            if framed { canvas.box(box, border: .rounded) }
            canvas.put(graph.names[node], x: box.x + (framed ? 2 : 0), y: box.y + (framed ? 1 : 0))
            return framed ? .rounded : nil
        }
        return canvas
    }

    private func node(_ name: String) -> Int { graph.names.firstIndex(of: name) ?? 0 }

    @Test func aCutShowsScissorsAndMovesNothing() {
        let area = Rect(x: 0, y: 0, width: 60, height: 24)
        let edge = GraphEdge(source: node("smoke"), target: node("bronc"))
        for glyphs in [GlyphSet.unicode, .ascii] {
            let whole = picture(GraphMarks(), glyphs: glyphs, area: area)
            let cut = picture(GraphMarks(cut: [edge]), glyphs: glyphs, area: area)
            var changed = 0
            for y in 0..<24 {
                for x in 0..<60 where whole[x, y] != cut[x, y] {
                    changed += 1
                    #expect(cut[x, y].style.role == .wireCut)
                }
            }
            #expect(changed > 0)
            #expect(cut.plainText().contains(glyphs.scissors))
        }
    }

    @Test func wiresOfTheSelectedNodeHaveTheirRoles() {
        let area = Rect(x: 0, y: 0, width: 60, height: 24)
        let canvas = picture(GraphMarks(selected: node("either")), area: area)
        var arrowheads: [Role: Int] = [:]
        for y in 0..<24 {
            for x in 0..<60 where canvas[x, y].glyph.string == "▾" {
                arrowheads[canvas[x, y].style.role, default: 0] += 1
            }
        }
        #expect(arrowheads == [.wireIn: 2, .wireOut: 2, .wire: 4])
        let weighted = picture(GraphMarks(selected: node("smoke"), useLineWeights: true), area: area).plainText()
        #expect(weighted.contains("═") && !weighted.contains("━"))
    }

    @Test func nothingIsDrawnOutsideOfThePane() {
        let area = Rect(x: 7, y: 3, width: 11, height: 5)
        let canvas = picture(GraphMarks(selected: 0), area: area)
        for y in 0..<24 {
            for x in 0..<60 where !area.contains(Point(x: x, y: y)) { #expect(canvas[x, y] == .blank) }
        }
        let drawn = canvas.plainText().filter { !$0.isWhitespace }
        #expect(!drawn.isEmpty)
    }

    @Test func framesAreJoinedToTheirWires() {
        let text = picture(GraphMarks(), area: Rect(x: 0, y: 0, width: 60, height: 24), framed: true).plainText()
        // Six nodes have children.
        let joints = text.filter { $0 == "┬" }
        #expect(joints.count >= 6)
    }
}
