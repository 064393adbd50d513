import Foundation
import Testing

@testable import CausalEngine

@Suite("Counterfactuals of numbers")
struct ContinuousCounterfactualTests {
    private func model(_ variables: String) throws -> SCM {
        try MixedModel.read("format: causalsynth/scm/1\nname: numbers\nvariables:\n" + variables)
    }

    /// x = u₁, z = 2x + u₂, y = x − z + u₃ with standard deviations 1, 1, 2.
    private func chain() throws -> SCM {
        try model(
            """
              - {name: x, equation: u, noise: "normal(0, 1)"}
              - {name: z, parents: [x], equation: 2*x + u, noise: "normal(0, 1)"}
              - {name: y, parents: [x, z], equation: x - z + u, noise: "normal(1, 2)"}
            """)
    }

    @Test("a whole unit of an additive model is settled: y* = y + f(x*) − f(x)")
    func unit() throws {
        let scm = try chain()
        let values: [Value] = [.number(0.5), .number(2), .number(-1)]
        let counterfactual = Counterfactual(scm, [0: .value(.number(3))])
        let unit = try counterfactual.unit(values)
        // u₂ = 2 − 1 = 1, u₃ = −1 − (0.5 − 2) = 0.5; z* = 6 + 1 = 7, y* = 3 − 7 + 0.5.
        #expect(unit.noise == [.number(0.5), .number(1), .number(0.5)])
        #expect(unit.counterfactual == [.number(3), .number(7), .number(-3.5)])
        #expect(unit.open.isEmpty)
        #expect(unit.changed == [0, 1, 2])
        let answer = try counterfactual.answer(Query(numbers: [0: 0.5, 1: 2, 2: -1]))
        #expect(answer.method == .twinNetwork)
        #expect(abs((answer.summary(2)?.mean ?? 0) + 3.5) < 1e-12)
        #expect(answer.summary(2)?.deviation == 0)
        #expect(try Counterfactual(scm, [:]).unit(values).counterfactual == values)
    }

    /// Seen y = v alone: the noises are conditioned on u₁ − (2u₁ + u₂) + u₃ = −u₁ − u₂ + u₃ = v, of mean 1 and variance 6.
    @Test("partial evidence on a linear-Gaussian model: the closed form")
    func linearGaussian() throws {
        let scm = try chain()
        let seen = 2.5
        let counterfactual = Counterfactual(scm, [1: .value(.number(-1))])
        let query = Query(numbers: [2: seen])
        let answer = try counterfactual.answer(query)
        #expect(answer.method == .linearGaussian)
        // y* = u₁ + 1 + u₃: mean 2, variance 5, covariance with y −1 + 4.
        let mean = 2 + 3 * (seen - 1) / 6
        let variance = 5.0 - 9 / 6
        let summary = try #require(answer.summary(2))
        #expect(abs(summary.mean - mean) < 1e-12)
        #expect(abs(summary.deviation - variance.squareRoot()) < 1e-12)
        #expect(abs(summary.q95 - (mean + 1.6448536269514722 * variance.squareRoot())) < 1e-9)
        #expect(summary.meanError == 0)
        let density = -0.5 * log(2 * Double.pi * 6) - 0.5 * (seen - 1) * (seen - 1) / 6
        #expect(abs(answer.logEvidence - density) < 1e-12)
        // The estimate agrees within six of its standard errors.
        let estimate = try counterfactual.answer(query, approach: .monteCarlo, samples: 50_000, seed: 2)
        let estimated = try #require(estimate.summary(2))
        #expect(estimate.method == .monteCarlo)
        #expect(abs(estimated.mean - mean) < 6 * estimated.meanError)
        #expect(estimated.meanError > 0)
        #expect(abs(estimate.logEvidence - density) < 0.1)
        #expect((estimate.effectiveSampleSize ?? 0) > 1000)
    }

    @Test("states beside numbers: a mixture, as by going through the states")
    func mixture() throws {
        let scm = try model(
            """
              - {name: g, states: [a, b, c], ordinal: true, table: [0.2, 0.3, 0.5]}
              - {name: t, states: [yes, no], parents: [g], table: [[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]]}
              - {name: m, parents: [g, t], equation: "(t == yes ? 2 : 0) + (g == a ? 1 : g == b ? -1 : 0) + u", noise: "normal(0, 1)"}
              - {name: y, parents: [m, t], equation: "3*m - (t == yes ? 1 : 0) + u", noise: "normal(0, 0.5)"}
            """)
        let counterfactual = Counterfactual(scm, [1: .value(.state(1))])
        let query = Query(evidence: [1: 0], numbers: [3: 4])
        let answer = try counterfactual.answer(query)
        #expect(answer.method == .linearGaussian)
        // Given g = i and t = yes: y = 3(2 + cᵢ + u) − 1 + v of mean 5 + 3cᵢ and variance 9.25; without treatment
        // y* = y − 6 + 1 whatever g, for noise and g are the same.
        let offsets = [1.0, -1, 0]
        let weights = zip([0.2 * 0.9, 0.3 * 0.5, 0.5 * 0.2], offsets).map { prior, offset in
            prior * exp(-0.5 * (4 - 5 - 3 * offset) * (4 - 5 - 3 * offset) / 9.25)
        }
        let total = weights.reduce(0, +)
        for (probability, weight) in zip(answer.law(0), weights) { #expect(abs(probability - weight / total) < 1e-12) }
        #expect(abs((answer.summary(3)?.mean ?? 0) + 1) < 1e-9)
        #expect((answer.summary(3)?.deviation ?? 1) < 1e-6)
        // m* = m − 2; given g, m is normal with mean 2 + c + 3(4 − 5 − 3c)/9.25.
        let mean = zip(weights, offsets).reduce(0) { $0 + $1.0 / total * ($1.1 + 3 * (-1 - 3 * $1.1) / 9.25) }
        #expect(abs((answer.summary(2)?.mean ?? 0) - mean) < 1e-9)
        let estimate = try counterfactual.answer(query, approach: .monteCarlo, samples: 40_000, seed: 5)
        let summary = try #require(estimate.summary(2))
        #expect(abs(summary.mean - mean) < 6 * summary.meanError)
        for state in 0..<3 {
            #expect(abs(estimate.law(0)[state] - answer.law(0)[state]) < 6 * estimate.errors(0)[state])
        }
    }

    @Test("a number seen whose noise is added: exact over states that were not seen")
    func additive() throws {
        let scm = try model(
            """
              - {name: g, states: [a, b], table: [0.4, 0.6]}
              - {name: t, states: [yes, no], parents: [g], table: [[0.7, 0.3], [0.2, 0.8]]}
              - {name: y, parents: [g, t], equation: "(g == a ? 5 : 0) + (t == yes ? (g == a ? 2 : 1) : 0) + 3*u", noise: "logistic(0, 1)"}
            """)
        let answer = try Counterfactual(scm, [1: .value(.state(1))]).answer(Query(evidence: [1: 0], numbers: [2: 4]))
        #expect(answer.method == .twinNetwork)
        func density(_ z: Double) -> Double { exp(-z) / ((1 + exp(-z)) * (1 + exp(-z))) }
        let weights = [0.4 * 0.7 * density((4 - 7) / 3.0), 0.6 * 0.2 * density((4 - 1) / 3.0)]
        let share = weights[0] / weights.reduce(0, +)
        #expect(abs((answer.summary(2)?.mean ?? 0) - (share * 2 + (1 - share) * 3)) < 1e-12)
        #expect(abs(answer.law(0)[0] - share) < 1e-12)
    }

    @Test("an equation that rises with its noise is solved for it, to the last bits")
    func monotone() throws {
        let scm = try model(
            """
              - {name: x, equation: u, noise: "normal(0, 1)"}
              - {name: y, parents: [x], equation: exp(x + u), noise: "normal(0, 1)"}
            """)
        for row in 0..<200 as Range<UInt64> {
            let skeleton = try Sampler(scm, seed: 8).skeleton(row: row)
            let x = try #require(skeleton.values[0].number)
            let y = try #require(skeleton.values[1].number)
            let unit = try Counterfactual(scm, [0: .value(.number(x + 1))]).unit(skeleton.values)
            guard case .number(let noise) = unit.noise[1] else {
                Issue.record("no number")
                return
            }
            #expect(abs(noise - skeleton.noise[1]) < 1e-12 * max(1, abs(noise) + abs(x)))
            #expect(abs((unit.counterfactual[1].number ?? 0) / (y * exp(1)) - 1) < 1e-12)
        }
        let estimate = try Counterfactual(scm, [0: .value(.number(1))]).answer(
            Query(numbers: [1: 2]), samples: 20_000, seed: 1)
        #expect(estimate.method == .monteCarlo)
        // log y = x + u seen: u given it has mean log(2)/2 and variance 1/2; y* = e^(1+u).
        let mean = exp(1 + log(2.0) / 2 + 0.25)
        let summary = try #require(estimate.summary(1))
        #expect(abs(summary.mean - mean) < 6 * summary.meanError)
    }

    @Test("values that the model rules out, and equations that cannot be solved, are refused")
    func refusals() throws {
        let scm = try model(
            """
              - {name: x, equation: u, noise: "exponential(1)"}
              - {name: y, parents: [x], equation: 2*x}
              - {name: z, parents: [x], equation: abs(u) + x, noise: "normal(0, 1)"}
            """)
        let counterfactual = Counterfactual(scm, [0: .value(.number(1))])
        #expect(throws: InferenceError.impossibleEvidence(["y=3", "x=1"])) {
            try counterfactual.unit([.number(1), .number(3), .number(2)])
        }
        #expect(throws: InferenceError.impossibleEvidence(["x=-1"])) {
            try counterfactual.unit([.number(-1), .number(-2), .number(2)])
        }
        #expect(throws: InferenceError.self) { try counterfactual.unit([.number(1), .number(2), .number(2)]) }
    }
}

@Suite("States of equations with continuous noise")
struct NoiseCellsTests {
    private static func model() throws -> SCM {
        try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: thresholds
            variables:
              - {name: x, states: [a, b], table: [0.4, 0.6]}
              - {name: y, states: [low, mid, high], parents: [x], equation: "u < (x == a ? 0.3 : 0.5) ? low : u < 0.8 ? mid : high", noise: "uniform(0, 1)"}
              - {name: z, states: [yes, no], parents: [x], equation: "abs(u) < (x == a ? 1 : 2) ? yes : no", noise: "normal(0, 1)"}
            """)
    }

    @Test("the quantiles that lead to a state, to the last bits")
    func intervals() throws {
        let scm = try Self.model()
        guard case .equation(let y) = scm.mechanisms[1], case .equation(let z) = scm.mechanisms[2] else { return }
        let cells = NoiseCells(equation: y, law: try #require(y.noise))
            .intervals(leadingTo: [0, 1, 2, 1], parents: [[0, 0, 0, 1]])
        for (found, expected) in zip(cells, [(0, 0.3), (0.3, 0.8), (0.8, 1), (0.5, 0.8)] as [(Double, Double)]) {
            #expect(found.count == 1)
            #expect(abs(found[0].low - expected.0) < 1e-12 && abs(found[0].high - expected.1) < 1e-12)
        }
        let outside = NoiseCells(equation: z, law: try #require(z.noise)).intervals(leadingTo: [1], parents: [[0]])
        #expect(outside[0].count == 2)
        #expect(abs(NoiseCells.length(outside[0]) - erfc(1 / 2.0.squareRoot())) < 1e-12)
    }

    private static let laws: [NoiseLaw] = [
        .normal(mean: 1, deviation: 2), .uniform(low: -3, high: 4), .logistic(location: 0.5, scale: 1.5),
        .exponential(rate: 0.4), .gamma(shape: 2.5, scale: 1), .lognormal(mu: 0.2, sigma: 0.8),
        .studentT(degrees: 3, location: 0, scale: 1),
    ]

    @Test("the cumulative probability of a law undoes its quantile", arguments: laws)
    func cumulative(law: NoiseLaw) {
        for level in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.99, 1 - 1e-6] {
            #expect(abs(law.cumulative(law.quantile(level)) - level) < 1e-13, "\(law) at \(level)")
        }
    }

    /// Every formula goes in steps, so that its cells are had without a search; each is held against the formula itself.
    @Test(
        "cells hold just the quantiles that lead to the state, however the comparisons are put together",
        arguments: [
            "x + u > 1 ? a : b", "u < 0.5 ? a : u < 0.501 ? b : c", "2*u - x > 0 and u/2 < x ? a : b",
            "not (x - 3*u >= 1 or u > 2) ? c : a", "step(u - x) + step(2 - u) == 2 ? a : b",
            "(u > x) == (u > 1) ? a : b", "x > 0 ? (u > 1/x ? a : b) : (u > 0 ? c : a)",
            "max(u > x, u > 1) == 1 ? a : c", "u == x ? a : b",
        ])
    func steps(formula: String) throws {
        let states = Variable(name: "s", domain: .categorical(states: ["a", "b", "c"], isOrdinal: false))
        let parent = Variable(name: "x", domain: .continuous(Quantity()))
        let parents = [-1.25, 0, 0.4, 1, 2.75]
        let draws = NoiseStream(seed: 5, name: formula)
        for law in Self.laws {
            let equation = try EquationCompiler.compile(
                formula, target: states, parents: [parent], noise: law, location: nil)
            #expect(equation.program.jumps != nil)
            for state in [0.0, 1, 2] {
                let cells = NoiseCells(equation: equation, law: law)
                    .intervals(leadingTo: parents.map { _ in state }, parents: [parents])
                for (x, intervals) in zip(parents, cells) {
                    let quantiles = (0..<200).map { draws.uniform(at: $0) }
                    let values = equation.program.evaluate(
                        count: 200, parents: [Array(repeating: x, count: 200)], noise: quantiles.map(law.quantile))
                    for (quantile, value) in zip(quantiles, values)
                    where !intervals.contains(where: { abs($0.low - quantile) < 1e-9 || abs($0.high - quantile) < 1e-9 }
                    ) {
                        let isInside = intervals.contains { $0.low < quantile && quantile < $0.high }
                        #expect(isInside == (value == state), "\(formula), \(law), x = \(x), quantile \(quantile)")
                    }
                }
            }
        }
    }

    @Test("what is narrower than any grid is found; what does not go in steps is looked for")
    func narrow() throws {
        let states = Variable(name: "s", domain: .categorical(states: ["a", "b", "c"], isOrdinal: false))
        func equation(_ formula: String) throws -> Equation {
            try EquationCompiler.compile(
                formula, target: states, parents: [], noise: .uniform(low: 0, high: 1), location: nil)
        }
        let thin = try equation("u < 0.7 ? a : u < 0.7000001 ? b : c")
        let cells = NoiseCells(equation: thin, law: .uniform(low: 0, high: 1)).intervals(leadingTo: [1], parents: [])
        #expect(abs(NoiseCells.length(cells[0]) - 1e-7) < 1e-15)
        for formula in [
            "u*u < 0.3 ? a : b", "abs(u - 0.5) < 0.1 ? a : b", "(u > 0.5) < u ? a : b", "exp(u) > 2 ? a : b",
        ] {
            #expect(try equation(formula).program.jumps == nil, "\(formula)")
        }
    }

    @Test("a unit's noise is the set that leads to its states; evidence on states is weighed, not waited for")
    func abduction() throws {
        let scm = try Self.model()
        let counterfactual = Counterfactual(scm, [0: .value(.state(0))])
        // b, mid: u in [0.5, 0.8) stays mid with a. b, low: of [0, 0.5) 0.3 stays low.
        #expect(try counterfactual.unit([.state(1), .state(1), .state(0)]).counterfactual[1] == .state(1))
        let unit = try counterfactual.unit([.state(1), .state(0), .state(0)])
        #expect(unit.counterfactual[1] == .state(0))
        #expect(unit.open.contains(1))
        let answer = try counterfactual.answer(
            Query(evidence: [0: 1, 1: 0, 2: 1], targets: [1, 2]), samples: 20_000, seed: 4)
        #expect(answer.method == .monteCarlo)
        // Every unit counts alike: x is seen, and the weights are those of its state alone.
        #expect((answer.effectiveSampleSize ?? 0) > 19_999)
        #expect(abs(answer.law(1)[0] - 0.6) < 6 * answer.errors(1)[0])
        #expect(abs(answer.law(1)[1] - 0.4) < 6 * answer.errors(1)[1])
        // |u| > 2 stays outside 1; no unit had another state, which is not certainty.
        #expect(answer.law(2) == [0, 1])
        #expect(answer.errors(2)[0] > 0)
        #expect(abs(answer.logEvidence - log(0.6 * 0.5 * erfc(2 / 2.0.squareRoot()))) < 1e-9)
    }
}
