import CausalEngine
import Realization
import Testing
import Verification

@testable import Evaluation

/// The second reader, on sentences and against texts that are true by construction.
@Suite struct SecondReaderTests {
    private func states(_ text: String) throws -> [String: String] {
        let network = try Network.load("asia")
        var states: [String: String] = [:]
        for (variable, found) in zip(network.variables, SecondReader(network: network).read(text))
        where found.status != .unstated {
            states[variable.name] = found.value.map { variable.text(of: $0) } ?? found.status.rawValue
        }
        return states
    }

    @Test(arguments: [
        ("The patient has lung cancer.", ["lung": "yes"]),
        ("The patient does not have lung cancer.", ["lung": "no"]),
        ("She has lung cancer but no bronchitis.", ["lung": "yes", "bronc": "no"]),
        ("Lung cancer is not absent.", ["lung": "yes"]),
        ("He may have lung cancer.", ["lung": "uncertain"]),
        ("His mother has lung cancer.", ["lung": "uncertain"]),
        ("Does he have lung cancer?", ["lung": "uncertain"]),
        ("He has lung cancer. He has no lung cancer.", ["lung": "conflicting"]),
        ("Tuberculosis was ruled out.", ["tub": "no"]),
        ("The weather is fine.", [:]),
    ])
    func readsSentences(text: String, expected: [String: String]) throws {
        #expect(try states(text) == expected, "\(text)")
    }

    @Test func clausesAreCut() {
        let clauses = ClauseSplitter.clauses(
            of: "He has no fever, cough or rash, and has pain; 3.5 mg? Mr. X's non-smoker")
        #expect(
            clauses.map(\.words) == [
                ["he", "has", "no", "fever", "cough", "or", "rash"], ["has", "pain"], ["3.5", "mg"],
                ["mr", "x's", "non", "smoker"],
            ])
        #expect(clauses.map(\.isQuestion) == [false, false, true, false])
    }

    /// Over plain texts of what is so, it rarely states what is not so.
    @Test(arguments: ["asia", "alarm"]) func agreesWithTrueTexts(name: String) async throws {
        let network = try Network.load(name)
        let reader = SecondReader(network: network)
        let sampler = Sampler(network.scm, seed: 3)
        var right = 0
        var wrong = 0
        var open = 0
        for row in 0..<40 as Range<UInt64> {
            let skeleton = try sampler.skeleton(row: row)
            var text = ""
            let request = DraftRequest(network: network, skeleton: skeleton, attempt: 0)
            for try await case .text(let piece) in TemplateRealizer().draft(for: request) { text += piece }
            for (variable, found) in reader.read(text).enumerated() where !network.variables[variable].isLatent {
                switch found.value {
                case skeleton.values[variable]?: right += 1
                case nil: open += 1
                default: wrong += 1
                }
            }
        }
        #expect(Double(right) >= 0.9 * Double(right + wrong + open), "\(right) right, \(wrong) wrong, \(open) open")
        #expect(Double(wrong) <= 0.02 * Double(right + wrong), "\(right) right, \(wrong) wrong, \(open) open")
    }
}
