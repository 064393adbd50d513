import CausalEngine

/// How far one of the tables S, A and E is from the model, beside what exact samples of its size show.
public struct TableDistance: Sendable {
    /// S, A, A under the weights that undo the bias, or E.
    public var table: String
    /// The number of rows.
    public var rows: Int
    /// The distances from the model's own law, by level.
    public var distances: [ModelDistance.Distance]
    /// What exact samples of as many rows show.
    public var band: ModelDistance.Band

    /// The distances of a run's tables; none where exact inference cannot serve.
    ///
    /// - Parameters:
    ///   - data: the run.
    ///   - seed: the seed of the choice of pairs and of the exact samples.
    ///   - replicates: how many exact samples are drawn.
    ///   - progress: told before each table; what it throws ends the work.
    /// - Throws: ``EngineError`` when an equation has no value in a sample.
    /// - Complexity: O(replicates · rows · distributions).
    static func all(
        of data: EvaluatedRun, seed: UInt64, replicates: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> [TableDistance] {
        guard let distance = try? ModelDistance(data.scm, seed: seed) else { return [] }
        let bias = SelectionBias(
            values: data.rows.map { data.network.profile.withConflicts($0.values) },
            accepted: data.rows.map(\.isAccepted))
        let weights = data.rows.indices.filter { data.rows[$0].isAccepted }.map { bias.weight(ofRow: $0) ?? 0 }
        var bands: [Int: ModelDistance.Band] = [:]
        let named: [(String, [[Value?]], [Double]?)] = [
            ("S", data.skeletons, nil), ("A", data.accepted, nil), ("A, weighted 1/φ̂", data.accepted, weights),
            ("E", data.readAgain, nil),
        ]
        return try named.filter { !$0.1.isEmpty }.enumerated().map { place, item in
            try progress(Double(place) / Double(named.count))
            let (name, rows, weights) = item
            let band = try bands[rows.count] ?? distance.band(count: rows.count, seed: seed, replicates: replicates)
            bands[rows.count] = band
            return TableDistance(
                table: name, rows: rows.count, distances: distance.distances(of: rows, weights: weights), band: band)
        }
    }
}
