import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("The drawn graph")
struct GraphDrawingTests {
    @Test(
        "Followed by eye, ASIA's wires give back its edges, at every level of detail, whatever is selected",
        arguments: [
            (80, 24, "-"), (80, 24, ""), (120, 40, ""), (120, 40, "-"), (120, 40, "--"), (120, 40, "---"),
            (120, 40, "----"), (120, 40, "-----"),
        ])
    func asia(_ width: Int, _ height: Int, _ keys: String) async throws {
        var session = try await TestSession.clinic(width, height, keys: keys)
        for node in session.model.subject.nodes {
            await session.act(.select(variable: node.name))
            try expectEdges(session.model)
        }
    }

    @Test("ALARM's wires give back its 46 edges", arguments: [(120, 40), (200, 60)])
    func alarm(_ width: Int, _ height: Int) async throws {
        let network = try Network.load("alarm")
        var session = await HeadlessSession(TestSession.options(network), size: Size(width: width, height: height))
        #expect(session.model.subject.edgeCount == 46)
        for name in ["CATECHOL", "VENTTUBE", "LVFAILURE", "BP"] {
            await session.act(.select(variable: name))
            try expectEdges(session.model)
        }
    }

    @Test("do() moves nothing and cuts visibly: the edges stay where they were, with scissors instead of arrowheads")
    func cut() async throws {
        var session = try await TestSession.clinic()
        let before = try #require(GraphPicture(session.model))
        await session.act(.intervene(assignment: "either=yes"))
        let after = try #require(GraphPicture(session.model))
        #expect(before.layout == after.layout && before.origin == after.origin)
        let canvas = view(session.model)
        for arrow in after.layout.arrows {
            let cell = canvas[after.origin.x + arrow.x, after.origin.y + arrow.y]
            #expect(cell.text == (arrow.edge.target == 5 ? "✂" : "▾"))
        }
        let box = try #require(after.place(of: 5))
        #expect(canvas[box.x, box.y].text == "┏", "what is set from outside has a heavy frame")
    }

    private func expectEdges(_ model: Model) throws {
        let picture = try #require(GraphPicture(model))
        let boxes = try model.subject.nodes.indices.map { try #require(picture.place(of: $0)) }
        let traced = ScreenTracer(view(model), boxes: boxes, isBoxed: picture.level >= .boxes).edges()
        let wanted = Set(model.subject.graph.edges.map { GraphEdge(source: $0.source, target: $0.target) })
        let missing = wanted.subtracting(traced).sorted()
        let extra = traced.subtracting(wanted).sorted()
        #expect(missing.isEmpty && extra.isEmpty, "\(model.selectedNode?.name ?? ""), \(picture.level)")
    }
}
