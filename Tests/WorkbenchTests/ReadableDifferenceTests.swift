import Testing
import Verification

@testable import Workbench

@Suite("Differences that can be read")
struct ReadableDifferenceTests {
    @Test("A sentence put in or left out is shown as a whole sentence")
    func sentence() {
        let with = "He smokes. There is no cancer. There is no tuberculosis. He is well."
        let without = "He smokes. There is no tuberculosis. He is well."
        let added = ReadableDifference.segments(from: without, to: with).filter { $0.kind == .added }.map(\.text)
        let removed = ReadableDifference.segments(from: with, to: without).filter { $0.kind == .removed }.map(\.text)
        #expect(added == ["There is no cancer. "])
        #expect(removed == ["There is no cancer. "])
    }

    @Test("Whatever is moved, both drafts can be put together again", arguments: 0..<200 as Range<UInt64>)
    func bothDrafts(_ seed: UInt64) {
        var random = TestRandom(seed: seed)
        let words = ["There ", "is ", "no ", "TB. ", "He ", "smokes. ", "\n", "yes"]
        func draft() -> String {
            (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                words[Int.random(in: 0..<words.count, using: &random)]
            }
            .joined()
        }
        let (old, new) = (draft(), draft())
        let segments = ReadableDifference.segments(from: old, to: new)
        #expect(segments.filter { $0.kind != .added }.map(\.text).joined() == old)
        #expect(segments.filter { $0.kind != .removed }.map(\.text).joined() == new)
    }
}
