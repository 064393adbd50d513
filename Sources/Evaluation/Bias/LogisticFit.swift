import CausalEngine
import Foundation

/// Ridge logistic regression of acceptance on the assignment, by Newton's method (iteratively reweighted least squares).
///
/// Every state of a discrete variable has an indicator and every continuous variable its standardised number; each has a
/// coefficient with the penalty ½·λ·β² on the log-likelihood, λ = 1, which keeps the fit finite when a state is always or never
/// accepted. The intercept is unpenalised, so that the fitted acceptances average to the observed rate.
struct LogisticFit {
    /// The fitted acceptance of each cell of the table.
    let probabilities: [Double]
    /// How many rounds Newton's method took.
    let rounds: Int

    private static let penalty = 1.0
    private static let maximumRounds = 50

    init(_ table: AssignmentTable) {
        let design = Design(table)
        var beta = [Double](repeating: 0, count: design.width)
        var objective = design.objective(beta, penalty: Self.penalty)
        var rounds = 0
        while rounds < Self.maximumRounds {
            rounds += 1
            var system = design.newtonSystem(at: beta, penalty: Self.penalty)
            let step = system.solve()
            // The objective is convex, so halving the step always finds a decrease unless the minimum is reached.
            var scale = 1.0
            var next = zip(beta, step).map { $0 + scale * $1 }
            var nextObjective = design.objective(next, penalty: Self.penalty)
            while nextObjective > objective, scale > 1e-6 {
                scale /= 2
                next = zip(beta, step).map { $0 + scale * $1 }
                nextObjective = design.objective(next, penalty: Self.penalty)
            }
            guard nextObjective <= objective else { break }
            beta = next
            objective = nextObjective
            // Near the minimum each step squares the error, so what is left after a step of 1e-6 is rounding.
            if scale == 1, step.allSatisfy({ abs($0) < 1e-6 }) { break }
        }
        self.rounds = rounds
        probabilities = design.probabilities(beta)
    }
}

/// The rows of a regression: the intercept, for each discrete variable the column of its state, for each continuous one a number.
private struct Design {
    /// The columns that are 1 in a row, the intercept's among them: `activeCount` for each row.
    private var active: [Int32] = []
    private var activeCount = 0
    /// The numbers of a row, `numberCount` for each row, in columns from `firstNumber`.
    private var numbers: [Double] = []
    private var numberCount = 0
    private var firstNumber = 0
    private let counts: [Double]
    private let successes: [Double]
    private(set) var width = 0

    init(_ table: AssignmentTable) {
        counts = table.cells.map { Double($0.count) }
        successes = table.cells.map { Double($0.accepted) }
        let first = table.cells.first?.values ?? []
        let discrete = first.indices.filter { first[$0].stateIndex != nil }
        let continuous = first.indices.filter { first[$0].stateIndex == nil }
        // Column 0 is the intercept; only states that occur get one, so that no column is empty.
        var columns: [[Int: Int32]] = []
        width = 1
        for variable in discrete {
            let states = Set(table.cells.compactMap { $0.values[variable].stateIndex }).sorted()
            columns.append(
                Dictionary(uniqueKeysWithValues: states.enumerated().map { ($0.element, Int32(width + $0.offset)) }))
            width += states.count
        }
        firstNumber = width
        width += continuous.count
        activeCount = 1 + discrete.count
        numberCount = continuous.count
        active.reserveCapacity(table.cells.count * activeCount)
        for cell in table.cells {
            active.append(0)
            for (place, variable) in discrete.enumerated() {
                active.append(columns[place][cell.values[variable].stateIndex ?? 0] ?? 0)
            }
        }
        numbers = Self.standardised(table, continuous)
    }

    /// Numbers with mean 0 and variance 1 over the skeletons; a constant is 0 everywhere.
    private static func standardised(_ table: AssignmentTable, _ variables: [Int]) -> [Double] {
        let total = table.cells.reduce(0.0) { $0 + Double($1.count) }
        let moments = variables.map { variable -> (mean: Double, deviation: Double) in
            let sum = table.cells.reduce(0.0) { $0 + Double($1.count) * ($1.values[variable].number ?? 0) }
            let mean = sum / total
            let squares = table.cells.reduce(0.0) {
                let centred = ($1.values[variable].number ?? 0) - mean
                return $0 + Double($1.count) * centred * centred
            }
            return (mean, (squares / total).squareRoot())
        }
        return table.cells.flatMap { cell in
            zip(variables, moments).map { variable, moment in
                moment.deviation > 0 ? ((cell.values[variable].number ?? 0) - moment.mean) / moment.deviation : 0
            }
        }
    }

    private func score(_ row: Int, _ beta: [Double]) -> Double {
        var score = 0.0
        for place in row * activeCount..<(row + 1) * activeCount { score += beta[Int(active[place])] }
        for place in 0..<numberCount { score += beta[firstNumber + place] * numbers[row * numberCount + place] }
        return score
    }

    func probabilities(_ beta: [Double]) -> [Double] {
        counts.indices.map { Self.sigmoid(score($0, beta)) }
    }

    /// The penalised negative log-likelihood.
    func objective(_ beta: [Double], penalty: Double) -> Double {
        var sum = beta.dropFirst().reduce(0) { $0 + penalty / 2 * $1 * $1 }
        for row in counts.indices {
            let score = score(row, beta)
            // ln(1 + eˢ) − y·s for each skeleton of the cell
            sum += counts[row] * (max(score, 0) + log1p(exp(-abs(score)))) - successes[row] * score
        }
        return sum
    }

    /// The Hessian (lower triangle) and the negative gradient of the objective.
    func newtonSystem(at beta: [Double], penalty: Double) -> SymmetricSystem {
        var hessian = [Double](repeating: 0, count: width * width)
        var gradient = [Double](repeating: 0, count: width)
        for column in 1..<width {
            hessian[column * width + column] = penalty
            gradient[column] = -penalty * beta[column]
        }
        for row in counts.indices {
            let probability = Self.sigmoid(score(row, beta))
            let residual = successes[row] - counts[row] * probability
            let weight = counts[row] * probability * (1 - probability)
            for place in row * activeCount..<(row + 1) * activeCount { gradient[Int(active[place])] += residual }
            addIndicators(of: row, weight: weight, to: &hessian)
            if numberCount > 0 { addNumbers(of: row, weight: weight, residual: residual, to: &hessian, &gradient) }
        }
        return SymmetricSystem(width: width, lower: hessian, right: gradient)
    }

    /// The products of a row's indicators. This is where all the time goes, so neither array is checked at each access: the
    /// columns come from the table itself and lie within the width.
    private func addIndicators(of row: Int, weight: Double, to hessian: inout [Double]) {
        let (width, count, base) = (width, activeCount, row * activeCount)
        hessian.withUnsafeMutableBufferPointer { hessian in
            active.withUnsafeBufferPointer { active in
                for i in base..<base + count {
                    let start = Int(active[i]) &* width
                    // Columns rise along a row, so the pair lies in the lower triangle.
                    for j in base...i { hessian[start &+ Int(active[j])] += weight }
                }
            }
        }
    }

    /// The products of a row's numbers with its indicators and with each other.
    private func addNumbers(
        of row: Int, weight: Double, residual: Double, to hessian: inout [Double], _ gradient: inout [Double]
    ) {
        let base = row * activeCount
        for i in 0..<numberCount {
            let start = (firstNumber + i) * width
            let x = numbers[row * numberCount + i]
            gradient[firstNumber + i] += residual * x
            for j in 0..<activeCount { hessian[start + Int(active[base + j])] += weight * x }
            for j in 0...i { hessian[start + firstNumber + j] += weight * x * numbers[row * numberCount + j] }
        }
    }

    private static func sigmoid(_ x: Double) -> Double {
        x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    }
}

/// A positive definite system of linear equations.
struct SymmetricSystem {
    let width: Int
    /// The lower triangle, by rows of the full width; the factor takes its place.
    var lower: [Double]
    var right: [Double]

    /// The solution by Cholesky's factorisation.
    ///
    /// - Complexity: O(*width*³).
    mutating func solve() -> [Double] {
        for i in 0..<width {
            for j in 0...i {
                var sum = lower[i * width + j]
                for k in 0..<j { sum -= lower[i * width + k] * lower[j * width + k] }
                // A pivot lost to rounding means a direction without information; a tiny one leaves it where it is.
                lower[i * width + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / lower[j * width + j]
            }
        }
        var solution = right
        for i in 0..<width {
            for k in 0..<i { solution[i] -= lower[i * width + k] * solution[k] }
            solution[i] /= lower[i * width + i]
        }
        for i in (0..<width).reversed() {
            for k in i + 1..<width { solution[i] -= lower[k * width + i] * solution[k] }
            solution[i] /= lower[i * width + i]
        }
        return solution
    }
}
