import CausalEngine
import Testing

@testable import Verification

/// Plain sentences that a careful writer makes, with what they state.
private let plain: [(text: String, states: [String: String])] = [
    ("The patient has lung cancer.", ["lung": "yes"]),
    ("She has lung cancer and no bronchitis.", ["lung": "yes", "bronc": "no"]),
    ("He has no lung cancer and no bronchitis.", ["lung": "no", "bronc": "no"]),
    ("The patient does not have tuberculosis.", ["tub": "no"]),
    ("There is no evidence of tuberculosis.", ["tub": "no"]),
    ("There is no tuberculosis.", ["tub": "no"]),
    ("There is lung cancer.", ["lung": "yes"]),
    ("Tuberculosis is present.", ["tub": "yes"]),
    ("Tuberculosis is absent.", ["tub": "no"]),
    ("Tuberculosis was ruled out.", ["tub": "no"]),
    ("Lung cancer and bronchitis have been ruled out.", ["lung": "no", "bronc": "no"]),
    ("She denies shortness of breath.", ["dysp": "no"]),
    ("Denies cough, bronchitis and shortness of breath.", ["bronc": nil, "dysp": nil].compactMapValues { $0 }),
    ("He denies dyspnoea and bronchitis.", ["dysp": "no", "bronc": "no"]),
    ("Mr. Alvarez reports shortness of breath.", ["dysp": "yes"]),
    ("Ms. Rossi is a smoker.", ["smoke": "yes"]),
    ("The patient is a current smoker.", ["smoke": "yes"]),
    ("She smokes.", ["smoke": "yes"]),
    ("She does not smoke.", ["smoke": "no"]),
    ("He has never smoked.", ["smoke": "no"]),
    ("He is not a smoker.", ["smoke": "no"]),
    ("The patient is a non-smoker.", ["smoke": "no"]),
    ("She has never visited Asia.", ["asia": "no"]),
    ("She has visited Asia.", ["asia": "yes"]),
    ("The patient visited Asia.", ["asia": "yes"]),
    ("The patient has not visited Asia.", ["asia": "no"]),
    ("There is no recent visit to Asia.", ["asia": "no"]),
    ("The patient has been diagnosed with lung cancer.", ["lung": "yes"]),
    ("The patient presents with shortness of breath.", ["dysp": "yes"]),
    ("The chest X-ray is normal.", ["xray": "normal"]),
    ("The chest X-ray is abnormal.", ["xray": "abnormal"]),
    ("His chest X-ray shows an opacity.", ["xray": "abnormal"]),
    ("She has an abnormal chest X-ray.", ["xray": "abnormal"]),
    ("Chest X-ray: normal.", ["xray": "normal"]),
    ("The chest x-ray is clear.", ["xray": "normal"]),
    ("The patient has lung cancer; there is no bronchitis.", ["lung": "yes", "bronc": "no"]),
    ("She smokes and has lung cancer.", ["smoke": "yes", "lung": "yes"]),
    ("She smokes, and she has lung cancer.", ["smoke": "yes", "lung": "yes"]),
    ("She has dyspnoea but no bronchitis.", ["dysp": "yes", "bronc": "no"]),
    ("No lung cancer.", ["lung": "no"]),
    ("Lung cancer.", ["lung": "yes"]),
    ("- Lung cancer\n- No bronchitis\n- Smoker", ["lung": "yes", "bronc": "no", "smoke": "yes"]),
    ("* Has never visited Asia\n* Does not smoke", ["asia": "no", "smoke": "no"]),
    ("63F.\nSmokes. No tuberculosis. Chest X-ray clear.", ["smoke": "yes", "tub": "no", "xray": "normal"]),
    ("No tuberculosis, lung cancer or bronchitis.", ["tub": "no", "lung": "no", "bronc": "no"]),
    (
        "Findings include lung cancer, bronchitis and shortness of breath.",
        ["lung": "yes", "bronc": "yes", "dysp": "yes"]
    ),
    ("Tuberculosis: no\nSmoking: yes\nLung cancer: no", ["tub": "no", "smoke": "yes", "lung": "no"]),
    ("tuberculosis: no\nlung cancer: no\nbronchitis: yes", ["tub": "no", "lung": "no", "bronc": "yes"]),
    ("Tuberculosis: no\nThe patient smokes.", ["tub": "no", "smoke": "yes"]),
    ("**Tuberculosis:** no\n**Smoking**: yes", ["tub": "no", "smoke": "yes"]),
    ("- **Tuberculosis**: No\n- Smoking: **Yes**", ["tub": "no", "smoke": "yes"]),
    ("She has *tuberculosis* and __no__ bronchitis.", ["tub": "yes", "bronc": "no"]),
    ("Assessment: lung cancer.", ["lung": "yes"]),
    ("This is a 63-year-old woman with lung cancer and bronchitis.", ["lung": "yes", "bronc": "yes"]),
    ("The patient is a 54-year-old man who smokes and has bronchitis.", ["smoke": "yes", "bronc": "yes"]),
    ("Although she smokes, she has no lung cancer.", ["smoke": "yes", "lung": "no"]),
    ("Smoking: yes. Tuberculosis: no.", ["smoke": "yes", "tub": "no"]),
    ("On examination, there is shortness of breath.", ["dysp": "yes"]),
    ("The patient currently does not have bronchitis.", ["bronc": "no"]),
    ("The biopsy confirmed lung cancer.", ["lung": "yes"]),
    ("Thank you for seeing this 54-year-old man. He has bronchitis.", ["bronc": "yes"]),
    ("Mr. Alvarez, a 54-year-old carpenter, has lung cancer.", ["lung": "yes"]),
]

/// What contains the right words and does not say the fact: seen in the output of small models, with one more of each kind.
private let misleading: [(text: String, variable: String, mustNotBe: String)] = [
    ("Bronchitis was not ruled out.", "bronc", "no"),
    ("She is not tuberculosis-free.", "tub", "no"),
    ("Her employer did not visit Asia.", "asia", "no"),
    ("His patient does not have tuberculosis.", "tub", "no"),
    ("His bus driver does not have tuberculosis.", "tub", "no"),
    ("The patient has not visited Asia since she came back from a trip.", "asia", "no"),
    ("The patient did not visit Asia in 2021.", "asia", "no"),
    ("She did not visit Asia in the spring.", "asia", "no"),
    ("He has not visited Asia in recent months.", "asia", "no"),
    ("He does not visit Asia.", "asia", "no"),
    ("He is not visiting Asia.", "asia", "no"),
    ("There is no need to visit Asia.", "asia", "no"),
    ("He smoked.", "smoke", "yes"),
    ("He has smoked.", "smoke", "yes"),
    ("She had bronchitis.", "bronc", "yes"),
    ("She has been treated for bronchitis.", "bronc", "yes"),
    ("He has never tested for tuberculosis.", "tub", "no"),
    ("He has not been treated for tuberculosis.", "tub", "no"),
    ("The sputum culture does not confirm tuberculosis.", "tub", "no"),
    ("Her lung cancer was not diagnosed.", "lung", "no"),
    ("He is not a chef with tuberculosis.", "tub", "no"),
    ("He is not a lung cancer survivor.", "lung", "no"),
    ("She is not known for tuberculosis.", "tub", "no"),
    ("She is not associated with tuberculosis.", "tub", "no"),
    ("She has no chronic bronchitis.", "bronc", "no"),
    ("He has no shortness of breath when he climbs stairs.", "dysp", "no"),
    ("He has no dyspnea on exertion.", "dysp", "no"),
    ("The chest X-ray is abnormal, indicating a potential lung cancer.", "lung", "yes"),
    ("Shortness of breath is a common symptom of lung cancer.", "lung", "yes"),
    ("Shortness of breath is a common symptom of lung cancer.", "dysp", "yes"),
    ("The diagnosis includes lung cancer, bronchitis, and chest X-ray.", "xray", "abnormal"),
    ("The diagnosis includes lung cancer, bronchitis, and chest X-ray.", "xray", "normal"),
    ("The patient does not have any chest X-rays.", "xray", "normal"),
    ("His shortness of breath has improved.", "dysp", "yes"),
    ("The patient shows normal shortness of breath.", "dysp", "yes"),
    ("He has bronchitis, but his doctor cannot diagnose it.", "bronc", "yes"),
    ("Her cigarette is a frequent smoker.", "smoke", "yes"),
    ("He is a chronic bronchitis.", "bronc", "yes"),
    ("There is no smoke in Mr. Alvarez.", "smoke", "no"),
    ("She has never denied shortness of breath.", "dysp", "no"),
    ("She has never denied shortness of breath.", "dysp", "yes"),
    ("He has never returned from a trip to Asia.", "asia", "no"),
    ("She is not being treated for tuberculosis.", "tub", "no"),
    ("Despite his lack of smoking, he coughs.", "smoke", "yes"),
    ("If she has bronchitis, give antibiotics.", "bronc", "yes"),
    ("Her mother has lung cancer.", "lung", "yes"),
    ("She has a history of bronchitis.", "bronc", "yes"),
    ("Does she have bronchitis?", "bronc", "yes"),
    ("The patient has possible lung cancer.", "lung", "yes"),
    ("The patient is worried about lung cancer.", "lung", "yes"),
    ("He no longer smokes cigars.", "smoke", "yes"),
    ("Screening for lung cancer was offered.", "lung", "yes"),
    ("The patient has a friend with lung cancer.", "lung", "yes"),
    ("No lung cancer screening was done.", "lung", "no"),
    ("She has bronchitis according to her neighbour.", "bronc", "yes"),
    ("Return if you develop shortness of breath.", "dysp", "yes"),
    ("The patient has lung cancer-like symptoms.", "lung", "yes"),
    ("It is not true that she has bronchitis.", "bronc", "yes"),
    ("She has no lung cancer, bronchitis and dyspnoea.", "bronc", "yes"),
]

@Suite struct StrictReadingTests {
    let network: Network
    let verifier: Verifier

    init() throws {
        network = try TestNetworks.clinic()
        verifier = Verifier(network: network)
    }

    private func read(_ text: String) -> [String: String] {
        let reading = TextReader(network: network).read(text, mode: .strict)
        var states: [String: String] = [:]
        for (variable, found) in zip(network.variables, reading.variables) where found.status == .stated {
            states[variable.name] = found.value.map { variable.text(of: $0) }
        }
        return states
    }

    @Test(arguments: plain.indices) func acceptsPlainSentences(index: Int) {
        #expect(read(plain[index].text) == plain[index].states, "\(plain[index].text)")
    }

    @Test(arguments: misleading.indices) func refusesWhatOnlyHoldsTheWords(index: Int) {
        let (text, variable, value) = misleading[index]
        #expect(read(text)[variable] != value, "\(text)")
    }
}
