import CausalEngine

/// What skeletons are drawn from: a world, and what they are drawn given.
///
/// Evidence is taken up when skeletons are sampled, and not before: a finding that is tried out leaves drafts alone.
public struct Draw: Sendable, Hashable {
    /// The world.
    public var world: World
    /// What was seen in it.
    public var given: Evidence

    /// What skeletons are drawn from.
    public init(world: World, given: Evidence = Evidence()) {
        self.world = world
        self.given = given
    }
}

/// Skeletons that were drawn, as the table shows them.
public struct SampledTable: Sendable, Equatable {
    /// What they come from.
    public var draw: Draw
    /// A column of values for each variable, all of one length.
    public var columns: [[Value]]
    /// The rows of the pool that they were drawn from by weight, where no exact way serves; `nil` when they are exact.
    public var pool: Int?

    /// Skeletons by column.
    public init(draw: Draw, columns: [[Value]], pool: Int? = nil) {
        self.draw = draw
        self.columns = columns
        self.pool = pool
    }

    /// The number of skeletons.
    public var count: Int { columns.first?.count ?? 0 }

    /// The value of a variable in a row.
    public func value(row: Int, variable: Int) -> Value? {
        guard columns.indices.contains(variable), columns[variable].indices.contains(row) else { return nil }
        return columns[variable][row]
    }

    /// All values of a row, by variable.
    public func values(of row: Int) -> [Value] {
        columns.compactMap { $0.indices.contains(row) ? $0[row] : nil }
    }
}
