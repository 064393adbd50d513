import Testing

@testable import Realization

@Suite("What a writer says around a text")
struct UnwrappedAnswerTests {
    private static let note = "The patient is a smoker.\nShe denies cough.\n\nKind regards"

    private func unwrapped(_ answer: String) -> UnwrappedAnswer {
        UnwrappedAnswer(answer) { $0.lowercased().contains("cough") }
    }

    @Test(
        "is taken off",
        arguments: [
            "Here is the note:\n\nNOTE", "Sure! Here is the note:\n\nNOTE", "Sure!\n\nNOTE", "Certainly! NOTE",
            "Of course. Here’s a revised version of the emergency-department clinical note:\nNOTE",
            "**Here is the corrected note:**\n\nNOTE", "Sure, here is the log entry:\n---\nNOTE\n---",
            "I've corrected the note. Here it is:\n\nNOTE", "Here is the note: NOTE",
            "Okay, I'll rewrite the note in that style.\n\nNOTE", "This is the final version:\r\n\r\nNOTE",
            "NOTE\n\nLet me know if you need any changes!", "NOTE\n\n*Please let me know if you would like another.*",
            "NOTE\n\nI hope this helps.", "NOTE\n\nWould you like me to shorten it?",
            "NOTE\n\nFeel free to adjust the style.",
            "NOTE\n\n(Note: All names are fictional.)", "NOTE\n\n*(Note: I kept the style\nof a registrar.)*",
            "NOTE\n\nNote: This note covers all the facts provided.", "NOTE\n\nThis note follows the requested style.",
            "NOTE\n\n(42 words)", "NOTE\n\nWord count: 42", "NOTE\n\n[End of note]",
            "```\nNOTE\n```", "```text\nNOTE\n```", "```\nNOTE", "NOTE\n```", "~~~\nNOTE\n~~~",
            "Sure! Here is the note:\n\n```markdown\nHere is the note:\n\nNOTE\n```\n\nLet me know if you want changes.\n\nI hope this helps!",
        ])
    func taken(_ frame: String) {
        let answer = unwrapped(frame.replacing("NOTE", with: Self.note))
        #expect(answer.text == Self.note)
        #expect(!answer.rest.isEmpty)
        // Once it is off, nothing more comes off.
        #expect(unwrapped(answer.text) == UnwrappedAnswer(answer.text) { _ in true })
        #expect(
            answer.rest.joined().filter(\.isLetter).count + Self.note.filter(\.isLetter).count
                == frame.replacing("NOTE", with: Self.note).filter(\.isLetter).count)
    }

    @Test(
        "stays where it is part of the text, or of what the text is about",
        arguments: [
            note, "", " \n", "Note: the patient denies cough.", "She smokes.\n\nNote: the patient denies cough.",
            "She smokes.\n\n(Note: the patient denies cough.)", "She smokes.\nNote: patient given aspirin.",
            "She smokes.\nNote: I saw her with the consultant.", "She smokes.\n(She has two cats.)",
            "Here is the note of a woman who has a cough:\nShe smokes.", "Assessment:\nShe smokes.",
            "Note:\nShe smokes.",
            "This is the record of a 54-year-old man.\nHe smokes.", "This is a man with no illness:\nHe smokes.",
            "Here is a 54-year-old woman.\nShe smokes.", "Dear colleague,\n\nShe smokes.\n\nYours sincerely",
            "I have written to her doctor.\nShe smokes.", "She smokes.\nLet me know if she gets worse.",
            "She smokes.\nIf you cough, call.", "Sure enough, she smokes.\nNo cough.", "Here is the note:",
            "The report shows a shadow.\nThe letter states that she smokes.", "No problem with breathing.\nShe smokes.",
            "Great toe pain.\nShe smokes.", "OK on air.\nShe smokes.", "She smokes.\n```\nNo cough.",
            "This patient is a smoker:\nsince 1990.", "She smokes. Let me know if you need changes.",
        ])
    func kept(_ answer: String) {
        #expect(unwrapped(answer) == UnwrappedAnswer(answer) { _ in true })
        #expect(unwrapped(answer).text == answer && unwrapped(answer).rest.isEmpty)
    }
}
