import Testing
import Verification

@Suite("Sentences to be quoted or edited")
struct TextSentencesTests {
    @Test(
        "Lines are cut where sentences end, not at numbers or titles",
        arguments: [
            ("She coughs. Dr. Ng was told!  Why?", ["She coughs.", "Dr. Ng was told!", "Why?"]),
            ("Temp 38.5 today; no cough\n\n- smokes\n", ["Temp 38.5 today;", "no cough", "- smokes"]),
            ("", []), ("\n \n", []), ("...", ["..."]), ("né\u{1F9EA}e. x", ["né\u{1F9EA}e.", "x"]),
        ])
    func sentences(text: String, expected: [String]) {
        let sentences = TextSentences(text)
        #expect(sentences.all.map { sentences[$0] } == expected)
    }

    @Test("A span has the sentence that it lies in, or those that it begins and ends in")
    func around() {
        let sentences = TextSentences("One two. Three four. Five.")
        #expect(sentences[sentences.range(around: 4..<7)] == "One two.")
        #expect(sentences[sentences.range(around: 4..<14)] == "One two. Three four.")
        #expect(sentences[sentences.range(around: 21..<25)] == "Five.")
    }
}
