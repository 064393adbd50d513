/// A rectangle of styled cells: what a view draws into, what tests compare and what the terminal shows.
///
/// Everything clips: text and shapes may lie outside of the canvas or the current clip, and a canvas may have no cells.
/// Drawing never traps and never lets a control character through.
public struct Canvas: Sendable {
    /// Width and height.
    public let size: Size
    /// The marks that widgets draw with; ASCII sets also turn all text into ASCII.
    public let glyphs: GlyphSet
    /// Where drawing has an effect.
    public private(set) var clip: Rect
    /// Row by row.
    private(set) var cells: [Cell]

    /// A blank canvas.
    public init(size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        clip = Rect(size)
        cells = Array(repeating: .blank, count: size.width * size.height)
    }

    /// The whole canvas.
    public var bounds: Rect { Rect(size) }

    /// The cell in a column and row; a blank outside of the canvas.
    public subscript(x: Int, y: Int) -> Cell {
        guard x >= 0, x < size.width, y >= 0, y < size.height else { return .blank }
        return cells[y * size.width + x]
    }

    /// Draws with a smaller clip: nothing outside of `area` is touched by `body`.
    public mutating func clipped<Result>(to area: Rect, _ body: (inout Canvas) -> Result) -> Result {
        let outer = clip
        clip = clip.intersection(area)
        defer { clip = outer }
        return body(&self)
    }

    /// Writes one character where it fits into the clip as a whole; else blanks what of it is inside.
    mutating func set(_ glyph: Glyph, width: Int, x: Int, y: Int, style: Style) {
        guard y >= clip.y, y < clip.maxY else { return }
        if width == 2 {
            let fits = x >= clip.x && x + 1 < clip.maxX
            store(Cell(glyph: fits ? glyph : .space, style: style, width: fits ? 2 : 1), x: x, y: y)
            store(Cell(glyph: fits ? .continuation : .space, style: style, width: fits ? 0 : 1), x: x + 1, y: y)
        } else {
            store(Cell(glyph: glyph, style: style, width: 1), x: x, y: y)
        }
    }

    private mutating func store(_ cell: Cell, x: Int, y: Int) {
        guard x >= clip.x, x < clip.maxX else { return }
        let index = y * size.width + x
        if cells[index].width != 1 || cell.width == 2 { separate(x: x, y: y, index: index, cell: cell) }
        cells[index] = cell
    }

    /// Blanks the other half of a wide character that is about to lose one.
    private mutating func separate(x: Int, y: Int, index: Int, cell: Cell) {
        if cells[index].width == 2, x + 1 < size.width, cells[index + 1].width == 0 {
            cells[index + 1] = .blank(cells[index + 1].style)
        }
        if cells[index].width == 0, cell.width != 0, x > 0, cells[index - 1].width == 2 {
            cells[index - 1] = .blank(cells[index - 1].style)
        }
    }

    /// Changes the style of every cell in `area`; the halves of a wide character change together.
    public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
        let area = area.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX {
                let index = y * size.width + x
                change(&cells[index].style)
            }
        }
    }

    /// Replaces cells as they are; for runs of a diff and copies of canvases, whose wide characters are whole.
    mutating func replace(_ row: ArraySlice<Cell>, x: Int, y: Int) {
        guard y >= 0, y < size.height, x >= 0, x + row.count <= size.width else { return }
        let start = y * size.width + x
        cells.replaceSubrange(start..<start + row.count, with: row)
    }
}

extension Canvas: Equatable {
    /// Whether size and all cells are the same.
    public static func == (a: Canvas, b: Canvas) -> Bool {
        a.size == b.size && a.cells == b.cells
    }
}
