import Foundation
import Testing

@testable import CausalEngine

@Suite("Likelihood weighting")
struct LikelihoodWeightingTests {
    /// Estimates within six of their standard errors: with some 500 numbers a right estimator fails with a probability of
    /// 1e-6, and the seeds are fixed. Numbers that rest on few rows have no normal error and are left out.
    @Test("estimates agree with enumeration within their standard errors")
    func enumeration() throws {
        var compared = 0
        for seed in 0..<120 as Range<UInt64> {
            let example = try InferenceCase(seed: seed)
            let exact = PosteriorEnumeration(example.scm, example.query)
            guard exact.probability > 0.01 else { continue }
            let posterior = try LikelihoodWeighting(example.scm, seed: seed, samples: 20_000).query(example.query)
            guard posterior.effectiveSampleSize > 500 else { continue }
            #expect(
                abs(posterior.logEvidence - log(exact.probability)) <= 6 * posterior.logEvidenceError + 1e-9,
                "seed \(seed)")
            for (variable, estimate) in posterior.estimates {
                guard case .states(let probabilities, let errors) = estimate else { continue }
                for (state, probability) in exact.joint(of: [variable]).enumerated()
                where probability * posterior.effectiveSampleSize > 50 {
                    compared += 1
                    #expect(abs(probabilities[state] - probability) <= 6 * errors[state] + 1e-9, "seed \(seed)")
                }
            }
        }
        #expect(compared > 200)
    }

    @Test("what is not asked for does not bear on the estimate of what is, to the last bit")
    func barren() throws {
        for seed in 0..<40 as Range<UInt64> {
            let example = try InferenceCase(seed: seed)
            var query = example.query
            query.targets = nil
            let weighting = LikelihoodWeighting(example.scm, seed: seed, samples: 500)
            guard let all = try? weighting.query(query) else { continue }
            for target in example.scm.variables.indices {
                query.targets = [target]
                let one = try weighting.query(query)
                #expect(one[target] == all[target] && one.logEvidence == all.logEvidence, "seed \(seed)")
            }
        }
    }

    private func normalModel(_ formula: String, noise: NoiseLaw) throws -> SCM {
        let cause = Variable(name: "x", domain: .continuous(Quantity()))
        let effect = Variable(name: "y", domain: .continuous(Quantity()))
        let flag = Variable(name: "high", domain: .categorical(states: ["no", "yes"], isOrdinal: false))
        let x = try EquationCompiler.compile(
            "u", target: cause, parents: [], noise: .normal(mean: 0, deviation: 1), location: nil)
        let y = try EquationCompiler.compile(formula, target: effect, parents: [cause], noise: noise, location: nil)
        let high = try EquationCompiler.compile("x > 0", target: flag, parents: [cause], noise: nil, location: nil)
        return try SCM(
            variables: [cause, effect, flag], graph: DirectedGraph(parents: [[], [0], [0]]),
            mechanisms: [.equation(x), .equation(y), .equation(high)])
    }

    /// x ~ N(0, 1), y = 2x + N(0, 1): given y, x ~ N(2y/5, 1/5), and y ~ N(0, 5).
    @Test("a number seen is weighed by its density", arguments: [NoiseLaw.normal(mean: 0, deviation: 1)])
    func linear(noise: NoiseLaw) throws {
        let scm = try normalModel("2*x + u", noise: noise)
        let weighting = LikelihoodWeighting(scm, seed: 3, samples: 100_000)
        let posterior = try weighting.query(Query(numbers: [1: 2]))
        guard case .numbers(let x) = try #require(posterior[0]), case .states(let high, let errors) = posterior[2]
        else {
            Issue.record("\(posterior)")
            return
        }
        #expect(abs(x.mean - 0.8) < 6 * x.meanError)
        #expect(x.meanError < 0.01)
        #expect(abs(x.deviation - 0.2.squareRoot()) < 0.02)
        #expect(abs(x.q50 - 0.8) < 0.03)
        #expect(abs(x.q05 - (0.8 - 1.6449 * 0.2.squareRoot())) < 0.05)
        let density = -0.5 * 4 / 5 - 0.5 * log(2 * Double.pi * 5)
        #expect(abs(posterior.logEvidence - density) < 6 * posterior.logEvidenceError)
        let z = 0.8 / 0.2.squareRoot()
        #expect(abs(high[1] - 0.5 * erfc(-z / 2.0.squareRoot())) < 6 * errors[1])
        let rows = try weighting.resample(Query(numbers: [1: 2]), rows: 0..<5000).table
        #expect(rows.rowCount == 5000)
        let tail = try weighting.resample(Query(numbers: [1: 2]), rows: 4000..<5000).table
        #expect(tail.values(row: 7) == rows.values(row: 4007))
        #expect(rows.value(row: 9, variable: 1) == .number(2))
    }

    /// y = exp(x + u) is seen at e²: the same as seeing x + u = 2, the density divided by e².
    @Test("an equation that is not linear in its noise is solved for it")
    func nonlinear() throws {
        let query = Query(numbers: [1: exp(2)])
        let curved = try LikelihoodWeighting(
            normalModel("exp(x + u)", noise: .normal(mean: 0, deviation: 1)), seed: 5, samples: 20_000
        ).query(query)
        let straight = try LikelihoodWeighting(
            normalModel("x + u", noise: .normal(mean: 0, deviation: 1)), seed: 5, samples: 20_000
        ).query(Query(numbers: [1: 2]))
        #expect(abs(curved.logEvidence - (straight.logEvidence - 2)) < 1e-4)
        guard case .numbers(let a) = curved[0], case .numbers(let b) = straight[0] else {
            Issue.record("no numbers")
            return
        }
        #expect(abs(a.mean - b.mean) < 1e-4)
    }

    @Test("densities integrate to their quantile functions")
    func densities() throws {
        let laws: [NoiseLaw] = [
            .normal(mean: 1, deviation: 2), .uniform(low: -1, high: 3), .logistic(location: 1, scale: 0.5),
            .exponential(rate: 2), .gamma(shape: 2.5, scale: 3), .lognormal(mu: 0.3, sigma: 0.4),
            .studentT(degrees: 4, location: 1, scale: 2),
        ]
        for law in laws {
            for u in [0.05, 0.3, 0.5, 0.8, 0.97] {
                // The density is the slope of the distribution function: du / dq.
                let step = 1e-5
                let slope = 2 * step / (law.quantile(u + step) - law.quantile(u - step))
                let density = exp(try #require(law.logDensity(at: law.quantile(u))))
                #expect(abs(slope / density - 1) < 1e-5, "\(law) at \(u)")
            }
        }
        #expect(NoiseLaw.bernoulli(p: 0.3).logDensity(at: 0) == nil)
    }

    @Test("evidence that no row agrees with is said to be so")
    func noRow() throws {
        let scm = try Network.load("asia").scm
        let tub = try #require(scm.index(of: "tub"))
        let either = try #require(scm.index(of: "either"))
        let error = #expect(throws: InferenceError.self) {
            try LikelihoodWeighting(scm, seed: 1, samples: 100).query(Query(evidence: [tub: 0, either: 1]))
        }
        #expect(error == .noFittingRow(["tub=yes", "either=no"], rows: 100))
    }
}
