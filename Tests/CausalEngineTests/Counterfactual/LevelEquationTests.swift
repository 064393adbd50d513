import Foundation
import Testing

@testable import CausalEngine

/// Numbers that an equation takes with a probability above zero, or on a curve that three points take for a line.
@Suite("Equations that are level or bent")
struct LevelEquationTests {
    private func model(_ equation: String, _ noise: String = "normal(0, 1)") throws -> SCM {
        try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: level
            variables:
              - {name: a, unit: m, equation: u, noise: "normal(0, 1)"}
              - {name: b, unit: m, parents: [a], equation: "\(equation)", noise: "\(noise)"}
            """)
    }

    /// The mean of b had a been 0, for rows whose b is a number or next to it: what rejection leaves.
    private func rejection(_ scm: SCM, _ number: Double, within width: Double) throws -> (
        mean: Double, error: Double, share: Double
    ) {
        let rows: UInt64 = 200_000
        let factual = try Sampler(scm, seed: 3).sample(rows: 0..<rows)
        let other = try Sampler(scm.intervene([0: .value(.number(0))]), seed: 3).sample(rows: 0..<rows)
        guard case .numbers(let before) = factual.columns[1], case .numbers(let after) = other.columns[1] else {
            return (.nan, .nan, .nan)
        }
        let kept = before.indices.filter { abs(before[$0] - number) <= width }.map { after[$0] }
        let mean = kept.reduce(0, +) / Double(kept.count)
        let variance = kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kept.count)
        return (mean, (variance / Double(kept.count)).squareRoot(), Double(kept.count) / Double(rows))
    }

    @Test("a clamped number has the probability of all noise beyond; the counterfactual is that of rejection")
    func clamped() throws {
        let scm = try model("clamp(a + u, 0, 1)")
        let query = Query(numbers: [1: 1], targets: [0, 1])
        let answer = try Counterfactual(scm, [0: .value(.number(0))]).answer(query, samples: 60_000, seed: 5)
        // P(a + u ≥ 1) with a + u of variance 2.
        let probability = 0.5 * erfc(1 / 2.0)
        #expect(abs(exp(answer.logEvidence) / probability - 1) < 0.02)
        let truth = try rejection(scm, 1, within: 0)
        let estimate = try #require(answer.summary(1))
        #expect(abs(truth.share - probability) < 0.006)
        // Five standard errors of the difference: a chance of 6e-7.
        let error = (estimate.meanError * estimate.meanError + truth.error * truth.error).squareRoot()
        #expect(abs(estimate.mean - truth.mean) < 5 * error)
        #expect(abs(estimate.mean - 0.5) > 0.1)
    }

    @Test("within the clamp the number has a density, whatever three points look like")
    func inside() throws {
        let scm = try model("clamp(a + u, 0, 1)")
        let query = Query(numbers: [1: 0.4], targets: [1])
        let answer = try Counterfactual(scm, [0: .value(.number(0))]).answer(query, samples: 60_000, seed: 5)
        let density = exp(-0.16 / 4) / (4 * Double.pi).squareRoot()
        #expect(abs(exp(answer.logEvidence) / density - 1) < 0.02)
    }

    @Test("densities through a bend are those of the change of variables")
    func bent() throws {
        // sigmoid is symmetric about its middle, so that its quartiles lie on a line.
        for (equation, number, noise, slope) in [
            ("sigmoid(u)", 0.9, log(9.0), 0.09), ("exp(u)", 3, log(3.0), 3.0), ("u * u * u", 8, 2, 12),
            ("2 - 3*u", 5, -1, 3),
        ] {
            let scm = try model(equation)
            guard case .equation(let compiled) = scm.mechanisms[1] else { continue }
            let densities = try EvidenceWeight.logDensities(
                of: number, compiled, .normal(mean: 0, deviation: 1), [[0]], count: 1, variable: "b")
            let expected = -0.5 * noise * noise - 0.5 * log(2 * .pi) - log(slope)
            #expect(abs(densities[0] - expected) < 1e-6, "\(equation)")
        }
    }

    @Test("where a number is certain for some causes and has a density for others, only the certain ones count")
    func mixed() throws {
        let scm = try model("a > 0 ? 5 : 4 + u")
        let answer = try Counterfactual(scm, [:]).answer(
            Query(numbers: [1: 5], targets: [0]), samples: 20_000, seed: 1)
        #expect((answer.summary(0)?.q05 ?? -1) > 0)
        #expect(abs(exp(answer.logEvidence) - 0.5) < 0.02)
    }

    @Test("a unit on the level: open where its noise matters, certain where it does not")
    func unit() throws {
        let scm = try model("clamp(a + u, 0, 1)")
        let down = try Counterfactual(scm, [0: .value(.number(-1))]).unit([.number(0.5), .number(1)])
        #expect(down.noise[1] == .open)
        #expect(down.open == [1])
        let up = try Counterfactual(scm, [0: .value(.number(2))]).unit([.number(0.5), .number(1)])
        #expect(up.open == [] && up.counterfactual[1] == .number(1))
    }
}
