/// The coupling of two distributions that earns the most: a transportation problem (Hitchcock 1941).
enum Transport {
    /// The greatest Σ gain(a, b)·coupling(a, b) over all couplings of two distributions.
    ///
    /// By successive shortest paths: each carries as much as it can from what is left of the one distribution to what is
    /// left of the other, back along earlier couplings where that earns more.
    ///
    /// - Parameter gain: what each pair earns, the second state fastest.
    /// - Complexity: O(states³) for each path, of which there are about as many as pairs that come to be coupled.
    static func maximum(gain: [Double], _ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
        let (rows, columns) = (Array(first), Array(second))
        var problem = Problem(
            gain: gain, left: rows, wanted: columns, flow: Array(repeating: 0, count: rows.count * columns.count))
        while problem.carry() {}
        return zip(gain, problem.flow).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The least such sum.
    static func minimum(gain: [Double], _ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
        -maximum(gain: gain.map { -$0 }, first, second)
    }

    private struct Problem {
        let gain: [Double]
        /// What is left to be carried from each row, and to each column.
        var left: [Double]
        var wanted: [Double]
        var flow: [Double]

        /// What rounding leaves is not carried.
        static let negligible = 1e-15

        /// Carries along the dearest path; `false` when nothing is left.
        mutating func carry() -> Bool {
            let rowCount = left.count
            let columnCount = wanted.count
            // The best sum of gains to each row and column, and where it was reached from (Bellman 1958).
            var rowGain = left.map { $0 > Self.negligible ? 0 : -Double.infinity }
            var columnGain = [Double](repeating: -.infinity, count: columnCount)
            var rowFrom = [Int](repeating: -1, count: rowCount)
            var columnFrom = [Int](repeating: -1, count: columnCount)
            for _ in 0..<rowCount + columnCount {
                var improves = false
                for row in 0..<rowCount where rowGain[row] > -.infinity {
                    for column in 0..<columnCount {
                        let sum = rowGain[row] + gain[row * columnCount + column]
                        if sum > columnGain[column] + 1e-14 {
                            (columnGain[column], columnFrom[column], improves) = (sum, row, true)
                        }
                    }
                }
                for column in 0..<columnCount where columnGain[column] > -.infinity {
                    for row in 0..<rowCount where flow[row * columnCount + column] > Self.negligible {
                        let sum = columnGain[column] - gain[row * columnCount + column]
                        if sum > rowGain[row] + 1e-14 {
                            (rowGain[row], rowFrom[row], improves) = (sum, column, true)
                        }
                    }
                }
                if !improves { break }
            }
            let ends = wanted.indices.filter { wanted[$0] > Self.negligible && columnGain[$0] > -.infinity }
            guard let end = ends.max(by: { columnGain[$0] < columnGain[$1] }) else { return false }
            return carry(to: end, rowFrom, columnFrom)
        }

        private mutating func carry(to end: Int, _ rowFrom: [Int], _ columnFrom: [Int]) -> Bool {
            let columnCount = wanted.count
            var path: [(place: Int, isForward: Bool)] = []
            var column = end
            var amount = wanted[end]
            var start = -1
            while path.count <= 2 * (left.count + columnCount) {
                let row = columnFrom[column]
                path.append((row * columnCount + column, true))
                guard rowFrom[row] >= 0 else {
                    start = row
                    break
                }
                column = rowFrom[row]
                path.append((row * columnCount + column, false))
                amount = min(amount, flow[row * columnCount + column])
            }
            guard start >= 0 else { return false }
            amount = min(amount, left[start])
            for step in path { flow[step.place] += step.isForward ? amount : -amount }
            left[start] -= amount
            wanted[end] -= amount
            return true
        }
    }
}
