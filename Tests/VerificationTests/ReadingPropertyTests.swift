import CausalEngine
import Testing

@testable import Verification

/// Laws that hold for every text.
@Suite struct ReadingPropertyTests {
    let network: Network
    let reader: TextReader

    init() throws {
        network = try TestNetworks.clinic()
        reader = TextReader(network: network)
    }

    private static let sentences = [
        "The patient has lung cancer.", "There is no evidence of tuberculosis.", "She smokes.",
        "Her mother has bronchitis.",
        "Bronchitis was not ruled out.", "The chest X-ray is normal.", "If dyspnoea develops, return.",
        "She has never visited Asia.", "He had bronchitis.", "No shortness of breath.",
    ]

    private func states(_ text: String, _ mode: VerificationMode) -> [VariableReading.Status] {
        reader.read(text, mode: mode).variables.map(\.status)
    }

    @Test(arguments: sentences) func caseMakesNoDifference(sentence: String) {
        let expected = reader.read(sentence, mode: .lenient).variables
        #expect(reader.read(sentence.uppercased(), mode: .lenient).variables == expected)
        #expect(reader.read(sentence.lowercased(), mode: .lenient).variables == expected)
    }

    @Test(arguments: sentences) func whiteSpaceMakesNoDifference(sentence: String) {
        for mode in VerificationMode.allCases {
            let expected = states(sentence, mode)
            #expect(states("\n\n  " + sentence + "  \n", mode) == expected)
            #expect(states(sentence.split(separator: " ").joined(separator: "   "), mode) == expected)
            #expect(states(sentence.split(separator: " ").joined(separator: "\u{A0}"), mode) == expected)
        }
    }

    @Test(arguments: sentences) func anUnrelatedSentenceChangesNothing(sentence: String) {
        for mode in VerificationMode.allCases {
            let expected = states(sentence, mode)
            #expect(states("The weather was fine. " + sentence, mode) == expected)
            #expect(states(sentence + " Nothing else was noted.", mode) == expected)
            #expect(states("No meals were taken. " + sentence + " If it rains, take an umbrella.", mode) == expected)
        }
    }

    @Test func everyPairOfSentencesReadsAsItsParts() {
        for first in Self.sentences {
            for second in Self.sentences {
                let parts = reader.mentions(in: first).map(\.assertion) + reader.mentions(in: second).map(\.assertion)
                #expect(reader.mentions(in: first + " " + second).map(\.assertion) == parts, "\(first) \(second)")
            }
        }
    }

    @Test(arguments: [
        "no ", "no lung cancer, ", "not not ", "blood pressure ", "lung ", "chest x-ray, ", "mother ", "if ",
        "malignant of the ",
        "smoking or ", "? ", ". ", "a", "é", "lung cancer ", "normal ", "1,", "x'", "(", "the patient has no ",
        "chest X-ray is ", "-free ",
    ])
    func workGrowsInProportion(unit: String) {
        let small = String(repeating: unit, count: 100_000 / unit.utf8.count)
        let large = small + small
        for mode in VerificationMode.allCases {
            let first = reader.analyser.analyse(small, mode: mode).work
            let second = reader.analyser.analyse(large, mode: mode).work
            #expect(Double(second) <= 2.02 * Double(first) + 1000, "\(unit): \(first), then \(second)")
            #expect(first < 100_000 * 200, "\(unit): \(first)")
        }
    }
}
