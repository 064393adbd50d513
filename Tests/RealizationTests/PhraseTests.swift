import Testing

@testable import Realization

@Suite("The grammar of phrases")
struct PhraseTests {
    @Test(
        "A phrase shows in its words what it is",
        arguments: [
            ("lung cancer", Phrase.Form.noun), ("a malignant lung mass", .noun), ("a cough that is dry", .noun),
            ("no lung cancer", .negatedNoun), ("never smoked", .predicate), ("has never visited Asia", .predicate),
            ("is not short of breath", .predicate), ("smokes", .predicate), ("the blood pressure is low", .clause),
            ("no fluid is seen", .clause), ("pH is 7.35", .clause), ("LVH report: yes", .entry),
        ])
    func forms(text: String, form: Phrase.Form) {
        #expect(Phrase(text).form == form)
    }

    @Test(
        "Notes leave out article, copula and auxiliary",
        arguments: [
            ("the blood pressure is low", "blood pressure low"), ("the lungs are clear", "lungs clear"),
            ("is a smoker", "smoker"), ("has never smoked", "never smoked"), ("is not a smoker", "is not a smoker"),
            ("no lung cancer", "no lung cancer"),
        ])
    func telegraphic(text: String, note: String) {
        #expect(Phrase(text).telegraphic == note)
    }

    @Test("Capitals go to the head of a sentence, except where a word has its own")
    func capitals() {
        #expect(Phrase("lung cancer").capitalized == "Lung cancer")
        #expect(Phrase("pH is low").capitalized == "pH is low")
        #expect(Phrase("SaO2 is low").capitalized == "SaO2 is low")
    }

    @Test("Number follows the head of the noun phrase")
    func plural() {
        let sentence = Sentence(subject: nil)
        #expect(sentence.plain(Phrase("no abnormalities")) == "There are no abnormalities.")
        #expect(sentence.plain(Phrase("swelling of the legs")) == "There is swelling of the legs.")
        #expect(sentence.plain(Phrase("no tuberculosis")) == "There is no tuberculosis.")
        #expect(sentence.plain(Phrase("raised plasma catecholamines")) == "There are raised plasma catecholamines.")
    }

    @Test("What is denied takes the article that it has where it is stated")
    func articles() {
        let siblings: Set<String> = ["a kink in the tube", "no kink in the tube"]
        let frames = Sentence(subject: "She").frames(for: Phrase("no kink in the tube", siblings: siblings))
        #expect(frames.contains("She does not have a kink in the tube."))
        #expect(frames.contains("She has no kink in the tube."))
        #expect(
            Sentence(subject: "She").frames(for: Phrase("no lung cancer")).contains("She does not have lung cancer."))
    }

    @Test("Two phrases share a sentence where they can, what is there before what is not")
    func pairs() {
        let sentence = Sentence(subject: "She")
        let cancer = Phrase("lung cancer")
        let none = Phrase("no tuberculosis")
        #expect(sentence.frames(for: none, cancer).first == "She has lung cancer and no tuberculosis.")
        #expect(sentence.frames(for: Phrase("is a smoker"), cancer).first == "She is a smoker and has lung cancer.")
        #expect(
            sentence.frames(for: Phrase("the CVP is low"), Phrase("the heart rate is high")).first
                == "The CVP is low, and the heart rate is high.")
        #expect(sentence.frames(for: Phrase("the CVP is low"), cancer).isEmpty)
    }
}
