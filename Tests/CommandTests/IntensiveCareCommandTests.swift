import CausalEngine
import Foundation
import Testing

@Suite("The intensive-care sample on the command line")
struct IntensiveCareCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func object(_ arguments: [String]) throws -> JSONValue {
        let result = try Command.run(arguments + ["--json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output)
    }

    @Test("numbers as evidence are weighed, and every estimate has its error")
    func query() throws {
        let answer = try object([
            "query", "icu", "--evidence", "map=58", "--evidence", "lactate=4.1", "--target", "sepsis", "--target",
            "creatinine", "--samples", "4000",
        ])
        #expect(answer["method"] == "likelihood weighting")
        #expect(answer["evidence"] == ["map": 58.0, "lactate": 4.1])
        // Low pressure and a high lactate are mostly sepsis.
        #expect((answer["posterior"]?["sepsis"]?["yes"]?.double ?? 0) > 0.7)
        #expect((answer["standardError"]?["sepsis"]?["yes"]?.double ?? 0) > 0)
        #expect(answer["posterior"]?["creatinine"]?.members?.map(\.key) == ["mean", "sd", "q05", "q50", "q95"])
        #expect((answer["standardError"]?["creatinine"]?["mean"]?.double ?? 0) > 0)
    }

    @Test("what stands in the way of exactness is named for what it is")
    func obstacle() throws {
        let result = try Command.run(
            ["query", "icu", "--do", "age=70", "--do", "map=70", "--target", "comorbidity", "--samples", "500"],
            in: folder)
        #expect(result.status == 0)
        #expect(result.errors.contains("“comorbidity” draws its state by a continuous noise law"), "\(result.errors)")
    }

    @Test("a unit is replayed exactly: the mediator by its factor, and nothing that is not downstream")
    func unit() throws {
        let unit = try object(["counterfactual", "icu", "--row", "34", "--seed", "1", "--do", "vasopressor=yes"])[
            "unit"]
        #expect(unit?["changed"] == ["vasopressor", "urine_output", "creatinine", "sofa", "los"])
        let was = try #require(unit?["factual"]?["urine_output"]?.double)
        let would = try #require(unit?["counterfactual"]?["urine_output"]?.double)
        #expect(abs(would / was - exp(0.34)) < 1e-12)
        #expect(unit?["factual"]?["map"] == unit?["counterfactual"]?["map"])
        let text = try Command.run(
            ["counterfactual", "icu", "--row", "34", "--seed", "1", "--do", "vasopressor=yes"], in: folder)
        #expect(text.output.contains(" mmHg"))
        #expect(!text.output.contains(#/\d\.\d{7}/#), "numbers for people have few digits")
    }

    @Test("partial evidence is abducted with a stated error")
    func counterfactual() throws {
        let answer = try object([
            "counterfactual", "icu", "--evidence", "map=58", "--evidence", "vasopressor=no", "--do", "vasopressor=yes",
            "--target", "mortality", "--target", "urine_output", "--samples", "4000",
        ])
        #expect(answer["method"] == "Monte Carlo abduction")
        #expect((answer["standardError"]?["mortality"]?["yes"]?.double ?? 0) > 0)
        #expect((answer["standardError"]?["urine_output"]?["mean"]?.double ?? 0) > 0)
    }

    @Test("rows come as CSV and JSON lines, shards and noise alike")
    func sample() throws {
        let whole = try Command.run(["sample", "icu", "-n", "40", "--noise"], in: folder)
        let first = try Command.run(["sample", "icu", "--rows", "0..<25", "--noise"], in: folder)
        let rest = try Command.run(["sample", "icu", "--rows", "25..<40", "--noise", "--threads", "3"], in: folder)
        #expect(whole.output == first.output + rest.output)
        #expect(whole.output.prefix { $0 != "\n" && $0 != "\r" }.split(separator: ",").count == 52)
        let lines = try Command.run(["sample", "icu", "-n", "3", "--format", "jsonl"], in: folder).output
        for line in lines.split(separator: "\n") {
            let row = try JSONValue(parsing: String(line))
            #expect(row.members?.count == 26)
            #expect(row["map"]?.double != nil)
        }
    }

    @Test("notes with numbers are realized and accepted")
    func generate() throws {
        for realizer in ["template", "simulated"] {
            let summary = try object([
                "generate", "icu", "-n", "20", "--realizer", realizer, "--seed", "1", "--ledger", "\(realizer).ledger",
            ])
            #expect((summary["realizability"]?["rate"]?.double ?? 0) >= 0.95, "\(realizer)")
        }
    }

    @Test("the workbench opens it at every size, with moments of a number", arguments: ["80x24", "120x40", "200x60"])
    func open(size: String) throws {
        let result = try Command.run(["open", "icu", "--snapshot", size], in: folder)
        #expect(result.status == 0)
        #expect(result.output.contains("age"))
        guard size != "80x24" else { return }
        #expect(result.output.contains("mean 65"))
        #expect(result.output.contains("median 66"))
    }
}
