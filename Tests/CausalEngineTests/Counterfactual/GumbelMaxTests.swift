import Foundation
import Testing

@testable import CausalEngine

@Suite("Gumbel-max counterfactuals")
struct GumbelMaxTests {
    private func rows(_ seed: UInt64, _ count: Int) -> (p: [Double], q: [Double]) {
        var generator = SeededGenerator(seed: seed)
        return (
            RandomModels.row(count, zeros: 0.2, using: &generator),
            RandomModels.row(count, zeros: 0.2, using: &generator)
        )
    }

    @Test("the closed form of the coupling has the rows as its margins; equal rows give equal states")
    func margins() throws {
        for seed in 0..<300 as Range<UInt64> {
            let count = 2 + Int(seed % 6)
            let (p, q) = rows(seed, count)
            let joint = RowCoupling.joint(p[...], q[...], .gumbelMax)
            for a in 0..<count {
                let row = (0..<count).reduce(0) { $0 + joint[a * count + $1] }
                let column = (0..<count).reduce(0) { $0 + joint[$1 * count + a] }
                #expect(abs(row - p[a]) < 1e-12 && abs(column - q[a]) < 1e-12, "seed \(seed)")
            }
            let same = RowCoupling.joint(p[...], p[...], .gumbelMax)
            for a in 0..<count { #expect(abs(same[a * count + a] - p[a]) < 1e-12) }
        }
    }

    @Test("with two states both conventions couple alike")
    func twoStates() throws {
        for seed in 0..<50 as Range<UInt64> {
            let (p, q) = rows(seed, 2)
            let gumbel = RowCoupling.joint(p[...], q[...], .gumbelMax)
            let cumulative = RowCoupling.joint(p[...], q[...], .inverseCDF)
            for (a, b) in zip(gumbel, cumulative) { #expect(abs(a - b) < 1e-12) }
        }
    }

    /// Three ways to the same distribution: Gumbels drawn until they lead to the state seen, Gumbels drawn top-down, and the
    /// closed form. 2 · 40 chi-square tests; the chance that any p-value is below 1e-7 by accident is 8e-6.
    @Test("Gumbels drawn top-down are those that rejection sampling leaves")
    func posterior() throws {
        for seed in 0..<40 as Range<UInt64> {
            let count = 3 + Int(seed % 4)
            let (p, q) = rows(seed + 1000, count)
            let joint = RowCoupling.joint(p[...], q[...], .gumbelMax)
            let winner = Int(seed) % count
            guard p[winner] > 0.05 else { continue }
            let law = (0..<count).map { joint[winner * count + $0] / p[winner] }
            let expected = Dictionary(uniqueKeysWithValues: law.indices.map { ([$0], law[$0]) })
                .filter { $0.value > 1e-12 }
            let streams = NoiseStream.clocks(seed: seed, name: "test", count: count)
            var rejected: [[Int]: Int] = [:]
            var topDown: [[Int]: Int] = [:]
            var kept = 0
            let draws = 20_000
            for row in 0..<UInt64(draws) {
                // Top-down.
                let race = GumbelRace(row: p[...], winner: winner) { streams[$0].uniform(at: row) }
                #expect(race.winner(of: p[...]) == winner)
                topDown[[race.winner(of: q[...])], default: 0] += 1
                // Rejection, straight from the definition: argmax of log p + G.
                let gumbels = (0..<count).map { -log(-log(streams[$0].uniform(at: row + 1_000_000))) }
                func argmax(_ row: [Double]) -> Int? {
                    row.indices.filter { row[$0] > 0 }.max { log(row[$0]) + gumbels[$0] < log(row[$1]) + gumbels[$1] }
                }
                guard argmax(p) == winner, let state = argmax(q) else { continue }
                rejected[[state], default: 0] += 1
                kept += 1
            }
            #expect(ChiSquare.pValue(counts: topDown, expected: expected, total: draws) > 1e-7, "seed \(seed)")
            #expect(ChiSquare.pValue(counts: rejected, expected: expected, total: kept) > 1e-7, "seed \(seed)")
        }
    }

    /// Estimates within six of their standard errors of the closed form: with some 300 numbers a right estimator fails with a
    /// probability below 1e-6. Probabilities near 0 or 1 have no normal error and get its size at ten units.
    @Test("Monte Carlo abduction agrees with the twin network under both conventions")
    func estimates() throws {
        var compared = 0
        for seed in 0..<40 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed, convention: seed % 3 == 0 ? .inverseCDF : .gumbelMax)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            guard let exact = try? counterfactual.answer(example.query, approach: .twinNetwork) else { continue }
            let samples = 20_000
            let estimate = try counterfactual.answer(
                example.query, approach: .monteCarlo, samples: samples, seed: seed)
            #expect(estimate.method == .monteCarlo)
            #expect(abs(estimate.logEvidence - exact.logEvidence) < 1e-9)
            for variable in example.scm.variables.indices {
                for (state, probability) in exact.law(variable).enumerated() {
                    let error = max(estimate.errors(variable)[state], 10 / Double(samples) / 6)
                    #expect(abs(estimate.law(variable)[state] - probability) < 6 * error, "seed \(seed)")
                    compared += 1
                }
            }
        }
        #expect(compared > 150)
    }

    @Test("a gumbel-max table on the way asks for Monte Carlo, and the closed form is exact on request")
    func method() throws {
        let scm = try SCM(
            variables: [
                Variable(name: "x", domain: .categorical(states: ["0", "1"], isOrdinal: false)),
                Variable(name: "y", domain: .categorical(states: ["a", "b", "c"], isOrdinal: false)),
            ], graph: DirectedGraph(parents: [[], [0]]),
            mechanisms: [
                .table(
                    ProbabilityTable(
                        parentCardinalities: [], stateCount: 2, probabilities: [0.5, 0.5], convention: .inverseCDF)),
                .table(
                    ProbabilityTable(
                        parentCardinalities: [2], stateCount: 3, probabilities: [0.2, 0.3, 0.5, 0.4, 0.4, 0.2],
                        convention: .gumbelMax)),
            ])
        let counterfactual = Counterfactual(scm, [0: .value(.state(1))])
        let query = Query(evidence: [0: 0, 1: 2], targets: [1])
        let estimate = try counterfactual.answer(query, seed: 3)
        #expect(estimate.method == .monteCarlo)
        #expect(estimate.obstacle != nil)
        #expect(try counterfactual.answer(query, seed: 3).law(1) == estimate.law(1))
        let exact = try counterfactual.answer(query, approach: .twinNetwork)
        // c stays c when it wins both: 1 / (0.5 · max-sum), by the formula on paper.
        let stays = 1 / (max(0.2 / 0.5, 0.4 / 0.2) + max(0.3 / 0.5, 0.4 / 0.2) + 1)
        #expect(abs(exact.law(1)[2] - stays / 0.5) < 1e-12)
        for state in 0..<3 {
            #expect(abs(estimate.law(1)[state] - exact.law(1)[state]) < 6 * estimate.errors(1)[state])
        }
        let inverse = try Counterfactual(scm.assuming(.inverseCDF), [0: .value(.state(1))]).answer(query)
        // u in [0.5, 1): b below 0.8, c from there.
        #expect(abs(inverse.law(1)[1] - 0.6) < 1e-12 && abs(inverse.law(1)[2] - 0.4) < 1e-12)
    }
}
