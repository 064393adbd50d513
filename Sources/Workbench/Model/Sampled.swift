import CausalEngine

/// Skeletons that were drawn from one world, as the table shows them.
public struct SampledTable: Sendable, Equatable {
    /// The world they come from.
    public var world: World
    /// A column of values for each variable, all of one length.
    public var columns: [[Value]]

    /// Skeletons by column.
    public init(world: World, columns: [[Value]]) {
        self.world = world
        self.columns = columns
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
