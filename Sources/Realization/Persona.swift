import CausalEngine

/// Whom or what a text is about: drawn independently of the skeleton, and without anything that could be a finding.
public struct Persona: Sendable, Hashable {
    /// Whether the text is about a patient; other texts have no person in them.
    public var isPatient: Bool
    /// The age in years; `nil` where the network has an age of its own.
    public var age: Int?
    /// Whether the patient is a woman; `nil` where the network has a sex of its own.
    public var isWoman: Bool?

    /// Whom or what a text is about; by default nobody.
    public init(isPatient: Bool = false, age: Int? = nil, isWoman: Bool? = nil) {
        self.isPatient = isPatient
        self.age = age
        self.isWoman = isWoman
    }

    /// What words depend on: the age apart, personas of one kind are spoken of alike.
    enum Kind: Hashable {
        case woman, man, patient, nobody
    }

    /// What words depend on.
    var kind: Kind {
        guard isPatient else { return .nobody }
        return isWoman.map { $0 ? .woman : .man } ?? .patient
    }

    /// The patient in one word: "woman", "man", "patient".
    var noun: String { isWoman.map { $0 ? "woman" : "man" } ?? "patient" }

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
        age.map { "\($0)-year-old \(noun)" } ?? noun
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
        guard isClinical else { return Persona() }
        return Persona(isPatient: true, age: hasOwnAge ? nil : age, isWoman: hasOwnSex ? nil : isWoman)
    }

    /// One persona of every kind that the texts of the network can have.
    var kinds: [Persona] {
        guard isClinical else { return [Persona()] }
        let sexes: [Bool?] = hasOwnSex ? [nil] : [true, false]
        return sexes.map { Persona(isPatient: true, isWoman: $0) }
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
