import CausalEngine
import Realization
@testable import Refinement
import RunLedger
import Testing
import Verification

@Suite("Refining one skeleton")
struct RefinerTests {
    let fixture: RunFixture
    let skeleton: Skeleton
    let truth: String

    init() async throws {
        fixture = try RunFixture()
        skeleton = try Sampler(fixture.network.scm, seed: 5).skeleton(row: 0)
        truth = try await fixture.truth(of: skeleton)
    }

    private func attempts(
        _ script: @escaping @Sendable (DraftRequest) -> ScriptedRealizer.Act, _ settings: RefinementSettings = .init(),
        after earlier: [Attempt] = []
    ) async throws -> (attempts: [Attempt], requests: [DraftRequest]) {
        let realizer = ScriptedRealizer(script)
        let refiner = Refiner(network: fixture.network, realizer: realizer, settings: settings)
        let outcome = try await refiner.refine(skeleton, after: earlier) { _ in true }
        return (try #require(outcome).attempts, realizer.requests)
    }

    @Test("A true text is accepted at once, an untrue one corrected until it is true")
    func correction() async throws {
        let truth = truth
        let (attempts, requests) = try await attempts { $0.attempt < 2 ? .text("The patient is well.") : .text(truth) }
        #expect(attempts.map(\.isAccepted) == [false, false, true])
        #expect(attempts.map(\.number) == [0, 1, 2])
        #expect(attempts.map(\.prompt) == ["prompt 0", "prompt 1", "prompt 2"])
        #expect(attempts[2].text == truth)
        #expect(attempts[2].end == Attempt.End(promptTokens: 10, completionTokens: 3))
        #expect(requests[0].correction == nil)
        let correction = try #require(requests[1].correction)
        #expect(correction.previous == "The patient is well.")
        let violations = try #require(attempts[0].check).verdicts.violations
        #expect(correction.items.map(\.variable) == violations.map(\.variable))
        #expect(correction.items.allSatisfy { $0.problem == .missing && $0.quote == nil })
    }

    @Test(
        "What a model says around a text is no part of it, whatever the strategy; it is kept with the prompt",
        arguments: [.oneShot, .blind, .targeted, .targetedThenFresh, .surgical, .jsonSchema, .bestOf(3)]
            as [RefinementStrategy])
    func wrapping(strategy: RefinementStrategy) async throws {
        let truth = truth
        let wrapped = "Sure! Here is the note:\n\n```\n\(truth)\n```\n\n(Note: All names are fictional.)"
        let (attempts, _) = try await attempts({ _ in .text(wrapped) }, RefinementSettings(strategy: strategy))
        #expect(attempts.map(\.isAccepted) == [true])
        #expect(attempts[0].text == truth)
        #expect(
            attempts[0].prompt
                == "prompt 0\n\n[not taken]\nSure!\nHere is the note:\n```\n```\n(Note: All names are fictional.)")
    }

    @Test("What is said of a fact stays in the text and is judged, also where it looks like a remark")
    func remarkOfFact() async throws {
        let text = truth + "\n\n(Note: The text leaves open whether the patient smokes.)"
        let (attempts, _) = try await attempts({ _ in .text(text) }, RefinementSettings(maxIterations: 0))
        #expect(attempts.map(\.text) == [text])
        #expect(attempts[0].prompt == "prompt 0")
    }

    @Test("U+0000, at which a ledger's text would end, is replaced before a text is read, letter for letter")
    func nulls() async throws {
        let truth = truth
        let (attempts, _) = try await attempts(
            { _ in .text("\0" + truth + "\0") }, RefinementSettings(maxIterations: 0))
        #expect(attempts.map(\.text) == ["\u{fffd}" + truth + "\u{fffd}"])
        #expect(attempts[0].check != nil)
    }

    @Test("After its budget of corrections a skeleton is given up")
    func budget() async throws {
        for maxIterations in [0, 1, 4] {
            let (attempts, _) = try await attempts(
                { _ in .text("Nothing.") }, RefinementSettings(maxIterations: maxIterations))
            #expect(attempts.count == maxIterations + 1)
            #expect(attempts.map(\.isAccepted) == Array(repeating: false, count: maxIterations + 1))
        }
    }

    @Test("Failures, cut drafts and streams that break off are attempts with their reason, and accept nothing")
    func failures() async throws {
        let truth = truth
        let (attempts, requests) = try await attempts({ request in
            switch request.attempt {
            case 0: .text("The patient is well.")
            case 1: .failure(after: truth, ServiceFailure())
            case 2: .silence(after: truth)
            case 3: .text(truth, reason: "length")
            case 4: .failure(after: "", EngineError.unreadable(path: "p", reason: "r"))
            default: .text(truth)
            }
        })
        #expect(attempts.map(\.end.reason) == ["stop", "timeout", "incomplete", "length", "error", "stop"])
        #expect(attempts.map(\.isAccepted) == [false, false, false, false, false, true])
        #expect(attempts[1].failure == "the service said nothing for 30 s")
        #expect(attempts[1].text == truth && attempts[1].check == nil)
        #expect(attempts[3].check != nil && attempts[3].failure == nil)
        // The draft to be mended stays the last complete one.
        let corrected = requests.dropFirst().map { $0.correction?.previous }
        #expect(corrected == Array(repeating: "The patient is well.", count: 5))
    }

    @Test("A failure that stops the run is thrown, not counted")
    func unreachable() async throws {
        await #expect(throws: ServiceFailure.self) {
            try await attempts { _ in .failure(after: "", ServiceFailure(reason: "unreachable", stopsRun: true)) }
        }
    }

    @Test("Going on from earlier attempts asks what an uninterrupted loop would have asked", arguments: 0...3)
    func goingOn(after count: Int) async throws {
        let truth = truth
        let script: @Sendable (DraftRequest) -> ScriptedRealizer.Act = { request in
            request.attempt == 1
                ? .failure(after: "", ServiceFailure())
                : request.attempt < 3 ? .text("\(request.attempt)") : .text(truth)
        }
        let whole = try await attempts(script)
        let rest = try await attempts(script, after: Array(whole.attempts.prefix(count)))
        #expect(rest.requests == Array(whole.requests.dropFirst(count)))
        #expect(rest.attempts.map(\.text) == whole.attempts.map(\.text))
    }

    @Test(
        "One shot asks once, blind retry never corrects, targeted always does, the mixed one when a fault has not come back"
    )
    func strategies() async throws {
        func corrected(_ strategy: RefinementStrategy) async throws -> [Bool] {
            try await attempts({ _ in .text("Nothing.") }, RefinementSettings(maxIterations: 4, strategy: strategy))
                .requests.map { $0.correction != nil }
        }
        #expect(try await corrected(.oneShot) == [false])
        #expect(try await corrected(.blind) == [false, false, false, false, false])
        #expect(try await corrected(.targeted) == [false, true, true, true, true])
        #expect(try await corrected(.targetedThenFresh) == [false, true, false, true, false])
    }

    @Test("The stream tells of everything in order")
    func stream() async throws {
        let truth = truth
        let realizer = ScriptedRealizer { $0.attempt == 0 ? .text("a b") : .text(truth) }
        var kinds: [String] = []
        var text = ""
        for try await event in Refiner(network: fixture.network, realizer: realizer).refine(skeleton) {
            switch event {
            case .began(let attempt):
                kinds.append("began \(attempt)")
                text = ""
            case .prompt(let prompt): kinds.append(prompt)
            case .text(let piece): text += piece
            case .restarted: text = ""
            case .attempted(let attempt):
                kinds.append("attempted")
                #expect(attempt.text == text)
            case .ended(let outcome): kinds.append("ended \(outcome.isAccepted) \(outcome.attempts.count)")
            }
        }
        #expect(kinds == ["began 0", "prompt 0", "attempted", "began 1", "prompt 1", "attempted", "ended true 2"])
    }

    @Test("A cancelled refinement ends at once and records nothing of the attempt in flight")
    func cancellation() async throws {
        let realizer = ScriptedRealizer { _ in .hang }
        let refiner = Refiner(network: fixture.network, realizer: realizer)
        let events = Journal<RefinementEvent>()
        let (prompted, signal) = AsyncStream.makeStream(of: Void.self)
        let skeleton = skeleton
        let task = Task {
            try await refiner.refine(skeleton) { event in
                events.add(event)
                if case .prompt = event { signal.finish() }
                return true
            }
        }
        for await _ in prompted {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(events.items == [.began(attempt: 0), .prompt("prompt 0")])
    }

    @Test("Quotes are whole sentences, numbers and all, of bounded length")
    func quotes() async throws {
        let text = "Smokes 3.5 packs a day. Denies dyspnoea!\nThe chest film is clear"
        #expect(Quotes(text).quote([0..<6]) == "Smokes 3.5 packs a day.")
        #expect(Quotes(text).quote([31..<39]) == "Denies dyspnoea!")
        #expect(Quotes(text).quote([41..<44, 45..<50, 0..<3]) == "The chest film is clear … Smokes 3.5 packs a day.")
        #expect(Quotes(text).quote([]) == nil && Quotes(text).quote([90..<99]) == nil)
        let long = try #require(Quotes(String(repeating: "word ", count: 200)).quote([300..<304]))
        #expect(long.unicodeScalars.count == Quotes.limit + 1 && long.hasSuffix("…"))
    }

    @Test("Settings read back from a run as they were")
    func settings() throws {
        let settings = RefinementSettings(maxIterations: 3, verification: .lenient, strategy: .targetedThenFresh)
        let realizer = ScriptedRealizer { _ in .hang }
        var run = try fixture.run(count: 1, realizer: realizer, settings: settings)
        #expect(try RefinementSettings(of: run) == settings)
        #expect(run.settings == #"{"maxIterations":3,"strategy":"targeted-then-fresh","verification":"lenient"}"#)
        #expect(run.attemptBudget == 4 && run.verification == "lenient")
        run.settings = "{}"
        #expect(throws: RefinementError.unknownSettings(run: run.id, text: "{}")) { try RefinementSettings(of: run) }
        #expect(RefinementSettings(strategy: .oneShot).attemptBudget == 1)
    }
}
