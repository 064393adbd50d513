/// Rows drawn from a model, by column.
public struct SampleTable: Sendable, Hashable {
    /// The rows of the stream that the table holds.
    public let rows: Range<UInt64>
    /// The seed of the stream.
    public let seed: UInt64
    /// A column for each variable of the model.
    public let columns: [SampleColumn]
    /// The noise of each variable, row by row, as in ``Skeleton/noise``; empty when it was not asked for.
    public let noise: [[Double]]
    /// The number of states of each variable; 0 for a continuous one.
    public let stateCounts: [Int]

    /// The number of rows.
    public var rowCount: Int { rows.count }

    /// The value of a variable.
    ///
    /// - Parameters:
    ///   - offset: the row, counted from the first of the table.
    ///   - variable: the variable's index.
    /// - Complexity: O(1).
    public func value(row offset: Int, variable: Int) -> Value {
        switch columns[variable] {
        case .states(let states): .state(Int(states[offset]))
        case .wideStates(let states): .state(Int(states[offset]))
        case .numbers(let numbers): .number(numbers[offset])
        }
    }

    /// The values of all variables in a row, counted from the first of the table.
    public func values(row offset: Int) -> [Value] {
        columns.indices.map { value(row: offset, variable: $0) }
    }

    /// The unit in a row, counted from the first of the table; its noise is empty when the table holds none.
    public func skeleton(row offset: Int) -> Skeleton {
        Skeleton(
            row: rows.lowerBound + UInt64(offset), seed: seed, values: values(row: offset),
            noise: noise.map { $0[offset] })
    }

    /// The table of chosen rows, each counted from the first of this table, as rows of another number; without noise.
    func gathering(_ chosen: [Int], as rows: Range<UInt64>) -> SampleTable {
        let columns: [SampleColumn] = columns.map { column in
            switch column {
            case .states(let states): .states(chosen.map { states[$0] })
            case .wideStates(let states): .wideStates(chosen.map { states[$0] })
            case .numbers(let numbers): .numbers(chosen.map { numbers[$0] })
            }
        }
        return SampleTable(rows: rows, seed: seed, columns: columns, noise: [], stateCounts: stateCounts)
    }

    /// How often each state of a categorical variable occurs; empty for a continuous one.
    ///
    /// - Complexity: O(rows).
    public func frequencies(of variable: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: stateCounts[variable])
        switch columns[variable] {
        case .states(let states): for state in states { counts[Int(state)] += 1 }
        case .wideStates(let states): for state in states { counts[Int(state)] += 1 }
        case .numbers: break
        }
        return counts
    }
}

/// The values of one variable.
public enum SampleColumn: Sendable, Hashable {
    /// State indices of a variable with up to 256 states.
    case states([UInt8])
    /// State indices of a variable with more states.
    case wideStates([UInt32])
    /// The numbers of a continuous variable.
    case numbers([Double])
}
