import Testing

@testable import Verification

@Suite struct JudgedTextTests {
    /// Every judged sentence but the few that are known to be read wrongly.
    @Test(arguments: ["clinical.txt", "reports.txt"]) func theRulesReadAsJudged(file: String) throws {
        let texts = try JudgedText.load(file)
        for text in texts {
            let wrong = text.read().filter { $0.expected != $0.found }
            if text.isKnownMiss {
                #expect(!wrong.isEmpty, "is read rightly by now: \(text)")
            } else {
                for (expected, found, rule) in wrong {
                    Issue.record("\(text): \(expected) was read as \(String(describing: found)) by \(rule)")
                }
            }
        }
        #expect(texts.filter(\.isKnownMiss).count <= 10)
    }

    @Test func thereAreFourHundredAndMore() throws {
        #expect(try JudgedText.load("clinical.txt").count >= 400)
    }

    /// Sentences that were judged before the rules were run on them. The figures of the first reading stand at the head of
    /// the files of later sets; the rules, but never a sentence for its own sake, were mended after it.
    @Test(arguments: ["held-out.txt", "held-out-2.txt", "held-out-3.txt", "held-out-4.txt", "held-out-5.txt"])
    func theRulesHoldOnSentencesJudgedBefore(file: String) throws {
        let texts = try JudgedText.load(file)
        var negation = Agreement()
        var history = Agreement()
        var hypothesis = Agreement()
        for (expected, found, _) in texts.flatMap({ $0.read() }) {
            negation.count(expected: expected.assertion == .absent, found: found?.assertion == .absent)
            history.count(expected: expected.temporality == .historical, found: found?.temporality == .historical)
            hypothesis.count(
                expected: expected.temporality == .hypothetical, found: found?.temporality == .hypothetical)
        }
        #expect(negation.f >= 0.95, "\(negation)")
        #expect(history.f >= 0.7, "\(history)")
        #expect(hypothesis.f >= 0.85, "\(hypothesis)")
    }

    @Test func theNotationIsRead() throws {
        let text = try #require(JudgedText("~ No {fever}-h,\\nif {é}+io."))
        #expect(text.text == "No fever,\nif é.")
        #expect(text.isKnownMiss)
        #expect(text.judgements.map(\.span) == [3..<8, 13..<14])
        #expect(text.judgements[0].temporality == .historical)
        #expect(text.judgements[1].experiencer == .other)
        #expect(JudgedText("# {x}+") == nil)
        #expect(JudgedText("no concept") == nil)
    }
}
