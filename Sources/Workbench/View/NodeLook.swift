import CausalEngine
import TerminalUI

/// How one node of the graph looks now.
struct NodeLook {
    let index: Int
    let node: Subject.Node
    private let model: Model
    private let glyphs: GlyphSet
    let isSelected: Bool
    private let isIntervened: Bool
    private let isHit: Bool

    init(_ index: Int, in model: Model, glyphs: GlyphSet) {
        self.index = index
        self.model = model
        self.glyphs = glyphs
        node = model.subject.nodes[index]
        isSelected = model.document.variable == index
        isIntervened = model.document.world.interventions[index] != nil
        isHit = model.search?.hits.contains(index) ?? false
    }

    /// `!` for do(), else a pointer on the selected node, else nothing.
    var mark: String { isIntervened ? glyphs.intervened : isSelected ? glyphs.pointer : " " }

    var markStyle: Style {
        isIntervened ? Style(.intervened, .bold) : isSelected ? Style(.nodeSelected, .bold) : Style(.node)
    }

    var nameStyle: Style {
        if isSelected { return Style(.nodeSelected, .bold) }
        if isHit { return Style(.match, .underline) }
        if isIntervened { return Style(.intervened, .bold) }
        return Style(node.variable.isLatent ? .latent : .node, node.variable.isLatent ? .italic : [])
    }

    var numberStyle: Style { Style(isIntervened ? .intervened : areBeliefsStale ? .muted : .accent) }

    var frameStyle: Style {
        Style(
            isIntervened ? .intervened : isSelected ? .nodeSelected : node.variable.isLatent ? .latent : .node,
            isSelected ? .bold : [])
    }

    /// Heavy for do(), double for the selected node, dashed for a latent one.
    var border: Border {
        isIntervened ? .heavy : isSelected ? .double : node.variable.isLatent ? .dashed : .rounded
    }

    /// The piece of the lower frame from which the node's wire leaves.
    func outPort(_ glyphs: GlyphSet) -> String {
        guard !glyphs.isASCII else { return "+" }
        switch border {
        case .heavy: return isSelected ? "┳" : "┯"
        case .double: return "╤"
        default: return isSelected ? "┰" : "┬"
        }
    }

    private var areBeliefsStale: Bool { !model.document.areBeliefsCurrent }

    private var marginal: Beliefs.Marginal? {
        guard let marginals = model.document.beliefs?.marginals, marginals.indices.contains(index) else { return nil }
        return marginals[index]
    }

    /// The state that a single number speaks of: yes of a yes/no variable, else the most frequent one.
    private func leadingState(_ shares: [Double]) -> Int {
        node.affirmative ?? shares.indices.max { (shares[$0], $1) < (shares[$1], $0) } ?? 0
    }

    /// The number beside a bare name.
    var note: String? {
        switch marginal {
        case .frequencies(let shares):
            let state = leadingState(shares)
            guard shares.indices.contains(state) else { return nil }
            let share = Figures.share(shares[state])
            guard node.affirmative == nil else { return share }
            return "\(glyphs.padded(String(node.states[state].prefix(NodeBoxes.noteStateWidth)), to: 4)) \(share)"
        case .moments(let mean, _, _, _, _): return Figures.number(mean, width: 6)
        case nil: return nil
        }
    }

    /// One sign for the share of the leading state: an eighth of a column, in ASCII a tenth as a digit.
    var sign: String {
        guard case .frequencies(let shares) = marginal else { return " " }
        let state = leadingState(shares)
        guard shares.indices.contains(state) else { return " " }
        if glyphs.isASCII { return String(min(9, Int((shares[state] * 10).rounded(.down)))) }
        let eighths = glyphs.eighthsUp
        return eighths[min(eighths.count - 1, max(0, Int((shares[state] * Double(eighths.count)).rounded()) - 1))]
    }

    /// One line for a box with a bar.
    var leadingLine: [BeliefLine] {
        switch marginal {
        case .frequencies(let shares):
            let state = leadingState(shares)
            guard shares.indices.contains(state) else { return [] }
            return [
                BeliefLine(
                    label: node.affirmative == nil ? node.states[state] : "",
                    labelWidth: node.affirmative == nil ? 4 : 0,
                    share: shares[state], role: role(of: state))
            ]
        case .moments(let mean, let deviation, _, _, _):
            return [BeliefLine(text: "\(Figures.number(mean, width: 6)) ±\(Figures.number(deviation, width: 5))")]
        case nil: return [BeliefLine(text: glyphs.ellipsis)]
        }
    }

    /// A line for each state.
    var stateLines: [BeliefLine] {
        guard case .frequencies(let shares) = marginal else { return leadingLine }
        let width = NodeBoxes.stateWidth(of: node)
        var lines = shares.indices.prefix(NodeBoxes.shownStates).map { state in
            BeliefLine(label: node.states[state], labelWidth: width, share: shares[state], role: role(of: state))
        }
        if shares.count > NodeBoxes.shownStates {
            lines.append(BeliefLine(text: "\(shares.count - NodeBoxes.shownStates) more"))
        }
        return lines
    }

    private func role(of state: Int) -> Role { isIntervened ? .intervened : .state(state) }
}

/// One line of a belief: a label, a bar and a number, or a text.
struct BeliefLine {
    var label = ""
    var labelWidth = 0
    var share: Double?
    var role = Role.text
    var text = ""

    init(label: String, labelWidth: Int, share: Double, role: Role) {
        self.label = label
        self.labelWidth = labelWidth
        self.share = share
        self.role = role
    }

    init(text: String) { self.text = text }

    static func draw(_ line: BeliefLine, in rect: Rect, on canvas: inout Canvas) {
        guard let share = line.share else {
            canvas.put(line.text, x: rect.x, y: rect.y, style: Style(.muted), maxWidth: rect.width)
            return
        }
        let number = Figures.share(share)
        let labelled = line.labelWidth > 0 ? line.labelWidth + 1 : 0
        if labelled > 0 {
            let label = canvas.glyphs.truncated(line.label, to: line.labelWidth)
            canvas.put(label, x: rect.x, y: rect.y, style: Style(.muted), maxWidth: line.labelWidth)
        }
        let width = max(0, rect.width - labelled - 5)
        canvas.bar(share, x: rect.x + labelled, y: rect.y, width: width, style: Style(line.role))
        canvas.put(number, x: rect.maxX - number.count, y: rect.y, style: Style(.accent), maxWidth: 4)
    }
}
