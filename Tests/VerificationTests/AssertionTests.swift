import Testing

@testable import Verification

/// What is expected of a phrase in a text: `+` present, `-` absent, `?` possible, then `h` historical, `i` hypothetical (if),
/// `o` somebody else's.
private struct Example: Sendable {
    var text: String
    var expected: [String: String]

    init(_ text: String, _ expected: [String: String]) {
        self.text = text
        self.expected = expected
    }
}

private let concepts = [
    "fever", "cough", "chest pain", "pneumonia", "lung cancer", "diabetes", "dyspnoea", "rash", "smoker", "asthma",
    "blood transfusion", "smoking",
]

private let examples: [Example] = [
    Example("The patient has a fever.", ["fever": "+"]),
    Example("No fever.", ["fever": "-"]),
    Example("The patient denies fever, cough or chest pain.", ["fever": "-", "cough": "-", "chest pain": "-"]),
    Example("No fever, cough or dyspnoea.", ["fever": "-", "cough": "-", "dyspnoea": "-"]),
    Example("No fever but cough is present.", ["fever": "-", "cough": "+"]),
    Example("No fever. Cough for three days.", ["fever": "-", "cough": "+"]),
    Example("She denies chest pain, and she has a cough.", ["chest pain": "-", "cough": "+"]),
    Example("There is no evidence of pneumonia.", ["pneumonia": "-"]),
    Example("The chest film is negative for pneumonia.", ["pneumonia": "-"]),
    Example("Pneumonia was ruled out.", ["pneumonia": "-"]),
    Example("Pneumonia is absent.", ["pneumonia": "-"]),
    Example("Fever and cough were absent.", ["fever": "-", "cough": "-"]),
    Example("He is free of chest pain.", ["chest pain": "-"]),
    Example("He presented without fever.", ["fever": "-"]),
    Example("The scan rules out pneumonia.", ["pneumonia": "-"]),
    Example("Absence of fever.", ["fever": "-"]),
    Example("He has never had pneumonia.", ["pneumonia": "-"]),
    Example("She doesn't have asthma.", ["asthma": "-"]),
    Example("She doesn’t have asthma.", ["asthma": "-"]),
    Example("He is a non-smoker.", ["smoker": "-"]),
    Example("Rash: none. Fever: yes", ["rash": "-", "fever": "+"]),
    Example("Blood transfusion: No", ["blood transfusion": "-"]),
    Example("Smoking: yes", ["smoking": "+"]),
    Example("Cough: no  Fever: yes", ["cough": "-", "fever": "+"]),
    Example("Pneumonia was not ruled out.", ["pneumonia": "?"]),
    Example("Pneumonia cannot be excluded.", ["pneumonia": "?"]),
    Example("We cannot exclude pneumonia.", ["pneumonia": "?"]),
    Example("Possible pneumonia.", ["pneumonia": "?"]),
    Example("Pneumonia is unlikely.", ["pneumonia": "?"]),
    Example("Pneumonia is suspected.", ["pneumonia": "?"]),
    Example("The patient may have pneumonia.", ["pneumonia": "?"]),
    Example("?pneumonia", ["pneumonia": "?"]),
    Example("Findings suggestive of pneumonia.", ["pneumonia": "?"]),
    Example("Does she have a fever?", ["fever": "?"]),
    Example("She has never denied chest pain.", ["chest pain": "?"]),
    Example("She is not asthma-free.", ["asthma": "?"]),
    Example("No change in cough.", ["cough": "+"]),
    Example("There is no increase in chest pain.", ["chest pain": "+"]),
    Example("Not only fever but also cough.", ["fever": "+", "cough": "+"]),
    Example("History of pneumonia.", ["pneumonia": "+h"]),
    Example("He had pneumonia.", ["pneumonia": "+h"]),
    Example("Pneumonia two years ago.", ["pneumonia": "+h"]),
    Example("Asthma in childhood, resolved.", ["asthma": "+h"]),
    Example(
        "Past medical history: asthma, diabetes.\n\nFever today.", ["asthma": "+h", "diabetes": "+h", "fever": "+"]),
    Example("She has had a cough for three days.", ["cough": "+"]),
    Example("Former smoker.", ["smoker": "+h"]),
    Example("He no longer has chest pain.", ["chest pain": "-h"]),
    Example("Return if you develop fever or cough.", ["fever": "+i", "cough": "+i"]),
    Example("If fever develops, call us.", ["fever": "+i"]),
    Example("Should she develop a rash, stop the drug.", ["rash": "+i"]),
    Example("In case of chest pain take nitroglycerin.", ["chest pain": "+i"]),
    Example("Her mother had lung cancer.", ["lung cancer": "+ho"]),
    Example("Mother has diabetes.", ["diabetes": "+o"]),
    Example("Family history of lung cancer.", ["lung cancer": "+o"]),
    Example("Family history: diabetes. \nFever since Monday.", ["diabetes": "+o"]),
    Example("Diabetes in his father.", ["diabetes": "+o"]),
    Example("No family history of diabetes.", ["diabetes": "-o"]),
    Example("Her employer has a cough.", ["cough": "+o"]),
    Example("His patient has a fever.", ["fever": "+o"]),
    Example("Her mother has diabetes, but the patient has asthma.", ["diabetes": "+o", "asthma": "+"]),
    Example("He lives with his wife and has a cough.", ["cough": "+"]),
    Example("According to his wife he has a fever.", ["fever": "+"]),
    Example("Mother reports that the patient has a rash.", ["rash": "+"]),
    Example("Admitted with fever; no rash.", ["fever": "+", "rash": "-"]),
    Example("Cough, no fever, has a rash.", ["cough": "+", "fever": "-", "rash": "+"]),
]

@Suite struct AssertionTests {
    private let reader = TextReader(concepts: concepts)

    private func code(_ mention: Mention) -> String {
        let assertion =
            switch mention.assertion {
            case .present: "+"
            case .absent: "-"
            case .possible: "?"
            }
        let time =
            switch mention.temporality {
            case .current: ""
            case .historical: "h"
            case .hypothetical: "i"
            }
        return assertion + time + (mention.experiencer == .other ? "o" : "")
    }

    @Test(arguments: examples.indices) func readsAsAClinicianDoes(index: Int) {
        let example = examples[index]
        let mentions = reader.mentions(in: example.text)
        for (concept, expected) in example.expected.sorted(by: { $0.key < $1.key }) {
            let found = mentions.filter { $0.concept == concept }.map(code)
            #expect(found == [expected], "\(concept) in: \(example.text)")
        }
    }

    @Test func aMentionSaysWhatDecided() throws {
        let mention = try #require(reader.mentions(in: "There is no evidence of pneumonia.").first)
        #expect(mention.cue == "no evidence of")
        #expect(mention.rule == "negation before")
        #expect(mention.span == 24..<33)
    }
}
