import CausalEngine
import TerminalUI
import Verification

/// Draws one unit in two worlds side by side: as it was, its noise, and as it would have been, each with its graph and text.
struct TwinView {
    let model: Model

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        guard let twin = model.currentTwin else {
            let inner = painter.panel(rect, isFramed: isFramed, title: title, isFocused: true)
            painter.line("replaying the unit \(painter.glyphs.ellipsis)", in: inner, indent: 1, style: Style(.muted))
            return
        }
        if rect.width >= 110, rect.height >= 24 {
            drawWide(twin, in: rect, on: &painter)
        } else {
            drawStacked(twin, in: rect, isFramed: isFramed, on: &painter)
        }
    }

    private var title: String {
        model.titled(.twin, "twin · #\(model.document.row), seed \(model.document.world.seed)")
    }
    private var skeletons: String {
        "\(model.key(.previousSkeleton)) and \(model.key(.nextSkeleton)) go through skeletons"
    }
    private var isSet: Bool { !model.document.world.interventions.isEmpty }
    private var otherWorld: String {
        isSet
            ? "had it been do(\(model.document.world.text(in: model.subject)))"
            : "nothing is set yet: \(model.key(.askDo)) sets"
    }

    // MARK: Arrangement

    /// The two worlds at either side, the unit with its noise between them.
    private func drawWide(_ twin: Twin, in rect: Rect, on painter: inout Painter) {
        let middle = UnitTable.width(of: model.subject) + 4
        let columns = rect.columns([.flexible(), .fixed(min(middle, rect.width / 2)), .flexible()])
        drawWorld(.factual(twin), "as it was", twin, in: columns[0], on: &painter)
        let inner = painter.frame(columns[1], title: title, note: skeletons, isFocused: true)
            .inset(left: 1, right: 1)
        drawUnit(twin, in: inner, on: &painter)
        drawWorld(.counterfactual(twin), otherWorld, twin, in: columns[2], on: &painter)
    }

    private func drawWorld(
        _ scene: Scene, _ title: String, _ twin: Twin, in rect: Rect, on painter: inout Painter
    ) {
        let least = 7
        let room = Rect(
            x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: max(1, rect.height - 2 - least))
        var top = 0
        let isOther = if case .counterfactual = scene { true } else { false }
        if let picture = GraphPicture(model, whole: room) {
            top = picture.layout.size.height + 2
            let area = Rect(x: rect.x, y: rect.y, width: rect.width, height: top)
            _ = painter.frame(area, title: title)
            if let placed = GraphPicture(model, whole: area.inset(by: 1)) {
                GraphPane(model, placed, scene).draw(on: &painter)
            }
        }
        let area = rect.inset(top: top)
        let heading = top > 0 ? "text" : title
        let inner = painter.frame(area, title: "\(heading) · \(writer(twin, isOther))").inset(left: 1, right: 1)
        drawText(twin, isOther, in: inner, on: &painter)
    }

    /// The unit above, the two texts below it side by side.
    private func drawStacked(_ twin: Twin, in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let wanted = model.subject.nodes.count + 5
        let upper = rect.height < 14 ? rect.height : min(wanted, rect.height * 3 / 5 + 1)
        let parts = rect.rows([.fixed(upper), .flexible()])
        let inner = painter.panel(parts[0], isFramed: isFramed, title: title, isFocused: true).inset(left: 1, right: 1)
        drawUnit(twin, in: inner, on: &painter)
        guard parts[1].height >= 3 else { return }
        let columns = parts[1].columns([.flexible(), .flexible()])
        for (isOther, area) in [(false, columns[0]), (true, columns[1])] {
            let heading = isOther ? "would have been" : "was"
            let inner = painter.frame(area, title: "\(heading) · \(writer(twin, isOther))").inset(left: 1, right: 1)
            drawText(twin, isOther, in: inner, on: &painter)
        }
    }

    // MARK: The unit

    private func drawUnit(_ twin: Twin, in rect: Rect, on painter: inout Painter) {
        let words = summary(twin)
        let height = min(max(0, rect.height - 3), painter.height(of: words, width: rect.width))
        let list = Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - height)
        UnitTable(model: model, twin: twin).draw(in: list, on: &painter)
        _ = painter.paragraph(words, in: rect, row: rect.height - height, style: Style(.info))
    }

    /// What changes, and on what the answer hangs.
    private func summary(_ twin: Twin) -> String {
        guard isSet else {
            return "Nothing is set, so both worlds are the same; \(model.key(.askDo)) sets a variable from outside."
        }
        let nodes = model.subject.nodes
        let others = twin.unit.changed.filter { model.document.world.interventions[$0] == nil }.map { nodes[$0].name }
        let change =
            others.isEmpty
            ? "Nothing else would have been different" : "Different too: \(others.joined(separator: ", "))"
        return "\(change). \(noise(twin))\(conventions)"
    }

    /// Where the noise comes from, and what it leaves open.
    private func noise(_ twin: Twin) -> String {
        let given = twin.question.given
        guard !given.isEmpty else { return "The noise is the same in both worlds." }
        let open = twin.unit.open.map { model.subject.nodes[$0].name }
        let left =
            open.isEmpty
            ? "It settles all." : "It leaves open: \(open.joined(separator: ", ")); the likeliest is shown."
        return "A unit given \(given.text(in: model.subject)); its noise is what its values tell. \(left)"
    }

    /// The noise conventions that the answer hangs on: of tables with more than two states that the do() reaches.
    private var conventions: String {
        let set = model.document.world.interventions.keys
        let reached = Set(set.flatMap { model.subject.graph.descendants(of: $0) }).subtracting(set)
        let found = Set(
            reached.compactMap { variable -> String? in
                guard let table = model.subject.nodes[variable].table, table.stateCount > 2 else { return nil }
                return table.convention.rawValue
            })
        return found.isEmpty ? "" : " Noise convention: \(found.sorted().joined(separator: ", "))."
    }

    // MARK: The texts

    private func writer(_ twin: Twin, _ isOther: Bool) -> String {
        twin.texts.map { $0.writers[isOther ? 1 : 0] } ?? "being written"
    }

    private func drawText(_ twin: Twin, _ isOther: Bool, in rect: Rect, on painter: inout Painter) {
        guard let texts = twin.texts else {
            painter.line(painter.glyphs.ellipsis, in: rect, style: Style(.muted))
            return
        }
        let own: TextDifference.Kind = isOther ? .added : .removed
        let letters = Self.pieces(texts.segments.filter { $0.kind == .same || $0.kind == own }).flatMap { piece in
            marked(piece.text, isOwn: piece.isOwn, isOther: isOther)
        }
        var lines = StyledLines(letters, width: max(1, rect.width), glyphs: painter.glyphs).lines
        if lines.count > rect.height { lines.removeAll(where: \.isEmpty) }
        // Where not all of it can be seen, what the worlds differ in can.
        let different = lines.firstIndex { $0.contains { $0.style != .text } } ?? 0
        let first = max(0, min(different - 1, lines.count - rect.height))
        for (row, line) in lines.dropFirst(first).prefix(rect.height).enumerated() {
            painter.draw(line, in: rect, row: row, subject: model.subject)
        }
        guard lines.count - first > rect.height, rect.height > 0 else { return }
        painter.line(
            painter.glyphs.ellipsis, in: rect, row: rect.height - 1, indent: rect.width - 1, style: Style(.muted))
    }

    /// The stretches of one text; what only blanks part is one stretch.
    private static func pieces(_ segments: [TextDifference.Segment]) -> [(text: String, isOwn: Bool)] {
        var pieces: [(text: String, isOwn: Bool)] = []
        for segment in segments {
            let isOwn = segment.kind != .same
            if isOwn, pieces.count > 1, let blank = pieces.last, !blank.isOwn, pieces[pieces.count - 2].isOwn,
                blank.text.allSatisfy({ $0 == " " })
            {
                pieces.removeLast()
                pieces[pieces.count - 1].text += blank.text + segment.text
            } else if isOwn, let last = pieces.last, last.isOwn {
                pieces[pieces.count - 1].text += segment.text
            } else {
                pieces.append((segment.text, isOwn))
            }
        }
        return pieces
    }

    /// What only one of the texts says stands in the same signs as in the difference of two drafts.
    private func marked(_ text: String, isOwn: Bool, isOther: Bool) -> [StyledLetter] {
        let isMarked = isOwn && text.contains { !$0.isWhitespace }
        guard isMarked else { return text.map { StyledLetter(character: $0, style: .text, variable: nil) } }
        let body = text.drop(while: \.isWhitespace)
        let core = String(body.reversed().drop(while: \.isWhitespace).reversed())
        let (before, after) = (text.prefix(text.count - body.count), body.suffix(body.count - core.count))
        let style = Style(isOther ? .changed : .removed, .underline)
        let (open, close) = isOther ? ("{+", "+}") : ("[-", "-]")
        return (String(before)).map { StyledLetter(character: $0, style: .text, variable: nil) }
            + (open + core + close).map { StyledLetter(character: $0, style: style, variable: nil) }
            + String(after).map { StyledLetter(character: $0, style: .text, variable: nil) }
    }
}
