import CausalEngine
import Foundation
import Testing

@testable import Evaluation

@Suite("Selection bias")
struct SelectionBiasTests {
    /// Seeded uniforms, so that every run of a test sees the same data.
    private func uniforms(_ count: Int, _ name: String) -> [Double] {
        let stream = NoiseStream(seed: 11, name: name)
        return (0..<count).map { stream.uniform(at: UInt64($0)) }
    }

    @Test("On two points χ² is the squared coefficient of variation, TV half the mean deviation, KL its sum")
    func twoPoints() throws {
        let found = try #require(Divergences(acceptance: [0.1, 0.2]))
        #expect(abs(found.chi2 - 1.0 / 9) < 1e-15)
        #expect(abs(found.tv - 1.0 / 6) < 1e-15)
        let expected = (2.0 / 3 * log(2.0 / 3) + 4.0 / 3 * log(4.0 / 3)) / 2
        #expect(abs(found.kl - expected) < 1e-15)
    }

    @Test("Feedback that turns the order of difficulty round can raise the bias: 1/9 becomes 3025/16129")
    func reversal() throws {
        let first = [0.1, 0.2]
        let later = [0.9, 0.2]
        let cumulative = zip(first, later).map { 1 - (1 - $0) * (1 - $1) }
        let found = try #require(Divergences(acceptance: cumulative))
        #expect(abs(found.chi2 - 3025.0 / 16129) < 1e-15)
    }

    @Test("Blind retry never raises the bias", arguments: 1...6)
    func blindRetry(budget: Int) throws {
        let chances = uniforms(50, "chances").map { 0.01 + 0.98 * $0 }
        func cumulative(_ budget: Int) -> [Double] { chances.map { 1 - pow(1 - $0, Double(budget)) } }
        let one = try #require(Divergences(acceptance: cumulative(budget)))
        let more = try #require(Divergences(acceptance: cumulative(budget + 1)))
        #expect(more.chi2 <= one.chi2 && more.tv <= one.tv && more.kl <= one.kl)
    }

    @Test("A set of skeletons that is never accepted meets TV = 1 − R, KL = −ln R and χ² = (1 − R)/R exactly")
    func equality() throws {
        for size in 1..<30 {
            let acceptance = (0..<30).map { $0 < size ? 1.0 : 0 }
            let found = try #require(Divergences(acceptance: acceptance))
            let bounds = AcceptanceBounds(rate: Double(size) / 30)
            #expect(abs(found.tv - bounds.tv) < 1e-14 && found.tv <= bounds.tv)
            #expect(abs(found.chi2 - (bounds.chi2 ?? 0)) < 1e-12 && abs(found.kl - (bounds.kl ?? 0)) < 1e-13)
        }
    }

    @Test("The bounds hold exactly on any acceptance, by cells and by regression", arguments: 0..<40)
    func bounds(trial: Int) throws {
        let n = [1, 2, 5, 40, 200, 500][trial % 6]
        let draws = uniforms(n * 6, "bounds \(trial)")
        let power = Double(trial % 5) + 0.2
        let isContinuous = trial % 3 == 0
        let values: [[Value]] = (0..<n).map { row in
            let states = (0..<3).map { Value.state(Int(draws[row * 6 + $0] * Double($0 + 1 + trial % 3))) }
            return states + (isContinuous ? [.number(draws[row * 6 + 3] * 100)] : [])
        }
        let accepted = (0..<n).map { row in pow(draws[row * 6 + (row % 3)], power) < draws[row * 6 + 5] }
        let bias = SelectionBias(values: values, accepted: accepted)
        let rate = Double(accepted.filter { $0 }.count) / Double(n)
        #expect(bias.bounds?.tv == 1 - rate)
        guard rate > 0 else {
            #expect(bias.divergences == nil)
            return
        }
        let found = try #require(bias.divergences)
        #expect(found.tv >= 0 && found.tv <= 1 - rate)
        #expect(found.chi2 >= 0 && found.chi2 <= (1 - rate) / rate)
        #expect(found.kl >= 0 && found.kl <= -log(rate))
        #expect(bias.acceptance.allSatisfy { 0...1 ~= $0 })
        let mean = bias.acceptance.reduce(0, +) / Double(n)
        #expect(abs(mean - rate) < 1e-9)
        #expect(bias.effectiveSampleSize <= rate * Double(n) + 1e-9)
    }

    @Test("Few assignments are estimated by their shares, and the bias is that of the counts")
    func cells() throws {
        let values = (0..<200).map { [Value.state($0 < 100 ? 0 : 1)] }
        let accepted = (0..<200).map { $0 < 100 ? $0 < 20 : $0 < 180 }
        let bias = SelectionBias(values: values, accepted: accepted)
        #expect(bias.method == .cells)
        #expect(bias.acceptance.first == 0.2 && bias.acceptance.last == 0.8)
        let found = try #require(bias.divergences)
        #expect(abs(found.tv - 0.3) < 1e-15 && abs(found.chi2 - 0.36) < 1e-15)
        #expect(bias.weight(ofRow: 0) == 5 && bias.weight(ofRow: 199) == 1.25)
        // 20 weights of 5 and 80 of 1.25
        #expect(abs(bias.effectiveSampleSize - 200 * 200 / (20 * 25 + 80 * 1.5625)) < 1e-9)
    }

    @Test("A regression recovers the acceptance that made the data")
    func recovery() throws {
        // 4 binary variables and one number; acceptance is logistic in them. The bound of 0.05 on the mean error is more than
        // ten of its standard errors at this n; the seed is fixed, so the test either always passes or never.
        let n = 4000
        let draws = uniforms(n * 6, "recovery")
        var truth: [Double] = []
        var values: [[Value]] = []
        var accepted: [Bool] = []
        for row in 0..<n {
            let u = Array(draws[row * 6..<row * 6 + 6])
            let states = (0..<4).map { u[$0] < 0.4 ? 1 : 0 }
            let score = 1 - 1.5 * Double(states[0]) + 0.8 * Double(states[1]) + 2 * (u[4] - 0.5)
            truth.append(1 / (1 + exp(-score)))
            values.append(states.map { .state($0) } + [.number(10 * u[4])])
            accepted.append(u[5] < truth[row])
        }
        let bias = SelectionBias(values: values, accepted: accepted)
        #expect(bias.method == .logistic)
        let error = zip(bias.acceptance, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(n)
        #expect(error < 0.05)
        let exact = try #require(Divergences(acceptance: truth))
        let found = try #require(bias.divergences)
        #expect(abs(found.tv - exact.tv) < 0.02 && abs(found.chi2 - exact.chi2) < 0.02)
    }

    @Test("A fit that is separated stays finite and keeps the order")
    func separation() {
        let values = (0..<40).map { [Value.state($0 % 40), .state($0 < 20 ? 0 : 1)] }
        let accepted = (0..<40).map { $0 < 20 }
        let bias = SelectionBias(values: values, accepted: accepted)
        #expect(bias.method == .logistic)
        #expect(bias.acceptance.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(bias.acceptance[0] > 0.8 && bias.acceptance[39] < 0.2)
    }

    @Test("The gradient of the fitted objective is zero: the fit is the minimum")
    func stationarity() {
        let draws = uniforms(300, "stationarity")
        let values = (0..<100).map { row in
            (0..<2).map { Value.state(Int(draws[row * 3 + $0] * 3)) } + [.number(Double(row % 7))]
        }
        let accepted = (0..<100).map { draws[$0 * 3 + 2] < 0.3 + draws[$0 * 3] / 2 }
        let table = AssignmentTable(values: values, accepted: accepted)
        let fit = LogisticFit(table)
        #expect(fit.rounds < 12)
        // The score equation of the intercept: fitted and observed acceptances sum to the same.
        let fitted = zip(table.cells, fit.probabilities).reduce(0) { $0 + Double($1.0.count) * $1.1 }
        #expect(abs(fitted - Double(accepted.filter { $0 }.count)) < 1e-8)
    }

    @Test("Nothing tried, nothing accepted, everything accepted")
    func degenerate() {
        let none = SelectionBias(values: [], accepted: [])
        #expect(
            none.json.text
                == #"{"tv":null,"chi2":null,"kl":null,"tvBound":null,"chi2Bound":null,"klBound":null,"method":null,"effectiveSampleSize":0.0}"#
        )
        let refused = SelectionBias(values: [[.state(0)], [.number(1)]], accepted: [false, false])
        #expect(refused.divergences == nil && refused.bounds?.tv == 1 && refused.bounds?.kl == nil)
        #expect(refused.weight(ofRow: 0) == nil && refused.effectiveSampleSize == 0)
        let all = SelectionBias(values: [[.state(0)], [.state(1)]], accepted: [true, true])
        #expect(
            all.divergences == Divergences(acceptance: [1, 1]) && all.divergences?.tv == 0 && all.divergences?.kl == 0)
        #expect(all.effectiveSampleSize == 2)
    }

    @Test("A positive definite system is solved to rounding")
    func linearSystem() {
        var system = SymmetricSystem(width: 3, lower: [4, 0, 0, 2, 5, 0, 1, 3, 6], right: [9, 21, 25])
        // [4 2 1; 2 5 3; 1 3 6] · (1, 2, 3) = (11, 21, 25)
        system.right[0] = 11
        #expect(zip(system.solve(), [1.0, 2, 3]).allSatisfy { abs($0 - $1) < 1e-14 })
    }
}
