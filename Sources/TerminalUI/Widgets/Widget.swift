/// Something that draws itself into a rectangle of a canvas.
///
/// Drawing is a pure function of the widget's values, the rectangle and the canvas's marks; nothing outside of the rectangle
/// is touched, and every rectangle will do, also an empty one. What changes by input (selection, scrolling, text typed) is
/// kept by the caller.
public protocol Widget {
    /// Draws into `area`.
    func render(into canvas: inout Canvas, area: Rect)
}

/// How far a list or text is scrolled.
public struct ScrollState: Sendable, Hashable {
    /// The first row that is shown.
    public var offset: Int

    /// Scrolled so that `offset` is the first row.
    public init(offset: Int = 0) {
        self.offset = max(0, offset)
    }

    /// Moves by rows, within what there is.
    public mutating func scroll(by rows: Int, count: Int, visible: Int) {
        offset = min(max(0, offset + rows), max(0, count - visible))
    }

    /// Moves as little as needed for `index` to be seen, with up to `margin` rows around it.
    public mutating func reveal(_ index: Int, count: Int, visible: Int, margin: Int = 1) {
        guard visible > 0 else { return }
        let margin = min(max(0, margin), (visible - 1) / 2)
        offset = min(offset, max(0, index - margin))
        offset = max(offset, min(index + margin, count - 1) - visible + 1)
        offset = min(max(0, offset), max(0, count - visible))
    }
}
