/// The columns of discrete tests, as indices of states.
struct CodedColumns: Sendable {
    let rowCount: Int
    /// By column of the table; `nil` for one that no question speaks of.
    let codes: [DataColumn.StateCodes?]
    /// The number of states, occurring or not.
    let stateCounts: [Int]
    /// The number of states that occur.
    let seenCounts: [Int]

    init(_ table: DataTable, columns: [Int]) throws(EngineError) {
        rowCount = table.rowCount
        var codes = [DataColumn.StateCodes?](repeating: nil, count: table.columns.count)
        for column in columns { codes[column] = try table.columns[column].requireCodes() }
        self.codes = codes
        stateCounts = table.columns.map { max(1, $0.states.count) }
        seenCounts = table.columns.map(\.seenCount)
    }

    /// (|x| − 1)(|y| − 1) ∏|z| over the states that occur in the data; the greatest integer where that is too great.
    func textbookDegrees(_ query: IndependenceQuery) -> Int {
        let factors = [max(0, seenCounts[query.x] - 1), max(0, seenCounts[query.y] - 1)]
        return (factors + query.given.map { seenCounts[$0] }).reduce(1) { product, factor in
            let (next, isTooGreat) = product.multipliedReportingOverflow(by: factor)
            return isTooGreat ? .max : next
        }
    }

    /// The stratum of each row, numbered from 0 as they come, and their number.
    func strata(_ given: [Int]) -> (ids: [UInt32], count: Int) {
        var ids = [UInt32](repeating: 0, count: rowCount)
        var count = rowCount > 0 ? 1 : 0
        for column in given {
            guard let codes = codes[column] else { continue }
            var known: [UInt64: UInt32] = [:]
            for row in 0..<rowCount {
                let key = UInt64(ids[row]) << 32 | UInt64(codes[row])
                if let id = known[key] {
                    ids[row] = id
                } else {
                    ids[row] = UInt32(known.count)
                    known[key] = ids[row]
                }
            }
            count = known.count
        }
        return (ids, count)
    }

    /// The rows by stratum: where each stratum begins in the list of rows, and the list.
    func rowsByStratum(_ given: [Int]) -> (starts: [Int], rows: [Int]) {
        let (ids, count) = strata(given)
        var starts = [Int](repeating: 0, count: count + 1)
        for id in ids { starts[Int(id) + 1] += 1 }
        for stratum in 0..<count { starts[stratum + 1] += starts[stratum] }
        var next = starts
        var rows = [Int](repeating: 0, count: rowCount)
        for (row, id) in ids.enumerated() {
            rows[next[Int(id)]] = row
            next[Int(id)] += 1
        }
        return (starts, rows)
    }
}
