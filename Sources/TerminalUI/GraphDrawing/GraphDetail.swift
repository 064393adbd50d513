/// How much of each node a drawing shows, and so how large the boxes are.
public struct GraphDetail: Sendable, Hashable {
    /// The levels, from the plainest.
    public enum Level: Int, Sendable, Hashable, CaseIterable, Comparable {
        /// The name alone.
        case name
        /// The name and a value behind it, in one line.
        case value
        /// A frame around the name and a line with a bar and a value.
        case bar

        /// By how much is shown.
        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// What is shown of a node.
    public var level: Level
    /// The size of each node's box.
    public var boxes: [Size]
    /// Spacing that suits the boxes.
    public var options: GraphLayoutOptions

    /// Boxes of a size each.
    public init(level: Level, boxes: [Size], options: GraphLayoutOptions) {
        self.level = level
        self.boxes = boxes
        self.options = options
    }

    /// Bare names, cut to `maxWidth` columns if that is given.
    public static func names(_ names: [String], glyphs: GlyphSet, maxWidth: Int? = nil) -> GraphDetail {
        let boxes = names.map { Size(width: max(1, min(glyphs.width(of: $0), maxWidth ?? .max)), height: 1) }
        return GraphDetail(level: .name, boxes: boxes, options: .init(gap: 3, isASCII: glyphs.isASCII))
    }

    /// Names with `valueWidth` columns for a value behind a blank.
    public static func values(_ names: [String], valueWidth: Int = 3, glyphs: GlyphSet) -> GraphDetail {
        let boxes = names.map { Size(width: glyphs.width(of: $0) + 1 + valueWidth, height: 1) }
        return GraphDetail(level: .value, boxes: boxes, options: .init(gap: 3, isASCII: glyphs.isASCII))
    }

    /// Frames of four rows, at least `minWidth` columns wide and wide enough for the names.
    ///
    /// - Parameter arrowsInFrame: whether arrowheads lie in the upper side of the frames, to save rows.
    public static func bars(
        _ names: [String], minWidth: Int = 16, arrowsInFrame: Bool = false, glyphs: GlyphSet
    ) -> GraphDetail {
        let boxes = names.map { Size(width: max(minWidth, glyphs.width(of: $0) + 4), height: 4) }
        let options = GraphLayoutOptions(gap: 2, isASCII: glyphs.isASCII, inset: 1, arrowsInFrame: arrowsInFrame)
        return GraphDetail(level: .bar, boxes: boxes, options: options)
    }

    /// All levels for these names, from the richest: frames, frames that hold their arrowheads, values, names.
    public static func all(_ names: [String], glyphs: GlyphSet) -> [GraphDetail] {
        [
            .bars(names, glyphs: glyphs), .bars(names, arrowsInFrame: true, glyphs: glyphs),
            .values(names, glyphs: glyphs), .names(names, glyphs: glyphs),
        ]
    }
}

extension GraphLayout {
    /// The drawing at the richest level of detail that fits into a room, or at the last one if none does.
    ///
    /// - Parameters:
    ///   - room: the columns and rows there are.
    ///   - levels: from the richest to the plainest.
    /// - Returns: the drawing and the index of its level.
    public static func fitting(
        _ room: Size, parents: [[Int]], levels: [GraphDetail]
    ) -> (layout: GraphLayout, level: Int) {
        for (index, level) in levels.enumerated() {
            let isLast = index == levels.count - 1
            // Boxes that fill the room already leave none for wires.
            let area = level.boxes.reduce(0) { $0 + ($1.width + 1) * ($1.height + 1) }
            guard isLast || area <= (room.width + 1) * (room.height + 1) else { continue }
            var options = level.options
            options.room = room
            let layout = GraphLayout(parents: parents, boxes: level.boxes, options: options)
            if isLast || (layout.size.width <= room.width && layout.size.height <= room.height) {
                return (layout, index)
            }
        }
        return (GraphLayout(parents: parents, boxes: [], options: .init(room: room)), 0)
    }
}
