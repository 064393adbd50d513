/// Rows that are distributed as the posterior of a model given what was seen: exactly where exact inference serves, nearly
/// where real numbers stand in its way.
///
/// Row i depends on the model, the question, the seed and i alone.
public enum PosteriorRows: Sendable {
    /// Rows of the model of the posterior, as ``ExactInference/posteriorModel(_:)`` makes it; without findings of the model itself.
    case exact(Sampler)
    /// Rows drawn by their weight from a pool of ``pool`` rows, and why there are no exact ones.
    case nearly(LikelihoodWeighting, Query, obstacle: InferenceError)

    /// The rows that are weighed to draw from; fixed, so that rows do not hang on how many are asked for.
    public static let pool = 200_000

    /// The rows given what was seen.
    ///
    /// - Parameters:
    ///   - inference: the model, with interventions made on it.
    ///   - query: what was seen; targets are not looked at.
    ///   - seed: the seed of the rows.
    /// - Throws: ``InferenceError`` for findings of probability zero, bad ones, and tables beyond the limit of `inference`.
    /// - Complexity: that of ``ExactInference/posteriorModel(_:)``.
    public init(_ inference: ExactInference, _ query: Query, seed: UInt64) throws(InferenceError) {
        guard !query.evidence.isEmpty || !query.numbers.isEmpty || !query.likelihood.isEmpty else {
            self = .exact(Sampler(inference.scm, seed: seed))
            return
        }
        do throws(InferenceError) {
            self = .exact(Sampler(try inference.posteriorModel(query), seed: seed))
        } catch {
            guard error.isOfRealNumbers else { throw error }
            self = .nearly(
                LikelihoodWeighting(inference.scm, seed: seed, samples: Self.pool), query, obstacle: error)
        }
    }

    /// Draws a range of rows; their noise is not that of the units in the model where something was seen.
    ///
    /// - Throws: ``EngineError`` when an equation has no value in a row, ``InferenceError`` when no row of the pool fits.
    public func sample(rows: Range<UInt64>) throws -> SampleTable {
        switch self {
        case .exact(let sampler): try sampler.sample(rows: rows)
        case .nearly(let weighting, let query, _): try weighting.resample(query, rows: rows).table
        }
    }
}
