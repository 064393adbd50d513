import CausalEngine
import Foundation
import Testing

@Suite("backdoor, evaluate and data sets")
struct BackdoorCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func json(_ arguments: [String], status: Int32 = 0) throws -> JSONValue {
        let result = try Command.run(arguments + ["--json"], in: folder)
        #expect(result.status == status, "\(result.errors)")
        return try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
    }

    @Test(
        "with default dials the bias falls from one-shot over blind retry to refinement, below the bound in every stream"
    )
    func falls() throws {
        let found = try json(["backdoor", "asia", "-n", "400", "--realizer", "simulated", "--max-iterations", "3"])
        let names = ["one-shot", "blind", "refined"]
        let streams = try names.map { try #require(found["streams"]?[$0]) }
        for stream in streams {
            for key in ["attempts", "realized", "tv", "chi2", "kl", "tvBound", "gap"] {
                #expect(stream[key]?.double != nil, "\(key)")
            }
            let rate = Double(stream["realized"]?.int ?? 0) / 400
            #expect(stream["tvBound"]?.double == 1 - rate)
            #expect(stream["tv"]?.double ?? 1 <= stream["tvBound"]?.double ?? 0)
            #expect(stream["attempts"]?.int ?? 0 <= 1600)
            // The closed form holds within four deviations of a Bernoulli sum: a false alarm in 15 000.
            let expected = try #require(stream["closedForm"]?["realizability"]?.double)
            #expect(abs(rate - expected) < 4 * (0.25 / 400).squareRoot())
        }
        for measure in ["tv", "chi2", "kl", "gap"] {
            let values = streams.compactMap { $0[measure]?.double }
            #expect(values[0] > values[1] && values[1] > values[2], "\(measure) \(values)")
        }
        let equal = try #require(found["equalAttempts"]?["one-shot"])
        #expect(equal["attempts"]?.int == streams.compactMap { $0["attempts"]?.int }.max())
        let lung = try #require(found["facts"]?["lung"])
        #expect(lung["conflicting"]?["interval"] == "wilson95" && lung["towardsPrior"] != nil)
        #expect(found["conditions"]?["order"]?["held"]?.bool != nil)
        #expect(found["conditions"]?["gain"]?["held"]?.bool != nil)
        #expect(found["command"]?.string?.hasPrefix("causalsynth backdoor asia -n 400") == true)
        #expect(found["realizer"]?["kind"] == "simulated" && found["softwareVersion"]?.string != nil)
    }

    @Test("the preset makes the bias rise, in closed form from 1/9 to 3025/16129, and says which condition broke")
    func rises() throws {
        let found = try json(["backdoor", "--preset", "rising", "-n", "3000", "--seed", "4"])
        let streams = try #require(found["streams"])
        let exact = ["one-shot", "refined"].compactMap { streams[$0]?["closedForm"]?["chi2"]?.double }
        #expect(abs(exact[0] - 1.0 / 9) < 1e-12 && abs(exact[1] - 3025.0 / 16129) < 1e-12)
        let drawn = ["one-shot", "refined"].compactMap { streams[$0]?["chi2"]?.double }
        #expect(drawn[1] > drawn[0])
        #expect(found["conditions"]?["order"]?["held"] == false)
        #expect(found["conditions"]?["gain"]?["held"] == true)
    }

    @Test("the text teaches, calls a simulated writer simulated, and names how to make it again")
    func text() throws {
        let result = try Command.run(["backdoor", "asia", "-n", "60", "--seed", "2", "-o", "report.txt"], in: folder)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
        let text = String(decoding: try folder.data("report.txt"), as: UTF8.self)
        for words in [
            "The Semantic Backdoor on asia", "a simulated writer (no language model)", "one-shot rejection",
            "blind retry",
            "targeted refinement", "made again by: causalsynth backdoor asia -n 60 --seed 2",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(
        "recorded, the streams are runs that go on, are evaluated and exported; twice the same command gives the same figures"
    )
    func recorded() throws {
        let command = ["backdoor", "asia", "-n", "40", "--max-iterations", "2", "--ledger", "b.ledger"]
        let first = try json(command)
        let again = try json(command)
        #expect(again == first)
        let run = try #require(first["runs"]?["refined"]?.string)
        let resumed = try Command.run(["resume", "b.ledger", "--run", run], in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let evaluated = try Command.run(
            ["evaluate", "b.ledger", "--run", run, "-o", "report", "--replicates", "5"], in: folder)
        #expect(evaluated.status == 0, "\(evaluated.errors)")
        let report = try JSONValue(parsing: String(decoding: try folder.data("report/report.json"), as: UTF8.self))
        #expect(report["seed"] == 0 && report["softwareVersion"]?.string != nil && report["n"] == 40)
        #expect(report["calibration"]?["tables"]?["E"]?["g2"]?["interval"] == "wilson95")
        #expect(report["reading"]?["all"]?["agreement"]?["rate"]?.double ?? 0 > 0.9)
        let html = String(decoding: try folder.data("report/report.html"), as: UTF8.self)
        #expect(html.hasPrefix("<!doctype html>"))
        #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("src="))
        let markdown = String(decoding: try folder.data("report/report.md"), as: UTF8.self)
        #expect(markdown.contains("## Selection bias") && markdown.contains("simulated writer"))
        for name in ["one", "two"] {
            let exported = try Command.run(
                ["export", "b.ledger", "--run", run, "--format", "dataset", "-o", name], in: folder)
            #expect(exported.status == 0, "\(exported.errors)")
        }
        for file in ["README.md", "data/train-00000-of-00001.parquet", "data/train-00000-of-00001.jsonl"] {
            let bytes = try folder.data("one/" + file)
            #expect(!bytes.isEmpty)
            #expect(try folder.data("two/" + file) == bytes)
        }
    }

    @Test("under an intervention the evaluation holds the data against the intervened law")
    func intervention() throws {
        let made = try Command.run(
            ["generate", "asia", "-n", "150", "--do", "smoke=yes", "--ledger", "d.ledger"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let evaluated = try Command.run(["evaluate", "d.ledger", "-o", "r", "--replicates", "5"], in: folder)
        #expect(evaluated.status == 0, "\(evaluated.errors)")
        let report = try JSONValue(parsing: String(decoding: try folder.data("r/report.json"), as: UTF8.self))
        let bronc = try #require(report["interventions"]?["bronc"])
        #expect(bronc["descendant"] == true)
        #expect(abs((bronc["do"]?["yes"]?.double ?? 0) - 0.6) < 1e-12)
        #expect(report["interventions"]?["tub"]?["descendant"] == false)
        #expect(report["interventions"]?["smoke"] == nil)
    }

    @Test("an interrupt of a recorded experiment finishes what is in flight and ends with 75; the same command goes on")
    func interrupt() throws {
        let command = ["backdoor", "asia", "-n", "300", "--ledger", "i.ledger", "--json"]
        let invocation = try Command.start(command, in: folder)
        let path = folder.path("i.ledger-wal")
        while invocation.process.isRunning,
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0 < 1_500_000
        {}
        kill(invocation.process.processIdentifier, SIGINT)
        let stopped = try invocation.finish()
        #expect(stopped.status == 75, "\(stopped.errors)")
        #expect(stopped.errors.contains("the same command goes on"))
        let resumed = try Command.run(command, in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let found = try JSONValue(parsing: resumed.output.trimmingCharacters(in: .newlines))
        #expect(found["streams"]?["refined"]?["skeletons"] == 300)
    }

    @Test(
        "the wrong thing ends with the contract's code",
        arguments: [
            (["backdoor"], Int32(64), "--preset"), (["backdoor", "asia", "--preset", "rising"], 64, "--preset"),
            (["backdoor", "--preset", "rising", "--prior-strength", "2"], 64, "preset"),
            (["backdoor", "asia", "-n", "0"], 64, "-n"), (["backdoor", "nowhere.bif"], 66, "nowhere.bif"),
            (["evaluate", "nowhere.ledger", "-o", "x"], 66, "nowhere.ledger"),
            (["export", "nowhere.ledger", "--format", "dataset"], 64, "-o FOLDER"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        let result = try Command.run(arguments, in: folder)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
