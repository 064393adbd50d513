import CausalEngine
import Testing
import Verification

@testable import Realization

/// What is said is read back: every phrase of every state, in every style and frame, under the strict verifier.
@Suite("Samples are read back as they are worded")
struct SampleReadingTests {
    static let names = BuiltInSample.all.map(\.name)

    @Test("Every phrase in every frame reads as its state, and as nothing of another variable", arguments: names)
    func phrasesReadBack(name: String) throws {
        let network = try Network.load(name)
        let verifier = Verifier(network: network)
        let nothing = network.variables.map { _ in Value.state(0) }
        for (index, variable) in network.variables.enumerated() where !variable.isLatent {
            for state in variable.states.indices {
                for phrase in network.profile.wording[index].say[state] {
                    for text in Self.texts(of: Phrase(phrase)) {
                        let reading = verifier.check(text, against: nothing).reading.variables
                        let read = reading.indices.filter { reading[$0].status != .unstated }
                        #expect(read == [index], "“\(text)” speaks of \(read.map { network.variables[$0].name })")
                        let account = reading[index].value == .state(state) ? "" : "\(variable.name): \(text)"
                        #expect(account == "", "\(reading[index].status) \(reading[index].rule ?? "")")
                    }
                }
            }
        }
    }

    @Test("Faithful drafts of skeletons of all kinds are accepted", arguments: names)
    func faithfulDraftsAreAccepted(name: String) throws {
        let network = try Network.load(name)
        let verifier = Verifier(network: network)
        var settings = SimulatedSettings(priorStrength: 0)
        settings.omissionRate = 0
        let realizer = SimulatedRealizer(network: network, settings: settings)
        for row in 0..<300 as Range<UInt64> {
            // Uniform over states, so that rare ones come up; equations are kept.
            let skeleton = try Self.skeleton(of: network, row: row)
            let request = DraftRequest(network: network, skeleton: skeleton, attempt: 0)
            let text = realizer.text(for: request)
            let account = Self.account(verifier.check(text, against: skeleton.values), network)
            #expect(account == "", "\(text)")
        }
    }

    /// What is wrong with a text, in words; empty when nothing is.
    static func account(_ check: TextCheck, _ network: Network) -> String {
        check.verdicts.violations.map { verdict in
            "\(network.variables[verdict.variable].name) \(verdict.kind) \(verdict.rule ?? "")"
        }.joined(separator: ", ")
    }

    static func texts(of phrase: Phrase) -> [String] {
        ["The patient", "She", nil].flatMap { Sentence(subject: $0).frames(for: phrase) }
            + [
                Phrase.capitalize(phrase.telegraphic) + ".", phrase.capitalized,
                "- " + Phrase.capitalize(phrase.telegraphic),
            ]
    }

    static func skeleton(of network: Network, row: UInt64) throws -> Skeleton {
        let free = network.variables.indices.filter { index in
            if case .equation = network.scm.mechanisms[index] { return false }
            return !network.variables[index].isContinuous
        }
        let uniform = Dictionary(
            uniqueKeysWithValues: free.map { index in
                let count = network.variables[index].states.count
                return (index, Intervention.distribution([Double](repeating: 1 / Double(count), count: count)))
            })
        return try Sampler(network.scm.intervene(uniform), seed: 11).skeleton(row: row)
    }
}
