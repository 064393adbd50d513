import CausalEngine

extension SimulatedRealizer {
    /// The probability that a fresh draft overrides what it says of a variable: 1 − exp(−λ·(π(m) − π(s))).
    ///
    /// - Parameters:
    ///   - variable: the variable's index.
    ///   - values: the skeleton's values, indexed like the network's variables.
    /// - Complexity: O(rules and states of the variable).
    public func overrideProbability(of variable: Int, in values: [Value]) -> Double {
        behaviour.overrideProbability(of: variable, in: values)
    }

    /// φ: the probability that a skeleton has been realized after one fresh draft and at most this many corrections, when
    /// the verifier reads every draft as it is meant.
    ///
    /// Exact. The number of wrong facts is a Markov chain: it begins as a sum of independent events of unequal probability,
    /// and w wrong facts become w − M + D, with M ~ Binomial(w, c) mended and D ~ Binomial(M, r) damaged.
    ///
    /// - Parameters:
    ///   - values: the skeleton's values, indexed like the network's variables.
    ///   - corrections: how many corrections may follow the first draft.
    /// - Complexity: O(n² + w³ + corrections·w²) for n facts, of which more than w are hardly ever wrong together.
    public func acceptance(of values: [Value], corrections: Int = 0) -> Double {
        var counts = Self.sumOfEvents(errorProbabilities(of: values))
        let total = counts.count - 1
        var steps: [Int: [Double]] = [:]
        for _ in 0..<max(0, corrections) {
            var next = [Double](repeating: 0, count: counts.count)
            for (wrong, probability) in counts.enumerated() where probability > Self.negligible {
                let step = steps[wrong] ?? transitions(from: wrong, of: total)
                steps[wrong] = step
                for (target, share) in step.enumerated() { next[target] += probability * share }
            }
            counts = next
        }
        return counts[0]
    }

    /// Counts of wrong facts less likely than this are not followed; the error stays far below rounding.
    private static let negligible = 1e-24

    /// For each fact, the probability that a fresh draft is wrong about it.
    private func errorProbabilities(of values: [Value]) -> [Double] {
        let observed = behaviour.variables.indices.filter {
            !behaviour.variables[$0].isLatent && values.indices.contains($0)
        }
        return observed.map { variable in
            let isDerivable = isDerivable(variable)
            let silence = behaviour.silenceRate(isDerivable: isDerivable)
            let override = (1 - silence) * behaviour.overrideProbability(of: variable, in: values)
            return isDerivable ? override : silence + override
        }
    }

    /// The distribution of the number of wrong facts after a correction, when `wrong` of `total` are named.
    private func transitions(from wrong: Int, of total: Int) -> [Double] {
        var result = [Double](repeating: 0, count: min(wrong, total) + 1)
        let compliance = SimulatedBehaviour.clamp(settings.complianceRate)
        let damage = SimulatedBehaviour.clamp(settings.overcorrectionRate)
        for (mended, probability) in Self.binomial(wrong, compliance).enumerated() {
            for (damaged, share) in Self.binomial(mended, damage).enumerated() {
                result[wrong - mended + min(damaged, total - wrong)] += probability * share
            }
        }
        return result
    }

    private static func binomial(_ count: Int, _ probability: Double) -> [Double] {
        sumOfEvents([Double](repeating: probability, count: count))
    }

    /// The distribution of how many of independent events happen.
    private static func sumOfEvents(_ probabilities: [Double]) -> [Double] {
        var counts = [1.0]
        for probability in probabilities {
            var next = [Double](repeating: 0, count: counts.count + 1)
            for (count, share) in counts.enumerated() {
                next[count] += share * (1 - probability)
                next[count + 1] += share * probability
            }
            counts = next
        }
        return counts
    }
}
