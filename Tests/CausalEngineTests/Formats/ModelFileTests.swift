import Testing

@testable import CausalEngine

private func read(_ text: String, profile: String? = nil) throws -> Network {
    var source = NetworkSource(model: .init(name: "clinic.scm.yaml", text: text), format: .scm)
    if let profile { source.profile = .init(name: "clinic.profile.yaml", text: profile) }
    return try Network.parse(source)
}

private func message(_ text: String, profile: String? = nil) -> String? {
    #expect(throws: EngineError.self) { try read(text, profile: profile) }?.description
}

private let clinic = """
    format: causalsynth/scm/1
    name: clinic
    title: A chest clinic
    source: made for this test
    variables:
      - name: smoke
        label: smoking
        states: [yes, no]
        table: [0.5, 0.5]
      - name: lung
        states: [yes, no]
        parents: [smoke]
        table:
          - {given: {smoke: no},  p: [0.01, 0.99]}
          - {given: {smoke: yes}, p: [1/10, 9/10]}
      - name: tub
        states: [yes, no]
        table: [4/15, 11/15]
      - name: either
        states: [yes, no]
        parents: [lung, tub]
        equation: lung == yes or tub == yes
      - name: wet
        states: [dry, damp, wet]
        parents: [smoke]
        noise: {p: [1/4, 1/4, 1/2]}
        response:
          - {given: {smoke: no},  values: [dry, dry, damp]}
          - {given: {smoke: yes}, values: [damp, wet, wet]}
      - name: map
        label: mean arterial pressure
        unit: mmHg
        range: [20, 200]
        parents: [lung]
        equation: 88 - 22*(lung == yes) + u
        noise: normal(0, 9)
        write: {decimals: 0}
      - name: shock
        states: [none, compensated, overt]
        parents: [map]
        equation: "map < 55 ? overt : map < 65 ? compensated : none"
      - name: frailty
        states: [yes, no]
        table: [0.3, 0.7]
        latent: true
    domain: an emergency-department clinical note
    styles: [terse registrar note, bullet list]
    wording:
      lung:
        say: {yes: [lung cancer, a malignant lung mass], no: [no lung cancer]}
        read: {concepts: [lung cancer], yes: present, no: absent}
      map:
        say: ["a MAP of {{value}} mmHg"]
        read: {names: [MAP]}
      either: {derivable: true}
    prior:
      lung:
        - {given: {smoke: no}, p: {yes: 0.001, no: 0.999}}
        - {p: [0.2, 0.8]}
    prompts:
      system: "You write {{domain}}."
    """

/// A model of one variable with a key replaced.
private func model(_ variable: String, more: String = "") -> String {
    "format: causalsynth/scm/1\nvariables:\n  - {\(variable)}\n\(more)"
}

@Suite("Model files")
struct ModelFileTests {
    @Test("tables, finite noise, equations, latent variables, wording and prior are read")
    func wholeFile() throws {
        let network = try read(clinic)
        #expect(network.variables.map(\.name) == ["smoke", "lung", "tub", "either", "wet", "map", "shock", "frailty"])
        #expect(network.variables[0].label == "smoking")
        #expect(network.variables[7].isLatent)
        #expect(network.scm.graph.parents == [[], [0], [], [1, 2], [0], [1], [5], []])
        guard case .table(let lung) = network.scm.mechanisms[1], case .response(let wet) = network.scm.mechanisms[4],
            case .equation(let map) = network.scm.mechanisms[5]
        else {
            Issue.record("the mechanisms are of other kinds")
            return
        }
        #expect(lung.probabilities == [0.1, 0.9, 0.01, 0.99])
        #expect(wet.noise == [0.25, 0.25, 0.5])
        #expect(wet.values == [1, 2, 2, 0, 0, 1])
        #expect(map.noise == .normal(mean: 0, deviation: 9))
        #expect(network.variables[5].quantity == Quantity(unit: "mmHg", range: 20...200, decimals: 0))
        #expect(network.profile.domain == "an emergency-department clinical note")
        #expect(network.profile.wording[1].say == [["lung cancer", "a malignant lung mass"], ["no lung cancer"]])
        #expect(network.profile.wording[1].reading.presentState == 0)
        #expect(network.profile.wording[3].isDerivable)
        #expect(
            network.profile.wording[5].phrases(for: .number(71.6), of: network.variables[5]) == ["a MAP of 72 mmHg"])
        let nonSmoker = network.variables.map { $0.isContinuous ? Value.number(0) : .state($0.states.count - 1) }
        #expect(network.profile.prior(of: 1, given: nonSmoker) == [0.001, 0.999])
        #expect(network.profile.prompts.system == "You write {{domain}}.")
    }

    @Test("wording in a file of its own overrides the model's")
    func separateProfile() throws {
        let network = try read(clinic, profile: "domain: a letter\nwording:\n  lung: {say: {yes: [a lung tumour]}}\n")
        #expect(network.profile.domain == "a letter")
        #expect(network.profile.wording[1].say == [["a lung tumour"], ["lung is absent", "no lung"]])
    }

    @Test("a network without wording gets one from its names and states")
    func derivedWording() throws {
        let network = try read(
            """
            format: causalsynth/scm/1
            variables:
              - {name: BirthAsphyxia, states: [yes, no], table: [0.1, 0.9]}
              - {name: LVH_report, states: [<5, 5-12, "12+"], table: [0.1, 0.2, 0.7]}
              - {name: CO2, equation: u, noise: "uniform(0, 1)", unit: kPa}
            """)
        #expect(network.variables.map(\.label) == ["birth asphyxia", "LVH report", "CO2"])
        #expect(
            network.profile.wording[0].say == [
                ["birth asphyxia is present"], ["birth asphyxia is absent", "no birth asphyxia"],
            ])
        #expect(network.profile.wording[1].say[2].first == "LVH report is 12+")
        #expect(
            network.profile.wording[2].phrases(for: .number(4.25), of: network.variables[2]).first == "CO2 is 4.2 kPa")
    }

    @Test(
        "errors name line and column, what was found, what was expected and the mend",
        arguments: [
            ("format: other\nvariables: []", "clinic.scm.yaml:1:9: found “other”, expected causalsynth/scm/1."),
            ("variables: [", "clinic.scm.yaml:"),
            ("", "clinic.scm.yaml:1: found an empty file, expected a mapping."),
            (model("name: a, states: [x, y], table: [0.5, 0.6]"), "sum to 1.1, expected 1 within 1e-6"),
            (model("name: a, states: [x, y], table: [0.5, 1.5]"), "found “1.5” as a probability of “a”"),
            (model("name: a, states: [x, y], table: [0.5]"), "found 1 probabilities of “a”, expected 2"),
            (model("name: a, states: [x, x], table: [0.5, 0.5]"), "the state “x” is given twice"),
            (model("name: a, states: [x, y]"), "the variable “a” has no “table”; add “table:”"),
            (
                model("name: a, states: [x, y], tabel: [0.5, 0.5]"),
                "clinic.scm.yaml:3:31: “tabel” means nothing in a variable; did you mean “label” or “table”?"
            ),
            (model("name: a, states: [x, y], parents: [b], table: [0.5, 0.5]"), "there is no variable “b”"),
            (
                model("name: a, equation: 1 + v, noise: \"normal(0, 1)\""),
                "clinic.scm.yaml:3:29: found “v”, expected a parent or a state"
            ),
            (model("name: a, equation: u, noise: \"normal(0, -1)\""), "expected normal(mean, standard deviation > 0)"),
            (model("name: a, states: [x, y], parents: [a], table: [[1, 0], [0, 1]]"), "a directed cycle: a → a"),
            (
                model("name: a, states: [x, y], table: [0.5, 0.5]", more: "wording: {b: {}}"),
                "there is no variable “b”; did you mean “a”?"
            ),
            (
                model("name: a, states: [x, y], table: [0.5, 0.5]", more: "prompts: {system: \"to {{whom}}\"}"),
                "clinic.scm.yaml:4:23: found {{whom}}"
            ),
            (
                model("name: a, states: [x, y], table: [0.5, 0.5]", more: "colour: red"),
                "clinic.scm.yaml:4:1: “colour” means nothing in a model file"
            ),
        ])
    func errors(text: String, part: String) throws {
        let found = try #require(message(text))
        #expect(found.contains(part), "\(found)")
    }

    @Test("rows by parent states have to be complete and unique")
    func givenRows() throws {
        func table(_ rows: String) -> String {
            """
            format: causalsynth/scm/1
            variables:
              - {name: a, states: [x, y], table: [0.5, 0.5]}
              - name: b
                states: [x, y]
                parents: [a]
                table: [\(rows)]
            """
        }
        let missing = message(table("{given: {a: y}, p: [1, 0]}"))
        #expect(missing?.contains("1 row of “b” not given, among them where a=x; add them.") == true)
        let twice = message(table("{given: {a: y}, p: [1, 0]}, {given: {a: y}, p: [1, 0]}"))
        #expect(twice?.contains("the row “b where a=y” is given twice") == true)
        let partial = message(table("{given: {}, p: [1, 0]}"))
        #expect(partial?.contains("the parents of a row has no “a”") == true)
    }
}
