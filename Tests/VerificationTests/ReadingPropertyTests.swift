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

    /// Bytes that no writer makes: the reader takes them all, and every span lies in the text and holds its concept.
    @Test func arbitraryBytesAreRead() {
        let pieces =
            Self.sentences + ["\u{0}", "\u{1B}[2J", "\u{202E}", "👩‍⚕️", "e\u{301}", "\r\n", "'s", "’s", "no", ",", "(-)"]
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<next(40) {
                if next(2) == 0 {
                    bytes += (0..<next(6)).map { _ in UInt8(next(256)) }
                } else {
                    bytes += Array(pieces[next(pieces.count)].utf8).prefix(1 + next(30))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let count = text.unicodeScalars.count
            for mode in VerificationMode.allCases {
                for mention in reader.read(text, mode: mode).mentions {
                    #expect(mention.span.lowerBound >= 0 && mention.span.upperBound <= count)
                    #expect(!mention.span.isEmpty)
                }
            }
        }
    }

    /// Sentences may stand in any order.
    @Test func theOrderOfSentencesMakesNoDifference() {
        let text = Self.sentences.joined(separator: " ")
        for mode in VerificationMode.allCases {
            let expected = states(text, mode)
            for shift in Self.sentences.indices {
                let order = Array(Self.sentences[shift...] + Self.sentences[..<shift])
                #expect(states(order.joined(separator: " "), mode) == expected)
                #expect(states(order.reversed().joined(separator: " "), mode) == expected)
            }
        }
    }

    /// Strict reading states nothing that lenient reading does not state alike.
    @Test(arguments: ["clinical.txt", "reports.txt", "held-out.txt"]) func strictIsPartOfLenient(file: String) throws {
        for text in try JudgedText.load(file) {
            let concepts = text.judgements.map { concept in
                TestNetworks.yesNo(
                    concept.concept + " \(concept.span.lowerBound)", [ConceptPattern.literal(concept.concept)],
                    say: [[concept.concept], ["no " + concept.concept]])
            }
            let reader = TextReader(network: try TestNetworks.network(concepts))
            let lenient = reader.read(text.text, mode: .lenient).mentions
            let strict = reader.read(text.text, mode: .strict).mentions
            #expect(lenient.count == strict.count)
            for (loose, tight) in zip(lenient, strict) where tight.value != nil {
                #expect(loose.value == tight.value, "\(text)")
            }
        }
    }
}
