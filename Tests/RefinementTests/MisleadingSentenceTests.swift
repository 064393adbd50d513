import CausalEngine
import Foundation
import Testing
import Verification

@testable import Realization

/// Strict reading held against wording made to mislead it, and against plain wording that it must not refuse.
@Suite("Strict reading of misleading and of plain sentences")
struct MisleadingSentenceTests {
    private static func lines(_ file: String) throws -> [String] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = tests.appending(path: "VerificationTests/Judged/\(file)")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    /// The patterns of misleading sentences, by the form of the phrase that they hold.
    private static func patterns() throws -> [Phrase.Form: [String]] {
        let forms: [String: Phrase.Form] = ["[noun]": .noun, "[predicate]": .predicate, "[clause]": .clause]
        var patterns: [Phrase.Form: [String]] = [:]
        var form = Phrase.Form.noun
        for line in try lines("misleading.txt") {
            if let next = forms[line] { form = next } else { patterns[form, default: []].append(line) }
        }
        return patterns
    }

    /// A pattern with a phrase in its place, which is a capital letter that stands alone.
    private static func sentence(_ pattern: String, _ phrase: String) -> String {
        let words = pattern.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let letter = word.prefix { $0.isLetter }
            guard ["N", "P", "C"].contains(letter) else { return String(word) }
            return phrase + word.dropFirst(letter.count)
        }
        return Phrase.capitalize(words.joined(separator: " "))
    }

    @Test(
        "No misleading sentence around any phrase of any state is taken as a statement",
        arguments: SampleReadingTests.names)
    func misleadingSentencesStateNothing(name: String) throws {
        let network = try Network.load(name)
        let verifier = Verifier(network: network)
        let nothing = network.variables.map { $0.isContinuous ? Value.number(0) : .state(0) }
        let patterns = try Self.patterns()
        #expect(patterns.values.allSatisfy { $0.count >= 20 })
        var count = 0
        for (index, variable) in network.variables.enumerated() where !variable.isContinuous {
            for phrase in network.profile.wording[index].say.flatMap({ $0 }).map({ Phrase($0) }) {
                // Two dozen patterns a phrase, in turn, so that every pattern meets many phrases.
                let all = patterns[phrase.form] ?? []
                for turn in 0..<min(24, all.count) {
                    let text = Self.sentence(all[(count + turn) % all.count], phrase.text)
                    let reading = verifier.check(text, against: nothing).reading.variables[index]
                    #expect(reading.status != .stated, "\(variable.name): “\(text)”")
                }
                count += min(24, all.count)
            }
        }
        #expect(count > 200)
    }

    @Test("Plain true sentences of varied wording are accepted, and none is read as something else")
    func plainSentencesAreAccepted() throws {
        let network = try Network.load("asia")
        let reader = TextReader(network: network)
        var accepted = 0
        let lines = try Self.lines("licensed.txt")
        for line in lines {
            let halves = line.components(separatedBy: " => ")
            try #require(halves.count == 2, "\(line)")
            let pairs = halves[1].components(separatedBy: ", ").map { $0.split(separator: "=").map(String.init) }
            let expected = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
            let reading = reader.read(halves[0], mode: .strict)
            var isWhole = true
            for (variable, found) in zip(network.variables, reading.variables) {
                let stated = found.status == .stated ? found.value.map { variable.text(of: $0) } : nil
                if stated != nil, variable.name != "either" { #expect(stated == expected[variable.name], "\(line)") }
                if let value = expected[variable.name], stated != value { isWhole = false }
            }
            accepted += isWhole ? 1 : 0
        }
        #expect(lines.count >= 300)
        #expect(Double(accepted) >= 0.9 * Double(lines.count), "\(accepted) of \(lines.count)")
    }
}
