import CausalEngine
import Refinement
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
        let nothing = network.variables.map { $0.isContinuous ? Value.number(0) : .state(0) }
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

    @Test(
        "Every phrase of a number in every frame reads as that number, and as nothing of another variable",
        arguments: names)
    func numbersReadBack(name: String) throws {
        let network = try Network.load(name)
        let verifier = Verifier(network: network)
        let nothing = network.variables.map { $0.isContinuous ? Value.number(0) : .state(0) }
        for (index, variable) in network.variables.enumerated() {
            guard let range = variable.quantity?.range else { continue }
            let width = range.upperBound - range.lowerBound
            for share in [0, 0.013, 0.1, 0.377, 0.8, 1] {
                let number = Value.number(range.lowerBound + share * width)
                for phrase in network.profile.wording[index].phrases(for: number, of: variable) {
                    for text in Self.texts(of: Phrase(phrase)) {
                        let reading = verifier.check(text, against: nothing).reading.variables
                        #expect(reading.indices.filter { reading[$0].status != .unstated } == [index], "\(text)")
                        let read = reading[index].value.map { variable.wordedText(of: $0) }
                        #expect(read == variable.wordedText(of: number), "\(text): \(reading[index].rule ?? "")")
                    }
                }
            }
        }
    }

    @Test("No sample has a phrase that is not read back", arguments: names)
    func unreadPhrases(name: String) throws {
        #expect(UnreadPhrase.all(in: try Network.load(name)) == [])
    }

    @Test("The plain sentences of drawn skeletons match fact by fact, and leak nothing", arguments: names)
    func templateIsReadBack(name: String) throws {
        let network = try Network.load(name)
        let verifier = Verifier(network: network)
        let list = FactList(domain: network.profile.domain)
        for row in 0..<400 as Range<UInt64> {
            let skeleton = try Sampler(network.scm, seed: 5).skeleton(row: row)
            let request = DraftRequest(network: network, skeleton: skeleton, attempt: 0)
            let text = list.sentences(request.facts).joined(separator: " ")
            let check = verifier.check(text, against: skeleton.values)
            #expect(Self.account(check, network) == "", "\(text)")
            #expect(check.verdicts.all.count == network.variables.count { !$0.isLatent })
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
