import CausalEngine
import Testing

@testable import Realization

@Suite("Editing a note into that of a twin")
struct EditingRealizerTests {
    /// A writer that says the first phrase of every fact, and keeps what it was asked.
    private struct Plain: Realizer {
        var words: @Sendable (DraftRequest) -> String
        let identity = RealizerIdentity(kind: "plain")

        func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
            let words = words(request)
            return AsyncThrowingStream { continuation in
                continuation.yield(.prompt("[\(request.facts.map(\.name).joined(separator: " "))]"))
                continuation.yield(.text("void"))
                continuation.yield(.restarted)
                continuation.yield(.text(words))
                continuation.yield(.finished(DraftEnd(promptTokens: 10, completionTokens: 2)))
                continuation.finish()
            }
        }
    }

    private let note = FactualNote(
        pieces: [
            .kept("Dear Dr. Ng,\n- "), .open("She smokes", variables: [0]), .kept("\n- Her X-ray is clear.\n\n"),
            .open("No cancer. No cough.", variables: [1, 2]), .kept(" Kind regards"),
        ], values: [.state(0), .state(1), .state(1)], valueTexts: ["yes", "no", "no"])

    private func request(_ correction: Correction? = nil) -> DraftRequest {
        let facts = ["smoke", "lung", "cough"].enumerated().map { index, name in
            Fact(
                variable: index, name: name, label: name, value: .state(index == 2 ? 1 : 1 - index), valueText: "",
                phrases: [name], isDerivable: false)
        }
        return DraftRequest(
            row: 1, seed: 2, attempt: correction == nil ? 0 : 1, facts: facts,
            values: [.state(1), .state(0), .state(1)], style: "", correction: correction)
    }

    private func edit(
        _ request: DraftRequest, _ words: @escaping @Sendable (DraftRequest) -> String
    ) async throws -> (text: String, prompt: String, end: DraftEnd?) {
        var (text, prompt, end): (String, String, DraftEnd?) = ("", "", nil)
        for try await event in Plain(words: words).editor(of: note).draft(for: request) {
            switch event {
            case .prompt(let words): prompt = words
            case .text(let piece): text += piece
            case .restarted: text = ""
            case .finished(let how): end = how
            }
        }
        return (text, prompt, end)
    }

    @Test("Passages that change are asked for as corrections of what stands there; all else stays to the letter")
    func first() async throws {
        let (text, prompt, end) = try await edit(request()) { request in
            #expect(request.isExcerpt && request.correction?.items.map(\.problem) == [.contradicted])
            switch request.facts.map(\.variable) {
            case [0]:
                #expect(request.correction?.previous == "She smokes" && request.correction?.items[0].found == "yes")
                return "* She does\nnot smoke.\n"
            case [1, 2]:
                #expect(request.correction?.items.map(\.variable) == [1])
                return "She has cancer and no cough"
            default: return ""
            }
        }
        #expect(
            text
                == "Dear Dr. Ng,\n- She does not smoke\n- Her X-ray is clear.\n\nShe has cancer and no cough. Kind regards"
        )
        #expect(prompt == "[smoke]\n\n[lung cough]")
        #expect(end == DraftEnd(promptTokens: 20, completionTokens: 4))
    }

    @Test("A correction goes to the passage that it concerns; one that concerns none has all written afresh")
    func corrected() async throws {
        let previous = "Dear Dr. Ng,\n- She smokes not\n- Her X-ray is clear.\n\nCancer? Kind regards"
        let item = Correction.Item(variable: 1, problem: .uncertain)
        let (text, prompt, _) = try await edit(request(Correction(previous: previous, items: [item]))) { request in
            #expect(request.correction == Correction(previous: "Cancer?", items: [item]))
            return "She has cancer and no cough."
        }
        #expect(
            text
                == "Dear Dr. Ng,\n- She smokes not\n- Her X-ray is clear.\n\nShe has cancer and no cough. Kind regards")
        #expect(prompt == "[lung cough]")
        let strange = Correction.Item(variable: 7, problem: .leaked)
        let (_, all, _) = try await edit(request(Correction(previous: previous, items: [strange]))) { _ in "x" }
        #expect(all == "[smoke]\n\n[lung cough]")
    }

    @Test("What stands where a note is open is found again, unless something was changed that is kept")
    func openTexts() {
        #expect(note.openTexts(in: "Dear Dr. Ng,\n- A\n- Her X-ray is clear.\n\nB Kind regards") == ["A", "B"])
        #expect(note.openTexts(in: "Dear Dr. Ng,\n- A\n- Her X-ray was clear.\n\nB Kind regards") == nil)
        #expect(note.openTexts(in: "Dear Dr. Ng,\n- A\n- Her X-ray is clear.\n\nB Kind regards!") == nil)
        #expect(note.openTexts(in: "Dr. Ng,\n- A\n- Her X-ray is clear.\n\nB Kind regards") == nil)
    }

    @Test("Sentences of a pair's notes are not joined: what they share stays")
    func joining() async throws {
        var joining = request()
        joining.form = .pieces([.joined(["She smokes.", "No cancer."]), .kept("No cough.")])
        let edited = try await edit(joining) { _ in "She smokes and has no cancer." }
        #expect(edited.text == "She smokes. No cancer. No cough.")
        #expect(edited.prompt == "")
    }
}
