import TerminalUI

/// The screen of a model: a pure function of model, size and glyphs. Colours are the presenter's.
///
/// - Complexity: O(cells) and what the visible panels hold.
public func view(_ model: Model, size: Size? = nil, glyphs: GlyphSet = .unicode) -> Canvas {
    var model = model
    if let size { model.size = size }
    return Screen(model, glyphs: glyphs).painter.canvas
}

/// A drawn screen with the places that can be clicked.
struct Screen {
    private(set) var painter: Painter
    private let model: Model
    private let arrangement: Arrangement

    init(_ model: Model, glyphs: GlyphSet) {
        self.model = model
        arrangement = Arrangement(model)
        painter = Painter(size: model.size, glyphs: glyphs)
        guard arrangement.kind != .tooSmall else {
            drawTooSmall()
            return
        }
        for (panel, rect) in arrangement.panels { draw(panel, in: rect) }
        drawHeader()
        drawStatus()
        drawFooter()
        if let overlay = model.overlay {
            OverlayView(model: model, arrangement: arrangement).draw(overlay, on: &painter)
        }
    }

    private mutating func draw(_ panel: Panel, in rect: Rect) {
        if let pane = panel.pane { painter.hit(rect, .focus(pane)) }
        let isFramed = arrangement.kind != .single
        switch panel {
        case .graph: drawGraph(in: rect, isFramed: isFramed)
        case .table: TablePane(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .text: TextPane(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .verdicts: VerdictPane(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .node: NodePanel(model: model).draw(in: rect, on: &painter)
        case .run: RunPanel(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .history: HistoryPanel(model: model).draw(in: rect, on: &painter)
        case .mechanism: MechanismPanel(model: model).draw(in: rect, on: &painter)
        case .compare: ComparePanel(model: model).draw(in: rect, on: &painter)
        case .paths: PathPanel(model: model).draw(in: rect, on: &painter)
        case .runs: RunsView(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .backdoor: BackdoorView(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .audit: AuditView(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        case .twin: TwinView(model: model).draw(in: rect, isFramed: isFramed, on: &painter)
        }
    }

    private mutating func drawGraph(in rect: Rect, isFramed: Bool) {
        let picture = GraphPicture(model, arrangement)
        let inner = painter.panel(
            rect, isFramed: isFramed, title: model.titled(.focus(.graph), "graph · \(law)"),
            note: graphNote(picture), isFocused: model.focus == .graph)
        guard let picture else {
            painter.line("laying the graph out \(painter.glyphs.ellipsis)", in: inner, indent: 1, style: Style(.muted))
            return
        }
        GraphPane(model, picture).draw(on: &painter)
    }

    /// Which distribution the graph shows, and whether it is exact.
    private var law: String {
        let interventions = model.document.world.text(in: model.subject)
        let seen = model.document.evidence.text(in: model.subject)
        let parts = (interventions.isEmpty ? [] : ["do(\(interventions))"]) + (seen.isEmpty ? [] : [seen])
        let law = parts.isEmpty ? "P(·)" : "P(· | \(parts.joined(separator: ", ")))"
        guard let beliefs = model.document.beliefs, model.document.areBeliefsCurrent else {
            return "\(painter.glyphs.ellipsis) \(law)"
        }
        // The word comes first, where a long list of findings cannot push it out of the title.
        if beliefs.impossibility != nil { return "impossible \(law)" }
        if beliefs.sample == nil { return "exact \(law)" }
        return "\(beliefs.exact.isEmpty ? "sampled" : "partly sampled") \(law)"
    }

    private func graphNote(_ picture: GraphPicture?) -> String {
        guard let picture else { return "" }
        let isMutilated = !model.document.evidence.isEmpty && !model.document.world.interventions.isEmpty
        // Wider screens say it in the line below.
        let world = isMutilated && arrangement.kind == .tabbed ? "evidence in the mutilated world · " : ""
        return world + sizeNote(picture)
    }

    private func sizeNote(_ picture: GraphPicture) -> String {
        let hidden = picture.hidden
        guard hidden.width == 0, hidden.height == 0 else {
            return
                "\(picture.layout.size.width)x\(picture.layout.size.height), moves with the selection · \(detailKeys)"
        }
        let names: [DetailLevel: String] = [
            .letters: "letters", .names: "names", .numbers: "numbers", .boxes: "boxes", .bars: "bars",
            .states: "states",
        ]
        return "\(names[picture.level] ?? "") \(detailKeys)"
    }

    private var detailKeys: String { "\(model.key(.moreDetail))/\(model.key(.lessDetail))" }

    // MARK: The lines above and below

    private mutating func drawHeader() {
        let rect = arrangement.header
        painter.canvas.fill(rect, style: Style(.statusBar))
        switch arrangement.kind {
        case .sideBySide: painter.pieces(Facts(model).pieces(width: rect.width, glyphs: painter.glyphs), in: rect)
        case .tabbed, .single: drawTabs(in: rect)
        case .tooSmall: break
        }
    }

    private mutating func drawTabs(in rect: Rect) {
        var x = painter.line(" \(model.subject.name) ", in: rect, style: Style(.title, .bold, on: .statusBar))
        let names: [Pane: String] = [
            .graph: "Graph", .table: "Table", .text: "Text", .verdicts: "Verdicts", .run: "Run",
        ]
        for pane in Pane.allCases {
            let isActive = pane == model.focus && model.screen == .panes
            let name = rect.width >= 52 ? names[pane] ?? "" : String((names[pane] ?? "").prefix(isActive ? 8 : 1))
            let title = model.titled(.focus(pane), name)
            let text = isActive ? "[\(title)]" : " \(title) "
            let used = painter.line(
                text, in: rect, indent: x, style: Style(isActive ? .tabActive : .tab, isActive ? .bold : []))
            painter.hit(Rect(x: rect.x + x, y: rect.y, width: used, height: 1), .focus(pane))
            x += used
        }
        if model.isTwin {
            x += painter.line("[\(model.titled(.twin, "Twin"))]", in: rect, indent: x, style: Style(.tabActive, .bold))
        }
        if model.screen == .runs {
            x += painter.line("[\(model.titled(.runs, "Runs"))]", in: rect, indent: x, style: Style(.tabActive, .bold))
        }
        if model.screen == .backdoor {
            x += painter.line(
                "[\(model.titled(.backdoor, "Backdoor"))]", in: rect, indent: x, style: Style(.tabActive, .bold))
        }
        if model.screen == .audit {
            x += painter.line(
                "[\(model.titled(.audit, "Audit"))]", in: rect, indent: x, style: Style(.tabActive, .bold))
        }
        guard arrangement.kind == .tabbed, model.isRunning else { return }
        painter.line(" running ", in: rect, indent: x + 1, style: Style(.info, .bold, on: .statusBar))
    }

    private mutating func drawStatus() {
        let rect = arrangement.status
        switch arrangement.kind {
        case .sideBySide: drawNotice(in: rect)
        case .tabbed, .single:
            painter.canvas.fill(rect, style: Style(.statusBar))
            painter.pieces(Facts(model).pieces(width: rect.width, glyphs: painter.glyphs), in: rect)
        case .tooSmall: break
        }
    }

    /// What the last action did, or what the marks mean.
    private mutating func drawNotice(in rect: Rect) {
        if let pieces = noticePieces() {
            painter.pieces(pieces, in: rect)
            return
        }
        let glyphs = painter.glyphs
        var x = 1
        if let standing { x += painter.line(standing, in: rect, indent: 1, style: Style(.evidence)) + 2 }
        for (mark, word, role) in marks(glyphs) {
            guard x + mark.count + word.count + 3 < rect.width else { return }
            x += painter.line(mark, in: rect, indent: x, style: Style(role, .bold)) + 1
            x += painter.line(word, in: rect, indent: x, style: Style(.muted)) + 2
        }
    }

    /// The marks that are on the screen, with what they mean.
    private func marks(_ glyphs: GlyphSet) -> [(String, String, Role)] {
        let done: [(String, String, Role)] = [
            (glyphs.intervened, "do()", .intervened), (glyphs.scissors, "cut edge", .wireCut),
        ]
        if model.isTwin {
            return [(glyphs.changed, "changed", .changed)] + done
                + [("[-…-]", "said as it was only", .removed), ("{+…+}", "said of the other world only", .changed)]
        }
        if model.screen == .backdoor {
            return [
                ("against", "facts that go against the writer's prior", .contradicted),
                ("with", "facts that go with it", .accepted), ("R", "rate of realized skeletons", .accent),
            ]
        }
        if model.screen == .audit {
            return [
                (glyphs.changed, "moved: the interval leaves out 0", .contradicted),
                (glyphs.cross, "broke in A", .contradicted), (glyphs.check, "held", .accepted),
                (glyphs.doubt, "cannot be told", .uncertain),
            ]
        }
        if model.document.paths != nil {
            return [
                ("X Y", "asked about", .match), ("Z", "given", .evidence),
                (glyphs.ring, "open path, or collider that opens it", .success),
                (glyphs.cross, "blocked, or blocker", .contradicted),
            ] + done
        }
        return [
            (glyphs.check, "match", .accepted), (glyphs.cross, "contradicted", .contradicted),
            (glyphs.missing, "absent", .absent), (glyphs.doubt, "uncertain", .uncertain),
            (glyphs.conflict, "conflicting", .conflicting), (glyphs.leak, "leaked", .leaked),
            (glyphs.changed, "changed", .changed),
        ] + done + [(glyphs.dot, "seen", .evidence)]
    }

    /// What is to be kept in mind while something was seen: how probable it is, and in which world.
    private var standing: String? {
        guard !model.document.evidence.isEmpty, model.screen == .panes else { return nil }
        let world = model.document.world.text(in: model.subject)
        let place = world.isEmpty ? [] : ["evidence is in the mutilated world, do(\(world))"]
        let beliefs = model.document.areBeliefsCurrent ? model.document.beliefs : nil
        let parts = place + [beliefs.map { ProbabilityOfEvidence.text($0) } ?? painter.glyphs.ellipsis]
        return parts.joined(separator: " · ")
    }

    private func noticePieces() -> [(text: String, style: Style)]? {
        guard let notice = model.notice else {
            guard let search = model.search, model.overlay == nil else { return nil }
            return [(" /\(search.query)  \(search.index + 1) of \(search.hits.count)", Style(.match))]
        }
        switch notice.kind {
        case .done: return [(" \(notice.text)", Style(.info))]
        case .refused: return [(" \(notice.text)", Style(.warning))]
        case .failed: return [(" \(painter.glyphs.cross) \(notice.text)", Style(.error, .bold))]
        }
    }

    private mutating func drawFooter() {
        let rect = arrangement.footer
        var x = 1
        if arrangement.kind != .sideBySide, let pieces = noticePieces() {
            let width = painter.glyphs.width(of: pieces.map(\.text).joined())
            painter.pieces(pieces, in: rect)
            let separator = " \(painter.glyphs.separator) "
            // What is not read to its end says nothing: it comes before the hints.
            let least = "\(model.key(.help)) help".count
            guard width + separator.count + least < rect.width else { return }
            x = width + painter.line(separator, in: rect, indent: width, style: Style(.border))
        }
        for hint in Footer.hints(for: model, width: rect.width - x - 1) {
            x += painter.line(hint.keys, in: rect, indent: x, style: Style(.key, .bold))
            x += painter.line(" \(hint.words)", in: rect, indent: x, style: Style(.keyHint)) + 2
        }
    }

    private mutating func drawTooSmall() {
        let rect = Rect(model.size)
        let lines = ["too small:", "30x8 at least", "\(model.key(.quit)) quits"]
        for (row, line) in lines.enumerated() { painter.line(line, in: rect, row: row, style: Style(.warning)) }
    }
}
