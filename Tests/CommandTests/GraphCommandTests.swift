import CausalEngine
import Foundation
import Testing

@Suite("graph")
struct GraphCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func answer(_ arguments: [String], input: String = "") throws -> JSONValue {
        let result = try Command.run(["graph"] + arguments + ["--json"], input: input, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output)
    }

    private func text(_ arguments: [String], input: String = "") throws -> String {
        let result = try Command.run(["graph"] + arguments, input: input, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    @Test("dsep: the verdict, and each path with what blocks it")
    func separation() throws {
        let blocked = try answer(["dsep", "asia", "asia", "smoke"])
        #expect(blocked["separated"] == true && blocked["pathsComplete"] == true)
        #expect(blocked["paths"]?.elements?.first?["nodes"] == ["asia", "tub", "either", "lung", "smoke"])
        #expect(blocked["paths"]?.elements?.first?["open"] == false)
        #expect(blocked["paths"]?.elements?.first?["blockedBy"] == ["either"])
        let open = try answer(["dsep", "asia", "asia,tub", "smoke,bronc", "--given", "dysp", "--given", "xray"])
        #expect(open["separated"] == false)
        let cut = try answer(["dsep", "asia", "asia", "smoke", "--given", "dysp", "--limit", "1"])
        #expect(cut["pathsComplete"] == false)
        #expect(cut["paths"]?.elements?.map { $0["open"] } == [true])
    }

    @Test("dsep in words draws the paths and says why")
    func separationText() throws {
        let blocked = try text(["dsep", "asia", "asia", "smoke"])
        #expect(blocked.hasPrefix("asia and smoke are d-separated given nothing"))
        #expect(blocked.contains("asia → tub → either ← lung ← smoke"))
        #expect(blocked.contains("blocked by either: a collider that is not given, nor any descendant of it"))
        let open = try text(["dsep", "asia", "asia", "smoke", "--given", "dysp"])
        #expect(open.contains("open at either: a collider with a descendant that is given (dysp)"))
        #expect(open.contains("open at dysp: a collider that is given"))
    }

    @Test("relatives are sorted and leave the variable out")
    func relatives() throws {
        #expect(try answer(["blanket", "asia", "either"]) == ["variables": ["bronc", "dysp", "lung", "tub", "xray"]])
        #expect(try answer(["ancestors", "asia", "either"]) == ["variables": ["asia", "lung", "smoke", "tub"]])
        #expect(try answer(["descendants", "asia", "lung"]) == ["variables": ["dysp", "either", "xray"]])
        #expect(try text(["ancestors", "asia", "asia"]) == "The ancestors of asia: none.\n")
    }

    @Test("adjust: minimal sets; roles of the file count; [] when there is none, [[]] when nothing is needed")
    func adjustment() throws {
        let graph = try folder.write(
            "dag { X [exposure] Y [outcome] U [latent] A [adjusted] X <- Z -> Y X <- U -> W -> Y X -> Y A -> Y }",
            to: "g.dagitty")
        #expect(try answer(["adjust", graph]) == ["minimal": [["A", "W", "Z"]], "complete": true])
        #expect(try answer(["adjust", graph, "--forbidden", "W"]) == ["minimal": [], "complete": true])
        #expect(try answer(["adjust", graph, "--forced", "U"]) == ["minimal": [], "complete": true])
        let direct = ["adjust", "asia", "--treatment", "smoke", "--outcome", "dysp", "--effect", "direct"]
        #expect(try answer(direct)["minimal"] == [["bronc", "lung"], ["bronc", "either"]])
        #expect(try answer(["adjust", "asia", "--treatment", "smoke", "--outcome", "dysp"])["minimal"] == [[]])
        #expect(try text(direct).contains("{ bronc, lung }"))
    }

    @Test("instruments and independencies")
    func others() throws {
        let text = "dag { Z -> X -> Y X <-> Y Z <- C -> Y L [latent] L -> C }"
        let arguments = ["-", "--from", "dagitty"]
        #expect(
            try answer(["instruments"] + arguments + ["--treatment", "X", "--outcome", "Y"], input: text)
                == ["instruments": [["instrument": "Z", "given": ["C"]]]])
        #expect(
            try answer(["independencies"] + arguments, input: text)
                == ["independencies": [["x": "X", "y": "C", "given": ["Z"]]], "complete": true])
        #expect(try answer(["independencies", "asia", "--limit", "3"])["complete"] == false)
        #expect(try self.text(["independencies"] + arguments, input: text).contains("X ⫫ C | Z"))
    }

    @Test("identify: an estimand with its value, which is that of query; a hedge")
    func identification() throws {
        let found = try answer([
            "identify", "asia", "--treatment", "smoke", "--outcome", "dysp,lung", "--do", "smoke=yes",
        ])
        #expect(found["identifiable"] == true)
        #expect(found["estimand"] == "P(lung, dysp | smoke)")
        #expect(found["latex"]?.string?.contains(#"\mid"#) == true)
        let query = try JSONValue(
            parsing: Command.run(
                ["query", "asia", "--do", "smoke=yes", "--target", "dysp", "--target", "lung", "--json"], in: folder
            ).output)
        for outcome in ["dysp", "lung"] {
            let value = try #require(found["value"]?[outcome]?["yes"]?.double)
            #expect(abs(value - (query["posterior"]?[outcome]?["yes"]?.double ?? 0)) < 1e-12)
        }
        let bow = try folder.write("digraph { X -> Y; X -> Y [dir=both]; }", to: "bow.dot")
        let hedge = try answer(["identify", bow, "--treatment", "X", "--outcome", "Y"])
        #expect(hedge["identifiable"] == false)
        #expect(hedge["hedge"]?["forest"] == ["X", "Y"])
        #expect(hedge["hedge"]?["subforest"] == ["Y"])
        #expect(hedge["hedge"]?["roots"] == ["Y"])
        // Two models agree on (X, Y) and give the bow's effect these two probabilities.
        #expect(
            hedge["hedge"]?["counterexample"]
                == ["do": ["X": 0], "outcome": ["Y": 0], "probability": [0.5, 0.9375]])
        let words = try text(["identify", bow, "--treatment", "X", "--outcome", "Y"])
        #expect(words.contains("P(Y=0 | do(X=0)) is 0.5000 in one and 0.9375 in the other"))
        let conditional = try answer([
            "identify", "asia", "--do", "smoke=no", "--outcome", "lung", "--given", "xray=yes",
        ])
        #expect(conditional["value"]?["lung"]?.members?.count == 2)
        #expect(try answer(["identify", "asia", "--treatment", "smoke", "--outcome", "lung"])["value"] == nil)
    }

    @Test("where the estimand divides by zero the value is the model's own, and this is said")
    func positivity() throws {
        let model = try folder.write(
            """
            format: causalsynth/scm/1
            variables:
              - {name: Z, states: [a, b], table: [0.4, 0.6]}
              - {name: X, states: [no, yes], parents: [Z], table: [{given: {Z: a}, p: [1, 0]}, {given: {Z: b}, p: [0.5, 0.5]}]}
              - name: Y
                states: [no, yes]
                parents: [X, Z]
                table:
                  - {given: {X: no, Z: a}, p: [0.9, 0.1]}
                  - {given: {X: no, Z: b}, p: [0.7, 0.3]}
                  - {given: {X: yes, Z: a}, p: [0.4, 0.6]}
                  - {given: {X: yes, Z: b}, p: [0.2, 0.8]}
            """, to: "never.scm.yaml")
        let arguments = ["graph", "identify", model, "--outcome", "Y", "--json", "--do"]
        let never = try Command.run(arguments + ["X=yes"], in: folder)
        #expect(never.status == 0 && never.errors.contains("probability of zero"))
        let value = try JSONValue(parsing: never.output)
        #expect(value["valueFrom"] == "do")
        #expect(abs((value["value"]?["Y"]?["yes"]?.double ?? 0) - (0.4 * 0.6 + 0.6 * 0.8)) < 1e-12)
        let fine = try Command.run(arguments + ["X=no"], in: folder)
        #expect(fine.errors.isEmpty)
        #expect(try JSONValue(parsing: fine.output)["valueFrom"] == nil)
    }

    @Test("a latent confounder that is in the model: the value is from what is observed, and right")
    func frontDoor() throws {
        let model = try folder.write(
            """
            format: causalsynth/scm/1
            variables:
              - {name: U, states: [a, b, c], latent: true, table: [0.2, 0.3, 0.5]}
              - name: X
                states: [no, yes]
                parents: [U]
                table: [{given: {U: a}, p: [0.9, 0.1]}, {given: {U: b}, p: [0.5, 0.5]}, {given: {U: c}, p: [0.2, 0.8]}]
              - name: M
                states: [no, yes]
                parents: [X]
                table: [{given: {X: no}, p: [0.7, 0.3]}, {given: {X: yes}, p: [0.1, 0.9]}]
              - name: Y
                states: [no, yes]
                parents: [M, U]
                table:
                  - {given: {M: no, U: a}, p: [0.9, 0.1]}
                  - {given: {M: no, U: b}, p: [0.6, 0.4]}
                  - {given: {M: no, U: c}, p: [0.3, 0.7]}
                  - {given: {M: yes, U: a}, p: [0.5, 0.5]}
                  - {given: {M: yes, U: b}, p: [0.2, 0.8]}
                  - {given: {M: yes, U: c}, p: [0.05, 0.95]}
            """, to: "front.scm.yaml")
        let found = try answer(["identify", model, "--treatment", "X", "--outcome", "Y", "--do", "X=yes"])
        #expect(found["estimand"] == "Σ_M P(M | X) Σ_X′ P(Y | X′, M) P(X′)")
        let truth = 0.2 * (0.1 * 0.1 + 0.9 * 0.5) + 0.3 * (0.1 * 0.4 + 0.9 * 0.8) + 0.5 * (0.1 * 0.7 + 0.9 * 0.95)
        #expect(abs((found["value"]?["Y"]?["yes"]?.double ?? 0) - truth) < 1e-12)
    }

    @Test(
        "wrong input ends with the code of its kind and names the mend",
        arguments: [
            (["dsep", "asia", "asia", "smok"], 65, "did you mean “smoke”"),
            (["dsep", "asia", "asia", "asia"], 65, "both"),
            (["dsep", "asia", "asia", "smoke", "--given", "asia"], 65, "both"),
            (["dsep", "asia", "asia", ""], 65, "there is no variable"),
            (["dsep", "asia", "asia"], 64, "Missing"),
            (["dsep", "nowhere", "a", "b"], 66, "no such file"),
            (["dsep", "-", "a", "b"], 64, "--from"),
            (["adjust", "asia", "--outcome", "dysp"], 64, "--treatment"),
            (["adjust", "asia", "--treatment", "dysp", "--outcome", "dysp"], 65, "both"),
            (["adjust", "asia", "--treatment", "lung", "--outcome", "dysp", "--effect", "some"], 64, "effect"),
            (["adjust", "asia", "--treatment", "lung", "--outcome", "dysp", "--limit", "0"], 64, "--limit"),
            (
                ["identify", "asia", "--treatment", "lung", "--outcome", "dysp", "--do", "smoke=yes"], 65,
                "none of the treatments"
            ),
            (
                ["identify", "asia", "--treatment", "lung", "--outcome", "dysp", "--do", "lung=maybe"], 65,
                "not a state"
            ),
            (["identify", "asia", "--treatment", "lung", "--outcome", "lung"], 65, "both"),
        ])
    func failures(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let result = try Command.run(["graph"] + arguments, in: folder)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("errors in files name line and column; latent variables cannot be asked for; --do needs a model")
    func files() throws {
        let wrong = try folder.write("dag {\n a -> }", to: "wrong.dagitty")
        let result = try Command.run(["graph", "blanket", wrong, "a"], in: folder)
        #expect(result.status == 65 && result.errors.contains("wrong.dagitty:2:7"))
        let latent = try folder.write("dag { U [latent] U -> X -> Y }", to: "latent.dagitty")
        let asked = try Command.run(["graph", "identify", latent, "--treatment", "U", "--outcome", "Y"], in: folder)
        #expect(asked.status == 65 && asked.errors.contains("latent"))
        let valued = try Command.run(
            ["graph", "identify", latent, "--treatment", "X", "--outcome", "Y", "--do", "X=1"], in: folder)
        #expect(valued.status == 65 && valued.errors.contains("without parameters"))
    }
}
