import CausalEngine
import Foundation
import Testing

@testable import Verification

/// What takes a whole text back leaves everything open that it states.
@Suite struct RetractionTests {
    private static let statements = "The patient has tuberculosis. He does not smoke."

    /// The lines of the file, each with whether it takes the statements back.
    private static let cases: [(text: String, retracts: Bool)] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Judged/retractions.txt")
        let content = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return content.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let words = line.dropFirst(2).split(separator: " ").map { $0 == "T" ? statements : String($0) }
            return (words.joined(separator: " "), line.hasPrefix("+"))
        }
    }()

    @Test func theFileIsThere() {
        #expect(Self.cases.filter(\.retracts).count > 50)
        #expect(Self.cases.filter { !$0.retracts }.count > 25)
    }

    @Test(arguments: cases.indices, VerificationMode.allCases) func textIsTakenBack(index: Int, mode: VerificationMode)
        throws
    {
        let network = try Network.load("asia")
        let (text, retracts) = Self.cases[index]
        let reading = TextReader(network: network).read(text, mode: mode)
        for (name, state) in [("tub", "yes"), ("smoke", "no")] {
            let variable = try #require(network.variables.firstIndex { $0.name == name })
            let expected = network.variables[variable].index(ofState: state).map(Value.state)
            #expect(reading.variables[variable].value == (retracts ? nil : expected), "\(text)")
            #expect(reading.variables[variable].status == (retracts ? .uncertain : .stated), "\(text)")
        }
    }

    @Test func freeConceptsAreMentionedAllTheSame() {
        let mentions = TextReader(concepts: ["asthma"]).mentions(in: "He has asthma. That is not true.")
        #expect(mentions.map(\.assertion) == [.present])
    }
}
