import CCounting

/// For each state of a column the rows that are in it, as a bitmap: small tables are counted by them many times as fast as row by
/// row, where the processor counts bits in wide registers.
struct StateBitmaps: Sendable {
    /// By column of the table, the bitmaps of its states one after the other; `nil` for one that no question needs so.
    private let columns: [[UInt64]?]
    private let stateCounts: [Int]
    private let words: Int

    /// The bitmaps of what the questions with few cells speak of.
    ///
    /// - Complexity: O(rows · states of the columns), 64 rows at once.
    init(_ data: CodedColumns, for queries: [IndependenceQuery]) {
        var columns = [[UInt64]?](repeating: nil, count: data.codes.count)
        let words = counting_words(data.rowCount)
        for query in queries where Self.serve(query.given + [query.x, query.y], data.stateCounts) {
            for column in query.given + [query.x, query.y] where columns[column] == nil {
                guard case .narrow(let codes) = data.codes[column] else { continue }
                columns[column] = Self.bitmaps(of: codes, states: data.stateCounts[column], words: words)
            }
        }
        self.columns = columns
        self.words = words
        stateCounts = data.stateCounts
    }

    private static func bitmaps(of codes: [UInt8], states: Int, words: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: states * words) { bitmaps, count in
            if let start = bitmaps.baseAddress {
                for state in 0..<states {
                    counting_mark(codes, codes.count, UInt8(truncatingIfNeeded: state), start + state * words)
                }
            }
            count = states * words
        }
    }

    /// Whether a table of these columns is small enough.
    private static func serve(_ columns: [Int], _ stateCounts: [Int]) -> Bool {
        guard columns.count <= Int(COUNTING_MOST_COLUMNS) else { return false }
        let most = counting_most_cells()
        return columns.reduce(1) { $0 > most ? $0 : $0 * stateCounts[$1] } <= most
    }

    /// Adds the rows of each cell, in mixed radix with the last column fastest.
    ///
    /// - Parameter counts: as many as there are cells.
    /// - Returns: whether it was done: not for large tables, nor for columns without bitmaps.
    /// - Complexity: O(rows · cells), 64 to 512 rows at once.
    func add(_ columns: [Int], to counts: UnsafeMutablePointer<UInt32>) -> Bool {
        guard Self.serve(columns, stateCounts) else { return false }
        return withPointers(columns[...], []) { pointers in
            counting_add(pointers, columns.map { UInt32(stateCounts[$0]) }, columns.count, words, counts)
        }
    }

    private func withPointers(
        _ rest: ArraySlice<Int>, _ pointers: [UnsafePointer<UInt64>?], _ body: ([UnsafePointer<UInt64>?]) -> Void
    ) -> Bool {
        guard let column = rest.first else {
            body(pointers)
            return true
        }
        guard let bitmaps = columns[column] else { return false }
        return bitmaps.withUnsafeBufferPointer {
            withPointers(rest.dropFirst(), pointers + [$0.baseAddress], body)
        }
    }
}
