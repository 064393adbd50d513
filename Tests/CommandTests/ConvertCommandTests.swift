import CausalEngine
import Foundation
import Testing

@Suite("convert")
struct ConvertCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func convert(_ arguments: String..., input: String = "") throws -> Command.Result {
        try Command.run(["convert"] + arguments, input: input, in: folder)
    }

    @Test(
        "posteriors survive, the same file twice gives the same bytes, and so does a written file in its own format",
        arguments: ["bif", "xmlbif", "net", "scm.yaml"])
    func roundTrip(ending: String) throws {
        for name in ["first", "second"] {
            let result = try convert("alarm", "\(name).\(ending)")
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.isEmpty)
        }
        #expect(try folder.data("first.\(ending)") == folder.data("second.\(ending)"))
        let again = try convert("first.\(ending)", "third.\(ending)")
        #expect(again.status == 0)
        #expect(again.errors.isEmpty, "\(again.errors)")
        #expect(try folder.data("first.\(ending)") == folder.data("third.\(ending)"))
        func posterior(_ net: String) throws -> JSONValue? {
            let result = try Command.run(["query", net, "--evidence", "HRBP=HIGH", "--json"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return try JSONValue(parsing: result.output)["posterior"]
        }
        #expect(try posterior("third.\(ending)") == posterior("alarm"))
    }

    @Test("what is lost is told on standard error, what is not is not")
    func losses() throws {
        let result = try convert("asia", "asia.bif")
        #expect(result.status == 0)
        #expect(result.errors.hasPrefix("causalsynth: asia.bif cannot hold all of asia. Lost:\n"))
        for part in [
            "source     “S. L. Lauritzen", "labels     asia (a visit to Asia)", "equations  either", "wording ",
        ] {
            #expect(result.errors.contains("  " + part), "\(result.errors)")
        }
        let uai = try convert("asia.bif", "asia.uai")
        #expect(uai.errors.contains("“smoke” is written x2"))
        #expect(uai.errors.contains("of x2: “yes” as 0, “no” as 1"))
    }

    @Test("--from and --to override endings; - is standard input and output")
    func streams() throws {
        let bif = try convert("cancer", "-", "--to", "bif")
        #expect(bif.status == 0)
        #expect(bif.output.hasPrefix("network \""))
        let net = try convert("-", "-", "--from", "bif", "--to", "net", input: bif.output)
        #expect(net.status == 0, "\(net.errors)")
        #expect(net.output.hasPrefix("net\n{\n"))
        _ = try folder.write(net.output, to: "model.txt")
        let back = try convert("model.txt", "--from", "net", "--to", "bif", "-o", "back.bif")
        #expect(back.status == 0, "\(back.errors)")
        #expect(try String(decoding: folder.data("back.bif"), as: UTF8.self) == bif.output)
        let graph = try convert("cancer", "-", "--to", "dagitty")
        #expect(graph.output.hasPrefix("dag {\n"))
        let dot = try convert("-", "-", "--from", "dagitty", "--to", "dot", input: graph.output)
        #expect(dot.output.hasPrefix("digraph {\n"))
    }

    @Test("refusals end with the contract's codes and leave nothing behind")
    func refusals() throws {
        let continuous = try folder.write(
            "format: causalsynth/scm/1\nvariables: [{name: x, equation: u, noise: \"normal(0, 1)\"}]\n",
            to: "x.scm.yaml")
        let refused = try convert(continuous, "x.bif")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("found the continuous variable “x”"))
        #expect(try convert("asia", "asia.xdsl").status == 65)
        #expect(try convert("asia", "asia.unknown").status == 64)
        #expect(try convert("asia", "-").status == 64)
        #expect(try convert("-", "asia.bif").status == 64)
        #expect(try convert("asia", "a.bif", "-o", "b.bif").status == 64)
        #expect(try convert("asia", "a.bif", "--to", "word").status == 64)
        #expect(try convert("nowhere.bif", "a.bif").status == 66)
        #expect(try convert("asia", "missing/a.bif").status == 73)
        _ = try folder.write("dag { a -> b }", to: "g.dagitty")
        let graph = try convert("g.dagitty", "g.bif")
        #expect(graph.status == 65)
        #expect(graph.errors.contains("found a graph without probabilities"))
        let broken = try folder.write("network x {}\nvariable a { type discrete [ 2 ] { x, y };", to: "broken.bif")
        let error = try convert(broken, "y.bif")
        #expect(error.status == 65)
        #expect(error.errors.contains("broken.bif:2:43: found the end of the file"))
        let names = try folder.names.filter { !$0.hasPrefix(".out") && !$0.hasPrefix(".err") && !$0.hasPrefix(".in") }
        #expect(names == ["broken.bif", "g.dagitty", "x.scm.yaml"])
    }

    @Test("a model in any format serves the other verbs")
    func otherVerbs() throws {
        #expect(try convert("sprinkler", "s.net").status == 0)
        let sample = try Command.run(["sample", "s.net", "-n", "3"], in: folder)
        #expect(sample.output.split(separator: "\n").count == 4)
        let text = try String(decoding: folder.data("s.net"), as: UTF8.self)
        let query = try Command.run(["query", "-", "--from", "net", "--json"], input: text, in: folder)
        #expect(query.status == 0, "\(query.errors)")
    }
}
