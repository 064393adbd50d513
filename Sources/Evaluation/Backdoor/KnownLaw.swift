import CausalEngine

/// The exact bias of a writer whose acceptance is known, to hold the estimates of a run against.
public struct KnownLaw: Sendable, Hashable {
    /// The probabilities with which one skeleton is accepted in each stream.
    public struct Acceptance: Sendable, Hashable {
        /// After one draft.
        public var oneShot: Double
        /// After blind retries.
        public var blind: Double
        /// After corrections.
        public var refined: Double

        /// The probabilities of a skeleton whose first draft may be followed by so many others.
        ///
        /// Blind retry draws afresh, and independently, each time: 1 − (1 − p)^(retries + 1).
        ///
        /// - Parameter realized: the probability that at most so many corrections realize it.
        public init(retries: Int, realized: (_ corrections: Int) -> Double) {
            oneShot = realized(0)
            blind = 1 - (0...max(0, retries)).reduce(1) { [oneShot] product, _ in product * (1 - oneShot) }
            refined = realized(max(0, retries))
        }
    }

    /// What is known of one stream.
    public struct Stream: Sendable, Hashable {
        /// The realizability E φ.
        public var realizability: Double
        /// The exact divergences; `nil` when nothing is ever accepted.
        public var divergences: Divergences?

        var json: JSONValue {
            [
                "realizability": .number(realizability), "tv": JSONValue(divergences?.tv),
                "chi2": JSONValue(divergences?.chi2), "kl": JSONValue(divergences?.kl),
            ]
        }
    }

    /// Whether the skeletons are all there are, weighted by the model, or only those that were drawn.
    public let isOverModel: Bool
    /// One-shot rejection.
    public let oneShot: Stream
    /// Blind retry.
    public let blind: Stream
    /// Targeted refinement.
    public let refined: Stream
    /// The probability that two skeletons drawn at random are in one order at the first draft and in the other at the end.
    public let orderReversed: Double
    /// The probability that of two skeletons drawn at random the one that is harder at the first draft gains less.
    public let gainReversed: Double

    /// The exact bias over a model's whole law where its joint can be enumerated, else over the skeletons that were drawn.
    ///
    /// - Parameters:
    ///   - scm: the model.
    ///   - drawn: the assignments that were drawn.
    ///   - acceptance: the probabilities of a full assignment.
    /// - Complexity: O(assignments²) for the conditions, on at most 4096 assignments.
    public init(_ scm: SCM, drawn: [[Value]], acceptance: ([Value]) -> Acceptance) {
        let enumerated = Self.enumeration(of: scm)
        isOverModel = enumerated != nil
        let law = enumerated ?? Self.counts(drawn)
        let known = law.map { acceptance($0.values) }
        let weights = law.map(\.weight)
        let total = max(weights.reduce(0, +), .leastNormalMagnitude)
        func stream(_ path: KeyPath<Acceptance, Double>) -> Stream {
            let chances = known.map { $0[keyPath: path] }
            return Stream(
                realizability: zip(chances, weights).reduce(0) { $0 + $1.0 * $1.1 } / total,
                divergences: Divergences(acceptance: chances, weights: weights))
        }
        oneShot = stream(\.oneShot)
        blind = stream(\.blind)
        refined = stream(\.refined)
        (orderReversed, gainReversed) = Self.reversals(known, weights.map { $0 / total })
    }

    private static func enumeration(of scm: SCM) -> [(values: [Value], weight: Double)]? {
        let counts = scm.variables.map(\.states.count)
        let cells = counts.reduce(1.0) { $0 * Double($1) }
        guard !counts.contains(0), cells <= Double(ModelDistance.cellLimit),
            let joint = try? ExactInference(scm).joint(of: Array(scm.variables.indices))
        else { return nil }
        return joint.enumerated().compactMap { cell, probability in
            guard probability > 0 else { return nil }
            var rest = cell
            var values: [Value] = []
            for count in counts.reversed() {
                values.append(.state(rest % count))
                rest /= count
            }
            return (values.reversed(), probability)
        }
    }

    private static func counts(_ drawn: [[Value]]) -> [(values: [Value], weight: Double)] {
        let table = AssignmentTable(values: drawn, accepted: drawn.map { _ in false })
        return table.cells.map { ($0.values, Double($0.count)) }
    }

    /// Differences below this are rounding.
    private static let tolerance = 1e-9

    private static func reversals(_ known: [Acceptance], _ shares: [Double]) -> (order: Double, gain: Double) {
        let kept = known.indices.prefix(ModelDistance.cellLimit)
        var (order, gain) = (0.0, 0.0)
        for a in kept {
            for b in kept where known[a].oneShot < known[b].oneShot - tolerance {
                let weight = 2 * shares[a] * shares[b]
                if known[a].refined > known[b].refined + tolerance { order += weight }
                // φ_K/φ_1 compared without dividing, so that a φ_1 of 0 gains without bound.
                if known[a].refined * known[b].oneShot < known[b].refined * known[a].oneShot - tolerance {
                    gain += weight
                }
            }
        }
        return (order, gain)
    }

    var json: JSONValue {
        [
            "over": isOverModel ? "every skeleton, weighted by the model" : "the skeletons drawn",
            "one-shot": oneShot.json, "blind": blind.json, "refined": refined.json,
            "orderReversed": .number(orderReversed), "gainReversed": .number(gainReversed),
        ]
    }
}
