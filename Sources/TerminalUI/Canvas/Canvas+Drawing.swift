extension Canvas {
    /// Writes one line of text from a cell to the right.
    ///
    /// - Parameters:
    ///   - maxWidth: The columns that may be used; the text is cut there without a mark (see ``truncated(_:to:)``).
    /// - Returns: The columns used, also where the text lies outside of the clip on the left.
    /// - Complexity: O(*n*) in the characters up to the right edge of the clip.
    @discardableResult
    public mutating func put(_ text: String, x: Int, y: Int, style: Style = .text, maxWidth: Int? = nil) -> Int {
        let limit = min(max(0, maxWidth ?? Int.max), max(0, clip.maxX - x))
        var used = 0
        for unit in TextUnits(text, glyphs: glyphs) {
            guard used + unit.width <= limit else {
                // A wide character at the edge leaves a blank where its first half would be.
                if used < limit, unit.width == 2 {
                    set(.space, width: 1, x: x + used, y: y, style: style)
                    used += 1
                }
                break
            }
            set(unit.glyph, width: unit.width, x: x + used, y: y, style: style)
            used += unit.width
        }
        return used
    }

    /// Fills a rectangle with a character of one column.
    public mutating func fill(_ area: Rect, with character: Character = " ", style: Style = .text) {
        let unit = TextUnits(String(character), glyphs: glyphs).first { _ in true }
        let glyph = unit?.width == 1 ? unit?.glyph ?? .space : .space
        let area = area.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { set(glyph, width: 1, x: x, y: y, style: style) }
        }
    }

    /// Gives a rectangle a style and keeps the characters.
    public mutating func setStyle(in area: Rect, _ style: Style) {
        restyle(area) { $0 = style }
    }

    /// Gives a rectangle the background of a role and keeps characters and foregrounds.
    public mutating func setSurface(in area: Rect, _ surface: Role?) {
        restyle(area) { $0.surface = surface }
    }

    /// Adds attributes to a rectangle.
    public mutating func addAttributes(in area: Rect, _ attributes: Attributes) {
        restyle(area) { $0.attributes.formUnion(attributes) }
    }

    /// Draws a frame, with a title in its upper side if there is room for one.
    public mutating func box(
        _ area: Rect, title: String? = nil, style: Style = Style(.border), border: Border = .rounded,
        titleStyle: Style = Style(.title)
    ) {
        guard !area.isEmpty else { return }
        let pieces = glyphs.pieces(of: border)
        let right = area.maxX - 1
        let bottom = area.maxY - 1
        horizontalLine(x: area.x, y: area.y, length: area.width, pieces.horizontal, style: style)
        horizontalLine(x: area.x, y: bottom, length: area.width, pieces.horizontal, style: style)
        verticalLine(x: area.x, y: area.y, length: area.height, pieces.vertical, style: style)
        verticalLine(x: right, y: area.y, length: area.height, pieces.vertical, style: style)
        let corners = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)]
        for ((x, y), piece) in zip(corners, pieces.corners) { put(piece, x: x, y: y, style: style) }
        if let title, !title.isEmpty, area.width >= 6 {
            let text = " " + glyphs.truncated(title, to: area.width - 6) + " "
            put(text, x: area.x + 2, y: area.y, style: titleStyle, maxWidth: area.width - 4)
        }
    }

    /// Draws a horizontal line of one piece.
    public mutating func horizontalLine(x: Int, y: Int, length: Int, _ piece: String, style: Style) {
        for x in max(x, clip.x)..<max(x, clip.x, min(x + length, clip.maxX)) { put(piece, x: x, y: y, style: style) }
    }

    /// Draws a vertical line of one piece.
    public mutating func verticalLine(x: Int, y: Int, length: Int, _ piece: String, style: Style) {
        for y in max(y, clip.y)..<max(y, clip.y, min(y + length, clip.maxY)) { put(piece, x: x, y: y, style: style) }
    }

    /// Copies a part of another canvas so that its top left cell comes to `place`; a window on a larger drawing.
    public mutating func copy(_ source: Canvas, from area: Rect, to place: Point) {
        let area = area.intersection(source.bounds)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX {
                let cell = source[x, y]
                let target = Point(x: place.x + x - area.x, y: place.y + y - area.y)
                switch cell.width {
                case 0:
                    // The first half lies left of the part that is copied.
                    if x == area.x { set(.space, width: 1, x: target.x, y: target.y, style: cell.style) }
                case 2 where x + 1 == area.maxX: set(.space, width: 1, x: target.x, y: target.y, style: cell.style)
                default: set(cell.glyph, width: Int(cell.width), x: target.x, y: target.y, style: cell.style)
                }
            }
        }
    }
}
