import CausalEngine
import Testing

@testable import Verification

/// The tables hold patterns, so that a slip in one would make it a phrase that nobody writes.
@Suite struct RuleTableTests {
    private func problems(_ phrases: [String]) -> [String] {
        phrases.compactMap { phrase in
            do throws(ConceptPattern.Problem) {
                _ = try ConceptPattern.parse(phrase)
                return nil
            } catch {
                return "\(phrase): found \(error.found), expected \(error.expected)"
            }
        }
    }

    @Test func everyCueIsAPattern() {
        #expect(problems(CueGroup.all.flatMap(\.phrases)) == [])
    }

    @Test func everyHeadingIsAPattern() {
        #expect(problems(SectionHeading.all.flatMap(\.phrases)) == [])
    }

    @Test func everyFrameIsAPattern() {
        #expect(problems(StatementFrame.all.flatMap(\.leads) + StatementTrail.all.flatMap(\.phrases)) == [])
    }

    @Test func everyStatementWordIsAPattern() {
        let words = [
            StatementWords.pronouns, StatementWords.personNouns, StatementWords.ages, StatementWords.identities,
            StatementWords.titles, StatementWords.tests, StatementWords.possessives, StatementWords.openers,
            StatementWords.adverbs, StatementWords.modifiers, StatementWords.bareModifiers, StatementWords.tails,
            StatementWords.connectors, StatementWords.alternatives, StatementWords.contrasts, StatementWords.negators,
            StatementWords.links, StatementWords.denyingLinks,
        ]
        #expect(problems(words.flatMap { $0 }) == [])
    }
}
