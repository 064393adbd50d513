/// How far observed counts are from those expected under independence.
enum Divergence: Sendable {
    /// G² = 2 Σ O ln(O/E).
    case likelihoodRatio
    /// X² = Σ (O − E)²/E.
    case pearson
}

/// A statistic and its degrees of freedom, added up over strata.
///
/// In each stratum only rows and columns that are not empty count: (rows − 1)(columns − 1) degrees of freedom.
struct StratifiedStatistic: Hashable {
    private(set) var statistic = 0.0
    private(set) var degreesOfFreedom = 0

    /// Adds a stratum by its numbers of rows and columns that are not empty, and its part of the statistic.
    mutating func add(_ part: Double, rows: Int, columns: Int) {
        guard rows > 1, columns > 1 else { return }
        statistic += part
        degreesOfFreedom += (rows - 1) * (columns - 1)
    }

    /// The part of one cell with a count, given the totals of its row, its column and its stratum.
    ///
    /// With whole numbers the difference from independence, O·N − R·C, is exact; see ``Numerics/relativeDeviance(_:)``.
    @inline(__always)
    static func part(_ divergence: Divergence, observed: Int, row: Int, column: Int, total: Int) -> Double {
        let product = row &* column
        let expected = Double(product) / Double(total)
        let deviation = Double(observed &* total &- product) / Double(product)
        switch divergence {
        case .pearson: return expected * deviation * deviation
        case .likelihoodRatio: return 2 * expected * Numerics.relativeDeviance(deviation)
        }
    }

    /// The part of one empty cell.
    @inline(__always)
    static func emptyPart(_ divergence: Divergence, row: Int, column: Int, total: Int) -> Double {
        let expected = Double(row &* column) / Double(total)
        return divergence == .pearson ? expected : 2 * expected
    }
}
