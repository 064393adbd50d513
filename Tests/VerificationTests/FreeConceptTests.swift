import Testing

@testable import Verification

/// Free phrases as users write them: signs, repetition, odd texts.
@Suite struct FreeConceptTests {
    private func spans(_ concepts: [String], in text: String) -> [String] {
        TextReader(concepts: concepts).mentions(in: text).map { mention in
            let scalars = Array(text.unicodeScalars)[mention.span]
            return "\(mention.concept)|\(String(String.UnicodeScalarView(scalars)))|\(mention.span.lowerBound)"
        }
    }

    @Test(arguments: ["", " ", "\n\n", "\u{0}", "😀"]) func textsWithoutWordsHaveNoMentions(text: String) {
        #expect(spans(["cough"], in: text) == [])
    }

    @Test(arguments: [
        ("T-cell", "A T-cell line.", 2), ("chest X-ray", "No chest X-ray.", 3), ("c. diff", "Stool c. diff sent.", 6),
        ("a.*b", "The a.*b there.", 4), ("(x+)", "See (x+).", 4), ("C++", "In C++ now.", 3),
        ("101.5", "At 101.5 again.", 3),
        ("120/80", "BP 120/80.", 3), ("5-HT", "The 5-HT level.", 4), ("N/V", "No N/V today.", 3),
        ("Kid's", "A kid's toy.", 2),
    ])
    func signsAreTakenAsWritten(concept: String, text: String, start: Int) {
        let mentions = TextReader(concepts: [concept]).mentions(in: text)
        #expect(mentions.map(\.span) == [start..<start + concept.unicodeScalars.count])
    }

    @Test func aPatternIsNoPattern() {
        #expect(spans(["cough|fever", "(a|b)", "\\w+", ".*"], in: "A cough, a fever, a, b.") == [])
    }

    @Test func wordsAreWholeAndCaseMakesNoDifference() {
        #expect(spans(["cough"], in: "Cough, COUGH, coughs, coughing.") == ["cough|Cough|0", "cough|COUGH|7"])
    }

    @Test func aConceptGivenTwiceIsReportedOnce() {
        #expect(spans(["cough", "cough"], in: "A cough.") == ["cough|cough|2"])
    }

    @Test func everySpellingOfACaseIsReported() {
        #expect(spans(["Cough", "COUGH"], in: "A cough.").sorted() == ["COUGH|cough|2", "Cough|cough|2"])
    }

    @Test func overlappingConceptsAreAllReported() {
        let found = spans(["chest pain", "pain", "severe chest pain"], in: "No severe chest pain.")
        #expect(found == ["severe chest pain|severe chest pain|3", "chest pain|chest pain|10", "pain|pain|16"])
    }

    @Test func lineEndsAndEmojiShiftNoSpan() {
        let text = "😀 No cough.\r\nFever 👩‍⚕️ and cafe\u{301} visits."
        #expect(
            spans(["cough", "fever", "café"], in: text) == ["cough|cough|5", "fever|Fever|13", "café|cafe\u{301}|28"])
    }

    @Test func aLongTextIsReadToItsEnd() {
        let text = String(repeating: "no cough, ", count: 5000) + "but fever."
        let mentions = TextReader(concepts: ["cough", "fever"]).mentions(in: text)
        #expect(mentions.count == 5001)
        #expect(mentions.dropLast().allSatisfy { $0.assertion == .absent })
        #expect(mentions.last?.assertion == .present)
    }

    @Test func aDenialAfterAListedOneIsNoDoubleNegation() {
        let mentions = TextReader(concepts: ["fever", "c. diff"]).mentions(in: "No fever, c. diff negative.")
        #expect(mentions.map(\.assertion) == [.absent, .absent])
    }
}
