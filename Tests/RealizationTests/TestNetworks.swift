import CausalEngine

@testable import Realization

/// A small clinical network with every kind of phrase and a prior that disagrees with its tables.
enum TestNetworks {
    static let clinic = """
        format: causalsynth/scm/1
        name: clinic
        domain: an emergency-department clinical note
        styles: [terse registrar note, full prose letter, bullet list]
        variables:
          - {name: smoke, label: smoking, states: [yes, no], table: [0.5, 0.5]}
          - name: lung
            label: lung cancer
            states: [yes, no]
            parents: [smoke]
            table: [[0.1, 0.9], [0.01, 0.99]]
          - name: pressure
            label: blood pressure
            states: [low, normal, high]
            table: [1/3, 1/3, 1/3]
          - {name: frailty, states: [yes, no], table: [0.3, 0.7], latent: true}
          - name: any
            label: any disease
            states: [yes, no]
            parents: [lung]
            equation: lung == yes
          - {name: lactate, label: lactate, unit: mmol/l, parents: [], equation: 2 + u, noise: "uniform(-1, 1)", write: {decimals: 1}}
        wording:
          smoke:
            say: {yes: [is a smoker, smokes every day], no: [has never smoked, is a lifelong non-smoker]}
          lung:
            say: {yes: [lung cancer, a malignant lung mass], no: [no lung cancer]}
          pressure:
            say:
              low: [the blood pressure is low, hypotension]
              normal: [the blood pressure is normal]
              high: [the blood pressure is high, hypertension]
          any:
            say: {yes: [a disease of the chest], no: [no disease of the chest]}
            derivable: true
          lactate:
            say: ["the lactate is {{value}} mmol/l"]
        prior:
          lung:
            - {given: {smoke: no}, p: {yes: 0.001, no: 0.999}}
            - {p: {yes: 0.6, no: 0.4}}
          pressure: {p: [0.2, 0.7, 0.1]}
        """

    static func network(_ text: String = clinic) throws -> Network {
        try Network.parse(NetworkSource(model: .init(name: "clinic.scm.yaml", text: text), format: .scm))
    }

    /// A skeleton of the clinic: smoke, lung, pressure, frailty, any, lactate.
    static func skeleton(
        row: UInt64 = 0, seed: UInt64 = 1, smoke: Int = 0, lung: Int = 1, pressure: Int = 1, lactate: Double = 2.34
    ) -> Skeleton {
        Skeleton(
            row: row, seed: seed,
            values: [
                .state(smoke), .state(lung), .state(pressure), .state(0), .state(lung), .number(lactate),
            ], noise: [Double](repeating: 0.5, count: 6))
    }

    /// The events of a draft.
    static func collect(_ realizer: any Realizer, _ request: DraftRequest) async throws -> (
        prompt: String, text: String
    ) {
        var prompt = ""
        var text = ""
        for try await event in realizer.draft(for: request) {
            switch event {
            case .prompt(let whole): prompt = whole
            case .text(let piece): text += piece
            case .restarted: text = ""
            case .finished: break
            }
        }
        return (prompt, text)
    }
}
