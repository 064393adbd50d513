import CausalEngine
import Foundation
import Testing

@Suite("info")
struct InfoCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func info(_ arguments: String..., input: String = "") throws -> Command.Result {
        try Command.run(["info"] + arguments, input: input, in: folder)
    }

    @Test("the object holds variables, parents, parameters, sizes and warnings")
    func object() throws {
        let result = try info("alarm", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let object = try JSONValue(parsing: result.output)
        #expect(
            object.members?.map(\.key) == [
                "network", "title", "source", "format", "variables", "edges", "bidirected", "parameters", "stateSpace",
                "treewidth", "junctionTree", "warnings",
            ])
        #expect(object["variables"]?.elements?.count == 37)
        #expect(object["edges"]?.int == 46)
        #expect(object["parameters"]?.int == 509)
        #expect(object["treewidth"]?.int == 4)
        let first = object["variables"]?.elements?[0]
        #expect(first?["name"] == "HISTORY")
        #expect(first?["parents"] == ["LVFAILURE"])
        #expect(first?["states"] == ["TRUE", "FALSE"])
        #expect(first?["parameters"]?.int == 2)
    }

    @Test("the text is aligned and says how hard inference is")
    func text() throws {
        let result = try info("asia")
        #expect(result.status == 0)
        for part in [
            "asia: A chest clinic\n", "8 variables, 8 edges, ", "256 configurations of all variables.",
            "Treewidth found: 2",
            "\nlung      yes, no  smoke ", "Nothing looks odd.",
        ] { #expect(result.output.contains(part), "\(result.output)") }
        #expect(!result.output.contains(" \n"))
    }

    @Test("A phrase that is not read back as what it says is told by info, and by generate before it begins")
    func unreadPhrase() throws {
        _ = try folder.write(
            """
            format: causalsynth/scm/1
            name: pain
            variables:
              - {name: headache, states: [severe, none], table: [0.3, 0.7]}
              - {name: nausea, states: [yes, no], table: [0.3, 0.7]}
            domain: a note from a headache clinic
            wording:
              headache:
                say: {severe: [the headache is severe, a severe headache], none: [no headache]}
                read: {concepts: [headache], none: absent, states: {severe: [severe headache]}}
            """, to: "pain.scm.yaml")
        let info = try Command.run(["info", "pain.scm.yaml", "--json"], in: folder)
        let warnings = try JSONValue(parsing: info.output.trimmingCharacters(in: .newlines))["warnings"]?.elements ?? []
        let unread = warnings.filter { $0["kind"] == "unread-phrase" }
        #expect(unread.map { $0["variables"] } == [["headache"]], "\(info.output)")
        #expect(unread.first?["text"]?.string?.contains("“The headache is severe.”") ?? false)
        let run = try Command.run(["generate", "pain.scm.yaml", "-n", "1", "--ledger", "p.ledger"], in: folder)
        #expect(
            run.status == 0 && run.errors.contains("“The headache is severe.” for headache=severe"), "\(run.errors)")
    }

    @Test("A file that is there and is no model is bad data: one of an unknown ending, one of other bytes than text")
    func noModel() throws {
        _ = try folder.write("network x {}\n", to: "model.txt")
        let unknown = try info("model.txt")
        #expect(unknown.status == 65 && unknown.errors.contains("--from"), "\(unknown.errors)")
        try Data("network x {}\n".utf8 + [0xFF, 0xFE]).write(to: folder.url.appendingPathComponent("bytes.bif"))
        let bytes = try info("bytes.bif")
        #expect(
            bytes.status == 65 && bytes.errors.contains("bytes.bif:2: found bytes that are not UTF-8"),
            "\(bytes.errors)")
    }

    @Test("warnings tell what an author may not have meant")
    func warnings() throws {
        let file = try folder.write(
            """
            format: causalsynth/scm/1
            variables:
              - {name: Rain, states: [yes, no, maybe], table: [0.5, 0.5, 0]}
              - {name: rain, states: [y, n], parents: [Rain], table: [[0.1, 0.9], [0.1, 0.9], [0.1, 0.9]]}
              - {name: sure, states: [a, b], parents: [Rain], table: [[1, 0], [1, 0], [0, 1]]}
              - {name: alone, states: [x], table: [1]}
              - {name: dose, equation: u, noise: "normal(0, 1)", range: [-2, 2]}
              - {name: frail, states: [yes, no], table: [0.5, 0.5], latent: true}
            """, to: "odd.scm.yaml")
        let object = try JSONValue(parsing: try info(file, "--json").output)
        let warnings = object["warnings"]?.elements ?? []
        func texts(_ kind: String) -> [String] {
            warnings.filter { $0["kind"]?.string == kind }.compactMap { $0["text"]?.string }
        }
        #expect(texts("unreachable-state").contains { $0.contains("“Rain” is never maybe") })
        // The row of “sure” in which it would be b is never reached.
        #expect(texts("unreachable-state").contains { $0.contains("“sure” is never b") })
        #expect(texts("idle-parent") == ["“Rain” is a parent of “rain” and makes no difference to it."])
        #expect(texts("similar-names") == ["variables differ in case or separators alone: Rain, rain."])
        #expect(texts("deterministic-rows").first?.hasPrefix("3 rows leave nothing to chance") == true)
        #expect(texts("zero-probabilities").first?.hasPrefix("4 probabilities are zero") == true)
        #expect(texts("single-state").count == 1)
        #expect(texts("isolated").first?.hasPrefix("alone, dose, frail have no edge") == true)
        // P(|u| > 2) = 0.0455; of 10 000 rows this many within five standard errors with probability 1 - 6e-7.
        let range = try #require(texts("range-left").first)
        let share = try #require(range.firstMatch(of: #/probability ([0-9.]+) ±/#).flatMap { Double($0.1) })
        #expect(abs(share - 0.0455) < 5 * 0.00209)
        let roles = object["variables"]?.elements?.map { $0["roles"] }
        #expect(roles?.last == ["latent"])
        #expect(object["treewidth"]?.int == 1)
        #expect(object["junctionTree"]?["entries"] == JSONValue.null)
    }

    @Test("graphs alone have roles and edges but no parameters")
    func graphs() throws {
        let result = try info(
            "-", "--from", "dagitty", "--json", input: "dag { x [exposure] y [outcome] x -> y x <-> y }")
        let object = try JSONValue(parsing: result.output)
        #expect(object["parameters"] == JSONValue.null)
        #expect(object["bidirected"] == [["x", "y"]])
        #expect(object["variables"]?.elements?.first?["roles"] == ["exposure"])
        #expect(try info("-", "--from", "dot", input: "digraph { a -> b }").output.contains("2 variables, 1 edge."))
    }

    @Test("large state spaces are powers of ten; cycles are shown along their edges; near misses are offered")
    func limits() throws {
        let names = (0..<60).map { "v\($0)" }
        let variables = names.map { "variable \($0) { type discrete [ 2 ] { t, f }; }\n" }.joined()
        let blocks = names.map { "probability ( \($0) ) { table 0.5, 0.5; }\n" }.joined()
        #expect(
            try info("-", "--from", "bif", input: variables + blocks).output
                .contains("1.2 × 10^18 configurations of all variables."))
        let wide = "probability ( v0 | \(names[1...40].joined(separator: ", ")) ) { default 0.5, 0.5; }"
        let refused = try info("-", "--from", "bif", input: variables + wide)
        #expect(refused.status == 65)
        #expect(refused.errors.contains("2 × 2 × 2 × … entries (2.2 × 10^12 in all), expected at most 67108864"))
        let cycle =
            variables + "probability ( v0 | v2 ) { default 0.5, 0.5; }\nprobability ( v1 | v0 ) { default 0.5, 0.5; }\n"
            + "probability ( v2 | v1 ) { default 0.5, 0.5; }\n"
            + names[3...].map { "probability ( \($0) ) { table 0.5, 0.5; }\n" }.joined()
        let shown = try info("-", "--from", "bif", input: cycle)
        #expect(shown.status == 65)
        #expect(shown.errors.contains("v0 → v1 → v2 → v0"))
        let missed = try info("-", "--from", "bif", input: variables + "probability ( v0 | v4a ) {")
        #expect(missed.errors.contains("there is no variable “v4a”; did you mean “v4”"))
    }

    @Test("control characters of a file are made visible")
    func controls() throws {
        let name = "a\u{1b}[31m"
        let text = "variable \"\(name)\" { type discrete [ 1 ] { x }; }\nprobability ( \"\(name)\" ) { table 1; }"
        let result = try info("-", "--from", "bif", input: text)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("a␛[31m"))
        #expect(!result.output.contains("\u{1b}"))
    }
}
