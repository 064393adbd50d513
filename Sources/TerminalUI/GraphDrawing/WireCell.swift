/// The directions in which a wire goes on from a cell.
public struct WireArms: OptionSet, Sendable, Hashable {
    /// The bits of the directions.
    public let rawValue: UInt8

    /// The arms with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Goes on in the cell above.
    public static let up = WireArms(rawValue: 1)
    /// Goes on in the cell below.
    public static let down = WireArms(rawValue: 2)
    /// Goes on in the cell to the left.
    public static let left = WireArms(rawValue: 4)
    /// Goes on in the cell to the right.
    public static let right = WireArms(rawValue: 8)
    /// A straight piece from the top to the bottom.
    public static let vertical: WireArms = [.up, .down]
    /// A straight piece from the left to the right.
    public static let horizontal: WireArms = [.left, .right]
}

/// A cell through which a wire passes.
public struct WireCell: Sendable, Hashable {
    /// The column, from 0 at the left of the drawing.
    public var x: Int
    /// The row, from 0 at the top of the drawing.
    public var y: Int
    /// The directions in which the wire goes on.
    public var arms: WireArms
    /// The source of the wire.
    public var net: Int
    /// The source of another wire that passes below this one from the left to the right; this one goes straight down then.
    public var bridged: Int?

    /// A cell of the wire of `net`.
    public init(x: Int, y: Int, arms: WireArms, net: Int, bridged: Int? = nil) {
        self.x = x
        self.y = y
        self.arms = arms
        self.net = net
        self.bridged = bridged
    }

    /// Whether the wire of a source passes here, above or below another.
    public func carries(_ source: Int) -> Bool { net == source || bridged == source }

    /// The arms of a source's wire in this cell.
    func arms(of source: Int) -> WireArms {
        if net == source { return arms }
        return bridged == source ? .horizontal : []
    }
}

/// The tip of an edge at the top of its target.
public struct Arrowhead: Sendable, Hashable {
    /// The column, from 0 at the left of the drawing.
    public var x: Int
    /// The row, from 0 at the top of the drawing.
    public var y: Int
    /// The edge that ends here.
    public var edge: GraphEdge

    /// The tip of `edge` at a cell.
    public init(x: Int, y: Int, edge: GraphEdge) {
        self.x = x
        self.y = y
        self.edge = edge
    }
}
