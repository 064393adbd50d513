/// The answer of ``LikelihoodWeighting``: estimates with their standard errors.
public struct WeightedPosterior: Sendable, Hashable {
    /// The estimate for one variable.
    public enum Estimate: Sendable, Hashable {
        /// The probability of each state, and its standard error.
        case states(probabilities: [Double], errors: [Double])
        /// What the numbers are distributed like.
        case numbers(NumberSummary)
    }

    /// The estimated natural logarithm of the probability, or with numbers seen the density, of the evidence.
    public let logEvidence: Double
    /// The standard error of ``logEvidence``.
    public let logEvidenceError: Double
    /// The number of rows of equal weight that would be worth as much (Kong 1992).
    public let effectiveSampleSize: Double
    /// The number of rows drawn.
    public let samples: Int
    /// The variables answered for, ascending, with their estimates.
    public let estimates: [(variable: Int, estimate: Estimate)]

    /// The estimate for a variable, or `nil` when it was not asked for.
    public subscript(variable: Int) -> Estimate? { estimates.first { $0.variable == variable }?.estimate }

    /// Whether two answers are the same.
    public static func == (left: WeightedPosterior, right: WeightedPosterior) -> Bool {
        left.logEvidence == right.logEvidence && left.logEvidenceError == right.logEvidenceError
            && left.effectiveSampleSize == right.effectiveSampleSize && left.samples == right.samples
            && left.estimates.elementsEqual(right.estimates) {
                $0.variable == $1.variable && $0.estimate == $1.estimate
            }
    }

    /// Feeds the answer to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(logEvidence)
        hasher.combine(samples)
    }
}

/// What the numbers of a continuous variable are distributed like.
public struct NumberSummary: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// The standard error of the mean.
    public let meanError: Double
    /// The standard deviation.
    public let deviation: Double
    /// The number below which 5 percent lie.
    public let q05: Double
    /// The median.
    public let q50: Double
    /// The number below which 95 percent lie.
    public let q95: Double
}

/// Adds up weighted rows.
///
/// Weights come as logarithms and are kept relative to the greatest so far, so that none is too small or too great.
struct WeightedTally {
    private let scm: SCM
    private let targets: [Int]
    private var greatest = -Double.infinity
    private var rows = 0
    private var sum = 0.0
    private var squares = 0.0
    /// For each target and state the sums of weights and of their squares.
    private var stateSums: [[Double]]
    private var stateSquares: [[Double]]
    /// For each continuous target its numbers; the weights of the rows that count.
    private var numbers: [[Double]]
    private var logWeights: [Double] = []
    private let hasNumbers: Bool

    init(_ scm: SCM, targets: [Int]) {
        self.scm = scm
        self.targets = targets
        stateSums = targets.map { Array(repeating: 0, count: scm.variables[$0].states.count) }
        stateSquares = stateSums
        numbers = targets.map { _ in [] }
        hasNumbers = targets.contains { scm.variables[$0].isContinuous }
    }

    /// Adds rows.
    mutating func add(_ table: SampleTable, logWeights: [Double]) {
        rows += table.rowCount
        rescale(to: logWeights.max() ?? -.infinity)
        guard greatest > -.infinity else { return }
        let weights = logWeights.map { Numerics.exp($0 - greatest) }
        for weight in weights {
            sum += weight
            squares += weight * weight
        }
        if hasNumbers { self.logWeights += logWeights }
        for (place, target) in targets.enumerated() {
            switch table.columns[target] {
            case .numbers(let column): numbers[place] += column
            case .states(let column): addStates(column, weights, at: place)
            case .wideStates(let column): addStates(column, weights, at: place)
            }
        }
    }

    private mutating func addStates(_ column: [some BinaryInteger], _ weights: [Double], at place: Int) {
        for (state, weight) in zip(column, weights) {
            stateSums[place][Int(state)] += weight
            stateSquares[place][Int(state)] += weight * weight
        }
    }

    private mutating func rescale(to candidate: Double) {
        guard candidate > greatest else { return }
        let factor = Numerics.exp(greatest - candidate)
        greatest = candidate
        sum *= factor
        squares *= factor * factor
        for place in targets.indices {
            for state in stateSums[place].indices {
                stateSums[place][state] *= factor
                stateSquares[place][state] *= factor * factor
            }
        }
    }

    /// The estimates; `nil` when no row has a weight.
    func posterior(logConstant: Double) -> WeightedPosterior? {
        guard sum > 0 else { return nil }
        let count = Double(rows)
        let mean = sum / count
        let variance = max(0, squares / count - mean * mean)
        return WeightedPosterior(
            logEvidence: greatest + Numerics.log(mean) + logConstant,
            logEvidenceError: (variance / count).squareRoot() / mean,
            effectiveSampleSize: sum * sum / squares, samples: rows,
            estimates: targets.enumerated().map { place, target in
                (target, scm.variables[target].isContinuous ? numberEstimate(place) : stateEstimate(place))
            })
    }

    /// Ratios of sums of weights; their errors by the delta method.
    private func stateEstimate(_ place: Int) -> WeightedPosterior.Estimate {
        let probabilities = stateSums[place].map { $0 / sum }
        let errors = zip(probabilities, stateSquares[place]).map { probability, own in
            let others = squares - own
            let variance =
                own * (1 - probability) * (1 - probability) + max(0, others) * probability * probability
            return variance.squareRoot() / sum
        }
        return .states(probabilities: probabilities, errors: errors)
    }

    private func numberEstimate(_ place: Int) -> WeightedPosterior.Estimate {
        let weights = logWeights.map { Numerics.exp($0 - greatest) }
        let column = numbers[place]
        // From a number that counts on, so that what is certain has no spread from rounding.
        let origin = zip(column, weights).first { $0.1 > 0 }?.0 ?? 0
        let mean = origin + zip(column, weights).reduce(0) { $1.1 > 0 ? $0 + ($1.0 - origin) * $1.1 : $0 } / sum
        var spread = 0.0
        var error = 0.0
        for (number, weight) in zip(column, weights) where weight > 0 {
            spread += weight * (number - mean) * (number - mean)
            error += weight * weight * (number - mean) * (number - mean)
        }
        let order = column.indices.filter { weights[$0] > 0 }.sorted { column[$0] < column[$1] }
        var quantiles: [Double] = []
        var passed = 0.0
        var next = order.makeIterator()
        var number = column.first ?? 0
        for level in [0.05, 0.5, 0.95] {
            while passed < level * sum, let row = next.next() {
                passed += weights[row]
                number = column[row]
            }
            quantiles.append(number)
        }
        return .numbers(
            NumberSummary(
                mean: mean, meanError: error.squareRoot() / sum, deviation: (spread / sum).squareRoot(),
                q05: quantiles[0], q50: quantiles[1], q95: quantiles[2]))
    }
}
