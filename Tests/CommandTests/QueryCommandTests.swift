import CausalEngine
import Foundation
import Testing

@Suite("query")
struct QueryCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func answer(_ arguments: [String]) throws -> JSONValue {
        let result = try Command.run(["query"] + arguments + ["--json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("}\n"))
        return try JSONValue(parsing: result.output)
    }

    @Test("the object names what was asked, and answers for all that is neither seen nor set")
    func object() throws {
        let answer = try answer(["asia", "--evidence", "xray=yes", "--do", "smoke=yes"])
        #expect(answer.members?.map(\.key) == ["network", "do", "evidence", "logEvidence", "posterior", "method"])
        #expect(answer["network"] == "asia")
        #expect(answer["do"] == ["smoke": "yes"])
        #expect(answer["evidence"] == ["xray": "yes"])
        #expect(answer["method"] == "junction tree")
        #expect(answer["posterior"]?.members?.map(\.key) == ["asia", "tub", "lung", "bronc", "either", "dysp"])
        // P(xray | do(smoke)) by hand: tub or lung with 0.10936, then 0.98, else 0.05.
        let either = 1 - (1 - 0.0104) * (1 - 0.1)
        let xray = either * 0.98 + (1 - either) * 0.05
        #expect(abs((answer["logEvidence"]?.double ?? 0) - log(xray)) < 1e-12)
        #expect(abs((answer["posterior"]?["lung"]?["yes"]?.double ?? 0) - 0.1 * 0.98 / xray) < 1e-12)
    }

    @Test("without evidence its logarithm is zero; targets choose what is answered")
    func targets() throws {
        let answer = try answer(["asia", "--target", "lung", "--target", "tub"])
        #expect(answer["logEvidence"]?.double == 0)
        #expect(answer["posterior"]?.members?.map(\.key) == ["tub", "lung"])
        #expect(answer["evidence"] == [:])
    }

    @Test("uncertain findings, stochastic interventions and the most probable explanation")
    func likelihoods() throws {
        let answer = try answer([
            "asia", "--likelihood", "lung=yes:3,no:1", "--do", "smoke~yes:0.5,no:0.5", "--mpe", "--target", "lung",
        ])
        // P(lung | do) = 0.055; three times as likely.
        #expect(abs((answer["posterior"]?["lung"]?["yes"]?.double ?? 0) - 0.165 / (0.165 + 0.945)) < 1e-12)
        #expect(abs((answer["logEvidence"]?.double ?? 0) - log(0.165 + 0.945)) < 1e-12)
        #expect(answer["likelihood"]?["lung"] == ["yes": 3.0, "no": 1.0])
        #expect(answer["do"] == ["smoke": "yes:0.5,no:0.5"])
        #expect(answer["mpe"]?["assignment"]?.members?.count == 8)
        #expect(answer["mpe"]?["assignment"]?["lung"] == "no")
        #expect((answer["mpe"]?["logProbability"]?.double ?? 1) < 0)
    }

    @Test("the text says what was set and seen, and that evidence after do() is of the changed world")
    func text() throws {
        let result = try Command.run(
            ["query", "asia", "--evidence", "xray=yes", "--do", "smoke=yes", "--target", "lung"], in: folder)
        #expect(result.status == 0)
        #expect(result.output.contains("Set:      smoke=yes, from outside; it no longer listens to its causes."))
        #expect(
            result.output.contains(
                "Seen:     xray=yes, in the changed world (probability 0.1517, logarithm -1.886)."))
        #expect(result.output.contains("Computed: exactly, by junction tree."))
        #expect(result.output.contains("(“was”: before it was seen, with\nthe same set):"))
        #expect(result.output.contains("xray was seen after the change."))
        #expect(result.output.contains("use counterfactual"))
        #expect(result.output.contains("lung  yes  0.6460 █████████████         was 0.1000"))
    }

    @Test("estimates carry standard errors, and are the same for a seed")
    func estimates() throws {
        let arguments = [
            "asia", "--evidence", "xray=yes", "--method", "likelihood-weighting", "--samples", "20000", "--seed", "4",
        ]
        let first = try answer(arguments)
        #expect(try answer(arguments) == first)
        #expect(first["method"] == "likelihood weighting")
        let error = first["standardError"]?["lung"]?["yes"]?.double ?? 0
        #expect(error > 0)
        // Six standard errors: a right estimate fails with a probability of 2e-9, and the seed is fixed.
        #expect(abs((first["posterior"]?["lung"]?["yes"]?.double ?? 0) - 0.48871) < 6 * error)
    }

    @Test(
        "what cannot be answered ends with the contract's code and one paragraph",
        arguments: [
            (["asia", "--evidence", "tub=yes", "--evidence", "either=no"], Int32(65), "has probability zero"),
            (["asia", "--evidence", "tub=yse"], 65, "did you mean “yes”?"),
            (["asia", "--target", "lungs"], 65, "there is no variable “lungs”; did you mean “lung”?"),
            (["asia", "--evidence", "tub"], 65, "expected VARIABLE=STATE"),
            (["asia", "--likelihood", "tub=yes:-1"], 65, "expected a number from 0 on"),
            (["asia", "--likelihood", "tub=yes"], 65, "found “yes”, expected STATE:number"),
            (["asia", "--evidence", "tub=yes", "--evidence", "tub=no"], 65, "set to both yes and no"),
            (["asia", "--method", "magic"], 64, "magic"), (["nowhere"], 66, "nowhere"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        let result = try Command.run(["query"] + arguments + ["-o", "out.json"], in: folder)
        #expect(result.status == status)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try folder.names.allSatisfy { !$0.contains("out.json") })
    }

    @Test("sampling under evidence gives rows that agree with it, shard by shard")
    func sampling() throws {
        func rows(_ range: String) throws -> [Substring] {
            let result = try Command.run(
                ["sample", "asia", "--evidence", "dysp=yes", "--seed", "9", "--rows", range], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return result.output.split(separator: "\n")
        }
        let whole = try rows("0..<3000")
        #expect(try rows("0..<1000") + rows("1000..<3000") == whole)
        #expect(whole.dropFirst().allSatisfy { $0.hasSuffix(",yes") })
        // P(bronc | dysp) = 0.834; 3000 rows, six standard deviations of 0.0068.
        let bronchitis = whole.dropFirst().filter { $0.split(separator: ",")[4] == "yes" }.count
        #expect(abs(Double(bronchitis) / 3000 - 0.8339) < 0.041)
    }
}
