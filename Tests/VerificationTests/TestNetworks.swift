import CausalEngine

@testable import Verification

/// Networks made in code, worded by hand.
enum TestNetworks {
    static let prompts = PromptTexts(system: "", realize: "", correct: "")

    static func network(_ parts: [(Variable, Wording)]) throws -> Network {
        let variables = parts.map(\.0)
        let profile = Profile(
            domain: "a clinical note", styles: ["prose"], wording: parts.map(\.1), priors: parts.map { _ in [] },
            prompts: prompts)
        return Network(name: "test", scm: try scm(variables), profile: profile)
    }

    static func yesNo(
        _ name: String, _ concepts: [String], say: [[String]], isDerivable: Bool = false, isLatent: Bool = false
    ) -> (Variable, Wording) {
        let variable = Variable(
            name: name, domain: .categorical(states: ["yes", "no"], isOrdinal: false), isLatent: isLatent)
        let rules = ReadingRules(findings: concepts, presentState: 0, absentState: 1)
        return (variable, Wording(say: say, reading: rules, isDerivable: isDerivable))
    }

    /// The chest clinic of Lauritzen and Spiegelhalter, with a latent frailty.
    static func clinic() throws -> Network {
        try network([
            yesNo(
                "asia", ["visit\\w* (to )?Asia", "travel\\w* to Asia", "been (to|in) Asia", "trip to Asia"],
                say: [
                    ["a recent visit to Asia", "has visited Asia"],
                    ["no recent visit to Asia", "has never visited Asia"],
                ]),
            yesNo("tub", ["tuberculosis", "TB"], say: [["tuberculosis"], ["no tuberculosis"]]),
            yesNo(
                "smoke", ["smok\\w+"],
                say: [["is a smoker", "smokes"], ["does not smoke", "has never smoked", "is a non-smoker"]]),
            yesNo(
                "lung", ["lung cancer", "lung carcinoma", "malignan\\w+ (of|in) the lung"],
                say: [["lung cancer", "a malignancy of the lung"], ["no lung cancer"]]),
            yesNo("bronc", ["bronchitis"], say: [["bronchitis"], ["no bronchitis"]]),
            yesNo(
                "either", ["tumour or infection"], say: [["tumour or infection"], ["no tumour or infection"]],
                isDerivable: true),
            xray,
            yesNo(
                "dysp", ["dyspn\\w+", "shortness of breath", "short of breath"],
                say: [["shortness of breath", "dyspnoea"], ["no shortness of breath", "no dyspnoea"]]),
            yesNo("frailty", ["frail\\w*"], say: [["frailty"], ["no frailty"]], isLatent: true),
        ])
    }

    static let xray: (Variable, Wording) = (
        Variable(name: "xray", domain: .categorical(states: ["abnormal", "normal"], isOrdinal: false)),
        Wording(
            say: [
                ["an abnormal chest X-ray", "the chest X-ray is abnormal"],
                ["a normal chest X-ray", "the chest X-ray is clear"],
            ],
            reading: ReadingRules(
                names: ["chest x-rays?", "x-ray", "radiograph"],
                values: [["abnormal", "opacity", "opacities"], ["normal", "clear"]]))
    )

    /// Monitoring: an ordinal pressure, a pulse that shares its words, a continuous pressure, a transfusion.
    static func monitor() throws -> Network {
        try network([
            (
                Variable(name: "BP", domain: .categorical(states: ["low", "normal", "high"], isOrdinal: true)),
                Wording(
                    say: [
                        ["the blood pressure is low", "hypotension"], ["the blood pressure is normal"],
                        ["the blood pressure is high", "hypertension"],
                    ],
                    reading: ReadingRules(
                        stateConcepts: [
                            ["hypotension", "hypotensive"], ["normotensive"], ["hypertension", "hypertensive"],
                        ],
                        names: ["blood pressure", "BP"],
                        values: [
                            ["low", "below normal"], ["normal", "within normal limits"],
                            ["high", "raised", "elevated"],
                        ]))
            ),
            (
                Variable(name: "HR", domain: .categorical(states: ["low", "normal", "high"], isOrdinal: true)),
                Wording(
                    say: [["the heart rate is low"], ["the heart rate is normal"], ["the heart rate is high"]],
                    reading: ReadingRules(
                        names: ["heart rate", "HR", "pulse"],
                        values: [["low", "slow"], ["normal", "within normal limits"], ["high", "fast", "raised"]]))
            ),
            (
                Variable(name: "MAP", domain: .continuous(Quantity(unit: "mmHg", range: 20...200, decimals: 0))),
                Wording(
                    say: [["a mean arterial pressure of {{value}} mmHg", "MAP {{value}} mmHg"]],
                    reading: ReadingRules(names: ["mean arterial pressure", "MAP"]))
            ),
            yesNo("transfusion", ["blood transfusion"], say: [["a blood transfusion"], ["no blood transfusion"]]),
            (
                Variable(name: "O2", domain: .categorical(states: ["<5", "5-12", "12+"], isOrdinal: true)),
                Wording(
                    say: [["the oxygen is <5"], ["the oxygen is 5-12"], ["the oxygen is 12+"]],
                    reading: ReadingRules(
                        names: ["oxygen"],
                        values: ["<5", "5-12", "12+"].map { [ConceptPattern.literal($0)] }))
            ),
        ])
    }

    private static func scm(_ variables: [Variable]) throws -> SCM {
        // Reading needs no mechanism: every variable is a root.
        try SCM(variables: variables, graph: DirectedGraph(parents: variables.map { _ in [] }), mechanisms: [])
    }

    /// The values of the clinic with some set, the others "no".
    static func values(_ network: Network, _ set: [String: String]) -> [Value] {
        network.variables.map { variable in
            guard let name = set[variable.name] else { return .state(variable.states.count - 1) }
            return variable.index(ofState: name).map(Value.state) ?? .number(Double(name) ?? .nan)
        }
    }
}
