import CausalEngine
import ScriptedServer
import Synchronization
import Testing

@testable import Realization

@Suite("Drafts in pieces")
struct PieceWriterTests {
    private let network: Network

    init() throws { network = try TestNetworks.network() }

    private func realizer(_ server: ScriptedServer) throws -> ChatRealizer {
        ChatRealizer(
            network: network, settings: ChatSettings(baseURL: server.baseURL, model: "m", stop: ["###"]),
            client: ChatClient(
                endpoint: try ChatEndpoint(baseURL: server.baseURL), deadlines: .patient(),
                retries: RetryPolicy(base: .microseconds(1), patience: .seconds(3600))))
    }

    private func request(_ pieces: [DraftPiece], attempt: Int = 0) -> DraftRequest {
        var request = DraftRequest(
            network: network, skeleton: TestNetworks.skeleton(), attempt: attempt, form: .pieces(pieces))
        request.exemplars = [
            Exemplar(
                variable: 0, value: .state(0),
                statements: ["The patient is a smoker.", "The patient smokes every day."],
                sentence: "She is a smoker."),
            Exemplar(
                variable: 0, value: .state(1), statements: ["The patient has never smoked."],
                sentence: "She is a lifelong non-smoker."),
        ]
        return request
    }

    private func events(_ realizer: any Realizer, _ request: DraftRequest) async throws -> [DraftEvent] {
        var events: [DraftEvent] = []
        for try await event in realizer.draft(for: request) { events.append(event) }
        return events
    }

    private func text(_ events: [DraftEvent]) -> String {
        events.reduce(into: "") { text, event in
            if case .text(let piece) = event { text += piece }
            if event == .restarted { text = "" }
        }
    }

    @Test("Sentences stand in the order of the pieces, kept words to the letter, whichever answer comes first")
    func order() async throws {
        let server = try ScriptedServer { request, _ in .text(request.facts) }
        let pieces: [DraftPiece] = [
            .written(variable: 1), .kept("\n\nKept,  so.\n"), .written(variable: 0), .written(variable: 2),
            .kept("End."),
        ]
        let events = try await events(try realizer(server), request(pieces))
        let expected =
            "The patient has no lung cancer.\n\nKept,  so.\nThe patient is a smoker. The blood pressure is normal. End."
        #expect(text(events) == expected)
        #expect(
            pieces.text {
                ["The patient is a smoker.", "The patient has no lung cancer.", "The blood pressure is normal."][$0]
            } == expected)
        #expect(server.completions.count == 3)
        #expect(events.last == .finished(DraftEnd(promptTokens: 300, completionTokens: 60)))
    }

    @Test("Each sentence is asked for after the same examples, with a seed of its own, and the record says so")
    func calls() async throws {
        let server = try ScriptedServer { request, _ in .text(request.facts) }
        let request = request([.written(variable: 0), .written(variable: 1)], attempt: 1)
        let events = try await events(try realizer(server), request)
        let bodies = try server.completions.map { try JSONValue(parsing: $0.body) }
        #expect(Set(bodies.compactMap { $0["seed"]?.text }).count == 2)
        #expect(bodies.allSatisfy { $0["max_tokens"]?.int == PieceWriter.sentenceTokens })
        #expect(bodies.allSatisfy { $0["stop"]?.elements == ["###", "\n"] })
        let beginnings = Set(bodies.compactMap { $0["messages"]?.elements?.dropLast().map(\.text).joined() })
        #expect(beginnings.count == 1)
        guard case .prompt(let record)? = events.first else { throw ChatFailure.empty }
        #expect(record.components(separatedBy: "She is a lifelong non-smoker.").count == 2)
        // In a second attempt the fact is stated in other words.
        #expect(
            record.hasSuffix(
                """
                [call 1: smoke]
                [user]
                Patient: \(request.persona.noun). Fact: The patient smokes every day. Write one sentence.

                [call 2: lung]
                [user]
                Patient: \(request.persona.noun). Fact: The patient has no lung cancer. Write one sentence.
                """))
        #expect(try record == RealizationPrompts(network: network).text(for: request))
    }

    @Test("A refusal of one sentence ends the draft as refused; a failure ends it and names itself")
    func failing() async throws {
        let refusing = try ScriptedServer { request, _ in
            request.facts.contains("cancer") ? .text("I cannot.", reason: "content_filter") : .text(request.facts)
        }
        let pieces: [DraftPiece] = [.written(variable: 0), .written(variable: 1)]
        guard case .finished(let end)? = try await events(try realizer(refusing), request(pieces)).last else {
            throw ChatFailure.empty
        }
        #expect(end.reason == "refusal")
        let failing = try ScriptedServer { request, _ in
            request.facts.contains("cancer") ? [.error(400, "bad parameter")] : .text(request.facts)
        }
        await #expect(throws: ChatFailure.self) { _ = try await events(try realizer(failing), request(pieces)) }
    }

    @Test(
        "Of an answer the first sentence counts",
        arguments: [
            ("She smokes.", "She smokes."), ("  She   smokes \nand more", "She smokes."),
            ("\"She smokes.\"", "She smokes."),
            ("She smokes. He does not.", "She smokes."), ("She saw Dr. Rossi today. Then", "She saw Dr. Rossi today."),
            ("The lactate is 2.3 mmol/l. It", "The lactate is 2.3 mmol/l."), ("", ""), ("\n \n", ""),
            ("Does she?", "Does she?"),
            ("\n\nShe smokes", "She smokes."), ("1. She smokes.", "She smokes."), ("- **She smokes.**", "She smokes."),
            ("* She smokes", "She smokes."), ("“She smokes.”", "She smokes."), ("*She smokes.*", "She smokes."),
            ("Here is the sentence:\n\n1) She smokes.", "She smokes."), ("Smoking: yes", "Smoking: yes."),
            ("Sure!\n\nShe smokes.", "She smokes."), ("```\nShe smokes.\n```", "She smokes."),
            ("Sure! Here's the sentence: She smokes.", "She smokes."),
            ("12.5 mg is the dose.", "12.5 mg is the dose."),
        ])
    func firstSentence(answer: String, sentence: String) {
        #expect(WrittenSentence.first(of: answer) == sentence)
    }

    @Test("A sentence that was cut off shows it")
    func cut() {
        #expect(WrittenSentence.first(of: "She smokes and", isCut: true) == "She smokes and …")
        #expect(WrittenSentence.first(of: "She smokes. And", isCut: true) == "She smokes.")
    }

    @Test("Plain and simulated writers write pieces too, and keep what is kept")
    func otherWriters() async throws {
        let request = request([.kept("Kept."), .written(variable: 0), .written(variable: 2)])
        let plain = try await events(TemplateRealizer(), request)
        #expect(text(plain) == "Kept. The patient is a smoker. The blood pressure is normal.")
        let obedient = SimulatedRealizer(network: network, settings: SimulatedSettings(priorStrength: 0))
        let simulated = text(try await events(obedient, request))
        #expect(simulated.hasPrefix("Kept. ") && simulated.contains("blood pressure is normal"))
        #expect(simulated.contains("smoker") || simulated.contains("smokes"))
        let silent = SimulatedRealizer(network: network, settings: SimulatedSettings(priorStrength: 0, omissionRate: 1))
        #expect(text(try await events(silent, request)) == "Kept.")
    }

    @Test("A sentence that has failed is asked for after its own variable's examples alone, the nearest last")
    func insistence() throws {
        let prompts = SentencePrompts(domain: network.profile.domain)
        for attempt in 0..<5 {
            var request = request([.written(variable: 0)], attempt: attempt)
            request.exemplars.append(
                Exemplar(variable: 1, value: .state(0), statements: ["Cancer."], sentence: "There is cancer."))
            let messages = try prompts.shared(request) + prompts.own(#require(request.fact(of: 0)), in: request)
            let isInsistent = attempt >= SentencePrompts.insistence
            #expect(messages.contains { $0.content == "There is cancer." } == !isInsistent)
            let answers = messages.filter { $0.role == "assistant" }.map(\.content)
            if isInsistent { #expect(answers == ["She is a lifelong non-smoker.", "She is a smoker."]) }
            // The fact is worded as in its example.
            let questions = messages.filter { $0.role == "user" }.map(\.content)
            #expect(questions.count { $0 == questions.last } == 2)
        }
    }

    @Test("Words are told as they come, those of the first open piece only; what is void or put right begins anew")
    func telling() {
        let told = Mutex<[DraftEvent]>([])
        let telling = PieceTelling([.kept("Kept."), .written(variable: 0), .written(variable: 1)]) { event in
            told.withLock { $0.append(event) }
        }
        func events() -> [DraftEvent] { told.withLock { $0 } }
        #expect(events() == [.text("Kept.")])
        telling.take(.text("No "), of: 2)
        telling.end(2, with: "No cancer.")
        #expect(events().count == 1)
        telling.take(.text("\n She"), of: 1)
        telling.take(.text(" coughs"), of: 1)
        #expect(events().dropFirst() == [.text(" She"), .text(" coughs")])
        telling.take(.restarted, of: 1)
        #expect(events().suffix(2) == [.restarted, .text("Kept.")])
        telling.take(.text("She smokes. And"), of: 1)
        telling.end(1, with: "She smokes.")
        #expect(
            events().suffix(4) == [.restarted, .text("Kept."), .text(" She smokes."), .text(" No cancer.")])
        #expect(text(events()) == "Kept. She smokes. No cancer.")
    }
}
