import CausalEngine
import Foundation
import RunLedger
import Testing
import Verification

@testable import Evaluation

@Suite("Figures of the Semantic Backdoor")
struct BackdoorReportTests {
    @Test("Newcombe's interval is that of his example: 56/70 against 48/80 is .2, from .0524 to .3339")
    func newcombe() throws {
        let found = try #require(
            Proportion(successes: 56, trials: 70).difference95(from: Proportion(successes: 48, trials: 80)))
        #expect(abs(found.difference - 0.2) < 1e-12)
        #expect(abs(found.interval.lowerBound - 0.0524) < 5e-5 && abs(found.interval.upperBound - 0.3339) < 5e-5)
        #expect(Proportion(successes: 0, trials: 0).difference95(from: Proportion(successes: 1, trials: 2)) == nil)
    }

    private func network() throws -> Network {
        try Network.parse(
            NetworkSource(
                model: .init(
                    name: "two.scm.yaml",
                    text: """
                        format: causalsynth/scm/1
                        name: two
                        variables:
                          - name: a
                            states: [x, y, z]
                            table: [0.5, 0.3, 0.2]
                          - name: b
                            states: [yes, no]
                            table: [0.5, 0.5]
                        prior:
                          a: {p: {x: 0.6, y: 0.3, z: 0.1}}

                        """), format: .scm))
    }

    @Test("facts are classed by the prior in their context, and a contradiction has a direction")
    func classes() throws {
        var facts = FactOverrides(network: try network())
        func verdicts(_ found: Int?) -> Verdicts {
            Verdicts(all: [
                Verdict(
                    variable: 0, kind: found == nil ? .absent : .contradicted, expected: nil,
                    found: found.map { .state($0) }),
                Verdict(variable: 1, kind: .match, expected: nil),
            ])
        }
        facts.add(verdicts(0), on: [.state(1), .state(0)])
        facts.add(verdicts(2), on: [.state(1), .state(0)])
        facts.add(verdicts(nil), on: [.state(2), .state(0)])
        facts.add(verdicts(1), on: [.state(0), .state(0)])
        facts.add(nil, on: [.state(0), .state(0)])
        let tally = facts.variables[0]
        #expect(tally.conflicting == Proportion(successes: 2, trials: 3))
        #expect(tally.agreeing == Proportion(successes: 1, trials: 1))
        #expect(tally.towardsPrior == Proportion(successes: 1, trials: 2))
        #expect(facts.variables[1].unclassed == Proportion(successes: 0, trials: 4))
        #expect(facts.drafts == 4 && facts.unread == 1)
    }

    @Test("the conditions tell kept from turned order, and gains that fall from gains that rise")
    func conditions() {
        func run(_ chances: [(first: Double, final: Double)]) -> TheoremConditions {
            var (values, first, final): ([[Value]], [Bool], [Bool]) = ([], [], [])
            for (state, chance) in chances.enumerated() {
                for row in 0..<400 {
                    values.append([.state(state)])
                    first.append(Double(row) < 400 * chance.first)
                    final.append(Double(row) < 400 * chance.final)
                }
            }
            return TheoremConditions(values: values, first: first, final: final)
        }
        let kept = run([(0.1, 0.6), (0.2, 0.7), (0.5, 0.8)])
        #expect(kept.order.held == true && kept.gain.held == true)
        #expect(kept.order.reversals == 0 && kept.covered == 1200)
        let turned = run([(0.1, 0.91), (0.2, 0.36)])
        #expect(turned.order.held == false && turned.gain.held == true)
        let widening = run([(0.1, 0.1), (0.4, 0.8)])
        #expect(widening.order.held == true && widening.gain.held == false)
        #expect(run([(0.3, 0.4)]).order.held == nil)
    }

    @Test("with the theorem's example the known law is 1/9 and 3025/16129, over the model's own law")
    func knownLaw() throws {
        let network = try network()
        let law = KnownLaw(network.scm, drawn: []) { values in
            KnownLaw.Acceptance(retries: 1) { corrections in
                values[1] == .state(0) ? [0.1, 0.91][corrections] : [0.2, 0.36][corrections]
            }
        }
        #expect(law.isOverModel)
        #expect(abs((law.oneShot.divergences?.chi2 ?? 0) - 1.0 / 9) < 1e-12)
        #expect(abs((law.refined.divergences?.chi2 ?? 0) - 3025.0 / 16129) < 1e-12)
        #expect(abs(law.blind.realizability - (0.5 * 0.19 + 0.5 * 0.36)) < 1e-12)
        #expect(abs(law.orderReversed - 0.5) < 1e-12 && law.gainReversed == 0)
    }

    @Test("resampling takes off what sampling adds: without bias the corrected measures fall below the plain ones")
    func resampling() throws {
        let stream = NoiseStream(seed: 3, name: "resampling")
        let values = (0..<800).map { [Value.state($0 % 20)] }
        let accepted = (0..<800).map { stream.uniform(at: UInt64($0)) < 0.5 }
        let plain = try #require(SelectionBias(values: values, accepted: accepted).divergences)
        let found = try #require(BiasResampling(values: values, accepted: accepted, seed: 1))
        #expect(found.corrected.tv < plain.tv && found.corrected.chi2 < plain.chi2)
        #expect(plain.tv < found.chance.tv && found.replicates == 200)
        #expect(found == BiasResampling(values: values, accepted: accepted, seed: 1))
        let biased = (0..<800).map { $0 % 20 < 10 ? stream.uniform(at: UInt64($0)) < 0.2 : true }
        let strong = try #require(BiasResampling(values: values, accepted: biased, seed: 1))
        #expect(strong.low.tv > strong.chance.tv)
    }

    @Test("exact samples lie within the band of exact samples, a shifted law does not")
    func distance() throws {
        let network = try Network.load("asia")
        let distance = try ModelDistance(network.scm, seed: 1)
        let table = try Sampler(network.scm, seed: 99).sample(rows: 0..<500)
        let rows = (0..<500).map { row in table.values(row: row).map { Optional($0) } }
        let band = try distance.band(count: 500, seed: 1, replicates: 40)
        let found = distance.distances(of: rows)
        #expect(found.map(\.level) == ModelDistance.Level.allCases)
        for (item, limit) in zip(found, band) { #expect(item.meanTV <= limit.high * 1.25) }
        let smokers = rows.filter { $0[2] == .state(0) }
        let shifted = distance.distances(of: smokers)
        for (item, limit) in zip(shifted, band) { #expect(item.meanTV > limit.high) }
    }
}
