import Foundation
import Testing

@testable import CausalEngine

@Suite("Counterfactuals")
struct CounterfactualTests {
    private func expectClose(_ a: [Double], _ b: [Double], _ seed: UInt64) {
        #expect(a.count == b.count)
        for (x, y) in zip(a, b) { #expect(abs(x - y) < 1e-10, "seed \(seed): \(a) and \(b)") }
    }

    @Test("the twin network gives what going through all noise gives")
    func enumeration() throws {
        var answered = 0
        var afterEvidenceOnDone = 0
        for seed in 0..<150 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed)
            let exact = TwinEnumeration(example.scm, example.interventions, example.query)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            guard exact.probability > 0 else {
                #expect(throws: InferenceError.self) { try counterfactual.answer(example.query) }
                continue
            }
            let answer = try counterfactual.answer(example.query)
            #expect(answer.method == .twinNetwork)
            #expect(abs(answer.logEvidence - log(exact.probability)) < 1e-9)
            for variable in example.scm.variables.indices {
                expectClose(answer.law(variable), exact.counterfactual(variable), seed)
                #expect(answer.errors(variable).allSatisfy { $0 == 0 })
            }
            answered += 1
            if example.interventions.keys.contains(where: { example.query.evidence[$0] != nil }) {
                afterEvidenceOnDone += 1
            }
        }
        #expect(answered > 80)
        #expect(afterEvidenceOnDone > 15)
    }

    @Test("variables that are held keep their factual value: nested worlds as by enumeration")
    func nested() throws {
        for seed in 200..<260 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed)
            var generator = SeededGenerator(seed: seed)
            let held = Set(
                example.scm.variables.indices.filter {
                    example.interventions[$0] == nil && Bool.random(using: &generator)
                })
            let exact = TwinEnumeration(example.scm, example.interventions, holding: held, example.query)
            guard exact.probability > 0 else { continue }
            let answer = try Counterfactual(example.scm, example.interventions, holding: held).answer(example.query)
            for variable in example.scm.variables.indices {
                expectClose(answer.law(variable), exact.counterfactual(variable), seed)
            }
        }
    }

    @Test("effectiveness, consistency and the empty do()")
    func axioms() throws {
        for seed in 300..<380 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, convention: seed % 2 == 0 ? .inverseCDF : .gumbelMax)
            let everything = Query(evidence: example.query.evidence, likelihood: example.query.likelihood)
            guard let factual = try? ExactInference(example.scm).query(everything) else { continue }
            let answer = try Counterfactual(example.scm, example.interventions).answer(
                everything, approach: .twinNetwork)
            for (variable, intervention) in example.interventions {
                switch intervention {
                case .value(let value): #expect(answer.law(variable)[value.stateIndex ?? 0] == 1)
                case .distribution(let probabilities): expectClose(answer.law(variable), probabilities, seed)
                case .function: Issue.record("these examples set no functions")
                }
            }
            let none = try Counterfactual(example.scm, [:]).answer(everything, approach: .twinNetwork)
            // Set to what was seen of it, nothing would have been different.
            let same = everything.evidence.mapValues { Intervention.value(.state($0)) }
            let consistent = try Counterfactual(example.scm, same).answer(everything, approach: .twinNetwork)
            for variable in example.scm.variables.indices {
                let law = factual[variable] ?? []
                expectClose(none.law(variable), law, seed)
                expectClose(consistent.law(variable), law, seed)
                if !Counterfactual(example.scm, example.interventions).isChanged[variable] {
                    expectClose(answer.law(variable), law, seed)
                }
            }
        }
    }

    /// Composition: setting a variable besides to the value that it would have had changes nothing (Galles & Pearl 1998).
    @Test("replay: composition, effectiveness, consistency; what the intervention cannot reach stays to the last bit")
    func replay() throws {
        for seed in 400..<460 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, convention: seed % 2 == 0 ? .inverseCDF : .gumbelMax)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            for row in 0..<20 as Range<UInt64> {
                let unit = try counterfactual.replay(row: row, seed: seed)
                #expect(try unit.factual == Sampler(example.scm, seed: seed).skeleton(row: row).values)
                for (variable, intervention) in example.interventions {
                    if case .value(let value) = intervention { #expect(unit.counterfactual[variable] == value) }
                }
                for (variable, isChanged) in counterfactual.isChanged.enumerated() where !isChanged {
                    #expect(unit.counterfactual[variable] == unit.factual[variable])
                }
                let nothing = try Counterfactual(example.scm, [:]).replay(row: row, seed: seed)
                #expect(nothing.counterfactual == nothing.factual)
                #expect(nothing.changed.isEmpty)
                for variable in example.scm.variables.indices where example.interventions[variable] == nil {
                    let own = [variable: Intervention.value(unit.factual[variable])]
                    #expect(try Counterfactual(example.scm, own).replay(row: row, seed: seed).changed.isEmpty)
                    let more = example.interventions.merging(
                        [variable: .value(unit.counterfactual[variable])]) { first, _ in first }
                    let composed = try Counterfactual(example.scm, more).replay(row: row, seed: seed)
                    #expect(composed.counterfactual == unit.counterfactual)
                }
            }
        }
    }

    @Test("replay under inverse-cdf is the same row of the mutilated model")
    func replayIsTheTwinRow() throws {
        for seed in 500..<540 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: seed % 2 == 0)
            let twin = Sampler(example.scm.intervene(example.interventions), seed: seed)
            for row in 0..<50 as Range<UInt64> {
                let unit = try Counterfactual(example.scm, example.interventions).replay(row: row, seed: seed)
                #expect(try unit.counterfactual == twin.skeleton(row: row).values, "seed \(seed)")
            }
        }
        let scm = try MixedModel.make()
        for interventions in [[0: Intervention.value(.state(0))], [1: .value(.number(80))], [3: .value(.number(50))]] {
            let twin = Sampler(scm.intervene(interventions), seed: 9)
            for row in 0..<50 as Range<UInt64> {
                let unit = try Counterfactual(scm, interventions).replay(row: row, seed: 9)
                #expect(try unit.counterfactual == twin.skeleton(row: row).values)
            }
        }
    }

    /// Replayed units that agree with the evidence are draws from the counterfactual: a check of replay and twin network
    /// against each other by chi-square tests, whose least p-value of some hundred falls below 1e-7 with probability 1e-5.
    @Test("replayed units are distributed as the twin network says, under both conventions")
    func replayedDistribution() throws {
        var tests = 0
        for seed in 600..<640 as Range<UInt64> {
            let example = try CounterfactualCase(
                seed: seed, convention: seed % 2 == 0 ? .inverseCDF : .gumbelMax, withFunctions: seed % 3 == 0)
            let interventions = example.interventions
            let evidence = Query(evidence: example.query.evidence)
            let counterfactual = Counterfactual(example.scm, interventions)
            guard let answer = try? counterfactual.answer(evidence, approach: .twinNetwork),
                exp(answer.logEvidence) > 0.05, !interventions.isEmpty
            else { continue }
            var counts = [[[Int]: Int]](repeating: [:], count: example.scm.variables.count)
            var total = 0
            for row in 0..<2000 as Range<UInt64> {
                let unit = try counterfactual.replay(row: row, seed: seed)
                guard evidence.evidence.allSatisfy({ unit.factual[$0.key] == .state($0.value) }) else { continue }
                total += 1
                for (variable, value) in unit.counterfactual.enumerated() {
                    counts[variable][[value.stateIndex ?? 0], default: 0] += 1
                }
            }
            for variable in example.scm.variables.indices {
                let law = answer.law(variable)
                let expected = Dictionary(uniqueKeysWithValues: law.indices.map { ([$0], law[$0]) })
                    .filter { $0.value > 1e-12 }
                tests += 1
                #expect(
                    ChiSquare.pValue(counts: counts[variable], expected: expected, total: total) > 1e-7,
                    "seed \(seed), variable \(variable)")
            }
        }
        #expect(tests > 60)
    }

    @Test("by hand on asia: a patient with bronchitis and dyspnoea, had the bronchitis not been")
    func asia() throws {
        let scm = try Network.load("asia").scm
        let bronc = try #require(scm.index(of: "bronc"))
        let dysp = try #require(scm.index(of: "dysp"))
        let either = try #require(scm.index(of: "either"))
        // dysp=yes has u < 0.8 with bronc alone and u < 0.1 with neither; u < 0.9 and u < 0.7 with either.
        let query = Query(evidence: [bronc: 0, dysp: 0, either: 1], targets: [dysp])
        let answer = try Counterfactual(scm, [bronc: .value(.state(1))]).answer(query)
        #expect(abs(answer.law(dysp)[0] - 0.1 / 0.8) < 1e-12)
        let other = Query(evidence: [bronc: 0, dysp: 0, either: 0], targets: [dysp])
        #expect(abs(try Counterfactual(scm, [bronc: .value(.state(1))]).answer(other).law(dysp)[0] - 0.7 / 0.9) < 1e-12)
    }
}
