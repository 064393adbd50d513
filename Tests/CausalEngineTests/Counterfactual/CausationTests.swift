import Foundation
import Testing

@testable import CausalEngine

@Suite("Causation")
struct CausationTests {
    private func binary(_ name: String) -> Variable {
        Variable(name: name, domain: .categorical(states: ["yes", "no"], isOrdinal: false))
    }

    private func table(_ parents: Int, _ yes: [Double], _ convention: ProbabilityTable.NoiseConvention = .inverseCDF)
        -> Mechanism
    {
        .table(
            ProbabilityTable(
                parentCardinalities: Array(repeating: 2, count: parents), stateCount: 2,
                probabilities: yes.flatMap { [$0, 1 - $0] }, convention: convention))
    }

    /// x → y: with one uniform PN = (p₁ − p₀)/p₁, PS = (p₁ − p₀)/(1 − p₀), PNS = p₁ − p₀ where p₁ > p₀, all 0 else: monotone
    /// noise is the lower bound of Tian and Pearl; the upper ones are min(1, (1 − p₀)/p₁), min(1, p₁/(1 − p₀)), min(p₁, 1 − p₀).
    @Test("two variables: the closed forms, and the bounds of Tian and Pearl")
    func closedForms() throws {
        for (with, without) in [(0.8, 0.3), (0.3, 0.8), (0.5, 0.5), (0.95, 0.9), (1, 0)] {
            let scm = try SCM(
                variables: [binary("x"), binary("y")], graph: DirectedGraph(parents: [[], [0]]),
                mechanisms: [table(0, [0.4]), table(1, [with, without])])
            let contrast = try CausalContrast(
                scm, cause: 0, value: .state(0), alternative: .state(1), effect: 1, state: 0)
            let found = try contrast.probabilitiesOfCausation()
            let gain = max(0, with - without)
            func check(_ bounded: ProbabilitiesOfCausation.Bounded, _ value: Double, _ high: Double) throws {
                #expect(abs(try #require(bounded.quantity).value - value) < 1e-12)
                let bounds = try #require(bounded.bounds)
                #expect(abs(bounds.lowerBound - value) < 1e-12)
                #expect(abs(bounds.upperBound - high) < 1e-12)
            }
            try check(found.necessity, gain / with, min(1, (1 - without) / with))
            try check(found.sufficiency, gain / (1 - without), min(1, with / (1 - without)))
            try check(found.necessityAndSufficiency, gain, min(with, 1 - without))
            // --bounds of the counterfactual that PN is about say the same.
            let range = try #require(
                Counterfactual(scm, [0: .value(.state(1))]).bounds(Query(evidence: [0: 0, 1: 0], targets: [1])).ranges[
                    1])
            #expect(abs(range[1].lowerBound - gain / with) < 1e-12)
            #expect(abs(range[1].upperBound - min(1, (1 - without) / with)) < 1e-12)
        }
    }

    @Test("in random models every probability of causation lies within its bounds, and agrees with enumeration")
    func bounded() throws {
        var checked = 0
        for seed in 0..<60 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, convention: seed % 2 == 0 ? .inverseCDF : .gumbelMax)
            var generator = SeededGenerator(seed: seed)
            let scm = example.scm
            let pair = Array(scm.variables.indices.shuffled(using: &generator).prefix(2))
            let contrast = try CausalContrast(
                scm, cause: pair[0], value: .state(0), alternative: .state(1), effect: pair[1], state: 0)
            let found = try contrast.probabilitiesOfCausation()
            for bounded in [found.necessity, found.sufficiency, found.necessityAndSufficiency] {
                guard let quantity = bounded.quantity, let bounds = bounded.bounds else { continue }
                #expect(quantity.value >= bounds.lowerBound - 1e-9, "seed \(seed)")
                #expect(quantity.value <= bounds.upperBound + 1e-9, "seed \(seed)")
                #expect(quantity.error == 0)
                checked += 1
            }
            guard seed % 2 == 0, let necessity = found.necessity.quantity else { continue }
            let exact = TwinEnumeration(
                scm, [pair[0]: .value(.state(1))], Query(evidence: [pair[0]: 0, pair[1]: 0]))
            #expect(abs(necessity.value - (1 - exact.counterfactual(pair[1])[0])) < 1e-9)
            let worlds = TwinEnumeration(
                scm.intervene([pair[0]: .value(.state(0))]), [pair[0]: .value(.state(1))], Query(evidence: [pair[1]: 0])
            )
            let both = worlds.probability * (1 - worlds.counterfactual(pair[1])[0])
            #expect(
                abs((found.necessityAndSufficiency.quantity?.value ?? 2) - (worlds.probability > 0 ? both : 0)) < 1e-9)
        }
        #expect(checked > 100)
    }

    /// x → m → y and x → y without confounding: NDE = Σₘ (P(y|x,m) − P(y|x′,m)) P(m|x′), NIE = Σₘ P(y|x′,m) (P(m|x) −
    /// P(m|x′)) (Pearl 2001).
    @Test("natural effects: the mediation formulas")
    func mediation() throws {
        let outcome = [0.9, 0.4, 0.6, 0.1]
        let mediator = [0.7, 0.2]
        let scm = try SCM(
            variables: [binary("x"), binary("m"), binary("y")], graph: DirectedGraph(parents: [[], [0], [0, 1]]),
            mechanisms: [table(0, [0.5]), table(1, mediator), table(2, outcome)])
        let contrast = try CausalContrast(
            scm, cause: 0, value: .state(0), alternative: .state(1), effect: 2, state: 0)
        let effects = try contrast.naturalEffects(controlled: [1: .state(0)])
        #expect(effects.mediators == [1])
        let direct = (0.9 - 0.6) * 0.2 + (0.4 - 0.1) * 0.8
        let indirect = 0.6 * (0.7 - 0.2) + 0.1 * (0.3 - 0.8)
        let total = (0.9 * 0.7 + 0.4 * 0.3) - (0.6 * 0.2 + 0.1 * 0.8)
        #expect(abs(effects.naturalDirect.value - direct) < 1e-12)
        #expect(abs(effects.naturalIndirect.value - indirect) < 1e-12)
        #expect(abs(effects.total.value - total) < 1e-12)
        #expect(abs((effects.controlledDirect?.value ?? 0) - 0.3) < 1e-12)
        // TE = NDE − NIE of the reverse change.
        let reverse = try CausalContrast(
            scm, cause: 0, value: .state(1), alternative: .state(0), effect: 2, state: 0
        ).naturalEffects()
        #expect(abs(effects.total.value - (effects.naturalDirect.value - reverse.naturalIndirect.value)) < 1e-12)
    }

    @Test("natural effects of a linear model with a continuous mediator and effect")
    func linear() throws {
        let scm = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: linear
            variables:
              - {name: x, states: [yes, no], table: [0.5, 0.5]}
              - {name: m, parents: [x], equation: "(x == yes ? 2 : 0) + u", noise: "normal(0, 1)"}
              - {name: y, parents: [x, m], equation: "(x == yes ? 5 : 0) + 3*m + u", noise: "normal(0, 1)"}
            """)
        let effects = try CausalContrast(
            scm, cause: 0, value: .state(0), alternative: .state(1), effect: 2, state: nil
        ).naturalEffects()
        #expect(abs(effects.total.value - 11) < 1e-9)
        #expect(abs(effects.naturalDirect.value - 5) < 1e-9)
        #expect(abs(effects.naturalIndirect.value - 6) < 1e-9)
        #expect(effects.total.error == 0)
    }

    @Test("evidence behind the cause, a mediator that is none, and a cause against itself are refused")
    func refusals() throws {
        let scm = try Network.load("asia").scm
        let smoke = try #require(scm.index(of: "smoke"))
        let lung = try #require(scm.index(of: "lung"))
        let asia = try #require(scm.index(of: "asia"))
        #expect(throws: EngineError.self) {
            try CausalContrast(scm, cause: smoke, value: .state(0), alternative: .state(0), effect: lung, state: 0)
        }
        #expect(throws: EngineError.self) {
            try CausalContrast(scm, cause: smoke, value: .state(0), alternative: .state(1), effect: smoke, state: 0)
        }
        let contrast = try CausalContrast(
            scm, cause: smoke, value: .state(0), alternative: .state(1), effect: lung, state: 0)
        #expect(throws: EngineError.self) { try contrast.probabilitiesOfCausation(Query(evidence: [lung: 0])) }
        #expect(throws: EngineError.self) { try contrast.naturalEffects(mediators: [asia]) }
    }
}
