import CausalEngine
import Foundation
import Testing
import Verification

@testable import Evaluation

/// How well the second reader tells denial on judged sentences that neither reader was tuned on, with the concepts given.
@Suite struct SecondReaderQualityTests {
    /// A judged concept of a sentence: `{concept}` followed by `+` present, `-` absent or `?` possible, and letters for what is
    /// not of the patient now.
    private struct Judged {
        var text: String
        var concepts: [(name: String, isDenied: Bool, isPlain: Bool)]

        init?(_ line: Substring) {
            guard !line.hasPrefix("#"), line.contains("{") else { return nil }
            var text = ""
            var concepts: [(String, Bool, Bool)] = []
            var rest = line.replacing("\\n", with: "\n")[...]
            if rest.hasPrefix("~ ") { rest = rest.dropFirst(2) }
            while let character = rest.popFirst() {
                guard character == "{" else {
                    text.append(character)
                    continue
                }
                let name = String(rest.prefix { $0 != "}" })
                rest = rest.dropFirst(name.count + 1)
                text += name
                let sign = rest.popFirst()
                let marks = rest.prefix { "hio".contains($0) }
                rest = rest.dropFirst(marks.count)
                concepts.append((name, sign == "-", sign != "?" && marks.isEmpty))
            }
            self.text = text
            self.concepts = concepts
        }
    }

    private func judged() throws -> [Judged] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../VerificationTests/Judged/held-out.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { Judged($0) }
    }

    /// A reader for the concepts of one sentence, each a finding that is there or not.
    private func reader(_ concepts: [String]) throws -> SecondReader {
        let variables = concepts.map {
            Variable(name: $0, domain: .categorical(states: ["yes", "no"], isOrdinal: false))
        }
        // Only names and phrases are read, so the simplest mechanism serves.
        let scm = try SCM(
            variables: variables, graph: DirectedGraph(parents: variables.map { _ in [] }),
            mechanisms: variables.map { _ in .constant(.state(0)) })
        var profile = Profile.derived(for: variables)
        for index in concepts.indices { profile.wording[index].say = [[concepts[index]], ["no " + concepts[index]]] }
        return SecondReader(network: Network(name: "judged", scm: scm, profile: profile))
    }

    @Test func tellsDenialOnUnseenSentences() throws {
        var (hits, alarms, misses) = (0, 0, 0)
        var (plain, wrong) = (0, 0)
        for sentence in try judged() {
            let names = Array(Set(sentence.concepts.map(\.name))).sorted()
            let found = try reader(names).read(sentence.text)
            for concept in sentence.concepts {
                let reading = found[names.firstIndex(of: concept.name) ?? 0]
                let isDenied = reading.value == .state(1)
                if concept.isDenied && concept.isPlain {
                    hits += isDenied ? 1 : 0
                    misses += isDenied ? 0 : 1
                }
                if !concept.isDenied && isDenied { alarms += 1 }
                if concept.isPlain, let value = reading.value {
                    plain += 1
                    if (value == .state(1)) != concept.isDenied { wrong += 1 }
                }
            }
        }
        let f = 2 * Double(hits) / Double(2 * hits + alarms + misses)
        // A guard against getting worse, not a claim of quality: seen were F .81 and 18 of 131 stated values wrong.
        // These are the published figures: a change of either reader that moves them is to be published too.
        #expect((f * 100).rounded() == 81, "\(f)")
        #expect((wrong, plain) == (18, 131))
    }
}
