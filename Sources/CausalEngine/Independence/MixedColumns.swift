/// Columns of states and of numbers together, and the symmetric likelihood-ratio test on them.
///
/// x is regressed on y and the conditions, and y on x and the conditions: linearly where the response is a number, by
/// multinomial logits where it is a state. Each regression is held against the one without the other column by its likelihood
/// ratio, and the two p-values p₁ ≤ p₂ are combined as min(2 p₁, p₂), so that the roles of x and y do not matter (Tsagris,
/// Borboudakis, Lagani & Tsamardinos, “Constraint-based causal discovery with mixed data”, 2018, as in MXM).
struct MixedColumns: Sendable {
    private enum Column: Sendable {
        case numbers([Double])
        case states(codes: [Int], count: Int)
    }

    private let rowCount: Int
    private let columns: [Column?]

    init(_ table: DataTable, columns: [Int]) throws(EngineError) {
        rowCount = table.rowCount
        var taken = [Column?](repeating: nil, count: table.columns.count)
        for index in columns {
            let column = table.columns[index]
            taken[index] =
                column.isContinuous
                ? .numbers(CorrelationMatrix.standardised(try column.requireNumbers()))
                : Self.states(try column.requireCodes(), rows: table.rowCount)
        }
        self.columns = taken
    }

    /// States that do not occur are left out.
    private static func states(_ codes: DataColumn.StateCodes, rows: Int) -> Column {
        var places: [Int: Int] = [:]
        let seen = (0..<rows).map { row in
            let code = codes[row]
            if let place = places[code] { return place }
            places[code] = places.count
            return places.count - 1
        }
        return .states(codes: seen, count: places.count)
    }

    /// The test of one pair; the statistic and degrees of freedom are those of the regression whose p-value decides.
    func symmetricLikelihoodRatio(_ query: IndependenceQuery) -> IndependenceResult {
        let results = [
            regression(of: query.x, on: query.y, query.given), regression(of: query.y, on: query.x, query.given),
        ]
        .filter { $0.p != nil }
        .sorted { ($0.p ?? 1) < ($1.p ?? 1) }
        guard let first = results.first, let least = first.p else { return IndependenceResult(degreesOfFreedom: 0) }
        guard let second = results.last, let greatest = second.p, results.count == 2 else { return first }
        var decisive = 2 * least <= greatest ? first : second
        decisive.p = min(2 * least, greatest)
        return decisive
    }

    private func regression(of response: Int, on other: Int, _ given: [Int]) -> IndependenceResult {
        var basis = OrthonormalBasis(rowCount: rowCount)
        for column in given { basis.append(predictors(column)) }
        let conditions = basis.count
        basis.append(predictors(other))
        let added = basis.count - conditions
        guard added > 0, rowCount > basis.count else { return IndependenceResult(degreesOfFreedom: 0) }
        let fit: (ratio: Double, responses: Int)?
        switch columns[response] {
        case .numbers(let numbers): fit = basis.linearRatio(numbers, from: conditions).map { ($0, 1) }
        case .states(let codes, let count):
            guard count > 1 else { return IndependenceResult(degreesOfFreedom: 0) }
            let logits = MultinomialLogits(codes: codes, stateCount: count, vectors: basis.vectors)
            fit = (max(0, 2 * (logits.logLikelihood(basis.count) - logits.logLikelihood(conditions))), count - 1)
        case nil: fit = nil
        }
        guard let fit else { return IndependenceResult(degreesOfFreedom: 0) }
        let degrees = added * fit.responses
        return IndependenceResult(
            statistic: fit.ratio, degreesOfFreedom: degrees,
            p: Numerics.chiSquareTail(fit.ratio, degrees: Double(degrees)))
    }

    /// A column as predictors: itself, or an indicator for every state but the first.
    private func predictors(_ index: Int) -> [[Double]] {
        switch columns[index] {
        case .numbers(let numbers): [numbers]
        case .states(let codes, let count):
            (1..<max(1, count)).map { state in codes.map { $0 == state ? 1 : 0 } }
        case nil: []
        }
    }
}

/// An orthonormal basis of the space that predictors span, the constant first; what others explain is left out.
struct OrthonormalBasis {
    private(set) var vectors: [[Double]]

    var count: Int { vectors.count }

    init(rowCount: Int) {
        vectors = rowCount > 0 ? [Array(repeating: 1 / Double(rowCount).squareRoot(), count: rowCount)] : []
    }

    /// Gram and Schmidt's process, each vector twice for precision.
    mutating func append(_ predictors: [[Double]]) {
        for predictor in predictors {
            let length = CorrelationMatrix.product(predictor, predictor).squareRoot()
            guard length > 0 else { continue }
            var left = predictor
            for _ in 0..<2 { left = residual(left, of: vectors[...]) }
            let norm = CorrelationMatrix.product(left, left).squareRoot()
            guard norm > 1e-8 * length else { continue }
            vectors.append(left.map { $0 / norm })
        }
    }

    private func residual(_ numbers: [Double], of vectors: ArraySlice<[Double]>) -> [Double] {
        var left = numbers
        for vector in vectors {
            let share = CorrelationMatrix.product(left, vector)
            for row in left.indices { left[row] -= share * vector[row] }
        }
        return left
    }

    /// n ln(RSS₀/RSS₁) of a response on the first vectors and on all; `nil` where the first explain it in full.
    func linearRatio(_ response: [Double], from conditions: Int) -> Double? {
        let before = residual(response, of: vectors[..<conditions])
        let after = residual(before, of: vectors[conditions...])
        let (free, left) = (CorrelationMatrix.product(before, before), CorrelationMatrix.product(after, after))
        guard free > 1e-12 * CorrelationMatrix.product(response, response) else { return nil }
        // A perfect fit counts as one to the last digit, so that the statistic stays finite.
        return max(0, -Double(response.count) * Numerics.log(max(left / free, 1e-16)))
    }
}
