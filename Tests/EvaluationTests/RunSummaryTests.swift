import CausalEngine
import Evaluation
import Testing

@Suite("Run summaries")
struct RunSummaryTests {
    @Test("Everything is counted over the right denominator")
    func counts() async throws {
        let fixture = try await EvaluationFixture(["+", "-+", "---", "xx+", "-x-", "l-+"])
        let summary = try RunSummary(of: fixture.run, in: fixture.ledger)
        #expect(summary.realizability == Proportion(successes: 4, trials: 6))
        #expect(summary.histogram == [1, 1, 2])
        #expect(summary.meanIterations == 1.25)
        #expect(summary.failures.map(\.reason) == ["length", "timeout"] && summary.failures.map(\.count) == [1, 3])
        #expect(summary.attempts == 15 && summary.promptTokens == 120 && summary.completionTokens == 24)
        let violations = try #require(summary.violations.first)
        #expect(summary.violations.count == 1 && violations.variable == "cough")
        #expect(violations.firstDrafts == [.contradicted: 4] && violations.final == 2)
        #expect(summary.bias.bounds?.tv == 1 - 4.0 / 6)
    }

    @Test("The object has the contract's keys, in a fixed order")
    func json() async throws {
        let fixture = try await EvaluationFixture(["+", "+"], budget: 2)
        let summary = try RunSummary(of: fixture.run, in: fixture.ledger)
        let json = summary.json
        #expect(
            json.members?.map(\.key) == [
                "ledger", "run", "skeletons", "realized", "realizability", "iterations", "violations", "bias", "tokens",
                "failures", "open", "attempts", "network", "seed", "realizer", "verification", "softwareVersion",
            ])
        #expect(json["realizability"]?["rate"]?.double == 1 && json["realizability"]?["interval"]?.string == "wilson95")
        #expect(json["iterations"]?.text == #"{"mean":0.0,"histogram":[2,0]}"#)
        #expect(json["bias"]?["tv"]?.double == 0 && json["bias"]?["tvBound"]?.double == 0)
        #expect(json["tokens"]?.text == #"{"prompt":20,"completion":4}"#)
        #expect(json["violations"]?.text == "{}" && json["failures"]?.text == "{}")
    }

    @Test("Without skeletons, or with none realized, what is not defined is null and never NaN")
    func degenerate() async throws {
        let empty = try await EvaluationFixture([])
        let none = try RunSummary(of: empty.run, in: empty.ledger).json.text
        #expect(none.contains(#""realizability":{"rate":null,"low":null,"high":null,"interval":"wilson95"}"#))
        #expect(none.contains(#""iterations":{"mean":null,"histogram":[0,0,0]}"#))
        #expect(none.contains(#""bias":{"tv":null,"chi2":null,"kl":null,"tvBound":null"#))
        let refused = try await EvaluationFixture(["---", "xxx"])
        let json = try RunSummary(of: refused.run, in: refused.ledger).json
        #expect(json["realized"]?.int == 0 && json["realizability"]?["rate"]?.double == 0)
        #expect(json["bias"]?["tv"] == .null && json["bias"]?["tvBound"]?.double == 1)
        #expect(!json.text.contains("nan") && !json.text.contains("inf"))
    }

    @Test("Skeletons left open by an interruption are counted apart")
    func interrupted() async throws {
        let fixture = try await EvaluationFixture(["+", "--", "---", ""])
        let summary = try RunSummary(of: fixture.run, in: fixture.ledger)
        #expect(summary.skeletons == 4 && summary.open == 2)
        #expect(summary.realizability == Proportion(successes: 1, trials: 2))
    }

    @Test("For a reader: one line a matter, names without control characters")
    func text() async throws {
        let fixture = try await EvaluationFixture(["+", "---", "x+"])
        let lines = try RunSummary(of: fixture.run, in: fixture.ledger).text.split(separator: "\n").map(String.init)
        #expect(
            lines.map { $0.split(separator: " ").first.map(String.init) ?? "" } == [
                "run", "realized", "iterations", "bias", "violations", "tokens", "failures", "ledger",
            ])
        #expect(lines[1] == "realized    2 of 3, 0.6667 [0.2077, 0.9385]")
        #expect(lines[4] == "violations  cough: first drafts contradicted 1; final 1")
    }
}
