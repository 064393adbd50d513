import CausalEngine

/// Whom or what a text is about: drawn independently of the skeleton, and without anything that could be a finding.
struct Persona: Hashable {
    /// Whether the text is about a patient; other texts have no person in them.
    var isPatient: Bool
    /// The age in years; `nil` where the network has an age of its own.
    var age: Int?
    /// Whether the patient is a woman; `nil` where the network has a sex of its own.
    var isWoman: Bool?

    /// The pronoun at the head of a sentence.
    var pronoun: String {
        switch isWoman {
        case true?: "She"
        case false?: "He"
        case nil: "The patient"
        }
    }

    /// The persona in a few words: "63-year-old woman", "woman", "63-year-old patient".
    var description: String {
        let noun = isWoman.map { $0 ? "woman" : "man" } ?? "patient"
        return age.map { "\($0)-year-old \(noun)" } ?? noun
    }

    /// The persona as a note abbreviates it: "63F".
    var tag: String {
        switch (age, isWoman) {
        case (let age?, let isWoman?): "\(age)\(isWoman ? "F" : "M")"
        case (let age?, nil): "\(age) y"
        case (nil, let isWoman?): isWoman ? "F" : "M"
        case (nil, nil): ""
        }
    }

    /// The indefinite article before the description: "an" before a spoken vowel, as in "an 83-year-old".
    var article: String {
        guard let age else { return "a" }
        return age == 8 || age == 11 || age == 18 || (80...89).contains(age) ? "an" : "a"
    }
}

/// The kind of persona that the texts of one network have.
struct Cast: Hashable {
    var isClinical: Bool
    var hasOwnAge: Bool
    var hasOwnSex: Bool

    init(_ network: Network) {
        isClinical = Self.isClinical(network.profile.domain)
        let words = Set(network.variables.flatMap { Self.words(of: $0.name) + Self.words(of: $0.label) })
        hasOwnAge = !words.isDisjoint(with: ["age", "ages", "birth", "born", "years"])
        hasOwnSex = !words.isDisjoint(with: ["sex", "gender", "male", "female", "pregnant", "pregnancy"])
    }

    /// The persona of a row.
    func persona(seed: UInt64, row: UInt64) -> Persona {
        var draws = Draws(seed: seed, row: row, purpose: "persona")
        let age = 19 + draws.index(below: 72)
        let isWoman = draws.happens(0.5)
        guard isClinical else { return Persona(isPatient: false) }
        return Persona(isPatient: true, age: hasOwnAge ? nil : age, isWoman: hasOwnSex ? nil : isWoman)
    }

    /// Whether texts of this kind speak of a patient.
    static func isClinical(_ domain: String) -> Bool {
        let domain = domain.lowercased()
        return clinicalWords.contains { domain.contains($0) }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }

    private static let clinicalWords = [
        "clinic", "patient", "medic", "hospital", "emergency", "anaesth", "anesth", "surg", "ward", "health", "nurs",
        "radiolog", "doctor", "physician", "discharge", "intensive care", "intensive-care", "critical care",
    ]
}
