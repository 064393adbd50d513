import Testing

@testable import Verification

@Suite struct TextDifferenceTests {
    private func shown(_ difference: TextDifference) -> String {
        difference.segments.map { segment in
            switch segment.kind {
            case .same: segment.text
            case .added: "{+\(segment.text)+}"
            case .removed: "[-\(segment.text)-]"
            }
        }.joined()
    }

    @Test func wordsAreCompared() {
        #expect(shown(TextDifference(from: "He has no cough.", to: "He has a cough.")) == "He has [-no-]{+a+} cough.")
        #expect(shown(TextDifference(from: "", to: "New.")) == "{+New.+}")
        #expect(shown(TextDifference(from: "Old.", to: "")) == "[-Old.-]")
        #expect(shown(TextDifference(from: "Same.", to: "Same.")) == "Same.")
        #expect(TextDifference(from: "a", to: "a").isEmpty)
        #expect(!TextDifference(from: "a", to: "b").isEmpty)
    }

    /// Numbers that look random, the same in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: 0..<60) func eitherDraftComesBack(seed: UInt64) {
        var numbers = Numbers(state: seed)
        let words = ["lung", "cancer", "no", ".", "é", "👩‍⚕️", "cough", ","]
        func text() -> String {
            (0..<Int.random(in: 0...30, using: &numbers)).map { _ in words.randomElement(using: &numbers) ?? "" }
                .joined(separator: " ")
        }
        let old = text()
        let new = text()
        let difference = TextDifference(from: old, to: new)
        #expect(difference.segments.filter { $0.kind != .added }.map(\.text).joined() == old)
        #expect(difference.segments.filter { $0.kind != .removed }.map(\.text).joined() == new)
        for (left, right) in zip(difference.segments, difference.segments.dropFirst()) {
            #expect(left.kind != right.kind)
        }
    }

    @Test func unlikeTextsAreRewrittenWhole() {
        let old = (0..<3000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<3000).map { "b\($0)" }.joined(separator: "_")
        let difference = TextDifference(from: old, to: new)
        #expect(difference.segments.map(\.kind) == [.removed, .added])
    }
}
