/// A probability table as integer thresholds: what 32 random bits are compared with.
///
/// With bits *h* the uniform is u = (h + ½)·2⁻³², and the state is the first whose cumulative probability exceeds u. That is
/// the number of thresholds tₖ ≤ h, where tₖ is the number of *h* whose uniform falls below the cumulative probability of
/// state k. The rounding of tₖ is exact, so that a printed uniform and the table give back the state; no state of
/// probability zero is ever drawn.
struct ThresholdTable: Sendable {
    /// The number of states.
    let stateCount: Int
    /// The number of parent configurations.
    let rowCount: Int
    /// The `stateCount` − 1 ascending thresholds of each row, each from 0 to 2³²: by threshold, then row, up to four states;
    /// else by row, then threshold.
    let thresholds: [UInt64]

    /// Up to this number of states each has a loop of its own, and a column of thresholds.
    static let unrolledStateCount = 4

    /// The thresholds of rows of probabilities, each of which sums to 1.
    ///
    /// - Complexity: O(number of probabilities).
    init(stateCount: Int, probabilities: [Double]) {
        let rowCount = probabilities.count / stateCount
        let perRow = stateCount - 1
        let isByThreshold = stateCount <= Self.unrolledStateCount
        var thresholds = [UInt64](repeating: 0, count: rowCount * perRow)
        for row in 0..<rowCount {
            let ascending = Self.thresholds(of: probabilities[row * stateCount..<(row + 1) * stateCount])
            for (state, threshold) in ascending.enumerated() {
                thresholds[isByThreshold ? state * rowCount + row : row * perRow + state] = threshold
            }
        }
        self.stateCount = stateCount
        self.rowCount = rowCount
        self.thresholds = thresholds
    }

    /// For every state but the last the number of 32-bit patterns whose uniform lies below its cumulative probability.
    private static func thresholds(of row: ArraySlice<Double>) -> [UInt64] {
        let lastPossible = row.lastIndex { $0 > 0 } ?? row.endIndex - 1
        var cumulative = 0.0
        return row.indices.dropLast().map { index in
            cumulative += row[index]
            // The sum may miss 1 by rounding; what is left over belongs to the last state that can occur.
            let scaled = index >= lastPossible ? 0x1p32 : min(cumulative, 1) * 0x1p32
            let whole = scaled.rounded(.down)
            return UInt64(whole) + (scaled - whole > 0.5 ? 1 : 0)
        }
    }
}
