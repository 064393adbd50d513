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

/// What a sample says of every variable of one world: frequencies, and moments of continuous ones.
public struct Beliefs: Sendable, Equatable {
    /// What a sample says of one variable.
    public enum Marginal: Sendable, Equatable {
        /// The relative frequency of each state.
        case frequencies([Double])
        /// The mean, the standard deviation and the quantiles .05, .50 and .95 of a continuous variable.
        case moments(mean: Double, deviation: Double, low: Double, median: Double, high: Double)
    }

    /// The world that was sampled.
    public var world: World
    /// The number of rows that were sampled.
    public var rows: Int
    /// One marginal for each variable.
    public var marginals: [Marginal]

    /// What a sample says.
    public init(world: World, rows: Int, marginals: [Marginal]) {
        self.world = world
        self.rows = rows
        self.marginals = marginals
    }

    /// The relative frequencies of the states of a variable; `nil` for a continuous one.
    public func frequencies(of variable: Int) -> [Double]? {
        guard marginals.indices.contains(variable), case .frequencies(let shares) = marginals[variable] else {
            return nil
        }
        return shares
    }

    /// The standard error of a frequency near one half: the most that sampling shakes any of them.
    public var largestError: Double { rows > 0 ? 0.5 / Double(rows).squareRoot() : 0 }
}
