import Foundation
import Testing

@testable import CausalEngine

@Suite("Exact inference")
struct ExactInferenceTests {
    private func difference(_ a: [Double]?, _ b: [Double]) -> Double {
        guard let a, a.count == b.count else { return .infinity }
        return zip(a, b).map { $0.isNaN ? .infinity : abs($0 - $1) }.max() ?? 0
    }

    /// By propagation, and as it is done by default: configuration by configuration where they are few.
    @Test(
        "posteriors, evidence and joints are those of enumeration on random models",
        arguments: [0, ConfigurationSum.mostSteps])
    func enumeration(mostSteps: Int) throws {
        var answered = 0
        var impossible = 0
        for seed in 0..<400 as Range<UInt64> {
            let example = try InferenceCase(seed: seed)
            let engine = ExactInference(DiscreteModel(example.scm), mostSteps: mostSteps)
            let exact = PosteriorEnumeration(example.scm, example.query)
            guard exact.probability > 0 else {
                impossible += 1
                let error = #expect(throws: InferenceError.self) { try engine.query(example.query) }
                guard case .impossibleEvidence = error else {
                    Issue.record("seed \(seed): \(String(describing: error))")
                    continue
                }
                continue
            }
            answered += 1
            let posterior = try engine.query(example.query)
            #expect(abs(posterior.logEvidence - log(exact.probability)) < 1e-12, "seed \(seed)")
            let targets = example.query.targets?.sorted() ?? Array(example.scm.variables.indices)
            #expect(posterior.variables == targets)
            for target in targets {
                #expect(difference(posterior[target], exact.joint(of: [target])) < 1e-12, "seed \(seed)")
            }
            let few = Array(targets.prefix(3).reversed())
            #expect(difference(try engine.joint(of: few, example.query), exact.joint(of: few)) < 1e-12, "seed \(seed)")
        }
        #expect(answered >= 200)
        #expect(impossible >= 20)
    }

    @Test("the most probable explanation is that of enumeration on random models")
    func explanations() throws {
        var answered = 0
        for seed in 0..<400 as Range<UInt64> {
            let example = try InferenceCase(seed: seed)
            let engine = ExactInference(example.scm)
            let exact = PosteriorEnumeration(example.scm, example.query)
            guard let best = exact.worlds.map(\.probability).max() else {
                #expect(throws: InferenceError.self) { try engine.mostProbableExplanation(example.query) }
                continue
            }
            answered += 1
            let explanation = try engine.mostProbableExplanation(example.query)
            #expect(abs(explanation.logProbability - log(best)) < 1e-12, "seed \(seed)")
            let own = exact.worlds.first { $0.states == explanation.states }?.probability ?? 0
            #expect(abs(own - best) < 1e-12 * best, "seed \(seed)")
        }
        #expect(answered >= 200)
    }

    /// 40 tests at 1e-7 each: a right sampler fails with a probability of 4e-6, and the seeds are fixed.
    @Test("rows of the posterior model are distributed as the posterior")
    func posteriorSamples() throws {
        var tested = 0
        for seed in 1000..<1400 as Range<UInt64> where tested < 40 {
            let example = try InferenceCase(seed: seed)
            let exact = PosteriorEnumeration(example.scm, example.query)
            guard exact.probability > 0, !(example.query.evidence.isEmpty && example.query.likelihood.isEmpty) else {
                continue
            }
            tested += 1
            let model = try ExactInference(example.scm).posteriorModel(example.query)
            let count = 20_000
            let table = try Sampler(model, seed: seed).sample(rows: 0..<UInt64(count))
            var observed: [[Int]: Int] = [:]
            for row in 0..<count {
                observed[table.values(row: row).compactMap(\.stateIndex), default: 0] += 1
            }
            var statistic = 0.0
            var cells = 0
            var rest = (expected: 0.0, observed: 0.0)
            for world in exact.worlds {
                let expected = world.probability / exact.probability * Double(count)
                let found = Double(observed.removeValue(forKey: world.states) ?? 0)
                if expected < 5 {
                    rest = (rest.expected + expected, rest.observed + found)
                } else {
                    statistic += (found - expected) * (found - expected) / expected
                    cells += 1
                }
            }
            #expect(observed.isEmpty, "seed \(seed): impossible rows")
            if rest.expected >= 5 {
                statistic += (rest.observed - rest.expected) * (rest.observed - rest.expected) / rest.expected
                cells += 1
            }
            guard cells > 1 else { continue }
            let p = 1 - Numerics.lowerGamma(Double(cells - 1) / 2, statistic / 2)
            #expect(p > 1e-7, "seed \(seed): chi-square \(statistic) in \(cells) cells")
        }
        #expect(tested == 40)
    }

    @Test("what evidence does not bear on keeps mechanism and noise in the posterior model")
    func posteriorModelKeepsTheRest() throws {
        let scm = try Network.load("asia").scm
        let tub = try #require(scm.index(of: "tub"))
        let smoke = try #require(scm.index(of: "smoke"))
        let model = try ExactInference(scm).posteriorModel(Query(evidence: [tub: 0]))
        let rows = try Sampler(model, seed: 3).sample(rows: 0..<2000)
        let before = try Sampler(scm, seed: 3).sample(rows: 0..<2000)
        #expect(rows.columns[smoke] == before.columns[smoke])
        #expect(rows.frequencies(of: tub) == [2000, 0])
    }
}
