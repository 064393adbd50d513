/// Items below each other of which one may be selected: lists, menus and the results of a search.
public struct ListView: Widget, Sendable, Hashable {
    /// One item.
    public struct Item: Sendable, Hashable {
        /// What it says.
        public var text: StyledText
        /// What stands at its right end, such as a key.
        public var detail: StyledText
        /// Whether it can be chosen; the others are muted.
        public var isEnabled: Bool

        /// An item.
        public init(_ text: StyledText, detail: StyledText = StyledText(), isEnabled: Bool = true) {
            self.text = text
            self.detail = detail
            self.isEnabled = isEnabled
        }

        /// An item found by a search: the letters that match are in ``Role/match``.
        public init(_ text: String, match: FuzzyMatch, detail: String = "", isEnabled: Bool = true) {
            let characters = Array(text)
            let positions = Set(match.positions)
            var styled = StyledText()
            var start = 0
            while start < characters.count {
                let isMatch = positions.contains(start)
                var end = start + 1
                while end < characters.count, positions.contains(end) == isMatch { end += 1 }
                styled.append(String(characters[start..<end]), Style(isMatch ? .match : .text))
                start = end
            }
            self.init(styled, detail: StyledText(detail, Style(.key)), isEnabled: isEnabled)
        }
    }

    /// The items.
    public var items: [Item]
    /// The selected one.
    public var selected: Int?
    /// The first one in sight.
    public var offset: Int
    /// The background; the screen's if `nil`.
    public var surface: Role?

    /// A list.
    public init(_ items: [Item], selected: Int? = nil, offset: Int = 0, surface: Role? = nil) {
        self.items = items
        self.selected = selected
        self.offset = offset
        self.surface = surface
    }

    /// Draws the items in sight, with the selection marked by a pointer and its background, and a scroll bar if needed.
    public func render(into canvas: inout Canvas, area: Rect) {
        let bar = ScrollBar(count: items.count, visible: area.height, offset: offset)
        let inner = bar.isNeeded ? area.inset(right: 1) : area
        canvas.clipped(to: inner) { canvas in
            for row in 0..<inner.height where items.indices.contains(offset + row) {
                draw(offset + row, area: inner.row(row), &canvas)
            }
        }
        bar.render(
            into: &canvas, area: Rect(x: area.maxX - 1, y: area.y, width: min(1, area.width), height: area.height))
    }

    private func draw(_ index: Int, area: Rect, _ canvas: inout Canvas) {
        let item = items[index]
        let isSelected = index == selected
        let ground = isSelected ? .selection : surface
        canvas.fill(area, style: Style(.text, on: ground))
        if isSelected { canvas.put(canvas.glyphs.pointer, x: area.x, y: area.y, style: Style(.accent, on: ground)) }
        let room = max(0, area.width - 2)
        let detail = canvas.glyphs.truncated(item.detail.spans, to: room / 2)
        let detailWidth = detail.reduce(0) { $0 + canvas.glyphs.width(of: $1.text) }
        let text = item.text.spans.map { Span($0.text, style(of: $0, in: item)) }
        canvas.putTruncated(
            text, x: area.x + 2, y: area.y, width: room - (detailWidth > 0 ? detailWidth + 1 : 0), on: ground)
        canvas.put(detail, x: area.maxX - detailWidth, y: area.y, maxWidth: detailWidth, on: ground)
    }

    private func style(of span: Span, in item: Item) -> Style {
        item.isEnabled || span.style.role != .text ? span.style : Style(.muted)
    }
}
