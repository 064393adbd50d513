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
    private let isSeen: Bool
    private let isHit: Bool
    private let scene: Scene
    /// Whether the unit's value is another one than in the world as it was.
    private let isChanged: Bool

    init(_ index: Int, in model: Model, glyphs: GlyphSet, _ scene: Scene = .beliefs) {
        self.index = index
        self.model = model
        self.glyphs = glyphs
        node = model.subject.nodes[index]
        isSelected = model.document.variable == index
        self.scene = scene
        let isSet = model.document.world.interventions[index] != nil
        switch scene {
        case .beliefs: (isIntervened, isSeen, isChanged) = (isSet, model.document.evidence.holds(index), false)
        case .factual: (isIntervened, isSeen, isChanged) = (false, false, false)
        case .counterfactual(let twin):
            (isIntervened, isSeen, isChanged) = (isSet, false, twin.unit.changed.contains(index))
        }
        isHit = model.search?.hits.contains(index) ?? false
    }

    /// `!` for do(), a dot for what was seen, full when it was seen for certain, else a pointer on the selected node.
    var mark: String {
        if isIntervened { return glyphs.intervened }
        if isChanged { return glyphs.changed }
        if let letter = pathLetter { return letter }
        if isSeen { return model.document.evidence.values[index] == nil ? glyphs.ring : glyphs.dot }
        return isSelected ? glyphs.pointer : " "
    }

    var markStyle: Style {
        if let assumed { return Style(assumed, .bold) }
        return isSelected ? Style(.nodeSelected, .bold) : Style(.node)
    }

    /// The role of what is set, was seen, is changed, or plays a part in a question of d-separation.
    private var assumed: Role? {
        if isIntervened { return .intervened }
        if isChanged { return .changed }
        if case .beliefs = scene, let question = model.document.paths {
            if model.litPath?.blockers.contains(where: { $0.node == index }) == true { return .contradicted }
            if model.litPath?.openColliders.contains(index) == true { return .success }
            if question.from == index || question.to == index { return .match }
            return question.given.contains(index) ? .evidence : nil
        }
        return isSeen ? .evidence : nil
    }

    /// X, Y or Z for the part that the node plays in a question of d-separation; else a cross where it blocks the lit path, a ring
    /// where it is a collider that opens it.
    private var pathLetter: String? {
        guard case .beliefs = scene, let question = model.document.paths else { return nil }
        if question.from == index { return "X" }
        if question.to == index { return "Y" }
        if question.given.contains(index) { return "Z" }
        guard let path = model.litPath else { return nil }
        if path.openColliders.contains(index) { return glyphs.ring }
        return path.blockers.contains { $0.node == index } ? glyphs.cross : nil
    }

    /// The value of the unit whose world is shown.
    private var value: Value? {
        switch scene {
        case .beliefs: nil
        case .factual(let twin): twin.unit.factual.indices.contains(index) ? twin.unit.factual[index] : nil
        case .counterfactual(let twin):
            twin.unit.counterfactual.indices.contains(index) ? twin.unit.counterfactual[index] : nil
        }
    }

    var nameStyle: Style {
        if isSelected { return Style(.nodeSelected, .bold) }
        if isHit { return Style(.match, .underline) }
        if let assumed { return Style(assumed, .bold) }
        return Style(node.variable.isLatent ? .latent : .node, node.variable.isLatent ? .italic : [])
    }

    var numberStyle: Style { Style(areBeliefsStale ? .muted : assumed ?? .accent) }

    var frameStyle: Style {
        Style(
            assumed ?? (isSelected ? .nodeSelected : node.variable.isLatent ? .latent : .node),
            isSelected ? .bold : [])
    }

    /// Heavy for do(), double for the selected node, square for what was seen, dashed for a latent one.
    var border: Border {
        if isIntervened { return .heavy }
        if isSelected { return .double }
        return isSeen ? .square : node.variable.isLatent ? .dashed : .rounded
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

    private var marginal: Beliefs.Marginal? { model.document.beliefs?.marginal(of: index) }

    /// What stands where there is no belief: it is still to come, or what was seen cannot be.
    private var blank: String { model.document.beliefs?.impossibility == nil ? glyphs.ellipsis : glyphs.missing }

    /// The state that a single number speaks of: yes of a yes/no variable, else the most frequent one.
    private func leadingState(_ shares: [Double]) -> Int {
        node.affirmative ?? shares.indices.max { (shares[$0], $1) < (shares[$1], $0) } ?? 0
    }

    /// The number beside a bare name.
    var note: String? {
        if let value { return node.variable.wordedText(of: value) }
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

    /// One sign for the share of the leading state, or for how high a number lies on its scale: an eighth of a column, in ASCII
    /// a tenth as a digit.
    var sign: String {
        if let value {
            if let affirmative = node.affirmative { return value == .state(affirmative) ? glyphs.dot : glyphs.empty }
            if let number = value.number { return height(of: number) }
            return String(node.variable.wordedText(of: value).prefix(1))
        }
        switch marginal {
        case .frequencies(let shares):
            let state = leadingState(shares)
            return shares.indices.contains(state) ? sign(height: shares[state]) : " "
        case .moments(let mean, _, _, _, _): return height(of: mean)
        case nil: return " "
        }
    }

    /// How high a number lies on the variable's scale.
    private func height(of number: Double) -> String {
        node.scale.map { sign(height: SpreadPicture.place(of: number, on: $0)) } ?? " "
    }

    private func sign(height: Double) -> String {
        if glyphs.isASCII { return String(min(9, Int((height * 10).rounded(.down)))) }
        let eighths = glyphs.eighthsUp
        return eighths[min(eighths.count - 1, max(0, Int((height * Double(eighths.count)).rounded()) - 1))]
    }

    /// One line for a box with a bar.
    var leadingLine: [BeliefLine] {
        if let value {
            return [BeliefLine(text: node.variable.wordedText(of: value), style: Style(assumed ?? .text, .bold))]
        }
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
        case .moments: return spreadLine(error: "")
        case nil: return [BeliefLine(text: blank)]
        }
    }

    /// The picture of a continuous variable's numbers, and their mean.
    ///
    /// - Parameter error: the standard error of the mean in words.
    private func spreadLine(error: String) -> [BeliefLine] {
        guard case .moments(let mean, _, _, _, _) = marginal else { return leadingLine }
        let number = glyphs.padded(Figures.number(mean, width: 6), to: 6, .right) + error
        guard let spread = SpreadPicture(marginal, scale: node.scale) else {
            return [BeliefLine(text: number, style: numberStyle)]
        }
        return [BeliefLine(spread: spread, number: number, role: assumed ?? .accent)]
    }

    /// The standard error of the mean, where it is estimated.
    private var meanError: String {
        let error = model.document.beliefs?.meanError(of: index)
        return error.map { (glyphs.isASCII ? "+-" : "±") + Figures.error($0) } ?? ""
    }

    /// A line for each state, or the picture of the numbers.
    var stateLines: [BeliefLine] {
        if value == nil, node.variable.isContinuous { return spreadLine(error: meanError) }
        guard value == nil, case .frequencies(let shares)? = marginal else { return leadingLine }
        let width = NodeBoxes.stateWidth(of: node)
        var lines = shares.indices.prefix(NodeBoxes.shownStates).map { state in
            BeliefLine(label: node.states[state], labelWidth: width, share: shares[state], role: role(of: state))
        }
        if shares.count > NodeBoxes.shownStates {
            lines.append(BeliefLine(text: "\(shares.count - NodeBoxes.shownStates) more"))
        }
        return lines
    }

    private func role(of state: Int) -> Role { assumed ?? .state(state) }
}
