import CausalEngine
import TerminalUI

/// Draws the graph with the beliefs of every node.
struct GraphPane {
    let model: Model
    let picture: GraphPicture
    private let scene: Scene
    private let traces: WireTraces
    private let cut: Set<GraphEdge>
    /// The path that is lit instead of the selected node's wires.
    private let path: CausalPath?

    init(_ model: Model, _ picture: GraphPicture, _ scene: Scene = .beliefs) {
        self.model = model
        self.picture = picture
        self.scene = scene
        let edges = model.document.world.cutEdges(in: model.subject).map {
            GraphEdge(source: $0.source, target: $0.target)
        }
        if case .factual = scene { cut = [] } else { cut = Set(edges) }
        if case .beliefs = scene { path = model.litPath } else { path = nil }
        traces = WireTraces(picture.layout)
    }

    func draw(on painter: inout Painter) {
        let boxes = picture.layout.nodes.indices
        painter.canvas.clipped(to: picture.window) { canvas in
            drawWires(on: &canvas)
            for node in boxes { drawNode(node, on: &canvas, glyphs: canvas.glyphs) }
            drawArrows(on: &canvas)
        }
        for node in boxes {
            guard let place = picture.place(of: node)?.intersection(picture.window), !place.isEmpty else { continue }
            painter.hit(place, .focus(.graph), .select(variable: model.subject.nodes[node].name))
        }
    }

    // MARK: Wires

    /// The edges of the lit path.
    private var litEdges: Set<GraphEdge> {
        guard let path else { return [] }
        return Set(
            zip(path.steps, zip(path.nodes, path.nodes.dropFirst())).map { step, ends in
                step == .backward
                    ? GraphEdge(source: ends.1, target: ends.0) : GraphEdge(source: ends.0, target: ends.1)
            })
    }

    /// The node whose wires are stressed: none while a question of d-separation is put.
    private var stressed: Int? {
        if case .beliefs = scene, model.document.paths != nil { return nil }
        return model.document.variable
    }

    private var litStyle: Style { Style(path?.isOpen == true ? .success : .contradicted, .bold) }

    private func drawWires(on canvas: inout Canvas) {
        let selected = stressed
        let litEdges = litEdges
        let incoming = traces.cells(
            of: picture.layout.arrows.map(\.edge).filter { $0.target == selected && !cut.contains($0) })
        let lit = traces.cells(of: litEdges)
        let dead = traces.exclusiveCells(of: cut)
        for (index, cell) in picture.layout.wires.enumerated() {
            let style: Style
            let weight: WireGlyphs.Weight
            if dead.contains(index) {
                (style, weight) = (Style(.wireCut, .dim), .dashed)
            } else if let arms = lit[index] {
                (style, weight) = (litStyle, .heavy(arms))
            } else if cell.net == selected {
                (style, weight) = (Style(.wireOut, .bold), .heavy(cell.arms))
            } else if let arms = incoming[index] {
                (style, weight) = (Style(.wireIn, .bold), .heavy(arms))
            } else {
                (style, weight) = (Style(.wire), .light)
            }
            let glyph = WireGlyphs.glyph(cell.arms, weight, canvas.glyphs)
            canvas.put(glyph, x: picture.origin.x + cell.x, y: picture.origin.y + cell.y, style: style)
        }
    }

    private func drawArrows(on canvas: inout Canvas) {
        let selected = stressed
        let litEdges = litEdges
        for arrow in picture.layout.arrows {
            let isCut = cut.contains(arrow.edge)
            let style: Style
            if isCut {
                style = Style(.intervened, .bold)
            } else if litEdges.contains(arrow.edge) {
                style = litStyle
            } else if arrow.edge.target == selected {
                style = Style(.wireIn, .bold)
            } else {
                style = arrow.edge.source == selected ? Style(.wireOut, .bold) : Style(.wire)
            }
            canvas.put(
                isCut ? canvas.glyphs.scissors : canvas.glyphs.arrowDown, x: picture.origin.x + arrow.x,
                y: picture.origin.y + arrow.y,
                style: picture.level >= .boxes && arrow.edge.target == model.document.variable
                    ? style.on(.nodeSelected) : style)
        }
    }

    // MARK: Nodes

    private func drawNode(_ index: Int, on canvas: inout Canvas, glyphs: GlyphSet) {
        guard let rect = picture.place(of: index) else { return }
        let look = NodeLook(index, in: model, glyphs: glyphs, scene)
        switch picture.level {
        case .letters, .names, .numbers: drawLine(look, rect, on: &canvas)
        case .boxes, .bars, .states: drawBox(look, rect, on: &canvas)
        }
    }

    private func drawLine(_ look: NodeLook, _ rect: Rect, on canvas: inout Canvas) {
        let name = picture.level == .letters ? look.node.letters : look.node.name
        let wanted = NodeBoxes.size(of: look.node, at: min(picture.level, .numbers))
        let width = min(rect.width, wanted.width)
        let left = rect.x + (rect.width - width) / 2
        canvas.put(look.mark, x: left, y: rect.y, style: look.markStyle, maxWidth: 1)
        let used = canvas.put(name, x: left + 1, y: rect.y, style: look.nameStyle, maxWidth: width - 1)
        guard picture.level > .names else {
            canvas.put(look.sign, x: left + 1 + used, y: rect.y, style: look.numberStyle, maxWidth: 1)
            return
        }
        guard let belief = look.note else { return }
        canvas.put(belief, x: left + 2 + used, y: rect.y, style: look.numberStyle, maxWidth: width - 2 - used)
    }

    private func drawBox(_ look: NodeLook, _ rect: Rect, on canvas: inout Canvas) {
        canvas.fill(rect)
        defer { if look.isSelected { canvas.setSurface(in: rect, .nodeSelected) } }
        canvas.box(rect, style: look.frameStyle, border: look.border)
        for cell in picture.layout.wires where cell.net == look.index && cell.y + picture.origin.y == rect.maxY {
            guard cell.arms.contains(.up) else { continue }
            let piece = look.outPort(canvas.glyphs)
            canvas.put(piece, x: picture.origin.x + cell.x, y: rect.maxY - 1, style: look.frameStyle)
        }
        guard picture.level > .boxes else {
            drawLine(look, rect.inset(left: 2, top: 1, right: 2, bottom: 1), on: &canvas)
            return
        }
        let inner = rect.inset(left: 2, top: 1, right: 2, bottom: 1)
        canvas.put(look.mark, x: inner.x, y: inner.y, style: look.markStyle, maxWidth: 1)
        let indent = look.mark == " " ? 0 : 2
        canvas.put(
            look.node.name, x: inner.x + indent, y: inner.y, style: look.nameStyle, maxWidth: inner.width - indent)
        let lines = picture.level == .bars ? look.leadingLine : look.stateLines
        for (offset, line) in lines.prefix(max(0, inner.height - 1)).enumerated() {
            BeliefLine.draw(line, in: inner.row(offset + 1), on: &canvas)
        }
    }
}
