/// The correlations of columns of numbers, from which every partial correlation follows.
struct CorrelationMatrix: Sendable {
    private let rowCount: Int
    /// The place of a column of the table in the matrix; -1 for one that no question speaks of.
    private let places: [Int]
    private let size: Int
    private let correlations: [Double]

    /// What is left of a column's variance of 1, once others explain it, below which it counts as nothing.
    private static let tolerance = 1e-12

    /// - Complexity: O(rows · columns²).
    init(_ table: DataTable, columns: [Int]) throws(EngineError) {
        rowCount = table.rowCount
        size = columns.count
        var places = [Int](repeating: -1, count: table.columns.count)
        var standardised: [[Double]] = []
        for (place, column) in columns.enumerated() {
            places[column] = place
            standardised.append(Self.standardised(try table.columns[column].requireNumbers()))
        }
        self.places = places
        var correlations = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0...i {
                let product = Self.product(standardised[i], standardised[j])
                correlations[i * size + j] = product
                correlations[j * size + i] = product
            }
        }
        self.correlations = correlations
    }

    /// The numbers less their mean, over the root of their sum of squares; zeros for a constant.
    static func standardised(_ numbers: [Double]) -> [Double] {
        guard let first = numbers.first, numbers.contains(where: { $0 != first }) else {
            return Array(repeating: 0, count: numbers.count)
        }
        // Scaled by the largest, so that squares neither overflow nor vanish; twice centred, since the first mean is rounded.
        let scale = numbers.reduce(0) { max($0, abs($1)) }
        var centred = numbers.map { $0 / scale }
        for _ in 0..<2 {
            let mean = centred.reduce(0, +) / Double(numbers.count)
            for index in centred.indices { centred[index] -= mean }
        }
        let norm = product(centred, centred).squareRoot()
        return centred.map { $0 / norm }
    }

    /// Σ a b, in four sums.
    static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sums = SIMD4<Double>.zero
        var row = 0
        while row + 3 < a.count {
            let left = SIMD4<Double>(a[row], a[row + 1], a[row + 2], a[row + 3])
            let right = SIMD4<Double>(b[row], b[row + 1], b[row + 2], b[row + 3])
            sums += left * right
            row += 4
        }
        while row < a.count {
            sums[0] += a[row] * b[row]
            row += 1
        }
        return sums.sum()
    }

    /// Fisher's z: √(n − |z| − 3) artanh r of the partial correlation r, held against the standard normal.
    ///
    /// A condition that others explain in full, or that is constant, changes nothing and does not count into |z|. Where x or y
    /// is constant, or explained in full by the conditions, or too few rows are left, the data cannot tell. A perfect
    /// correlation counts as the greatest number below 1, so that the statistic stays finite.
    func fisherZ(_ query: IndependenceQuery) -> IndependenceResult {
        guard let (correlation, conditions) = partialCorrelation(query) else { return IndependenceResult() }
        let freedom = rowCount - conditions - 3
        guard freedom > 0 else { return IndependenceResult() }
        let largest = 1.0.nextDown
        let r = min(max(correlation, -largest), largest)
        let statistic = Double(freedom).squareRoot() * 0.5 * (Numerics.log1p(r) - Numerics.log1p(-r))
        return IndependenceResult(statistic: statistic, p: Numerics.normalTwoSidedTail(statistic))
    }

    /// The partial correlation, and the number of conditions that others do not explain.
    ///
    /// The last rows of a Cholesky factor in the order z, x, y hold it.
    private func partialCorrelation(_ query: IndependenceQuery) -> (correlation: Double, conditions: Int)? {
        let order = (query.given + [query.x, query.y]).map { places[$0] }
        let count = order.count
        // Pivots of conditions that are explained by those before them are left out by a zero column.
        var factor = [Double](repeating: 0, count: count * count)
        var conditions = 0
        for j in 0..<count - 1 {
            let pivot = remainder(order, factor, j, j)
            guard pivot > Self.tolerance else {
                if j == count - 2 { return nil }
                continue
            }
            if j < count - 2 { conditions += 1 }
            let root = pivot.squareRoot()
            for i in j..<count { factor[i * count + j] = (i == j ? pivot : remainder(order, factor, i, j)) / root }
        }
        let own = remainder(order, factor, count - 1, count - 1)
        let shared = factor[(count - 1) * count + count - 2]
        let left = own + shared * shared
        guard left > Self.tolerance else { return nil }
        return (shared / (max(0, own) + shared * shared).squareRoot(), conditions)
    }

    private func remainder(_ order: [Int], _ factor: [Double], _ i: Int, _ j: Int) -> Double {
        let count = order.count
        var sum = correlations[order[i] * size + order[j]]
        for k in 0..<j { sum -= factor[i * count + k] * factor[j * count + k] }
        return sum
    }
}
