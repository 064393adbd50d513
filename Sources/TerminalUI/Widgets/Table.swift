/// One row of a table.
public struct TableRow: Sendable, Hashable {
    /// The text of every column.
    public var cells: [StyledText]
    /// The background; the table's if `nil`.
    public var surface: Role?

    /// A row.
    public init(_ cells: [StyledText], surface: Role? = nil) {
        self.cells = cells
        self.surface = surface
    }
}

/// Rows under headings, of which only those in sight are asked for.
public struct Table: Widget {
    /// The columns from left to right.
    public var columns: [TableColumn]
    /// How many rows there are.
    public var count: Int
    /// The first row in sight.
    public var offset: Int
    /// The selected row.
    public var selected: Int?
    /// Whether the table has the keyboard; else the selection is marked but not highlighted.
    public var isFocused: Bool
    /// Makes the rows of a range within 0 to ``count``.
    public var rows: (Range<Int>) -> [TableRow]

    /// A table.
    public init(
        columns: [TableColumn], count: Int, offset: Int = 0, selected: Int? = nil, isFocused: Bool = true,
        rows: @escaping (Range<Int>) -> [TableRow]
    ) {
        self.columns = columns
        self.count = count
        self.offset = offset
        self.selected = selected
        self.isFocused = isFocused
        self.rows = rows
    }

    /// The rows that fit below the headings.
    public static func visibleRows(in area: Rect) -> Int {
        max(0, area.height - 1)
    }

    /// The row in a cell of the screen, for clicks.
    public func row(at point: Point, in area: Rect) -> Int? {
        let row = offset + point.y - area.y - 1
        guard area.contains(point), point.y > area.y, row < count else { return nil }
        return row
    }

    /// The layout of the columns in `area`: one column for the pointer on the left, one for the scroll bar on the right.
    public func layout(in area: Rect) -> TableLayout {
        TableLayout(columns, width: max(0, area.width - 3), gap: 1)
    }

    /// Draws headings, rows in sight, the selection and a scroll bar.
    public func render(into canvas: inout Canvas, area: Rect) {
        let layout = layout(in: area)
        canvas.clipped(to: area) { canvas in
            header(layout, area: area, &canvas)
            let first = min(max(0, offset), count)
            let range = first..<min(count, first + Self.visibleRows(in: area))
            for (index, row) in zip(range, rows(range)) {
                draw(row, index: index, y: area.y + 1 + index - range.lowerBound, layout, area: area, &canvas)
            }
        }
        let bar = ScrollBar(count: count, visible: Self.visibleRows(in: area), offset: offset)
        bar.render(
            into: &canvas,
            area: Rect(x: area.maxX - 1, y: area.y + 1, width: min(1, area.width), height: area.height - 1))
    }

    private func header(_ layout: TableLayout, area: Rect, _ canvas: inout Canvas) {
        for place in layout.places {
            let column = columns[place.column]
            canvas.putField(
                column.title, x: area.x + 2 + place.x, y: area.y, width: place.width, style: column.style,
                alignment: column.alignment)
        }
        guard layout.hidden > 0 else { return }
        let note = "+\(layout.hidden)"
        canvas.put(note, x: area.maxX - note.count, y: area.y, style: Style(.muted))
    }

    private func draw(
        _ row: TableRow, index: Int, y: Int, _ layout: TableLayout, area: Rect, _ canvas: inout Canvas
    ) {
        let isSelected = index == selected
        let surface = isSelected && isFocused ? .selection : row.surface
        canvas.fill(Rect(x: area.x, y: y, width: area.width, height: 1), style: Style(.text, on: surface))
        if isSelected { canvas.put(canvas.glyphs.pointer, x: area.x, y: y, style: Style(.accent, on: surface)) }
        for place in layout.places where row.cells.indices.contains(place.column) {
            let spans = canvas.glyphs.truncated(row.cells[place.column].spans, to: place.width)
            let used = spans.reduce(0) { $0 + canvas.glyphs.width(of: $1.text) }
            let shift = columns[place.column].alignment.leading(of: max(0, place.width - used))
            let over = isSelected && isFocused ? spans.map { Span($0.text, $0.style.on(.selection)) } : spans
            canvas.put(over, x: area.x + 2 + place.x + shift, y: y, maxWidth: place.width - shift, on: surface)
        }
    }
}
