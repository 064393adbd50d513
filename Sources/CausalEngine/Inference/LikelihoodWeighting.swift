/// Answers questions to a model approximately, by likelihood weighting (Fung & Chang 1990; Shachter & Peot 1990): for what
/// exact inference cannot do.
///
/// What was seen is held, everything else drawn, and each row counts as much as what was seen is likely given the row's
/// parents of it. Works on any model, continuous variables included; every number comes with its standard error.
public struct LikelihoodWeighting: Sendable {
    /// The model.
    public let scm: SCM
    /// The seed of the rows.
    public let seed: UInt64
    /// The number of rows.
    public let samples: Int

    /// The rows that are drawn and weighed together.
    private static let batch = 1 << 15

    /// An estimator.
    ///
    /// - Parameters:
    ///   - scm: the model, with interventions made on it.
    ///   - seed: the seed of the rows; the same seed gives the same estimates.
    ///   - samples: the number of rows, at least 1.
    public init(_ scm: SCM, seed: UInt64, samples: Int) {
        self.scm = scm
        self.seed = seed
        self.samples = max(1, samples)
    }

    /// Estimates the posterior of each variable asked for.
    ///
    /// - Throws: ``InferenceError`` for a bad finding or when no row fits what was seen; ``EngineError`` when an equation has no
    ///   value in a row.
    /// - Complexity: O(samples · size of the model without barren variables).
    public func query(_ query: Query) throws -> WeightedPosterior {
        let targets = query.targets.map { Array(Set($0)).sorted() } ?? Array(scm.variables.indices)
        let world = try WeighedWorld(scm.withoutBarren(for: targets + query.seen), query, seed: seed)
        var tally = WeightedTally(scm, targets: targets)
        for start in stride(from: 0, to: samples, by: Self.batch) {
            let rows = UInt64(start)..<UInt64(min(samples, start + Self.batch))
            let table = try world.sampler.sample(rows: rows)
            tally.add(table, logWeights: try world.logWeights(of: table))
        }
        guard let posterior = tally.posterior(logConstant: world.logConstant) else {
            throw InferenceError.noFittingRow(world.findings, rows: samples)
        }
        return posterior
    }

    /// Draws rows that are distributed nearly as the posterior: rows of a pool of ``samples``, drawn by their weight.
    ///
    /// Row i depends on model, question, seed, size of the pool and i alone. The same row of the pool may come again.
    ///
    /// - Throws: as ``query(_:)``.
    /// - Complexity: O(samples · size of the model), and O(log samples) for each row.
    public func resample(_ query: Query, rows: Range<UInt64>) throws -> ResampledRows {
        let world = try WeighedWorld(scm, query, seed: seed)
        let pool = try world.sampler.sample(rows: 0..<UInt64(samples))
        let logWeights = try world.logWeights(of: pool)
        let greatest = logWeights.max() ?? -.infinity
        guard greatest > -.infinity else { throw InferenceError.noFittingRow(world.findings, rows: samples) }
        var cumulative = logWeights
        var (sum, squares) = (0.0, 0.0)
        for (row, logWeight) in logWeights.enumerated() {
            let weight = Numerics.exp(logWeight - greatest)
            sum += weight
            squares += weight * weight
            cumulative[row] = sum
        }
        let choice = NoiseStream(seed: seed, name: "likelihood weighting")
        let chosen = rows.map { row in
            Self.firstIndex(above: choice.uniform(at: row) * sum, in: cumulative)
        }
        return ResampledRows(
            table: pool.gathering(chosen, as: rows), effectiveSampleSize: sum * sum / squares, poolSize: samples)
    }

    private static func firstIndex(above level: Double, in cumulative: [Double]) -> Int {
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= level { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Rows drawn by their weight from a pool.
public struct ResampledRows: Sendable {
    /// The rows.
    public let table: SampleTable
    /// The number of rows of equal weight that the pool is worth (Kong 1992): about so many different rows can be drawn from it.
    public let effectiveSampleSize: Double
    /// The number of rows in the pool.
    public let poolSize: Int
}

/// A model in which what was seen is held, and what it weighs.
struct WeighedWorld: Sendable {
    let sampler: Sampler
    let logConstant: Double
    /// What was seen, as `VARIABLE=VALUE`.
    let findings: [String]
    /// The variables that are held at what was seen, ascending, rather than drawn.
    let held: [Int]
    private let weights: [EvidenceWeight]
    private let likelihoods: [(variable: Int, logarithms: [Double])]

    init(_ scm: SCM, _ query: Query, seed: UInt64) throws(InferenceError) {
        var seen: [(variable: Int, value: Value)] = []
        for variable in query.evidence.keys.sorted() {
            guard let state = query.evidence[variable] else { continue }
            guard scm.variables[variable].states.indices.contains(state) else {
                throw .badFinding(
                    variable: scm.variables[variable].name, found: "state \(state)", expected: "one of its states")
            }
            seen.append((variable, .state(state)))
        }
        for variable in query.numbers.keys.sorted() {
            guard let number = query.numbers[variable] else { continue }
            guard scm.variables[variable].isContinuous, number.isFinite else {
                throw .badFinding(
                    variable: scm.variables[variable].name, found: "the number \(number)", expected: "one of its states"
                )
            }
            seen.append((variable, .number(number)))
        }
        var likelihoods: [(variable: Int, logarithms: [Double])] = []
        var logConstant = 0.0
        for variable in query.likelihood.keys.sorted() {
            let numbers = query.likelihood[variable] ?? []
            let states = scm.variables[variable].states.count
            let greatest = try Findings.greatest(numbers, of: scm.variables[variable], count: states)
            logConstant += Numerics.log(greatest)
            likelihoods.append((variable, numbers.map { Numerics.log($0 / greatest) }))
        }
        self.likelihoods = likelihoods
        self.logConstant = logConstant
        findings =
            seen.map { "\(scm.variables[$0.variable].name)=\(scm.variables[$0.variable].text(of: $0.value))" }
            + likelihoods.map { "\(scm.variables[$0.variable].name)=?" }
        weights = seen.map { EvidenceWeight(scm, variable: $0.variable, value: $0.value) }
        let held = zip(seen, weights).filter { $1.isClamped }.map { ($0.0.variable, Intervention.value($0.0.value)) }
        self.held = held.map(\.0).sorted()
        // Held, not done: the weights stand for the mechanisms that are replaced.
        sampler = Sampler(scm.intervene(Dictionary(uniqueKeysWithValues: held)), seed: seed)
    }

    /// The logarithm of the weight of each row.
    func logWeights(of table: SampleTable) throws(InferenceError) -> [Double] {
        var sums = [Double](repeating: 0, count: table.rowCount)
        for weight in weights { try weight.add(to: &sums, table) }
        for (variable, logarithms) in likelihoods {
            for row in sums.indices {
                sums[row] += logarithms[table.value(row: row, variable: variable).stateIndex ?? 0]
            }
        }
        return sums
    }
}
