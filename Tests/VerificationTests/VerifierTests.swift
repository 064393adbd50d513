import CausalEngine
import Testing

@testable import Verification

@Suite struct VerifierTests {
    let network: Network
    let truth: [Value]

    init() throws {
        network = try TestNetworks.clinic()
        truth = TestNetworks.values(network, ["smoke": "yes", "lung": "yes", "either": "yes"])
    }

    private let rest =
        " He has never visited Asia. He has no tuberculosis, bronchitis or dyspnoea. The chest X-ray is normal."

    private func kinds(_ text: String, _ mode: VerificationMode = .strict) -> [String: Verdict.Kind] {
        let verdicts = Verifier(network: network, mode: mode).check(text, against: truth).verdicts.all
        return Dictionary(
            verdicts.map { (network.variables[$0.variable].name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func aTextThatSaysEverythingMatches() {
        let check = Verifier(network: network).check("He smokes. He has lung cancer." + rest, against: truth)
        #expect(check.verdicts.isConsistent, "\(check.verdicts.violations)")
    }

    @Test func whatIsNotSaidIsAbsentUnlessItFollows() {
        let kinds = kinds("He smokes." + rest)
        #expect(kinds["lung"] == .absent)
        #expect(kinds["either"] == .match)
        #expect(kinds["frailty"] == nil)
    }

    @Test func anotherValueIsContradicted() throws {
        let text = "He smokes. There is no evidence of lung cancer."
        let verdict = try #require(Verifier(network: network).check(text, against: truth).verdicts[3])
        #expect(verdict.kind == .contradicted)
        #expect(verdict.expected == .state(0))
        #expect(verdict.found == .state(1))
        #expect(verdict.cue == "no evidence of")
        #expect(verdict.spans == [35..<46])
    }

    @Test func bothValuesAreConflicting() {
        #expect(kinds("He has lung cancer. He has no lung cancer.")["lung"] == .conflicting)
    }

    @Test func wordsWithoutAStatementAreUncertain() {
        #expect(kinds("Lung cancer is suspected.")["lung"] == .uncertain)
        #expect(kinds("Her mother has lung cancer.")["lung"] == .uncertain)
        #expect(kinds("He worries about his lung cancer cells.")["lung"] == .uncertain)
    }

    @Test func aLatentVariableLeaks() throws {
        let verdict = try #require(Verifier(network: network).check("He is frail.", against: truth).verdicts[8])
        #expect(verdict.kind == .leaked)
        #expect(verdict.expected == nil)
        #expect(kinds("No frailty.")["frailty"] == .leaked)
    }

    @Test func lenientReadingAsksForNoFrame() {
        let text = "Imaging, to everybody's surprise, came back with lung cancer written all over it."
        #expect(kinds(text, .strict)["lung"] == .uncertain)
        #expect(kinds(text, .lenient)["lung"] == .match)
    }

    @Test func anUnlicensedMentionOfTheOtherValueLeavesItOpen() {
        #expect(kinds("He has lung cancer. Without lung cancer he would be well, they say.")["lung"] == .uncertain)
    }

    @Test func changesOfVerdictsAreListed() {
        let verifier = Verifier(network: network)
        let before = verifier.check("He smokes. He is frail.", against: truth).verdicts
        let after = verifier.check("He has lung cancer.", against: truth).verdicts
        let changes = VerdictChange.changes(from: before, to: after)
        #expect(
            changes == [
                VerdictChange(variable: 2, before: .match, after: .absent),
                VerdictChange(variable: 3, before: .absent, after: .match),
                VerdictChange(variable: 8, before: .leaked, after: nil),
            ])
        #expect(changes.map(\.isMended) == [false, true, true])
        #expect(changes.map(\.isBroken) == [true, false, false])
    }

    @Test func everyWordingOfTheProfileReadsBack() throws {
        for network in [try TestNetworks.clinic(), try TestNetworks.monitor()] {
            let reader = TextReader(network: network)
            for (index, variable) in network.variables.enumerated() where !variable.isLatent && !variable.isContinuous {
                for state in variable.states.indices {
                    for phrase in network.profile.wording[index].say[state] {
                        for text in [phrase, "- \(phrase)", "\(phrase)."] {
                            let reading = reader.read(text, mode: .strict).variables[index]
                            #expect(reading.value == .state(state), "\(text): \(reading)")
                        }
                    }
                }
            }
        }
    }
}
