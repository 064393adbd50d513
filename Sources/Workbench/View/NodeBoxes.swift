import TerminalUI

/// How large a node's box is at each level of detail. It depends on names and states alone, never on beliefs, so that
/// nothing moves when a number changes.
public enum NodeBoxes {
    /// The box sizes of every node at a level.
    public static func sizes(of subject: Subject, at level: DetailLevel) -> [Size] {
        subject.nodes.map { size(of: $0, at: level) }
    }

    /// The options of the layout at a level.
    public static func options(at level: DetailLevel, isASCII: Bool) -> GraphLayoutOptions {
        let isBoxed = level >= .boxes
        // Boxes without a frame have blanks of their own beside the name.
        let gap = level <= .names ? 1 : level == .numbers ? 2 : 3
        return GraphLayoutOptions(gap: gap, isASCII: isASCII, inset: isBoxed ? 1 : 0, arrowsInFrame: isBoxed)
    }

    static func size(of node: Subject.Node, at level: DetailLevel) -> Size {
        let name = node.nameWidth
        switch level {
        // One column before the name holds the mark of do() or of the selection, one after it the belief.
        case .letters: return Size(width: node.letters.count + 2, height: 1)
        case .names: return Size(width: name + 2, height: 1)
        case .numbers: return Size(width: 1 + name + 1 + noteWidth(of: node), height: 1)
        case .boxes: return Size(width: 1 + name + 1 + noteWidth(of: node) + 4, height: 3)
        case .bars: return Size(width: max(name + 2, barWidth(of: node)) + 4, height: 4)
        case .states where node.variable.isContinuous:
            return Size(width: max(name + 2, spreadWidth) + 4, height: 4)
        case .states:
            let rows = max(1, min(node.states.count, shownStates) + (node.states.count > shownStates ? 1 : 0))
            return Size(width: max(name + 2, stateWidth(of: node) + 12) + 4, height: rows + 3)
        }
    }

    /// The states that a box with all of them shows; the rest is counted.
    static let shownStates = 6

    /// The columns of a number beside a name: `.83` for a yes/no variable, else the state too.
    static func noteWidth(of node: Subject.Node) -> Int {
        if node.variable.isContinuous { return 6 }
        return node.affirmative == nil ? noteStateWidth + 4 : 3
    }

    static let noteStateWidth = 4

    private static func barWidth(of node: Subject.Node) -> Int {
        node.affirmative == nil ? 16 : 12
    }

    /// The columns of a picture of numbers with their mean and its error.
    private static let spreadWidth = 20

    static func stateWidth(of node: Subject.Node) -> Int {
        min(node.stateWidth ?? 0, 12)
    }
}
