import CausalEngine
import Foundation
import Testing

private let asiaUnit = "asia=no,tub=no,smoke=yes,lung=no,bronc=yes,either=no,xray=no,dysp=yes"

@Suite("counterfactual")
struct CounterfactualCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func answer(_ arguments: [String]) throws -> JSONValue {
        let result = try Command.run(["counterfactual"] + arguments + ["--json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("}\n"))
        return try JSONValue(parsing: result.output)
    }

    private func text(_ arguments: [String]) throws -> String {
        let result = try Command.run(["counterfactual"] + arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// A cause and a variable of three states under Gumbel noise, and a number with noise added.
    private func model() throws -> String {
        try folder.write(
            """
            format: causalsynth/scm/1
            name: clinic
            variables:
              - {name: drug, states: [yes, no], table: [0.5, 0.5]}
              - {name: pain, states: [none, some, much], parents: [drug], table: [[0.5, 0.3, 0.2], [0.2, 0.4, 0.4]]}
              - {name: pulse, parents: [drug], equation: "60 + (drug == yes ? 10 : 0) + u", noise: "normal(0, 5)", unit: bpm}
              - {name: frail, states: [yes, no], table: [0.3, 0.7], latent: true}
              - {name: late, states: [yes, no], parents: [frail, drug], table: [[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.1, 0.9]]}
            """, to: "clinic.scm.yaml")
    }

    @Test("the object names what was asked; evidence on the variable that is set counts")
    func object() throws {
        let answer = try answer([
            "asia", "--evidence", "bronc=yes", "--evidence", "either=no", "--evidence", "dysp=yes", "--do", "bronc=no",
            "--target", "dysp",
        ])
        #expect(
            answer.members?.map(\.key) == [
                "network", "evidence", "do", "noiseModel", "method", "posterior", "standardError", "logEvidence",
            ])
        #expect(answer["network"] == "asia")
        #expect(answer["evidence"] == ["bronc": "yes", "either": "no", "dysp": "yes"])
        #expect(answer["do"] == ["bronc": "no"])
        #expect(answer["noiseModel"] == "declared")
        #expect(answer["method"] == "twin network")
        #expect(answer["standardError"] == ["dysp": ["yes": 0.0, "no": 0.0]])
        #expect(abs((answer["posterior"]?["dysp"]?["yes"]?.double ?? 0) - 0.1 / 0.8) < 1e-12)
    }

    @Test("without --target all that is not set is answered for; without --evidence it is what do() says")
    func targets() throws {
        let counterfactual = try answer(["asia", "--do", "smoke=no"])
        #expect(
            counterfactual["posterior"]?.members?.map(\.key) == [
                "asia", "tub", "lung", "bronc", "either", "xray", "dysp",
            ])
        let query = try JSONValue(
            parsing: Command.run(["query", "asia", "--do", "smoke=no", "--json"], in: folder).output)
        for (variable, law) in query["posterior"]?.members ?? [] {
            for (state, probability) in law.members ?? [] {
                let other = counterfactual["posterior"]?[variable]?[state]?.double ?? -1
                #expect(abs(other - (probability.double ?? 0)) < 1e-12)
            }
        }
        #expect(try answer(["asia", "--evidence", "smoke=yes"])["do"] == [:])
    }

    @Test("a replayed row: the row of sample, and under inverse-cdf the row of sample --do")
    func row() throws {
        let report = try answer(["asia", "--row", "17", "--seed", "4", "--do", "smoke=no"])
        #expect(report["method"] == "replay")
        #expect(report["unit"]?.members?.map(\.key) == ["factual", "counterfactual", "noise", "changed"])
        func sampled(_ more: [String]) throws -> JSONValue {
            let arguments = ["sample", "asia", "--rows", "17..<18", "--seed", "4", "--format", "jsonl"] + more
            let line = try Command.run(arguments, in: folder).output
            return try JSONValue(parsing: line)
        }
        let factual = try sampled([])
        let twin = try sampled(["--do", "smoke=no"])
        for (variable, value) in report["unit"]?["factual"]?.members ?? [] { #expect(factual[variable] == value) }
        for (variable, value) in report["unit"]?["counterfactual"]?.members ?? [] { #expect(twin[variable] == value) }
        #expect(report["unit"]?["noise"]?["smoke"]?.double != nil)
        let nothing = try answer(["asia", "--row", "17", "--seed", "4"])
        #expect(nothing["unit"]?["factual"] == nothing["unit"]?["counterfactual"])
        #expect(nothing["unit"]?["changed"] == [])
    }

    @Test("a whole unit: intervals of noise, its counterfactual, its posterior")
    func unit() throws {
        let report = try answer(["asia", "--unit", asiaUnit, "--do", "bronc=no"])
        #expect(report["method"] == "twin network")
        #expect(report["unit"]?["counterfactual"]?["bronc"] == "no")
        #expect(report["unit"]?["counterfactual"]?["dysp"] == "no")
        #expect(report["unit"]?["changed"] == ["bronc", "dysp"])
        #expect(report["unit"]?["noise"]?["smoke"] == [0.0, 0.5])
        #expect(abs((report["posterior"]?["dysp"]?["yes"]?.double ?? 0) - 0.1 / 0.8) < 1e-12)
        let empty = try answer(["asia", "--unit", asiaUnit])
        #expect(empty["unit"]?["factual"] == empty["unit"]?["counterfactual"])
        let text = try text(["asia", "--unit", asiaUnit, "--do", "bronc=no"])
        #expect(text.contains("Seen:     one unit"))
        #expect(text.contains("bronc   yes  no               set"))
        #expect(text.contains("dysp    yes  no               changed, likeliest"))
        #expect(text.contains("Would have changed: dysp."))
    }

    @Test("numbers are JSON numbers; latent variables of a unit may be left out")
    func numbers() throws {
        let model = try model()
        let report = try answer([
            model, "--unit", "drug=no, pain=some, pulse=58.5, late=yes", "--do", "drug=yes", "--noise-model",
            "inverse-cdf",
        ])
        #expect(report["unit"]?["factual"]?["pulse"]?.double == 58.5)
        #expect(report["unit"]?["counterfactual"]?["pulse"]?.double == 68.5)
        #expect(report["unit"]?["noise"]?["pulse"]?.double == -1.5)
        #expect(report["posterior"]?["pulse"]?.members?.map(\.key) == ["mean", "sd", "q05", "q50", "q95"])
        #expect(report["posterior"]?["pulse"]?["mean"]?.double == 68.5)
        // P(frail | late, no drug) is uncertain: the posterior says so, the unit shows the likelier.
        #expect(abs((report["posterior"]?["frail"]?["yes"]?.double ?? 0) - 0.18 / 0.25) < 1e-12)
        #expect(report["unit"]?["factual"]?["frail"] == "yes")
    }

    @Test("Gumbel noise is estimated with standard errors, the same for a seed; in closed form on request")
    func gumbel() throws {
        let model = try model()
        let arguments = [
            model, "--evidence", "drug=no", "--evidence", "pain=much", "--do", "drug=yes", "--target", "pain",
        ]
        let estimate = try answer(arguments + ["--samples", "20000", "--seed", "3"])
        #expect(estimate["method"] == "Monte Carlo abduction")
        #expect(try answer(arguments + ["--samples", "20000", "--seed", "3"]) == estimate)
        #expect(estimate["samples"] == 20000)
        let exact = try answer(arguments + ["--method", "twin-network"])
        #expect(exact["method"] == "twin network")
        for state in ["none", "some", "much"] {
            let error = estimate["standardError"]?["pain"]?[state]?.double ?? 0
            let difference =
                (estimate["posterior"]?["pain"]?[state]?.double ?? 0)
                - (exact["posterior"]?["pain"]?[state]?.double ?? 1)
            // Six standard errors: a chance of 6e-9.
            #expect(error > 0 && abs(difference) < 6 * error)
        }
        let inverse = try answer(arguments + ["--noise-model", "inverse-cdf"])
        #expect(inverse["noiseModel"] == "inverse-cdf")
        #expect(inverse["method"] == "twin network")
        // u from 0.6: some below 0.8, much above.
        #expect(abs((inverse["posterior"]?["pain"]?["some"]?.double ?? 0) - 0.5) < 1e-12)
        #expect(try text(arguments).contains("Noise:    as declared: gumbel-max for pain."))
        #expect(try text(arguments + ["--noise-model", "inverse-cdf"]).contains("inverse-cdf for every table"))
    }

    @Test("bounds hold both conventions and are left out, with a reason, where they cannot be computed")
    func bounds() throws {
        let model = try model()
        let report = try answer([
            model, "--evidence", "drug=no", "--evidence", "pain=much", "--do", "drug=yes", "--target", "pain",
            "--bounds",
        ])
        // Of the 0.4 with much pain at most 0.2 keep it, and 0.3 can have some.
        let much = report["bounds"]?["pain"]?["much"]?.elements?.compactMap(\.double) ?? []
        #expect(much.count == 2 && much[0] == 0 && abs(much[1] - 0.5) < 1e-12)
        let some = report["bounds"]?["pain"]?["some"]?.elements?.compactMap(\.double) ?? []
        #expect(some.count == 2 && some[0] == 0 && abs(some[1] - 0.75) < 1e-12)
        let none = try Command.run(
            [
                "counterfactual", "asia", "--evidence", "dysp=yes", "--do", "smoke=no", "--target", "dysp", "--bounds",
                "--json",
            ],
            in: folder)
        #expect(none.status == 0)
        #expect(try JSONValue(parsing: none.output)["bounds"] == [:])
        #expect(none.errors.contains("no bounds for “dysp”: the tables of “lung”, “bronc”, “dysp”"))
    }

    @Test("probabilities of causation and natural effects")
    func causation() throws {
        let report = try answer(["asia", "--cause", "smoke=yes", "--effect", "lung=yes"])
        func value(_ name: String) -> Double { report["causation"]?[name]?["value"]?.double ?? -1 }
        #expect(abs(value("PN") - 0.9) < 1e-12)
        #expect(abs(value("PS") - 0.09 / 0.99) < 1e-12)
        #expect(abs(value("PNS") - 0.09) < 1e-12)
        #expect(report["causation"]?["PN"]?["bounds"]?.elements?.count == 2)
        #expect(abs((report["effects"]?["total"]?["value"]?.double ?? 0) - 0.09) < 1e-12)
        #expect(report["effects"]?["mediators"] == [])
        let text = try text(["asia", "--cause", "smoke=yes", "--effect", "dysp=yes"])
        #expect(text.contains("smoke=yes against smoke=no, and what it does to dysp=yes:"))
        #expect(text.contains("PN"))
    }

    @Test("the text says what was seen, what was imposed, what would have been, how and under which convention")
    func story() throws {
        let text = try text([
            "asia", "--evidence", "smoke=yes", "--evidence", "dysp=yes", "--do", "smoke=no", "--target", "lung",
        ])
        #expect(text.hasPrefix("asia, A chest clinic.\n"))
        #expect(text.contains("Seen:     smoke=yes and dysp=yes, in the world as it was (probability 0.2764)."))
        #expect(text.contains("Imposed:  smoke=no, on the same units with the same noise."))
        #expect(text.contains("Computed: exactly, by the twin network."))
        #expect(text.contains("Noise:    as declared"))
        #expect(text.contains("What would have been (“was”: given what was seen):"))
        #expect(text.contains("lung  yes  0.0148                       was 0.1483"))
    }

    @Test(
        "what is wrong ends with its code and a word on it",
        arguments: [
            (["asia", "--do", "smok=no"], 65, "smoke"),
            (["asia", "--do", "smoke=maybe"], 65, "maybe"),
            (["asia", "--do", "smoke=no", "--do", "smoke=yes"], 65, "keep one"),
            (["asia", "--do", "smoke~yes:0.5,no:0.6"], 65, "sum to"),
            (["asia", "--evidence", "smoke"], 65, "VARIABLE=STATE"),
            (["asia", "--target", "lungs"], 65, "lung"),
            (["asia", "--evidence", "tub=yes", "--evidence", "either=no", "--do", "smoke=no"], 65, "probability zero"),
            (["asia", "--unit", "smoke=yes", "--do", "smoke=no"], 65, "without “asia”"),
            (["asia", "--unit", ""], 65, "VARIABLE=STATE"),
            (["asia", "--unit", asiaUnit + ",smoke=no"], 65, "keep one"),
            (["asia", "--unit", asiaUnit.replacing("either=no", with: "either=yes")], 65, "probability zero"),
            (["asia", "--unit", asiaUnit, "--evidence", "smoke=yes"], 64, "--evidence does not go with"),
            (["asia", "--unit", asiaUnit, "--row", "3"], 64, "exclude"),
            (["asia", "--row", "-1"], 64, "row"),
            (["asia", "--row", "3", "--bounds"], 64, "--bounds"),
            (["asia", "--noise-model", "normal"], 64, "noise-model"),
            (["asia", "--samples", "0"], 64, "--samples"),
            (["asia", "--cause", "smoke=yes"], 64, "go together"),
            (["asia", "--cause", "smoke=yes", "--effect", "smoke=yes"], 65, "two variables"),
            (["asia", "--cause", "smoke=yes", "--effect", "dysp=yes", "--evidence", "lung=yes"], 65, "lung"),
            (["nowhere.bif"], 66, "nowhere.bif"),
        ] as [([String], Int32, String)])
    func mistakes(arguments: [String], status: Int32, word: String) throws {
        let result = try Command.run(["counterfactual"] + arguments, in: folder)
        #expect(result.status == status, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(result.output.isEmpty)
    }
}
