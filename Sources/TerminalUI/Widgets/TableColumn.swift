/// A column of a table.
public struct TableColumn: Sendable, Hashable {
    /// The heading.
    public var title: String
    /// The columns of the screen it needs at least.
    public var minimum: Int
    /// The columns it takes at most, however much room there is.
    public var maximum: Int
    /// Where its texts stand.
    public var alignment: Alignment
    /// Columns of lower priority are left out first where the table is too narrow.
    public var priority: Int
    /// The heading's style.
    public var style: Style

    /// A column between two widths; of one width if no maximum is given.
    public init(
        _ title: String, minimum: Int, maximum: Int? = nil, alignment: Alignment = .left, priority: Int = 0,
        style: Style = Style(.heading)
    ) {
        self.title = title
        self.minimum = max(1, minimum)
        self.maximum = max(self.minimum, maximum ?? self.minimum)
        self.alignment = alignment
        self.priority = priority
        self.style = style
    }
}

/// Which columns of a table are shown, and where.
public struct TableLayout: Sendable, Hashable {
    /// A column in sight.
    public struct Place: Sendable, Hashable {
        /// Its index among all columns.
        public var column: Int
        /// The first column of the screen, from the left of the table.
        public var x: Int
        /// Its width.
        public var width: Int
    }

    /// The columns in sight from left to right.
    public var places: [Place]
    /// How many columns were left out.
    public var hidden: Int

    /// Chooses columns for a width: those of least priority go first (of equal ones the last), then what is left over is
    /// given to the columns from the left up to their maxima.
    ///
    /// - Complexity: O(*c*²) in the columns.
    public init(_ columns: [TableColumn], width: Int, gap: Int) {
        var kept = Array(columns.indices)
        func needed() -> Int { kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(0, kept.count - 1) }
        while kept.count > 1, needed() > width, let last = kept.last {
            var worst = last
            for index in kept.reversed() where columns[index].priority < columns[worst].priority { worst = index }
            kept.removeAll { $0 == worst }
        }
        var left = max(0, width - needed())
        var x = 0
        places = []
        for index in kept {
            let more = min(left, columns[index].maximum - columns[index].minimum)
            left -= more
            let own = min(columns[index].minimum + more, max(0, width - x))
            places.append(Place(column: index, x: x, width: own))
            x += own + gap
        }
        hidden = columns.count - kept.count
    }
}
