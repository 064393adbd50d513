import CausalEngine

/// What acceptance did to the distribution of skeletons (EVALUATION: selection bias), estimated from a run's own log.
///
/// φ̂(v), the acceptance of a skeleton, is estimated from every skeleton that was tried, never from the accepted ones alone.
/// Where a full assignment recurs often enough (see ``Method``), it is the share accepted of each assignment; else a
/// logistic regression of acceptance on the assignment. All measures are of φ̂ over the skeletons that were tried.
public struct SelectionBias: Sendable, Hashable {
    /// How φ̂ was estimated.
    public enum Method: String, Sendable, Hashable, Codable {
        /// The share accepted of each full assignment. Used when there are no continuous variables and the assignments seen
        /// number at most one in ``SelectionBias/rowsPerCell`` of the skeletons.
        case cells
        /// Ridge logistic regression on one indicator a state and standardised numbers, the intercept unpenalised.
        case logistic
    }

    /// How many skeletons an assignment must have on average to be estimated by itself: below it, the noise of the shares
    /// would be taken for bias.
    public static let rowsPerCell = 20

    /// How φ̂ was estimated; `nil` without skeletons.
    public let method: Method?
    /// φ̂ of each skeleton, in the order given.
    public let acceptance: [Double]
    /// How many skeletons were accepted of how many: R.
    public let realizability: Proportion
    /// The divergences of the accepted law from the drawn one; `nil` when nothing was accepted.
    public let divergences: Divergences?
    /// What R alone guarantees of them; `nil` without skeletons.
    public let bounds: AcceptanceBounds?
    /// The effective size of the accepted sample under the weights 1/φ̂ (Kish 1965): (Σw)²/Σw².
    public let effectiveSampleSize: Double

    /// The bias of a run.
    ///
    /// - Parameters:
    ///   - values: the full assignment of each skeleton that was tried, all of one length.
    ///   - accepted: whether each was accepted.
    /// - Complexity: O(*n* · *m*²) for *n* different assignments of *m* variables, times about eight rounds of Newton's
    ///   method.
    public init(values: [[Value]], accepted: [Bool]) {
        self.init(AssignmentTable(values: values, accepted: accepted))
    }

    /// The bias of skeletons that are gathered by assignment already.
    init(_ table: AssignmentTable) {
        let rate = Proportion(successes: table.acceptedCount, trials: table.rowCount)
        let method = Self.method(for: table)
        let perCell = Self.acceptance(of: table, by: method)
        self.method = table.rowCount == 0 ? nil : method
        realizability = rate
        acceptance = table.cellOfRow.map { perCell[$0] }
        divergences = Divergences(acceptance: perCell, weights: table.cells.map { Double($0.count) })
        bounds = rate.rate.map(AcceptanceBounds.init)
        var (sum, squares) = (0.0, 0.0)
        for (cell, phi) in zip(table.cells, perCell) where phi > 0 {
            sum += Double(cell.accepted) / phi
            squares += Double(cell.accepted) / (phi * phi)
        }
        effectiveSampleSize = squares > 0 ? sum * sum / squares : 0
    }

    /// How φ is estimated from a table.
    static func method(for table: AssignmentTable) -> Method {
        table.isDiscrete && table.cells.count * rowsPerCell <= table.rowCount ? .cells : .logistic
    }

    /// φ̂ of each cell of a table.
    static func acceptance(of table: AssignmentTable, by method: Method) -> [Double] {
        let rate = Proportion(successes: table.acceptedCount, trials: table.rowCount)
        guard rate.successes > 0, rate.successes < rate.trials else {
            // Nothing varies: every estimate is the common rate, which a regression would only approach.
            return Array(repeating: rate.rate ?? 0, count: table.cells.count)
        }
        switch method {
        case .cells: return table.cells.map { Double($0.accepted) / Double($0.count) }
        case .logistic: return LogisticFit(table).probabilities
        }
    }

    /// The weight 1/φ̂ that undoes the bias for an accepted skeleton; `nil` where φ̂ is 0.
    public func weight(ofRow row: Int) -> Double? {
        acceptance[row] > 0 ? 1 / acceptance[row] : nil
    }

    /// The bias as written in reports; what is not defined is null.
    public var json: JSONValue {
        [
            "tv": JSONValue(divergences?.tv), "chi2": JSONValue(divergences?.chi2), "kl": JSONValue(divergences?.kl),
            "tvBound": JSONValue(bounds?.tv), "chi2Bound": JSONValue(bounds?.chi2), "klBound": JSONValue(bounds?.kl),
            "method": JSONValue(method?.rawValue), "effectiveSampleSize": .number(effectiveSampleSize),
        ]
    }
}
