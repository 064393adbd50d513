import Evaluation
import Testing

@Suite("Proportions")
struct ProportionTests {
    @Test(
        "The Wilson interval solves (p̂ − p)² = z² p(1 − p)/n at both ends",
        arguments: [(1, 2), (97, 100), (3, 1000), (499, 500), (50, 100), (1, 1_000_000)])
    func closedForm(successes: Int, trials: Int) throws {
        let proportion = Proportion(successes: successes, trials: trials)
        let interval = try #require(proportion.wilson95)
        let rate = try #require(proportion.rate)
        for p in [interval.lowerBound, interval.upperBound] {
            let z2 = 1.959963984540054 * 1.959963984540054
            let difference = (rate - p) * (rate - p) - z2 * p * (1 - p) / Double(trials)
            #expect(abs(difference) < 1e-15)
        }
        #expect(interval.contains(rate))
    }

    @Test("At the ends the interval is exact: 0…z²/(n+z²) and n/(n+z²)…1")
    func ends() throws {
        let z2 = 1.959963984540054 * 1.959963984540054
        let none = try #require(Proportion(successes: 0, trials: 10).wilson95)
        let all = try #require(Proportion(successes: 10, trials: 10).wilson95)
        #expect(none.lowerBound == 0 && abs(none.upperBound - z2 / (10 + z2)) < 1e-15)
        #expect(all.upperBound == 1 && abs(all.lowerBound - 10 / (10 + z2)) < 1e-15)
    }

    @Test("Without trials everything is null")
    func empty() {
        #expect(
            Proportion(successes: 0, trials: 0).json.text
                == #"{"rate":null,"low":null,"high":null,"interval":"wilson95"}"#)
    }
}
