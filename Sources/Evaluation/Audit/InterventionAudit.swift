import CausalEngine

/// Whether what was set from outside acted as it should: each variable's distribution under do() against the exact one, on
/// skeletons, accepted skeletons and what the texts say to the second reader.
///
/// Beside it stands P(Y | x), the law under mere observation of the same values: data that follow it are conditioning sold as
/// intervening. Non-descendants must keep their law without any intervention.
public struct InterventionAudit: Sendable {
    /// The distances of one variable.
    public struct Effect: Sendable {
        /// The variable.
        public var variable: Int
        /// Whether it descends from what was set.
        public var isDescendant: Bool
        /// The exact law under do().
        public var intervened: [Double]
        /// The exact law under observing the same values; `nil` for other interventions than values, or when impossible.
        public var observed: [Double]?
        /// The exact law without any intervention.
        public var natural: [Double]
        /// The total variation distance from the exact law under do(), by table.
        public var distances: [(table: String, rows: Int, tv: Double, tvFromObserved: Double?)]
        /// What 95 of 100 exact samples of as many rows as S stay below.
        public var band: Double
    }

    /// The variables but those that were set, in the network's order.
    public let effects: [Effect]

    /// Audits a run with interventions.
    ///
    /// - Returns: `nil` without interventions, or where exact inference cannot serve.
    /// - Complexity: three rounds of inference, and O(replicates · rows · variables) for the bands.
    public init?(_ data: EvaluatedRun, seed: UInt64) {
        let set = data.scm.interventions
        guard !set.isEmpty, !data.rows.isEmpty,
            let intervened = try? ExactInference(data.scm).query(Query()),
            let natural = try? ExactInference(data.network.scm).query(Query())
        else { return nil }
        var evidence: [Int: Int] = [:]
        for (variable, intervention) in set {
            if case .value(.state(let state)) = intervention { evidence[variable] = state }
        }
        let observed =
            evidence.count == set.count
            ? try? ExactInference(data.network.scm).query(Query(evidence: evidence)) : nil
        let below = Set(set.keys.flatMap { data.network.scm.graph.descendants(of: $0) })
        let named = [("S", data.skeletons), ("A", data.accepted), ("E", data.readAgain)]
        effects = data.scm.variables.indices.compactMap { variable in
            guard set[variable] == nil, !data.scm.variables[variable].isContinuous,
                let law = intervened[variable], let before = natural[variable]
            else { return nil }
            let distances = named.compactMap { name, rows -> (String, Int, Double, Double?)? in
                let states = rows.compactMap { $0[variable]?.stateIndex }
                guard !states.isEmpty else { return nil }
                return (
                    name, states.count, Self.distance(states, law),
                    observed?[variable].map { Self.distance(states, $0) }
                )
            }
            return Effect(
                variable: variable, isDescendant: below.contains(variable), intervened: law,
                observed: observed?[variable], natural: before, distances: distances,
                band: Self.band(law, rows: data.rows.count, seed: seed, name: data.scm.variables[variable].name))
        }
    }

    private static func distance(_ states: [Int], _ law: [Double]) -> Double {
        var counts = [Double](repeating: 0, count: law.count)
        for state in states where counts.indices.contains(state) { counts[state] += 1 }
        return zip(counts, law).reduce(0) { $0 + abs($1.0 / Double(states.count) - $1.1) } / 2
    }

    private static func band(_ law: [Double], rows: Int, seed: UInt64, name: String) -> Double {
        let stream = NoiseStream(seed: seed, name: "band of " + name)
        var counter: UInt64 = 0
        let found = (0..<100).map { _ in
            let states = (0..<rows).map { _ -> Int in
                counter += 1
                var left = stream.uniform(at: counter)
                for (state, p) in law.enumerated() {
                    if left < p { return state }
                    left -= p
                }
                return law.lastIndex { $0 > 0 } ?? 0
            }
            return distance(states, law)
        }
        return found.quantile(0.95)
    }

    /// The audit as written in reports.
    func json(_ variables: [Variable]) -> JSONValue {
        func law(_ probabilities: [Double]?, _ variable: Variable) -> JSONValue {
            probabilities.map { .object(zip(variable.states, $0).map { ($0, .number($1)) }) } ?? .null
        }
        return .object(
            effects.map { effect in
                let variable = variables[effect.variable]
                return (
                    variable.name,
                    [
                        "descendant": .bool(effect.isDescendant), "do": law(effect.intervened, variable),
                        "observed": law(effect.observed, variable), "natural": law(effect.natural, variable),
                        "tv": .object(
                            effect.distances.map { item in
                                (
                                    item.table,
                                    [
                                        "n": .integer(item.rows), "fromDo": .number(item.tv),
                                        "fromObserved": JSONValue(item.tvFromObserved),
                                    ]
                                )
                            }),
                        "exactSamples95": .number(effect.band),
                    ]
                )
            })
    }
}
