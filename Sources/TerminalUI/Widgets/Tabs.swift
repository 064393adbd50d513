/// Names in one row of which one is chosen.
public struct Tabs: Widget, Sendable, Hashable {
    /// The names from left to right.
    public var titles: [String]
    /// The index of the chosen one.
    public var selected: Int

    /// A row of names.
    public init(titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    /// The columns of every tab within `area`, for clicks; tabs that do not fit have none.
    ///
    /// The tabs are scrolled so that the chosen one is in sight.
    public func places(in area: Rect, glyphs: GlyphSet) -> [Rect] {
        let widths = titles.map { glyphs.width(of: $0) + 2 }
        var first = 0
        let chosen = min(max(0, selected), max(0, titles.count - 1))
        while first < chosen, widths[first...chosen].reduce(0, +) + chosen - first > area.width { first += 1 }
        var x = area.x
        return widths.enumerated().map { index, width in
            guard index >= first, x < area.maxX else { return Rect(x: area.maxX, y: area.y, width: 0, height: 0) }
            defer { x += width + 1 }
            return Rect(x: x, y: area.y, width: min(width, area.maxX - x), height: min(1, area.height))
        }
    }

    /// Draws the first row of `area`; the chosen tab stands between brackets where there are no colours to tell it.
    public func render(into canvas: inout Canvas, area: Rect) {
        canvas.clipped(to: area) { canvas in
            for (index, place) in places(in: area, glyphs: canvas.glyphs).enumerated() where place.width > 0 {
                let isChosen = index == selected
                let text = isChosen ? "[" + titles[index] + "]" : " " + titles[index] + " "
                let style = Style(isChosen ? .tabActive : .tab)
                canvas.put(text, x: place.x, y: place.y, style: style, maxWidth: place.width)
            }
        }
    }
}
