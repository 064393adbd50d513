import CausalEngine

/// Networks that the tests bring along, so that no screen changes when a sample of the program does.
enum TestNetworks {
    /// The chest clinic of Lauritzen & Spiegelhalter (1988), worded in whole sentences.
    static func clinic() throws -> Network { try parse("clinic.scm.yaml", clinicText) }

    /// The clinic with a writer's prior against the rarer findings.
    static func clinicWithPrior() throws -> Network { try parse("clinic.scm.yaml", clinicText + priorText) }

    /// A variable of each kind: numbers, three states, a latent one.
    static func ward() throws -> Network { try parse("ward.scm.yaml", wardText) }

    /// Names that are long, of letters two columns wide or of one letter only; six states.
    static func odd() throws -> Network { try parse("odd.scm.yaml", oddText) }

    private static func parse(_ name: String, _ text: String) throws -> Network {
        try Network.parse(NetworkSource(model: .init(name: name, text: text), format: .scm))
    }

    private static let clinicText = """
        format: causalsynth/scm/1
        name: asia
        variables:
          - {name: asia, label: a visit to Asia, states: [yes, no], table: [0.01, 0.99]}
          - name: tub
            label: tuberculosis
            states: [yes, no]
            parents: [asia]
            table:
              - {given: {asia: yes}, p: [0.05, 0.95]}
              - {given: {asia: no}, p: [0.01, 0.99]}
          - {name: smoke, label: smoking, states: [yes, no], table: [0.5, 0.5]}
          - name: lung
            label: lung cancer
            states: [yes, no]
            parents: [smoke]
            table:
              - {given: {smoke: yes}, p: [0.1, 0.9]}
              - {given: {smoke: no}, p: [0.01, 0.99]}
          - name: bronc
            label: bronchitis
            states: [yes, no]
            parents: [smoke]
            table:
              - {given: {smoke: yes}, p: [0.6, 0.4]}
              - {given: {smoke: no}, p: [0.3, 0.7]}
          - {name: either, label: lung disease, states: [yes, no], parents: [lung, tub], equation: lung == yes or tub == yes}
          - name: xray
            label: chest X-ray
            states: [yes, no]
            parents: [either]
            table:
              - {given: {either: yes}, p: [0.98, 0.02]}
              - {given: {either: no}, p: [0.05, 0.95]}
          - name: dysp
            label: shortness of breath
            states: [yes, no]
            parents: [bronc, either]
            table:
              - {given: {bronc: yes, either: yes}, p: [0.9, 0.1]}
              - {given: {bronc: yes, either: no}, p: [0.8, 0.2]}
              - {given: {bronc: no, either: yes}, p: [0.7, 0.3]}
              - {given: {bronc: no, either: no}, p: [0.1, 0.9]}
        domain: a note from a chest clinic
        styles: [plain]
        wording:
          asia:
            say: {yes: [the patient has been to Asia], no: [the patient has never been to Asia]}
            read: {concepts: [been to Asia], yes: present, no: absent}
          tub:
            say: {yes: [the patient has tuberculosis], no: [the patient has no tuberculosis]}
            read: {concepts: [tuberculosis], yes: present, no: absent}
          smoke:
            say: {yes: [the patient smokes], no: [the patient does not smoke]}
            read: {concepts: [smokes, smoke], yes: present, no: absent}
          lung:
            say: {yes: [the patient has lung cancer], no: [the patient has no lung cancer]}
            read: {concepts: [lung cancer], yes: present, no: absent}
          bronc:
            say: {yes: [the patient has bronchitis], no: [the patient has no bronchitis]}
            read: {concepts: [bronchitis], yes: present, no: absent}
          either:
            say: {yes: [the patient has structural lung disease], no: [the patient has no structural lung disease]}
            read: {concepts: [structural lung disease], yes: present, no: absent}
            derivable: true
          xray:
            say: {yes: [the chest X-ray is abnormal], no: [the chest X-ray is normal]}
            read: {names: [chest X-ray], values: {yes: [abnormal], no: [normal]}}
          dysp:
            say: {yes: [the patient has shortness of breath], no: [the patient has no shortness of breath]}
            read: {concepts: [shortness of breath], yes: present, no: absent}
        """

    private static let priorText = """

        prior:
          tub: {p: {yes: 0.1, no: 0.9}}
          smoke: {p: {yes: 0.3, no: 0.7}}
          bronc: {p: {yes: 0.2, no: 0.8}}
          dysp: {p: {yes: 0.3, no: 0.7}}
        """

    private static let oddText = """
        format: causalsynth/scm/1
        name: odd
        variables:
          - {name: Außentemperatur_im_Schatten_am_Nachmittag, states: [sehr kalt, kalt, mild, warm, heiß, unerträglich heiß], table: [0.1, 0.2, 0.3, 0.2, 0.15, 0.05]}
          - {name: 東京の天気, states: [晴れ, 曇り, 雨], table: [1/3, 1/3, 1/3]}
          - {name: Wärmepumpe/Zustand (alt), states: [aus, an, Störung], parents: [Außentemperatur_im_Schatten_am_Nachmittag, 東京の天気], equation: "Außentemperatur_im_Schatten_am_Nachmittag == kalt ? an : aus"}
          - {name: é, states: [yes, no], parents: [東京の天気], table: [{given: {東京の天気: 晴れ}, p: [0.9, 0.1]}, {given: {東京の天気: 曇り}, p: [0.5, 0.5]}, {given: {東京の天気: 雨}, p: [0, 1]}]}
        """

    private static let wardText = """
        format: causalsynth/scm/1
        name: ward
        variables:
          - {name: frailty, states: [yes, no], table: [0.3, 0.7], latent: true}
          - {name: severity, states: [mild, moderate, severe], parents: [frailty], ordinal: true, table: [{given: {frailty: yes}, p: [0.2, 0.3, 0.5]}, {given: {frailty: no}, p: [0.6, 0.3, 0.1]}]}
          - {name: pressure, label: mean arterial pressure, unit: mmHg, range: [20, 200], parents: [severity], equation: 88 - 12*(severity == severe) + u, noise: "normal(0, 9)", write: {decimals: 0}}
          - {name: shock, states: [yes, no], parents: [pressure], equation: pressure < 65}
        """
}
