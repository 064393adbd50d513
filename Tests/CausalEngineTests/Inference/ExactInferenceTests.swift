import Foundation
import Testing

@testable import CausalEngine

@Suite("Exact inference")
struct ExactInferenceTests {
    private func difference(_ a: [Double]?, _ b: [Double]) -> Double {
        guard let a, a.count == b.count else { return .infinity }
        return zip(a, b).map { $0.isNaN ? .infinity : abs($0 - $1) }.max() ?? 0
    }

    @Test("posteriors, evidence and joints are those of enumeration on random models")
    func enumeration() throws {
        var answered = 0
        var impossible = 0
        for seed in 0..<400 as Range<UInt64> {
            let example = try InferenceCase(seed: seed)
            let engine = ExactInference(example.scm)
            let exact = Enumeration(example.scm, example.query)
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
}
