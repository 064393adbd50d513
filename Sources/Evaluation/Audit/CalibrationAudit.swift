import CausalEngine
import Foundation

/// Whether independence tests find in the data what the graph says, on skeletons (S), accepted skeletons (A), and what accepted
/// texts say to a second reader (E).
///
/// For separated triples the rejection rate at .05 should be .05, and p-values uniform; the tests on one table depend on each
/// other, so the rate is held against replicate tables of the same size from the model. For connected triples the rate is
/// held against the power computed from the model. Triples that the data cannot decide are counted apart.
public struct CalibrationAudit: Sendable {
    /// What the tests on one table found.
    public struct Table: Sendable {
        /// S, A or E.
        public var name: String
        /// The number of rows.
        public var rows: Int
        /// Separated triples rejected by G², among those decided.
        public var g2: Proportion
        /// Separated triples rejected by X², among those decided.
        public var x2: Proportion
        /// Separated triples that the data cannot decide.
        public var undecidable: Int
        /// The Kolmogorov–Smirnov distance of G²'s null p-values from uniform.
        public var ks: Double
        /// Connected triples rejected by G², among those decided.
        public var power: Proportion
        /// The mean power that the model gives to those; `nil` where exact inference cannot serve.
        public var expectedPower: Double?
        /// The rejected separated triples, the clearest first, with p and an estimate of the conditional mutual information.
        public var rejections: [(query: IndependenceQuery, p: Double, effect: Double)]
        /// What replicate tables of this size show.
        public var replicates: Replicates
    }

    /// What tables of one size drawn from the model show.
    public struct Replicates: Sendable, Hashable {
        /// How many were drawn.
        public var count: Int
        /// The mean rejection rate of G².
        public var mean: Double
        /// The middle 95 % of rejection rates of G².
        public var interval: ClosedRange<Double>
        /// The middle 95 % of rejection rates of X².
        public var intervalX2: ClosedRange<Double>
        /// The 95th percentile of the Kolmogorov–Smirnov distance.
        public var ks95: Double
    }

    /// The level of all tests.
    public static let alpha = 0.05
    /// The separated triples asked, and whether they are all there are.
    public let separated: Int
    /// Whether every separated triple was asked.
    public let isComplete: Bool
    /// The connected triples asked.
    public let connected: Int
    /// How many variables take no part, since they are continuous.
    public let continuous: Int
    /// The tables S, A and E, as far as they have rows.
    public let tables: [Table]

    /// How many cells of work the replicates may cost: replicates · triples · rows.
    private static let workLimit = 1e8

    /// Audits a run.
    ///
    /// - Parameters:
    ///   - data: the run.
    ///   - seed: the seed of triples and replicates.
    ///   - replicates: how many tables of each size are drawn.
    ///   - progress: told on the way how much is done, from 0 to 1; what it throws ends the audit.
    /// - Throws: ``EngineError`` when an equation has no value in a replicate.
    /// - Complexity: O(replicates · triples · rows); triples are sampled so that it stays bounded.
    public init(
        _ data: EvaluatedRun, seed: UInt64, replicates: Int = 100, progress: (Double) throws -> Void = { _ in }
    ) throws {
        let rows = max(1, data.rows.count)
        let limit = max(40, min(1000, Int(Self.workLimit / Double(rows * max(1, replicates)))))
        let triples = TripleSample(data.scm, limit: limit, seed: seed)
        separated = triples.separated.count
        connected = triples.connected.count
        isComplete = triples.isComplete && triples.separated.count < limit
        continuous = data.scm.variables.count { $0.isContinuous }
        var known: [Int: Replicates] = [:]
        var tables: [Table] = []
        let named = [("S", data.skeletons), ("A", data.accepted), ("E", data.readAgain)]
            .filter { !$0.1.isEmpty && !triples.separated.isEmpty }
        for (place, (name, values)) in named.enumerated() {
            let replicated =
                try known[values.count]
                ?? Self.replicates(replicates, rows: values.count, of: data.scm, triples.separated, seed: seed) {
                    try progress((Double(place) + $0) / Double(named.count))
                }
            known[values.count] = replicated
            tables.append(try Self.table(name, values, data.scm, triples, replicated))
        }
        self.tables = tables
    }

    private static func table(
        _ name: String, _ values: [[Value?]], _ scm: SCM, _ triples: TripleSample, _ replicates: Replicates
    ) throws -> Table {
        let null = try results(triples.separated, of: values, scm, .g2)
        let pearson = try results(triples.separated, of: values, scm, .x2)
        let other = try results(triples.connected, of: values, scm, .g2)
        let rejections = zip(triples.separated, null).compactMap {
            query, result -> (IndependenceQuery, Double, Double)? in
            guard let p = result.p, p < alpha, let statistic = result.statistic else { return nil }
            // G²/2n estimates the mutual information with a bias of df/2n.
            let excess = statistic - Double(result.degreesOfFreedom ?? 0)
            return (query, p, max(0, excess) / (2 * Double(values.count)))
        }
        let powers = expectedPowers(triples.connected, rows: values.count, scm)
        let decided = other.indices.filter { other[$0].p != nil }
        return Table(
            name: name, rows: values.count, g2: rejected(null), x2: rejected(pearson),
            undecidable: null.count { $0.p == nil }, ks: distance(null.compactMap(\.p)), power: rejected(other),
            expectedPower: powers.map { powers in decided.map { powers[$0] }.mean },
            rejections: rejections.sorted { $0.1 < $1.1 }, replicates: replicates)
    }

    private static func rejected(_ results: [IndependenceResult]) -> Proportion {
        let decided = results.compactMap(\.p)
        return Proportion(successes: decided.count { $0 < alpha }, trials: decided.count)
    }

    /// The results on the rows that have a value for every variable of a question.
    static func results(
        _ queries: [IndependenceQuery], of values: [[Value?]], _ scm: SCM, _ test: IndependenceTest
    ) throws -> [IndependenceResult] {
        let complete = values.map { $0.map { $0 ?? .state(0) } }
        let gaps = scm.variables.indices.map { variable in values.indices.filter { values[$0][variable] == nil } }
        let whole = IndependenceTester(DataTable(complete, variables: scm.variables), test: test)
        return try queries.map { query in
            let columns = [query.x, query.y] + query.given
            let missing = Set(columns.flatMap { gaps[$0] })
            guard !missing.isEmpty else { return try whole.result(query) }
            let rows = complete.indices.filter { !missing.contains($0) }.map { complete[$0] }
            let table = DataTable(rows, variables: scm.variables, columns: columns)
            let local = IndependenceQuery(x: 0, y: 1, given: Array(2..<columns.count))
            return try IndependenceTester(table, test: test).result(local)
        }
    }

    private static func replicates(
        _ count: Int, rows: Int, of scm: SCM, _ queries: [IndependenceQuery], seed: UInt64,
        progress: (Double) throws -> Void
    ) throws -> Replicates {
        let stream = NoiseStream(seed: seed, name: "calibration replicates")
        var (g2, x2, ks): ([Double], [Double], [Double]) = ([], [], [])
        for replicate in 0..<count {
            try progress(Double(replicate) / Double(count))
            let sample = try Sampler(scm, seed: stream.bits(at: UInt64(replicate))).sample(rows: 0..<UInt64(rows))
            let table = DataTable(sample, variables: scm.variables)
            let results = try IndependenceTester(table, test: .g2).results(queries)
            g2.append(rejected(results).rate ?? 0)
            ks.append(distance(results.compactMap(\.p)))
            x2.append(rejected(try IndependenceTester(table, test: .x2).results(queries)).rate ?? 0)
        }
        return Replicates(
            count: count, mean: g2.mean, interval: g2.quantile(0.025)...g2.quantile(0.975),
            intervalX2: x2.quantile(0.025)...x2.quantile(0.975), ks95: ks.quantile(0.95))
    }

    /// The largest difference between the distribution of p-values and the uniform one.
    static func distance(_ p: [Double]) -> Double {
        let n = Double(p.count)
        return p.sorted().enumerated().reduce(0) { largest, item in
            max(largest, Double(item.offset + 1) / n - item.element, item.element - Double(item.offset) / n)
        }
    }

    private static func expectedPowers(_ queries: [IndependenceQuery], rows: Int, _ scm: SCM) -> [Double]? {
        let inference = ExactInference(scm)
        var powers: [Double] = []
        for query in queries {
            guard let joint = try? inference.joint(of: query.given + [query.x, query.y]) else { return nil }
            let counts = (scm.variables[query.x].states.count, scm.variables[query.y].states.count)
            let (information, degrees) = conditionalInformation(joint, rows: counts.0, columns: counts.1)
            powers.append(
                degrees == 0
                    ? 0
                    : ChiSquarePower.power(
                        degrees: degrees, noncentrality: 2 * Double(rows) * information, alpha: alpha))
        }
        return powers
    }

    /// The conditional mutual information of a joint with the conditioning variables slowest, and the degrees of freedom over rows
    /// and columns that are not impossible.
    private static func conditionalInformation(
        _ joint: [Double], rows: Int, columns: Int
    ) -> (information: Double, degrees: Int) {
        var (information, degrees) = (0.0, 0)
        for start in stride(from: 0, to: joint.count, by: rows * columns) {
            let stratum = Array(joint[start..<start + rows * columns])
            let total = stratum.reduce(0, +)
            guard total > 0 else { continue }
            let byRow = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + stratum[row * columns + $1] } }
            let byColumn = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + stratum[$1 * columns + column] } }
            degrees += max(0, byRow.count { $0 > 0 } - 1) * max(0, byColumn.count { $0 > 0 } - 1)
            for (cell, p) in stratum.enumerated() where p > 0 {
                information += p * log(p * total / (byRow[cell / columns] * byColumn[cell % columns]))
            }
        }
        return (max(0, information), degrees)
    }
}
