import CausalEngine
import Foundation

/// How far the distribution of some assignments is from the model's own, at every level that can be computed: the joint where
/// it can be enumerated, each variable, each family (a variable with its parents) and pairs of variables.
///
/// Only discrete variables take part. Distances of counts are too large on average, so each comes with the band that exact
/// samples of the same size show, and KL has (cells − 1)/2n taken off (Miller 1955).
public struct ModelDistance: Sendable {
    /// The levels, the finest first.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        case joint, families, pairs, nodes
    }

    /// The distances at one level.
    public struct Distance: Sendable, Hashable {
        /// The level.
        public var level: Level
        /// How many distributions are compared.
        public var sets: Int
        /// The mean total variation distance.
        public var meanTV: Double
        /// The greatest total variation distance.
        public var maxTV: Double
        /// The variables of the distribution that is furthest off.
        public var worst: [Int]
        /// The mean Kullback–Leibler divergence from the model, corrected for its bias from sampling, never below 0.
        public var meanKL: Double
    }

    /// What exact samples of some size show: the median and the 95th percentile of the mean distance at each level.
    public typealias Band = [(level: Level, median: Double, high: Double)]

    /// The largest number of cells of a distribution that is compared.
    public static let cellLimit = 4096
    /// The most pairs that are compared; of more a seeded sample is taken.
    public static let pairLimit = 200

    private struct Target {
        var level: Level
        var variables: [Int]
        var probabilities: [Double]
    }

    private let scm: SCM
    private let targets: [Target]
    private let stateCounts: [Int]

    /// The exact distributions of a model.
    ///
    /// - Parameters:
    ///   - scm: the model that the assignments should be distributed like.
    ///   - seed: the seed of the choice of pairs.
    /// - Throws: ``InferenceError`` where exact inference cannot serve.
    /// - Complexity: that of one joint posterior for each distribution.
    public init(_ scm: SCM, seed: UInt64) throws(InferenceError) {
        self.scm = scm
        stateCounts = scm.variables.map(\.states.count)
        let discrete = scm.variables.indices.filter { !scm.variables[$0].isContinuous }
        var sets: [(Level, [Int])] = []
        if discrete.count == scm.variables.count, discrete.count > 1 { sets.append((.joint, discrete)) }
        for variable in discrete {
            let family = scm.graph.parents[variable] + [variable]
            if family.count > 1, family.allSatisfy(discrete.contains) { sets.append((.families, family)) }
            sets.append((.nodes, [variable]))
        }
        var pairs = discrete.indices.flatMap { i in discrete[..<i].map { [$0, discrete[i]] } }
        if pairs.count > Self.pairLimit {
            let stream = NoiseStream(seed: seed, name: "pairs of variables")
            let ranked = pairs.enumerated().sorted {
                stream.bits(at: UInt64($0.offset)) < stream.bits(at: UInt64($1.offset))
            }
            pairs = ranked.prefix(Self.pairLimit).map(\.element)
        }
        sets += pairs.map { (.pairs, $0) }
        let inference = ExactInference(scm)
        var targets: [Target] = []
        for (level, variables) in sets {
            let cells = variables.reduce(1.0) { $0 * Double(scm.variables[$1].states.count) }
            guard cells <= Double(Self.cellLimit) else { continue }
            targets.append(
                Target(level: level, variables: variables, probabilities: try inference.joint(of: variables)))
        }
        self.targets = targets
    }

    /// The distances of some assignments.
    ///
    /// - Parameters:
    ///   - rows: the assignments; one that lacks a value of a distribution (`nil`) does not count for it.
    ///   - weights: how much each counts; `nil` counts all alike.
    /// - Complexity: O(rows · distributions).
    public func distances(of rows: [[Value?]], weights: [Double]? = nil) -> [Distance] {
        let codes = rows.map { row in row.map { Int32($0?.stateIndex ?? -1) } }
        return distances(codes: codes, weights: weights)
    }

    private func distances(codes: [[Int32]], weights: [Double]?) -> [Distance] {
        var found: [Level: Distance] = [:]
        for target in targets {
            let (tv, kl) = distance(from: target, codes, weights)
            var distance =
                found[target.level]
                ?? Distance(level: target.level, sets: 0, meanTV: 0, maxTV: -1, worst: [], meanKL: 0)
            distance.sets += 1
            distance.meanTV += tv
            distance.meanKL += kl
            if tv > distance.maxTV { (distance.maxTV, distance.worst) = (tv, target.variables) }
            found[target.level] = distance
        }
        return Level.allCases.compactMap { level in
            guard var distance = found[level] else { return nil }
            distance.meanTV /= Double(distance.sets)
            distance.meanKL /= Double(distance.sets)
            return distance
        }
    }

    private func distance(from target: Target, _ codes: [[Int32]], _ weights: [Double]?) -> (tv: Double, kl: Double) {
        var counts = [Double](repeating: 0, count: target.probabilities.count)
        var (total, squares) = (0.0, 0.0)
        rows: for (row, values) in codes.enumerated() {
            var cell = 0
            for variable in target.variables {
                guard values[variable] >= 0 else { continue rows }
                cell = cell * stateCounts[variable] + Int(values[variable])
            }
            let weight = weights?[row] ?? 1
            counts[cell] += weight
            total += weight
            squares += weight * weight
        }
        guard total > 0 else { return (1, .infinity) }
        var (tv, kl) = (0.0, 0.0)
        var cells = 0
        for (count, p) in zip(counts, target.probabilities) {
            let q = count / total
            tv += abs(q - p)
            if q > 0 { kl += p > 0 ? q * log(q / p) : .infinity }
            if p > 0 { cells += 1 }
        }
        let effective = total * total / squares
        return (tv / 2, max(0, kl - Double(cells - 1) / (2 * effective)))
    }

    /// The band of exact samples.
    ///
    /// - Parameters:
    ///   - count: the number of rows of a sample.
    ///   - seed: the seed of the replicates.
    ///   - replicates: how many are drawn.
    /// - Throws: ``EngineError`` when an equation has no value in a row.
    /// - Complexity: O(replicates · rows · distributions).
    public func band(count: Int, seed: UInt64, replicates: Int = 100) throws(EngineError) -> Band {
        guard count > 0 else { return [] }
        let stream = NoiseStream(seed: seed, name: "sampling band")
        var means: [Level: [Double]] = [:]
        for replicate in 0..<replicates {
            let table = try Sampler(scm, seed: stream.bits(at: UInt64(replicate))).sample(rows: 0..<UInt64(count))
            let codes = (0..<count).map { row in
                stateCounts.indices.map { Int32(table.value(row: row, variable: $0).stateIndex ?? -1) }
            }
            for distance in distances(codes: codes, weights: nil) {
                means[distance.level, default: []].append(distance.meanTV)
            }
        }
        return Level.allCases.compactMap { level in
            means[level].map { (level, $0.quantile(0.5), $0.quantile(0.95)) }
        }
    }

    /// Distances as written in reports, by level.
    public static func json(_ distances: [Distance], variables: [Variable]) -> JSONValue {
        .object(
            distances.map { distance in
                (
                    distance.level.rawValue,
                    [
                        "sets": .integer(distance.sets), "meanTV": .number(distance.meanTV),
                        "maxTV": .number(distance.maxTV), "meanKL": .number(distance.meanKL),
                        "worst": .array(distance.worst.map { .string(variables[$0].name) }),
                    ]
                )
            })
    }

    /// A band as written in reports, by level.
    public static func json(_ band: Band) -> JSONValue {
        .object(band.map { ($0.level.rawValue, ["median": .number($0.median), "high95": .number($0.high)]) })
    }
}
