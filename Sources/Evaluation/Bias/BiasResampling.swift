import CausalEngine

/// What chance does to the measures of selection bias, by seeded parametric bootstrap (Efron & Tibshirani 1993).
///
/// Divergences of estimated acceptances are too large on average, since the noise of the estimates is dispersion too: about
/// (cells − 1)/2n for KL. Each replicate draws anew, with its φ̂, whether a skeleton is accepted; how much the measures rise
/// on average is taken off. A second set of replicates accepts everybody with the overall rate: what it finds is what a run
/// without any bias would show.
public struct BiasResampling: Sendable, Hashable {
    /// How many replicates of either kind were drawn.
    public let replicates: Int
    /// The measures with their bias from sampling taken off, never below 0.
    public let corrected: Divergences
    /// The lower ends of the basic 95 % bootstrap intervals.
    public let low: Divergences
    /// The upper ends of the basic 95 % bootstrap intervals.
    public let high: Divergences
    /// What 95 of 100 runs with this realizability and no bias at all stay below.
    public let chance: Divergences

    /// Resamples a run.
    ///
    /// - Parameters:
    ///   - values: the full assignment of each skeleton, in row order.
    ///   - accepted: whether each was accepted.
    ///   - seed: the seed of the replicates.
    ///   - replicates: how many are drawn; `nil` for 200 where φ is estimated by cells, 40 by regression.
    /// - Returns: `nil` when nothing was accepted.
    /// - Complexity: O(replicates · skeletons), and as many regressions where φ is estimated by regression.
    public init?(values: [[Value]], accepted: [Bool], seed: UInt64, replicates: Int? = nil) {
        let table = AssignmentTable(values: values, accepted: accepted)
        let method = SelectionBias.method(for: table)
        let acceptance = SelectionBias.acceptance(of: table, by: method)
        let weights = table.cells.map { Double($0.count) }
        guard let found = Divergences(acceptance: acceptance, weights: weights) else { return nil }
        let count = replicates ?? (method == .cells ? 200 : 40)
        let rate = Double(table.acceptedCount) / Double(table.rowCount)
        let drawn = Self.replicate(table, method, acceptance, NoiseStream(seed: seed, name: "bias bootstrap"), count)
        let even = Array(repeating: rate, count: acceptance.count)
        let unbiased = Self.replicate(table, method, even, NoiseStream(seed: seed, name: "bias by chance"), count)
        func each(_ measure: (KeyPath<Divergences, Double>) -> Double) -> Divergences {
            Divergences(tv: max(0, measure(\.tv)), chi2: max(0, measure(\.chi2)), kl: max(0, measure(\.kl)))
        }
        self.replicates = count
        corrected = each { path in
            let mean = drawn.isEmpty ? found[keyPath: path] : drawn.map { $0[keyPath: path] }.mean
            return 2 * found[keyPath: path] - mean
        }
        low = each { path in 2 * found[keyPath: path] - drawn.map { $0[keyPath: path] }.quantile(0.975) }
        high = each { path in 2 * found[keyPath: path] - drawn.map { $0[keyPath: path] }.quantile(0.025) }
        chance = each { path in unbiased.map { $0[keyPath: path] }.quantile(0.95) }
    }

    private static func replicate(
        _ table: AssignmentTable, _ method: SelectionBias.Method, _ acceptance: [Double], _ stream: NoiseStream,
        _ count: Int
    ) -> [Divergences] {
        let weights = table.cells.map { Double($0.count) }
        var counter: UInt64 = 0
        return (0..<count).compactMap { _ in
            var accepted = Array(repeating: 0, count: table.cells.count)
            for cell in table.cellOfRow {
                counter += 1
                if stream.uniform(at: counter) < acceptance[cell] { accepted[cell] += 1 }
            }
            let replicate = SelectionBias.acceptance(of: table.accepting(accepted), by: method)
            return Divergences(acceptance: replicate, weights: weights)
        }
    }

    /// The resampling as written in reports.
    public var json: JSONValue {
        func interval(_ path: KeyPath<Divergences, Double>) -> JSONValue {
            [.number(low[keyPath: path]), .number(high[keyPath: path])]
        }
        return [
            "corrected": corrected.json,
            "interval": [
                "kind": "basic bootstrap 95", "replicates": .integer(replicates), "tv": interval(\.tv),
                "chi2": interval(\.chi2), "kl": interval(\.kl),
            ],
            "chance95": chance.json,
        ]
    }
}

extension [Double] {
    /// The mean; 0 of nothing.
    var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }

    /// The standard deviation about the mean, with n − 1; 0 of fewer than two.
    var standardDeviation: Double {
        guard count > 1 else { return 0 }
        let mean = mean
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
    }

    /// The quantile by linear interpolation of the order statistics; 0 of nothing.
    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        guard let last = sorted.last else { return 0 }
        let place = share * Double(sorted.count - 1)
        let index = Int(place)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}
