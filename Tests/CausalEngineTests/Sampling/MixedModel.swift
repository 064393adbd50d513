@testable import CausalEngine

/// A model with every kind of mechanism, discrete and continuous parents mixed.
enum MixedModel {
    static let source = """
        format: causalsynth/scm/1
        name: mixed
        variables:
          - name: smoke
            states: [yes, no]
            table: [0.3, 0.7]
          - name: age
            equation: 60 + u
            noise: normal(0, 12)
          - name: dose
            states: [none, low, high]
            parents: [smoke]
            noise: {p: [1/4, 1/4, 1/2]}
            response:
              - {given: {smoke: yes}, values: [none, low, high]}
              - {given: {smoke: no}, values: [high, high, low]}
          - name: map
            parents: [age, dose, smoke]
            equation: "88 - 0.1*(age - 60) - (dose == high ? 22 : dose == low ? 8 : 0) + (smoke == yes ? exp(u/9) : u)"
            noise: logistic(0, 4)
          - name: shock
            states: [none, compensated, overt]
            parents: [map]
            equation: "map < 55 ? overt : map < 65 ? compensated : none"
          - name: alarm
            states: [yes, no]
            parents: [shock, smoke]
            table:
              - {given: {shock: none, smoke: yes}, p: [0.1, 0.9]}
              - {given: {shock: compensated, smoke: yes}, p: [0.6, 0.4]}
              - {given: {shock: overt, smoke: yes}, p: [1, 0]}
              - {given: {shock: none, smoke: no}, p: [0, 1]}
              - {given: {shock: compensated, smoke: no}, p: [0.5, 0.5]}
              - {given: {shock: overt, smoke: no}, p: [0.95, 0.05]}
        """

    static func make() throws -> SCM { try read(source) }

    static func read(_ text: String) throws -> SCM {
        try Network.parse(NetworkSource(model: .init(name: "mixed.scm.yaml", text: text), format: .scm)).scm
    }
}
