import CausalEngine
import Testing

@testable import Verification

@Suite struct ConceptPatternTests {
    private func words(_ text: String) throws -> [String] {
        try ConceptPattern.parse(text).alternatives.map { pieces in
            pieces.map { piece in
                switch piece {
                case .scalar(let scalar): String(scalar)
                case .letters(let minimum): minimum == 0 ? "*" : "+"
                }
            }.joined()
        }
    }

    @Test func alternativesAreMultipliedOut() throws {
        #expect(try words("lung (cancer|carcinoma)") == ["lung cancer", "lung carcinoma"])
        #expect(try words("tumou?r") == ["tumour", "tumor"])
        #expect(try words("malignan\\w+ (of |in )?(the )?lung").count == 6)
        #expect(try words("a|b|c") == ["a", "b", "c"])
        #expect(try words("dyspn\\w*") == ["dyspn*"])
    }

    @Test(arguments: [
        ("(a|b", 0), ("a)", 1), ("a?b*", 3), ("+a", 0), ("a\\", 1), ("a\\d+", 1), ("\\wa", 0), ("[ab]", 0), ("a{2}", 1),
        ("", 0), ("a?", 0), ("( )", 0), ("a^", 1), ("?", 0), ("\\w*", 0),
    ])
    func aProblemIsPlaced(text: String, offset: Int) {
        do throws(ConceptPattern.Problem) {
            _ = try ConceptPattern.parse(text)
            Issue.record("\(text) was taken as a pattern")
        } catch {
            #expect(error.offset == offset, "\(text): found \(error.found), expected \(error.expected)")
        }
    }

    @Test func tooManyAlternativesAreRefused() {
        #expect(throws: ConceptPattern.Problem.self) {
            _ = try ConceptPattern.parse(String(repeating: "(a|b)", count: 10))
        }
    }

    @Test(arguments: [
        "<5", "5-12", "12+", ">=7.5", "Asy/Patch", "Transp.", "TRUE", "a|b", "(x)?", "\\w+", "[1]", "^$", "Łódź",
    ])
    func aLiteralMatchesItselfAlone(text: String) throws {
        let pattern = try ConceptPattern.parse(ConceptPattern.literal(text))
        #expect(pattern.alternatives == [text.unicodeScalars.map { .scalar($0) }])
    }

    @Test func theFirstBadEntryOfTheRulesIsFound() {
        #expect(ReadingRules(findings: ["cough"], values: [["low"], ["b[a]d"]]).firstProblem?.entry == "b[a]d")
        #expect(ReadingRules(findings: ["cough"]).firstProblem == nil)
    }

    // MARK: Matching

    private func found(_ pattern: String, in text: String) throws -> [Range<Int>] {
        let variable = Variable(name: "x", domain: .categorical(states: ["yes", "no"], isOrdinal: false))
        let rules = ReadingRules(findings: [pattern], presentState: 0, absentState: 1)
        let network = try TestNetworks.network([(variable, Wording(say: [["x"], ["no x"]], reading: rules))])
        return TextReader(network: network).mentions(in: text).map(\.span)
    }

    @Test func wordsMatchWhole() throws {
        #expect(try found("cough", in: "A cough, coughing, and Cough.") == [2..<7, 23..<28])
        #expect(try found("smok\\w+", in: "smok smokes SMOKING asmoker") == [5..<11, 12..<19])
        #expect(try found("\\w+itis", in: "itis bronchitis") == [5..<15])
        #expect(try found("\\w*a\\w*b\\w*", in: "xaxbx ba") == [0..<5])
    }

    @Test func whiteSpaceAndHyphensAreFlexible() throws {
        #expect(try found("chest x-ray", in: "a chest\n  X-ray") == [2..<15])
        #expect(try found("chest x-ray", in: "a chest x ray") == [2..<13])
        #expect(try found("chest x-ray", in: "a chest X‑ray") == [2..<13])
        #expect(try found("lung cancer", in: "lung\n\ncancer") == [])
    }

    @Test func spansCountScalars() throws {
        #expect(try found("cough", in: "é cough") == [2..<7])
        #expect(try found("cough", in: "e\u{301} cough") == [3..<8])
        #expect(try found("cough", in: "👩‍⚕️ cough") == [5..<10])
        #expect(try found("cough", in: "🙂cough 🙂 cough") == [1..<6, 9..<14])
        #expect(try found("fiancé", in: "Her fiance\u{301} and FIANCÉ.") == [4..<11, 16..<22])
        #expect(try found("patient's cough", in: "the patient’s cough") == [4..<19])
        #expect(try found("tuberculosis", in: "tuber\u{AD}culosis") == [0..<13])
    }

    @Test func theLongestOfOverlappingConceptsCounts() throws {
        let network = try TestNetworks.network([
            TestNetworks.yesNo("any", ["cancer"], say: [["cancer"], ["no cancer"]]),
            TestNetworks.yesNo("lung", ["lung cancer"], say: [["lung cancer"], ["no lung cancer"]]),
        ])
        let mentions = TextReader(network: network).mentions(in: "Lung cancer and cancer.")
        #expect(mentions.map(\.variable) == [1, 0])
    }

    @Test func freePhrasesAreAllReported() {
        let mentions = TextReader(concepts: ["cancer", "lung cancer"]).mentions(in: "Lung cancer (a+b).")
        #expect(mentions.map(\.concept).sorted() == ["cancer", "lung cancer"])
        #expect(TextReader(concepts: ["a+b"]).mentions(in: "Lung cancer (a+b).").map(\.span) == [13..<16])
    }
}
