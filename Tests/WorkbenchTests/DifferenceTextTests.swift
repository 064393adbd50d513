import TerminalUI
import Testing
import Verification

@testable import Workbench

@Suite("The difference of two drafts as text")
struct DifferenceTextTests {
    private func text(_ segments: [(TextDifference.Kind, String)]) -> String {
        String(
            DifferenceText.letters(segments.map { TextDifference.Segment(kind: $0.0, text: $0.1) }, glyphs: .unicode)
                .map(\.character))
    }

    @Test("What is the same is left out in whole words, and it shows where a sentence is cut")
    func words() {
        let long = "A sentence without any end that goes on and on for longer than is of use to anybody here"
        #expect(
            text([(.same, long + " "), (.added, "new"), (.same, " " + long)])
                == "… longer than is of use to anybody here {+new+} A sentence without any end that goes …")
        #expect(
            text([(.same, "First one. Second "), (.removed, "old"), (.added, "new"), (.same, " end. Third.")])
                == "Second [-old-]{+new+} end.")
    }
}
