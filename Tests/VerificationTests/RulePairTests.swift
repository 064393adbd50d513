import CausalEngine
import Foundation
import Testing

@testable import Verification

/// Every rule has a case in which it acts and one in which it does not.
@Suite struct RulePairTests {
    private struct Case {
        var rule: String
        var acts: Bool
        var text: String
    }

    private func cases(_ file: String) throws -> [Case] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Judged")
        let content = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return content.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let fields = line.components(separatedBy: " | ")
            return fields.count == 3 ? Case(rule: fields[0], acts: fields[1] == "+", text: fields[2]) : nil
        }
    }

    private func expectPairs(of rules: Set<String>, in cases: [Case]) {
        let acting = Set(cases.filter(\.acts).map(\.rule))
        let idle = Set(cases.filter { !$0.acts }.map(\.rule))
        #expect(rules.subtracting(acting).sorted() == [], "rules without a case in which they act")
        #expect(rules.subtracting(idle).sorted() == [], "rules without a case in which they do not act")
        #expect(acting.union(idle).subtracting(rules).sorted() == [], "cases of rules that are no more")
    }

    @Test func everyCueAndSectionHasAPair() throws {
        let cases = try cases("rules.txt")
        let sections = SectionHeading.all.filter { $0.effect != .none }.map(\.name)
        expectPairs(of: Set(CueGroup.all.map(\.name) + sections + ["answer"]), in: cases)
        for item in cases {
            let text = try #require(JudgedText(item.text[...]), "\(item.text)")
            for (expected, found, rule) in text.read() {
                #expect(found == expected, "\(item.rule): \(text) was read by \(rule)")
            }
            #expect(rules(in: text).contains(item.rule) == item.acts, "\(item.rule) in: \(text)")
        }
    }

    /// The rules of all cues and sections that are found in a text.
    private func rules(in text: JudgedText) -> Set<String> {
        let reader = TextReader(concepts: text.judgements.map(\.concept))
        return reader.analyser.withSentences(of: text.text) { space in
            let sections = space.sentences[0..<space.sentences.count].compactMap(\.heading)
                .map { SectionHeading.all[$0].name }
            let cues = space.findings.cues[0..<space.findings.cues.count]
                .map { reader.analyser.lexicon.ruleName(of: $0) }
            return Set(cues + sections)
        }
    }

    @Test func everyFrameHasAPair() throws {
        let cases = try cases("frames.txt")
        let others = ["the value of the name", "as the profile words it", "fragment"]
        expectPairs(of: Set(StatementFrame.all.map(\.name) + StatementTrail.all.map(\.name) + others), in: cases)
        let reader = TextReader(network: try TestNetworks.clinic())
        for item in cases {
            let frames = reader.read(item.text, mode: .strict).mentions.compactMap(\.frame)
            #expect(frames.contains(item.rule) == item.acts, "\(item.rule) in: \(item.text), found \(frames)")
        }
    }
}
