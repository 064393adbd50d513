import CausalEngine
import Foundation
import RunLedger
import Testing
import Verification

@testable import Realization
@testable import Refinement

@Suite("Strategies")
struct StrategyTests {
    let fixture: RunFixture
    let network: Network
    let skeleton: Skeleton

    init() throws {
        fixture = try RunFixture()
        network = fixture.network
        skeleton = try Sampler(network.scm, seed: 5).skeleton(row: 0)
    }

    private func index(_ name: String) -> Int { network.scm.index(of: name) ?? -1 }

    /// Every observed fact that does not follow from others.
    private var needed: Set<Int> { Set(network.variables.indices).subtracting([index("either")]) }

    private static func plain(_ request: DraftRequest, _ variable: Int) -> String {
        request.fact(of: variable).map { FactList(domain: request.domain).sentence($0) } ?? ""
    }

    private static func joined(_ first: String, _ second: String) -> String {
        "\(first.dropLast()), and \(second.prefix(1).lowercased())\(second.dropFirst())"
    }

    /// A writer of pieces that words a fact plainly, unless `wrong` has it say something else.
    private static func writing(
        _ wrong: @escaping @Sendable (DraftRequest, Int) -> String?
    ) -> @Sendable (DraftRequest) -> ScriptedRealizer.Act {
        { request in
            guard case .pieces(let pieces) = request.form else { return .text("not asked for pieces") }
            return .text(pieces.text { wrong(request, $0) ?? plain(request, $0) })
        }
    }

    private func refine(
        _ strategy: RefinementStrategy, maxIterations: Int = 5, after earlier: [Attempt] = [],
        _ script: @escaping @Sendable (DraftRequest) -> ScriptedRealizer.Act
    ) async throws -> (attempts: [Attempt], requests: [DraftRequest]) {
        let realizer = ScriptedRealizer(script)
        let refiner = Refiner(
            network: network, realizer: realizer,
            settings: RefinementSettings(maxIterations: maxIterations, strategy: strategy))
        let outcome = try await refiner.refine(skeleton, after: earlier) { _ in true }
        return (try #require(outcome).attempts, realizer.requests)
    }

    private func pieces(_ request: DraftRequest) throws -> [DraftPiece] {
        guard case .pieces(let pieces) = request.form else {
            Issue.record("not in pieces")
            return []
        }
        return pieces
    }

    private func written(_ pieces: [DraftPiece]) -> [Int] {
        pieces.compactMap { if case .written(let variable) = $0 { variable } else { nil } }
    }

    private func kept(_ pieces: [DraftPiece]) -> [String] { pieces.compactMap(\.keptWords) }

    @Test("A strategy is known by its name, in settings as well")
    func names() throws {
        #expect(Set(RefinementStrategy.all.map(\.name)).count == RefinementStrategy.all.count)
        for strategy in RefinementStrategy.all + [.bestOf(9)] {
            #expect(RefinementStrategy(name: strategy.name) == strategy)
            let data = try JSONEncoder().encode([strategy])
            #expect(String(decoding: data, as: UTF8.self) == "[\"\(strategy.name)\"]")
            #expect(try JSONDecoder().decode([RefinementStrategy].self, from: data) == [strategy])
        }
        for name in ["", "Targeted", "best-of-1", "best-of-10", "best-of-03", "best-of-"] {
            #expect(RefinementStrategy(name: name) == nil)
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([RefinementStrategy].self, from: Data("[\"nonsense\"]".utf8))
        }
    }

    @Test("Sentence by sentence, only what fails is written anew, and what is kept stays to the letter")
    func sentences() async throws {
        let (lung, dysp) = (index("lung"), index("dysp"))
        let (attempts, requests) = try await refine(
            .sentences,
            Self.writing { request, variable in
                if variable == lung, request.attempt == 0 { return "Her employer has lung cancer." }
                if variable == dysp, request.attempt < 2 { return "The patient may be short of breath." }
                return nil
            })
        #expect(attempts.map(\.isAccepted) == [false, false, true])
        let asked = try requests.map { Set(written(try pieces($0))) }
        #expect(asked == [needed, [lung, dysp], [dysp]])
        #expect(requests.allSatisfy { $0.correction == nil })
        for (previous, request) in zip(attempts, requests.dropFirst()) {
            for words in kept(try pieces(request)) {
                #expect(previous.text.contains(words) && attempts[request.attempt].text.contains(words))
            }
        }
        // The sentences have the same places in every attempt.
        let orders = try requests.map { request in
            try pieces(request).map { piece in
                switch piece {
                case .written(let variable): variable
                case .joined: -1
                case .kept(let words):
                    needed.first { Self.plain(requests[0], $0) == words } ?? -1
                }
            }
        }
        // What has failed twice is asked for twice, in its place.
        let places = orders.map { order in
            order.indices.filter { $0 == 0 || order[$0] != order[$0 - 1] }.map { order[$0] }
        }
        #expect(places.allSatisfy { $0 == orders[0] })
    }

    @Test("A sentence that speaks of two facts, or of two things, is not kept")
    func mixedSentences() async throws {
        let (tub, lung, smoke) = (index("tub"), index("lung"), index("smoke"))
        let texts = [
            tub: "The patient has no tuberculosis but has lung cancer.",
            smoke: "The patient smokes. There is more to say.",
        ]
        let (_, requests) = try await refine(
            .sentences, maxIterations: 1,
            Self.writing { request, variable in
                variable == lung ? "The patient is well." : texts[variable]
            })
        let again = Set(written(try pieces(requests[1])))
        #expect(again.isSuperset(of: [tub, lung]))
    }

    @Test("Examples are another bank's in each attempt, all states of all variables once, of the patient's sex")
    func banks() async throws {
        let (_, requests) = try await refine(.sentences, Self.writing { _, _ in "Nothing." })
        #expect(requests.count == 6)
        #expect(Set(requests.map { Set($0.exemplars) }).count > 4)
        for request in requests {
            #expect(Set(request.exemplars.map(\.variable)) == needed)
            #expect(request.exemplars.count == 14)
            let wrong = request.persona.isWoman == true ? "He " : "She "
            #expect(request.exemplars.allSatisfy { !$0.sentence.hasPrefix(wrong) })
        }
    }

    @Test(
        "Surgical repair replaces offending sentences in their place, their true facts with them, and adds what is missing"
    )
    func surgical() async throws {
        // Row 0: a smoker with bronchitis who is short of breath; nothing else.
        let values = ["tub", "lung", "bronc", "smoke", "asia", "dysp", "xray"].map {
            skeleton.values[index($0)].stateIndex
        }
        try #require(values == [1, 1, 0, 0, 1, 0, 1])
        let first =
            "She does not smoke. There is no tuberculosis and no lung cancer, and she has no bronchitis.\n\n"
            + "The chest X-ray is normal. She has never visited Asia."
        let (attempts, requests) = try await refine(.surgical) { request in
            guard case .pieces(let pieces) = request.form else { return .text(first) }
            return .text(pieces.text { Self.plain(request, $0) })
        }
        #expect(requests[0].form == .whole && requests[0].correction == nil)
        let repair = try pieces(requests[1])
        #expect(
            repair == [
                .written(variable: index("smoke")), .written(variable: index("tub")), .written(variable: index("lung")),
                .written(variable: index("bronc")), .kept("\n\nThe chest X-ray is normal. She has never visited Asia."),
                .written(variable: index("dysp")),
            ])
        #expect(attempts.map(\.isAccepted) == [false, true])
        #expect(attempts[1].text.contains("\n\nThe chest X-ray is normal. She has never visited Asia. "))
    }

    @Test("A fact that follows from others is taken out where it is wrong, and never asked for")
    func derivable() async throws {
        let first = "The patient has structural lung disease."
        let (_, requests) = try await refine(.surgical, maxIterations: 1) { _ in .text(first) }
        #expect(Set(written(try pieces(requests[1]))) == needed)
        #expect(kept(try pieces(requests[1])).isEmpty)
        let prompts = RealizationPrompts(network: network)
        for request in requests { #expect(!(try prompts.text(for: request)).contains("structural")) }
    }

    @Test("The best of the first drafts is corrected, and none before there are so many")
    func bestOf() async throws {
        let truth = try await fixture.truth(of: skeleton)
        let parts = truth.split(separator: ".").map { "\($0.trimmingCharacters(in: .whitespaces))." }
        let drafts = [parts.prefix(3), parts.prefix(7), parts.prefix(2)].map { $0.joined(separator: " ") }
        let (attempts, requests) = try await refine(.bestOf(3)) { request in
            .text(request.attempt < 3 ? drafts[request.attempt] : truth)
        }
        #expect(requests.map { $0.correction?.previous } == [nil, nil, nil, drafts[1]])
        #expect(attempts.map(\.isAccepted) == [false, false, false, true])
    }

    @Test("JSON schema asks for objects, with corrections")
    func objects() async throws {
        let (_, requests) = try await refine(.jsonSchema, maxIterations: 2) { _ in .text("Nothing.") }
        #expect(requests.map(\.form) == [.object, .object, .object])
        #expect(requests.map { $0.correction != nil } == [false, true, true])
    }

    @Test(
        "A killed run asks for what an uninterrupted one would have, whatever the strategy",
        arguments: RefinementStrategy.all)
    func goingOn(_ strategy: RefinementStrategy) async throws {
        let truth = try await fixture.truth(of: skeleton)
        let script: @Sendable (DraftRequest) -> ScriptedRealizer.Act = { request in
            if request.attempt == 2 { return .failure(after: "", ServiceFailure()) }
            guard case .pieces(let pieces) = request.form else {
                return .text(request.attempt < 4 ? String(truth.dropLast(40 * (4 - request.attempt))) : truth)
            }
            // Sloppy in a way that hangs on the attempt and the variable.
            return .text(
                pieces.text { variable in
                    (variable * 7 + request.attempt * 3) % 4 == 0 ? "So it is." : Self.plain(request, variable)
                })
        }
        let whole = try await refine(strategy, script)
        for count in 0..<whole.attempts.count {
            let rest = try await refine(strategy, after: Array(whole.attempts.prefix(count)), script)
            #expect(rest.requests == Array(whole.requests.dropFirst(count)))
        }
    }

    @Test("Whatever a writer writes, kept sentences stand to the letter, and all that is open is asked for")
    func keptIsKept() async throws {
        let noise = NoiseStream(seed: 11, name: "sloppy writer")
        let others = [
            "", "…", "He smokes. She does not.", "There is no lung cancer",
            "No evidence of tuberculosis or bronchitis.",
            "The chest X-ray is normal and abnormal.", "Dr. Rossi has visited Asia.",
            "\u{1b}[31mShe has dyspnoea.\n\nEnd",
        ]
        for seed in 0..<20 as Range<UInt64> {
            for strategy in [RefinementStrategy.sentences, .surgical] {
                let (attempts, requests) = try await refine(strategy) { request in
                    guard case .pieces(let pieces) = request.form else { return .text(others.joined(separator: " ")) }
                    return .text(
                        pieces.text { variable in
                            let draw = noise.bits(at: seed << 20 + UInt64(variable * 64 + request.attempt))
                            return draw % 3 == 0 ? others[Int(draw >> 8) % others.count] : Self.plain(request, variable)
                        })
                }
                for request in requests.dropFirst() {
                    let (pieces, previous) = (try pieces(request), attempts[request.attempt - 1])
                    for words in kept(pieces) {
                        #expect(previous.text.contains(words) && attempts[request.attempt].text.contains(words))
                    }
                    guard strategy == .surgical else {
                        #expect(kept(pieces).count + Set(written(pieces)).count == needed.count)
                        continue
                    }
                    let violated = previous.check?.verdicts.violations.map(\.variable) ?? []
                    #expect(Set(written(pieces)).isSuperset(of: Set(violated).intersection(needed)))
                }
            }
        }
    }

    @Test(
        "Of true sentences each two are joined; what does not say the same stays as it was, and so does a note that is not true"
    )
    func joining() async throws {
        let (smoke, tub) = (index("smoke"), index("tub"))
        let realizer = ScriptedRealizer { request in
            guard case .pieces(let pieces) = request.form else { return .text("") }
            let joins = pieces.compactMap { piece -> [String]? in
                if case .joined(let parts) = piece { parts } else { nil }
            }
            guard !joins.isEmpty else { return .text(pieces.text { Self.plain(request, $0) }) }
            // The first two truly, the next two without the second, the others at random.
            let texts = joins.enumerated().map { place, parts in
                switch place {
                case 0: Self.joined(parts[0], parts[1])
                case 1: parts[0]
                default: "There is nothing else."
                }
            }
            return .text(texts.joined(separator: " "))
        }
        let refiner = Refiner(network: network, realizer: realizer, settings: .init(strategy: .joinedSentences))
        let journal = Journal<RefinementEvent>()
        let outcome = try #require(
            try await refiner.refine(skeleton) {
                journal.add($0); return true
            })
        #expect(outcome.attempts.count == 1 && outcome.isAccepted)
        let attempt = outcome.attempts[0]
        let (written, joining) = (realizer.requests[0], realizer.requests[1])
        let plain = try pieces(written).map { piece -> String in
            guard case .written(let variable) = piece else { return "" }
            return Self.plain(written, variable)
        }
        let first = Self.joined(plain[0], plain[1])
        #expect(attempt.text == ([first] + plain.dropFirst(2)).joined(separator: " "))
        #expect(try pieces(joining).count == 4)
        // Both steps are one attempt.
        #expect(attempt.prompt == "prompt 0\n\nprompt 0")
        #expect(attempt.end == Attempt.End(promptTokens: 20, completionTokens: 6))
        #expect(journal.items.contains(.restarted) && journal.items.contains(.text(attempt.text)))
        #expect(try #require(attempt.check).verdicts[smoke]?.kind == .match)
        #expect(try #require(attempt.check).verdicts[tub]?.kind == .match)
    }

    @Test("A joining that fails leaves the accepted note, and is counted")
    func failedJoining() async throws {
        let realizer = ScriptedRealizer { request in
            guard case .pieces(let pieces) = request.form else { return .text("") }
            let joins = pieces.contains { if case .joined = $0 { true } else { false } }
            return joins ? .failure(after: "", ServiceFailure()) : .text(pieces.text { Self.plain(request, $0) })
        }
        let refiner = Refiner(network: network, realizer: realizer, settings: .init(strategy: .joinedSentences))
        let outcome = try #require(try await refiner.refine(skeleton) { _ in true })
        #expect(outcome.isAccepted && outcome.attempts.count == 1)
        #expect(outcome.attempts[0].text.components(separatedBy: ". ").count == 7)
        #expect(outcome.attempts[0].failure == nil)
    }

    @Test("What has failed twice is asked for several times at once, and the first true sentence is taken")
    func tries() async throws {
        let dysp = index("dysp")
        let (attempts, requests) = try await refine(.sentences) { request in
            guard case .pieces(let pieces) = request.form else { return .text("") }
            let own = pieces.indices.filter { pieces[$0] == .written(variable: dysp) }
            let words = pieces.enumerated().map { position, piece -> String in
                switch piece {
                case .kept(let words): words
                case .written(dysp) where request.attempt < 3 || position != own.last: "It is number \(position)."
                case .written(let variable): Self.plain(request, variable)
                case .joined: ""
                }
            }
            return .text(words.joined(separator: " "))
        }
        #expect(try requests.map { written(try pieces($0)).count } == [7, 1, 2, 3])
        #expect(attempts.map(\.isAccepted) == [false, false, false, true])
        for attempt in attempts { #expect(attempt.text.components(separatedBy: ". ").count == 7) }
        let places = try pieces(requests[3]).indices.filter { try pieces(requests[3])[$0] == .written(variable: dysp) }
        #expect(
            attempts[3].prompt
                == "prompt 3\n\n[not taken]\nIt is number \(places[0]).\nIt is number \(places[1]).")
    }
}
