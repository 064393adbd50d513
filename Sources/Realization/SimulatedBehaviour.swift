import CausalEngine
import Foundation

/// What a draft says of one fact.
enum Said: Hashable {
    /// It states this value, right or wrong.
    case value(Value)
    /// It is silent.
    case unsaid
}

/// What the simulated writer decides to say, before it is put into words.
///
/// Every decision is a function of the request: draws are keyed by seed, row, variable and attempt.
struct SimulatedBehaviour {
    /// How often a fact that may be left unsaid is said all the same.
    static let derivableSpokenRate = 0.5

    let settings: SimulatedSettings
    let variables: [Variable]
    let priors: [[PriorRule]]

    // MARK: Fresh drafts

    /// What a fresh draft of this attempt says of each fact of the request, in the request's order.
    func fresh(_ request: DraftRequest) -> [Said] {
        request.facts.map { fact in
            var draws = draws(for: fact, of: request, purpose: "say")
            let silence = draws.uniform()
            let override = draws.uniform()
            let choice = draws.uniform()
            guard silence >= silenceRate(isDerivable: fact.isDerivable) else { return .unsaid }
            guard override < overrideProbability(of: fact.variable, in: request.values) else {
                return .value(fact.value)
            }
            return .value(pulled(fact, in: request.values, by: choice))
        }
    }

    /// The probability that a fresh draft is silent on a fact.
    func silenceRate(isDerivable: Bool) -> Double {
        let omission = Self.clamp(settings.omissionRate)
        return isDerivable ? max(omission, 1 - Self.derivableSpokenRate) : omission
    }

    /// 1 − exp(−λ·(π(m) − π(s))): s is the fact's state, m the state that the prior holds most likely.
    func overrideProbability(of variable: Int, in values: [Value]) -> Double {
        guard let (prior, state) = prior(of: variable, in: values), let top = prior.max() else { return 0 }
        let strength = settings.priorStrength.isFinite ? max(0, settings.priorStrength) : 0
        return 1 - exp(-strength * (top - prior[state]))
    }

    /// The state that is said instead: one that the prior holds likelier than the true one, in proportion to its prior.
    private func pulled(_ fact: Fact, in values: [Value], by uniform: Double) -> Value {
        guard let (prior, state) = prior(of: fact.variable, in: values) else { return fact.value }
        let weights = prior.map { $0 > prior[state] ? $0 : 0 }
        var left = uniform * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() where weight > 0 {
            if left < weight { return .state(index) }
            left -= weight
        }
        return weights.lastIndex { $0 > 0 }.map { .state($0) } ?? fact.value
    }

    private func prior(of variable: Int, in values: [Value]) -> (probabilities: [Double], state: Int)? {
        guard priors.indices.contains(variable), values.indices.contains(variable),
            let state = values[variable].stateIndex,
            let rule = priors[variable].first(where: { $0.holds(in: values) }),
            rule.probabilities.indices.contains(state)
        else { return nil }
        return (rule.probabilities, state)
    }

    // MARK: Corrections

    /// What the corrected draft said of each fact, as the correction tells it: what is not named was right.
    ///
    /// A derivable fact that is not named may have been left unsaid; `spoken` tells.
    func before(_ request: DraftRequest, _ correction: Correction, spoken: [Said]) -> [Said] {
        request.facts.enumerated().map { position, fact in
            guard let item = correction.items.first(where: { $0.variable == fact.variable }) else {
                return fact.isDerivable && spoken[position] == .unsaid ? .unsaid : .value(fact.value)
            }
            switch item.problem {
            case .missing: return .unsaid
            case .uncertain, .conflicting, .leaked: return .value(fact.value)
            case .contradicted:
                return item.found.flatMap { value(named: $0, of: fact.variable) }.map { .value($0) } ?? .unsaid
            }
        }
    }

    /// What the next draft says: each named fact is mended or not, and mending one may damage another.
    ///
    /// - Returns: what is said, and the positions of the facts that were mended.
    func mended(
        _ request: DraftRequest, _ correction: Correction, before: [Said]
    ) -> (said: [Said], mended: Set<Int>) {
        var said = before
        let named = request.facts.indices.filter { position in
            correction.items.contains { $0.variable == request.facts[position].variable }
        }
        var mended: Set<Int> = []
        var untouched = request.facts.indices.filter { !named.contains($0) }
        for position in named {
            let fact = request.facts[position]
            var draws = draws(for: fact, of: request, purpose: "mend")
            guard draws.happens(Self.clamp(settings.complianceRate)) else { continue }
            said[position] = .value(fact.value)
            mended.insert(position)
            guard draws.happens(Self.clamp(settings.overcorrectionRate)), !untouched.isEmpty else { continue }
            let victim = untouched.remove(at: draws.index(below: untouched.count))
            said[victim] = damaged(request.facts[victim], &draws)
        }
        return (said, mended)
    }

    /// Something wrong about a fact: another state, another number, or silence where there is no other.
    private func damaged(_ fact: Fact, _ draws: inout Draws) -> Said {
        let variable = variables.indices.contains(fact.variable) ? variables[fact.variable] : nil
        switch fact.value {
        case .state(let state):
            let others = (variable?.states ?? []).indices.filter { $0 != state }
            return draws.pick(Array(others)).map { .value(.state($0)) } ?? .unsaid
        case .number(let number):
            // At least ten steps of the written precision, so that no rounding makes it right again.
            let step = pow(10, 1 - Double(variable?.quantity?.decimals ?? 1))
            let slip = max(step, abs(number) / 10)
            let isLower = draws.happens(0.5) && number - slip >= variable?.quantity?.range?.lowerBound ?? -.infinity
            return .value(.number(isLower ? number - slip : number + slip))
        }
    }

    private func value(named text: String, of variable: Int) -> Value? {
        guard variables.indices.contains(variable) else { return nil }
        let variable = variables[variable]
        return variable.isContinuous
            ? Double(text).map { .number($0) } : variable.index(ofState: text).map { .state($0) }
    }

    private func draws(for fact: Fact, of request: DraftRequest, purpose: String) -> Draws {
        Draws(seed: request.seed, row: request.row, purpose: purpose, part: fact.name, round: request.attempt)
    }

    static func clamp(_ rate: Double) -> Double {
        rate >= 0 ? min(rate, 1) : 0
    }
}
