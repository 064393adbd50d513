import CausalEngine
import Foundation
import Testing

@Suite("citest")
struct CITestCommandTests {
    private let folder: Command.Folder

    init() throws {
        folder = try Command.Folder()
        let sample = try Command.run(["sample", "asia", "-n", "2000", "--seed", "4", "-o", "asia.csv"], in: folder)
        #expect(sample.status == 0, "\(sample.errors)")
    }

    private func answer(_ arguments: [String]) throws -> JSONValue {
        let result = try Command.run(["citest", "asia.csv"] + arguments + ["--json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output)
    }

    @Test("the object of one test")
    func object() throws {
        let results = try #require(
            try answer(["--x", "bronc", "--y", "lung", "--given", "smoke"])["results"]?.elements)
        #expect(results.count == 1)
        #expect(results[0].members?.map(\.key) == ["x", "y", "given", "statistic", "dof", "p", "outcome"])
        #expect(results[0]["x"] == "bronc")
        #expect(results[0]["given"] == ["smoke"])
        #expect(results[0]["dof"] == 2)
        #expect(results[0]["outcome"] == "independent")
        // Two degrees of freedom: p = e^(-G²/2).
        let statistic = try #require(results[0]["statistic"]?.double)
        #expect(abs((results[0]["p"]?.double ?? 0) - exp(-statistic / 2)) < 1e-13)
    }

    @Test("tests of a file are answered in its order; dof 0 is undecidable and p null")
    func triples() throws {
        _ = try folder.write(
            """
            {"x":"dysp","y":"bronc","given":[]}
            {"x":"either","y":"xray","given":["tub","lung"]}

            {"x":"asia","y":"bronc"}
            """, to: "triples.jsonl")
        let results = try #require(try answer(["--triples", "triples.jsonl"])["results"]?.elements)
        #expect(results.map { $0["x"]?.string } == ["dysp", "either", "asia"])
        #expect(results.map { $0["outcome"]?.string } == ["dependent", "undecidable", "independent"])
        #expect(results[1]["dof"] == 0)
        #expect(results[1]["p"] == .null)
        // Without degrees per stratum the same counts seem to say something.
        let naive = try #require(try answer(["--triples", "triples.jsonl", "--test", "g2-naive"])["results"]?.elements)
        #expect(naive[1]["dof"] == 4)
        #expect(naive[1]["p"] == 1.0)
    }

    @Test("the permutation test is the same for a seed, and has no degrees of freedom")
    func permutation() throws {
        let arguments = ["--x", "bronc", "--y", "lung", "--test", "permutation", "--samples", "99", "--seed", "3"]
        let first = try answer(arguments)
        #expect(try answer(arguments) == first)
        #expect(first["results"]?.elements?[0]["dof"] == .null)
        let p = try #require(first["results"]?.elements?[0]["p"]?.double)
        #expect((p * 200).rounded() == p * 200)
    }

    @Test("the text is a table and a sentence that claims no more than the test does")
    func text() throws {
        func output(_ y: String, _ given: [String]) throws -> String {
            let result = try Command.run(["citest", "asia.csv", "--x", "bronc", "--y", y] + given, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return result.output
        }
        let independent = try output("lung", ["--given", "smoke"])
        #expect(independent.contains("2000 rows. Test: G², degrees of freedom per stratum."))
        #expect(independent.contains("x      y     given  statistic  dof"))
        #expect(independent.contains("No evidence against the independence of bronc and lung given smoke at α = 0.05"))
        #expect(!independent.contains("proven"))
        #expect(try output("dysp", []).contains("Evidence against the independence of bronc and dysp at α = 0.05."))
    }

    @Test(
        "the wrong thing ends with the contract's code and one paragraph",
        arguments: [
            (["asia.csv", "--x", "bronk", "--y", "lung"], Int32(65), "did you mean “bronc”?"),
            (["asia.csv", "--x", "lung", "--y", "lung"], 65, "“lung” is given twice"),
            (["asia.csv", "--x", "lung"], 64, "--x and --y"),
            (["nowhere.csv", "--x", "a", "--y", "b"], 66, "no such file"),
            (["asia.csv", "--x", "lung", "--y", "tub", "--test", "magic"], 64, "magic"),
            (["asia.csv", "--x", "lung", "--y", "tub", "--test", "fisher-z"], 65, "expected numbers throughout"),
            (["asia.csv", "--x", "lung", "--y", "tub", "--alpha", "2"], 64, "--alpha"),
            (["asia.csv", "--x", "lung", "--y", "tub", "--triples", "t"], 64, "exclude each other"),
            (["ragged.csv", "--x", "a", "--y", "b"], 65, "ragged.csv:3: found 1 cell in the row"),
            (["asia.csv", "--triples", "bad.jsonl"], 65, "bad.jsonl:2: there is no variable “nobody”"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        _ = try folder.write("a,b\n1,2\n3\n", to: "ragged.csv")
        _ = try folder.write("{\"x\":\"lung\",\"y\":\"tub\"}\n{\"x\":\"lung\",\"y\":\"nobody\"}\n", to: "bad.jsonl")
        let result = try Command.run(["citest"] + arguments + ["-o", "out.json"], in: folder)
        #expect(result.status == status)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try folder.names.allSatisfy { !$0.contains("out.json") })
    }

    @Test("A compressed table is bad data; names strung together are to be given one by one")
    func mends() throws {
        try Data([0x1F, 0x8B, 8, 0, 0]).write(to: folder.url.appendingPathComponent("t.csv.gz"))
        let packed = try Command.run(["citest", "t.csv.gz", "--x", "a", "--y", "b"], in: folder)
        #expect(packed.status == 65)
        #expect(packed.errors.contains("t.csv.gz:1: found a file compressed with gzip"), "\(packed.errors)")
        _ = try folder.write("a,b,c,d\n1,2,1,1\n", to: "t.csv")
        let strung = try Command.run(["citest", "t.csv", "--x", "a", "--y", "b", "--given", "c,d"], in: folder)
        #expect(strung.status == 65)
        #expect(strung.errors.contains("repeat the option, once with “c”, once with “d”."), "\(strung.errors)")
    }

    @Test("a table from standard input")
    func standardInput() throws {
        let result = try Command.run(
            ["citest", "-", "--from", "jsonl", "--x", "a", "--y", "b", "--json"],
            input: "{\"a\":\"p\",\"b\":\"q\"}\n{\"a\":\"r\",\"b\":\"s\"}\n", in: folder)
        #expect(result.status == 0, "\(result.errors)")
        // 2 · 2 ln 2.
        let statistic = try JSONValue(parsing: result.output)["results"]?.elements?[0]["statistic"]?.double
        #expect(abs((statistic ?? 0) - 4 * log(2)) < 1e-14)
    }
}
