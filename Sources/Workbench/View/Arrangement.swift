import TerminalUI

/// A part of the screen that shows one thing.
public enum Panel: String, Sendable, Hashable, CaseIterable {
    /// The graph.
    case graph
    /// The skeletons.
    case table
    /// The text.
    case text
    /// The verdicts.
    case verdicts
    /// The selected node.
    case node
    /// The meters of the live run.
    case run
    /// The history of changes.
    case history
    /// The mechanism of the selected node.
    case mechanism
    /// Seeing beside doing.
    case compare
    /// The paths of a question of d-separation.
    case paths
    /// One unit in two worlds.
    case twin
    /// The ledgers and their runs.
    case runs
    /// The streams of the Semantic Backdoor.
    case backdoor
    /// The audit of a run.
    case audit

    /// The pane that takes the keys when the panel is clicked.
    var pane: Pane? {
        switch self {
        case .graph: .graph
        case .table: .table
        case .text: .text
        case .verdicts: .verdicts
        case .run: .run
        case .node, .history, .mechanism, .compare, .paths, .twin, .runs, .backdoor, .audit: nil
        }
    }
}

/// Where everything is on a screen of one size.
///
/// Breakpoints: below 30x8 only a message; below 60x15 one pane without frames; below 100x30 tabs, one or two panels at a
/// time; from there on all four panes side by side.
public struct Arrangement: Sendable, Equatable {
    /// How much there is room for.
    public enum Kind: Sendable, Equatable {
        /// Nothing but a message.
        case tooSmall
        /// One pane.
        case single
        /// One tab.
        case tabbed
        /// All panes.
        case sideBySide
    }

    /// How much there is room for.
    public var kind: Kind
    /// The first line.
    public var header: Rect
    /// The line of facts, or of the notice where the header has the facts.
    public var status: Rect
    /// The line of key hints.
    public var footer: Rect
    /// The panels, from the top left.
    public var panels: [(panel: Panel, rect: Rect)]

    /// Whether both put everything in the same places.
    public static func == (a: Arrangement, b: Arrangement) -> Bool {
        a.kind == b.kind && a.header == b.header && a.status == b.status && a.footer == b.footer
            && a.panels.elementsEqual(b.panels) { $0.panel == $1.panel && $0.rect == $1.rect }
    }

    /// The place of a panel; `nil` when it is not shown.
    public func rect(of panel: Panel) -> Rect? { panels.first { $0.panel == panel }?.rect }

    /// The panel at a cell.
    func panel(at point: Point) -> Panel? { panels.first { $0.rect.contains(point) }?.panel }

    /// Where everything is for a model.
    public init(_ model: Model) {
        let size = model.size
        let whole = Rect(size)
        header = whole.row(0)
        footer = whole.row(size.height - 1)
        status = whole.row(size.height - 2)
        panels = []
        guard size.width >= 30, size.height >= 8 else {
            kind = .tooSmall
            return
        }
        guard size.width >= 60, size.height >= 15 else {
            kind = .single
            panels = [(model.screen.panel ?? model.focus.panel, whole.inset(top: 1, bottom: 2))]
            return
        }
        let body = whole.inset(top: 1, bottom: 2)
        kind = Self.hasRoomForAll(size) ? .sideBySide : .tabbed
        if let panel = model.screen.panel {
            panels = [(panel, body)]
        } else if model.isZoomed {
            panels = [(model.focus.panel, body)]
        } else if kind == .tabbed {
            panels = Self.tab(model, body)
        } else {
            panels = Self.sideBySide(model, body)
        }
    }

    private static func hasRoomForAll(_ size: Size) -> Bool { size.width >= 100 && size.height >= 30 }
    private static func isLarge(_ body: Rect) -> Bool { body.width >= 160 && body.height >= 42 }

    /// The rooms that the graph may get on the screen of a model, the usual one first: the whole screen while it has it.
    static func graphRooms(of model: Model) -> [Size] {
        let size = model.size
        let body = Rect(size).inset(top: 1, bottom: 2)
        func room(_ width: Int, _ height: Int) -> Size { Size(width: max(1, width), height: max(1, height)) }
        let whole = room(body.width - 2, body.height - 2)
        guard size.width >= 60, size.height >= 15 else { return [room(body.width, body.height)] }
        if model.isZoomed, model.focus == .graph, model.screen == .panes { return [whole] }
        guard hasRoomForAll(size) else { return [room(body.width - narrowSide - 2, body.height - 2), whole] }
        if isLarge(body) {
            return [
                room(body.width - largeSide - 2, body.height - largeBottom(body) - 2),
                room(body.width - largeBeside - 2, body.height - 2),
            ]
        }
        return [
            room(body.width - side(body) - 2, body.height - bottom(body) - 2),
            room(body.width - leastBeside - 2, body.height - 2),
        ]
    }

    private static let narrowSide = 26
    private static let largeSide = 48
    private static let leastBeside = 34
    private static let largeBeside = 64
    private static func side(_ body: Rect) -> Int { body.width >= 130 ? 52 : 48 }
    private static func bottom(_ body: Rect) -> Int { max(11, body.height * 7 / 20) }
    private static func largeBottom(_ body: Rect) -> Int { max(14, body.height * 7 / 20) }

    // MARK: Tabs

    private static func tab(_ model: Model, _ body: Rect) -> [(Panel, Rect)] {
        switch model.focus {
        case .graph:
            let side = model.sidePanel.isWordy ? 40 : narrowSide
            guard body.width >= 72, fits(model, .names, width: body.width - side, height: body.height) else {
                guard model.sidePanel.isWordy, body.height >= 18 else { return [(.graph, body)] }
                let parts = body.rows([.flexible(), .fixed(9)])
                return [(.graph, parts[0]), (model.sidePanel, parts[1])]
            }
            let parts = body.columns([.flexible(), .fixed(side)])
            return [(.graph, parts[0]), (model.sidePanel, parts[1])]
        case .table:
            guard body.height >= 18 else { return [(.table, body)] }
            let parts = body.rows([.flexible(weight: 3), .flexible(weight: 2)])
            return [(.table, parts[0]), (.text, parts[1])]
        case .text:
            guard body.height >= 18 else { return [(.text, body)] }
            let parts = body.rows([.flexible(weight: 3), .flexible(weight: 2)])
            return [(.text, parts[0]), (.verdicts, parts[1])]
        case .verdicts: return [(.verdicts, body)]
        case .run:
            guard body.width >= 72 else { return [(.run, body)] }
            let parts = body.columns([.flexible(), .fixed(28)])
            return [(.run, parts[0]), (.history, parts[1])]
        }
    }

    // MARK: Side by side

    private static func sideBySide(_ model: Model, _ body: Rect) -> [(Panel, Rect)] {
        if isLarge(body) {
            let fitsAbove = fits(model, .names, width: body.width - largeSide, height: body.height - largeBottom(body))
            let fitsBeside = fits(model, .names, width: body.width - largeBeside, height: body.height)
            return fitsBeside && !fitsAbove ? tall(model, body, beside: largeBeside) : large(model, body)
        }
        let side = side(body)
        let bottom = bottom(body)
        guard fits(model, .names, width: body.width - side, height: body.height - bottom) else {
            return tall(model, body, beside: leastBeside)
        }
        let columns = body.columns([.flexible(), .fixed(side)])
        let left = columns[0].rows([.flexible(), .fixed(bottom)])
        let right = columns[1].rows([.fixed(model.sidePanel.isWordy ? 15 : 11), .flexible(), .fixed(bottom)])
        return [
            (.graph, left[0]), (.table, left[1]), (model.sidePanel, right[0]), (.text, right[1]),
            (.verdicts, right[2]),
        ]
    }

    /// The graph takes the whole height, everything else stands beside it.
    private static func tall(_ model: Model, _ body: Rect, beside: Int) -> [(Panel, Rect)] {
        let wanted = (model.layouts[.names]?.size.width ?? 0) + 2
        let columns = body.columns([.fixed(min(max(wanted, 60), body.width - beside)), .flexible()])
        let right = columns[1].rows([
            .fixed(model.sidePanel.isWordy ? min(15, body.height * 2 / 5) : min(10, body.height / 4)),
            .flexible(weight: 3), .flexible(weight: 4), .flexible(weight: 4),
        ])
        return [
            (.graph, columns[0]), (model.sidePanel, right[0]), (.table, right[1]), (.text, right[2]),
            (.verdicts, right[3]),
        ]
    }

    private static func large(_ model: Model, _ body: Rect) -> [(Panel, Rect)] {
        let side = largeSide
        let bottom = largeBottom(body)
        let top = body.height - bottom
        let rows = body.rows([.flexible(), .fixed(bottom)])
        let best = DetailLevel.allCases.last { fits(model, $0, width: body.width - side, height: top) }
        let wanted = (best.flatMap { model.layouts[$0]?.size.width } ?? body.width) + 6
        let room = body.width - side
        if wanted + 56 <= room {
            let columns = rows[0].columns([.fixed(max(wanted, room / 2)), .flexible(), .fixed(side)])
            let last = rows[1].columns([.fixed(columns[0].width), .flexible()])
            return [(.graph, columns[0]), (.text, columns[1])] + sidePanels(model, columns[2])
                + [(.table, last[0]), (.verdicts, last[1])]
        }
        let columns = rows[0].columns([.flexible(), .fixed(side)])
        let last = rows[1].columns([.flexible(weight: 5, minimum: 60), .flexible(weight: 4), .fixed(side)])
        return [(.graph, columns[0])] + sidePanels(model, columns[1])
            + [(.table, last[0]), (.text, last[1]), (.verdicts, last[2])]
    }

    private static func sidePanels(_ model: Model, _ rect: Rect) -> [(Panel, Rect)] {
        let parts = rect.rows([.flexible(weight: 3), .fixed(14), .flexible(weight: 1, minimum: 5)])
        let first = model.sidePanel.isWordy ? model.sidePanel : .node
        return [(first, parts[0]), (.run, parts[1]), (.history, parts[2])]
    }

    /// Whether the graph fits into a framed panel of a size at a level; before it is laid out, one goes by its node count.
    private static func fits(_ model: Model, _ level: DetailLevel, width: Int, height: Int) -> Bool {
        guard let size = model.layouts[level]?.size else { return level == .names && model.subject.nodes.count <= 16 }
        return size.width + 2 <= width && size.height + 2 <= height
    }
}

extension Pane {
    /// The panel that shows the pane.
    var panel: Panel {
        switch self {
        case .graph: .graph
        case .table: .table
        case .text: .text
        case .verdicts: .verdicts
        case .run: .run
        }
    }
}

extension WorkbenchScreen {
    /// The panel that fills the screen; `nil` for the panes.
    fileprivate var panel: Panel? {
        switch self {
        case .panes: nil
        case .twin: .twin
        case .runs: .runs
        case .backdoor: .backdoor
        case .audit: .audit
        }
    }
}

extension SidePanel {
    /// The panel that shows it.
    var panel: Panel {
        switch self {
        case .node: .node
        case .run: .run
        case .history: .history
        case .mechanism: .mechanism
        case .compare: .compare
        }
    }
}

extension Model {
    /// The panel beside the graph: the paths while a question of d-separation is put, else what was chosen.
    var sidePanel: Panel { document.paths == nil ? side.panel : .paths }
}

extension Panel {
    /// Whether the panel needs more room than a list of numbers.
    fileprivate var isWordy: Bool { [.mechanism, .compare, .paths].contains(self) }
}
