import Foundation
import Testing

@testable import CausalEngine

/// “What if this had followed that rule instead”: functions as interventions of a counterfactual, in every way of computing one.
@Suite("Counterfactuals of functions")
struct FunctionalCounterfactualTests {
    private func question(_ scm: SCM, _ texts: String...) throws -> Counterfactual {
        Counterfactual(scm, try Assignments.interventions(texts, in: scm))
    }

    @Test("Monte Carlo: what is not asked for does not bear on what is, to the last bit")
    func barren() throws {
        for seed in 3000..<3040 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: true)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            func answer(_ targets: [Int]?) throws -> CounterfactualAnswer {
                var query = example.query
                query.targets = targets
                return try counterfactual.answer(query, approach: .monteCarlo, samples: 400, seed: seed)
            }
            guard let all = try? answer(nil) else { continue }
            for target in example.scm.variables.indices {
                #expect(try answer([target])[target] == all[target], "seed \(seed), variable \(target)")
            }
        }
    }

    @Test("the twin network gives what going through all noise gives; so do units and Monte Carlo")
    func enumeration() throws {
        var (functions, ownNoise) = (0, 0)
        for seed in 3000..<3150 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: true)
            let exact = TwinEnumeration(example.scm, example.interventions, example.query)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            guard exact.probability > 0 else {
                #expect(throws: InferenceError.self) { try counterfactual.answer(example.query) }
                continue
            }
            let answer = try counterfactual.answer(example.query)
            #expect(answer.method == .twinNetwork)
            let estimate =
                seed % 5 == 0
                ? try counterfactual.answer(example.query, approach: .monteCarlo, samples: 20_000, seed: seed) : nil
            for variable in example.scm.variables.indices {
                let truth = exact.counterfactual(variable)
                for (state, probability) in truth.enumerated() {
                    #expect(abs(answer.law(variable)[state] - probability) < 1e-10, "seed \(seed)")
                    guard let estimate else { continue }
                    // Of some two thousand estimates one is 5.5 standard errors off with probability 1e-4.
                    let error = estimate.errors(variable)[state]
                    #expect(abs(estimate.law(variable)[state] - probability) <= 5.5 * error + 1e-10, "seed \(seed)")
                }
            }
            functions += example.interventions.values.count { if case .function = $0 { true } else { false } }
            ownNoise += example.interventions.values.count(where: \.readsOwnNoise)
        }
        #expect(functions > 100)
        #expect(ownNoise > 5, "\(ownNoise)")
    }

    @Test("a unit under a function: certain values are those of the twin network, open ones are among the likely")
    func units() throws {
        var certain = 0
        for seed in 3200..<3260 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: true)
            let values = try Sampler(example.scm, seed: seed).skeleton(row: 1).values
            var query = Query()
            for (variable, value) in values.enumerated() { query.evidence[variable] = value.stateIndex }
            let counterfactual = Counterfactual(example.scm, example.interventions)
            let unit = try counterfactual.unit(values)
            let answer = try counterfactual.answer(query, approach: .twinNetwork)
            for variable in values.indices {
                let share = answer.law(variable)[unit.counterfactual[variable].stateIndex ?? 0]
                if unit.open.contains(variable) {
                    #expect(share > 0)
                } else {
                    #expect(abs(share - 1) < 1e-10, "seed \(seed), variable \(variable)")
                    certain += 1
                }
            }
        }
        #expect(certain > 100)
    }

    @Test("bounds under a function contain what either convention gives, and are it where no table is left open")
    func bounds() throws {
        var bounded = 0
        for seed in 3300..<3380 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: true)
            let query = Query(evidence: example.query.evidence)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            guard let bounds = try? counterfactual.bounds(query) else { continue }
            for convention in [ProbabilityTable.NoiseConvention.inverseCDF, .gumbelMax] {
                let answer = try Counterfactual(example.scm.assuming(convention), example.interventions).answer(
                    query, approach: .twinNetwork)
                for (variable, ranges) in bounds.ranges {
                    for (state, range) in ranges.enumerated() {
                        let probability = answer.law(variable)[state]
                        #expect(range.lowerBound - 1e-10 <= probability && probability <= range.upperBound + 1e-10)
                        bounded += 1
                    }
                }
            }
        }
        #expect(bounded > 300)
    }

    @Test("bounds of a whole unit under a function")
    func unitBounds() throws {
        for seed in 3400..<3440 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, withFunctions: true)
            let values = try Sampler(example.scm, seed: seed).skeleton(row: 2).values
            var query = Query()
            for (variable, value) in values.enumerated() { query.evidence[variable] = value.stateIndex }
            let counterfactual = Counterfactual(example.scm, example.interventions)
            let bounds = try counterfactual.bounds(query)
            let answer = try counterfactual.answer(query, approach: .twinNetwork)
            for (variable, ranges) in bounds.ranges {
                for (state, range) in ranges.enumerated() {
                    let probability = answer.law(variable)[state]
                    #expect(range.lowerBound - 1e-10 <= probability && probability <= range.upperBound + 1e-10)
                }
            }
        }
    }

    @Test("replay, unit and evidence on everything agree in a mixed model; the order of the other world may be another")
    func agreement() throws {
        let scm = try MixedModel.make()
        for texts in [
            ["map:=100 - 0.5*age + u"], ["map:=age + 2*u", "age=61"], ["smoke:=age > 60 ? yes : no"],
            ["age:=dose == high ? 80 : 40"], ["shock:=dose == high ? overt : none"],
            ["age:=map + 1", "map:=dose == high ? 55 : 60"],
        ] {
            let interventions = try Assignments.interventions(texts, in: scm)
            let counterfactual = Counterfactual(scm, interventions)
            let twin = Sampler(scm.intervene(interventions), seed: 4)
            for row in 0..<40 as Range<UInt64> {
                let replayed = try counterfactual.replay(row: row, seed: 4)
                #expect(try replayed.counterfactual == twin.skeleton(row: row).values)
                let unit = try counterfactual.unit(replayed.factual)
                var query = Query()
                for (variable, value) in replayed.factual.enumerated() { query = query.seeing(value, of: variable) }
                let answer = try counterfactual.answer(query, samples: 500)
                for variable in scm.variables.indices where !unit.open.contains(variable) {
                    switch (unit.counterfactual[variable], replayed.counterfactual[variable]) {
                    case (.number(let one), .number(let other)):
                        #expect(abs(one - other) < 1e-9)
                        #expect(abs((answer.summary(variable)?.mean ?? .nan) - other) < 1e-9)
                    case (let one, let other):
                        #expect(one == other, "\(texts)")
                        #expect(abs(answer.law(variable)[other.stateIndex ?? 0] - 1) < 1e-9)
                    }
                }
            }
        }
    }

    private static let linear = """
        format: causalsynth/scm/1
        name: linear
        variables:
          - {name: a, unit: m, equation: u, noise: "normal(1, 2)"}
          - {name: b, unit: m, parents: [a], equation: 2*a + u, noise: "normal(0, 1)"}
          - {name: c, unit: m, parents: [b], equation: b + u, noise: "normal(0, 3)"}
        """

    @Test("linear-Gaussian: another slope with the same noise, and noise that the rule brings, in closed form")
    func linearGaussian() throws {
        let scm = try MixedModel.read(Self.linear)
        // b = 5 seen: a given b has variance 4/17 and mean 1 + 8/17 (5 − 2); u_b = 5 − 2a.
        let mean = 1 + 8.0 / 17 * 3
        let query = Query(numbers: [1: 5], targets: [1, 2])
        let own = try question(scm, "b:=3*a + u").answer(query)
        #expect(own.method == .linearGaussian)
        // b* = 3a + 5 − 2a = 5 + a.
        let summary = try #require(own.summary(1))
        #expect(abs(summary.mean - (5 + mean)) < 1e-12)
        #expect(abs(summary.deviation - (4.0 / 17).squareRoot()) < 1e-12)
        #expect(abs((own.summary(2)?.deviation ?? 0) - (4.0 / 17 + 9).squareRoot()) < 1e-12)
        let brought = try question(scm, "b:=3*a + u; u~normal(7, 2)").answer(query)
        #expect(brought.method == .linearGaussian)
        #expect(abs((brought.summary(1)?.mean ?? 0) - (3 * mean + 7)) < 1e-12)
        #expect(abs((brought.summary(1)?.deviation ?? 0) - (9 * 4.0 / 17 + 4).squareRoot()) < 1e-12)
        let estimate = try question(scm, "b:=3*a + u; u~normal(7, 2)").answer(
            query, approach: .monteCarlo, samples: 50_000, seed: 3)
        let sampled = try #require(estimate.summary(1))
        #expect(abs(sampled.mean - (3 * mean + 7)) < 5 * sampled.meanError)
        // c seen, and c set to a function of a that turns the order: a := c, with c's own rule cut.
        let turned = try question(scm, "a:=c", "c=4").answer(Query(numbers: [1: 5], targets: [0, 1]))
        #expect(abs((turned.summary(1)?.mean ?? 0) - (8 + 5 - 2 * mean)) < 1e-12)
    }

    @Test("states driven by continuous noise: own noise is kept within its cell, brought noise is free")
    func cells() throws {
        let scm = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: cells
            variables:
              - {name: x, states: [low, high], table: [0.5, 0.5]}
              - name: y
                states: [no, yes]
                parents: [x]
                equation: "u < (x == high ? 0.6 : 0.2) ? yes : no"
                noise: uniform(0, 1)
            """)
        let query = Query(evidence: [0: 0, 1: 0], targets: [1])
        // u ≥ 0.2 was seen; the rule says yes below 0.4: 0.2 of 0.8.
        let own = try question(scm, "y:=u < 0.4 ? yes : no").answer(query, samples: 40_000, seed: 2)
        #expect(abs(own.law(1)[1] - 0.25) < 5 * own.errors(1)[1])
        let brought = try question(scm, "y:=u < 0.4 ? yes : no; u~uniform(0, 1)").answer(
            query, samples: 40_000, seed: 2)
        #expect(abs(brought.law(1)[1] - 0.4) < 5 * brought.errors(1)[1])
        let values = [Value.state(0), .state(0)]
        #expect(try question(scm, "y:=u < 0.4 ? yes : no").unit(values).open == [1])
        #expect(try question(scm, "y:=u < 0.2 ? yes : no").unit(values).open == [])
        #expect(try question(scm, "y:=u < 0.9 ? yes : no; u~uniform(0, 1)").unit(values).counterfactual[1] == .state(1))
    }

    @Test("a value set on a variable whose equation cannot be solved needs no noise; a function that reads it does")
    func unsolvable() throws {
        let scm = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: folded
            variables:
              - {name: x, unit: m, equation: u * u, noise: "normal(0, 1)"}
              - {name: y, unit: m, parents: [x], equation: x + u, noise: "normal(0, 1)"}
            """)
        let values = [Value.number(4), .number(5)]
        #expect(try question(scm, "x=9").unit(values).counterfactual == [.number(9), .number(10)])
        #expect(try question(scm, "x:=7").unit(values).counterfactual == [.number(7), .number(8)])
        let error = #expect(throws: InferenceError.self) { try question(scm, "x:=u").unit(values) }
        #expect(error?.description.contains("neither rises nor falls") == true)
    }
}
