import TerminalUI

extension Model {
    /// Does what a click in a cell means: the same actions that keys do, so that nothing is for the mouse alone.
    mutating func click(_ point: Point) -> [Effect] {
        let actions = Screen(self, glyphs: .unicode).painter.actions(at: point)
        return actions.flatMap { perform($0) }
    }

    /// Scrolls the panel under the pointer.
    mutating func turnWheel(_ point: Point, lines: Int) -> [Effect] {
        if overlay != nil { return perform(.move(lines < 0 ? .up : .down)) }
        guard let pane = Arrangement(self).panel(at: point)?.pane else { return [] }
        return perform(.scroll(pane, by: lines))
    }
}
