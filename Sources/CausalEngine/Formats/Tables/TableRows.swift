/// The rows of a table as a file gives them, in any order.
///
/// Nothing of the size of the whole table is held before that much was read.
struct TableRows {
    let shape: ParentRows
    /// The numbers of the rows in the order of the file.
    private(set) var numbers: [Double] = []
    /// The configuration of each row in the order of the file.
    private var configurations: [Int] = []
    /// A bit for each configuration that was given.
    private var given: [UInt64] = []
    private var isInOrder = true

    init(_ shape: ParentRows) { self.shape = shape }

    /// The number of rows given.
    var count: Int { configurations.count }

    /// Begins the row of a configuration; `false` when it was given already.
    mutating func begin(_ configuration: Int) -> Bool {
        if given.isEmpty { given = Array(repeating: 0, count: (shape.count + 63) / 64) }
        let bit: UInt64 = 1 << UInt64(configuration & 63)
        guard given[configuration >> 6] & bit == 0 else { return false }
        given[configuration >> 6] |= bit
        if configuration != configurations.count { isInOrder = false }
        configurations.append(configuration)
        return true
    }

    /// Adds a number to the row that was begun.
    @inline(__always)
    mutating func append(_ number: Double) { numbers.append(number) }

    /// The whole table in odometer order.
    ///
    /// - Parameter other: the row of a configuration that was not given, or `nil` where there is none.
    /// - Throws: ``EngineError/missingRows(variable:example:count:at:)``.
    func table(
        at location: @autoclosure () -> Location, otherwise other: (Int) throws(EngineError) -> [Double]?
    ) throws(EngineError) -> [Double] {
        guard !isInOrder || count < shape.count else { return numbers }
        let states = shape.variable.states.count
        var table: [Double] = []
        if count < shape.count {
            for configuration in 0..<shape.count where !isGiven(configuration) {
                guard let row = try other(configuration) else {
                    throw .missingRows(
                        variable: shape.variable.name, example: String(shape.clause(configuration).dropFirst()),
                        count: shape.count - count, at: location())
                }
                if table.isEmpty { table = Array(repeating: 0, count: shape.entryCount) }
                for state in 0..<states { table[configuration * states + state] = row[state] }
            }
        } else {
            table = Array(repeating: 0, count: shape.entryCount)
        }
        for (position, configuration) in configurations.enumerated() {
            for state in 0..<states { table[configuration * states + state] = numbers[position * states + state] }
        }
        return table
    }

    private func isGiven(_ configuration: Int) -> Bool {
        !given.isEmpty && given[configuration >> 6] >> UInt64(configuration & 63) & 1 == 1
    }
}
