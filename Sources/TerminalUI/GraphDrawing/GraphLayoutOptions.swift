/// How a graph is laid out.
public struct GraphLayoutOptions: Sendable, Hashable {
    /// The least number of blank columns between two boxes of a layer.
    public var gap: Int
    /// Whether the drawing is shown in ASCII: with one sign for every corner, wires need wider spacing to stay unambiguous.
    public var isASCII: Bool
    /// The columns at either side of a box where no wire may meet it: 1 for boxes with a frame, 0 for bare text.
    public var inset: Int
    /// Whether arrowheads lie in the top row of their target's frame, which saves a row in each gap, and not above it.
    public var arrowsInFrame: Bool
    /// The room there is; among drawings that fit the one with the fewest crossings is taken, and components are packed so that
    /// they fit. `nil` for the shape that looks best.
    public var room: Size?
    /// Whether the drawing is scrolled down, so that only the room's width counts: layers are made as narrow as that takes.
    public var scrollsDown: Bool

    /// Options; the defaults suit bare names.
    public init(
        gap: Int = 3, isASCII: Bool = false, inset: Int = 0, arrowsInFrame: Bool = false, room: Size? = nil,
        scrollsDown: Bool = false
    ) {
        self.gap = max(1, gap)
        self.isASCII = isASCII
        self.inset = max(0, inset)
        self.arrowsInFrame = arrowsInFrame
        self.room = room
        self.scrollsDown = scrollsDown
    }
}
