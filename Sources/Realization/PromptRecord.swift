/// The prompt of an attempt as it is recorded and shown: every call's messages, what calls share only once.
///
/// A draft that is written at once has the text of its messages. One that is written in several calls has what they share,
/// then a line `[call 1: NAME]`, `[call 2: NAME]`, … before what is particular to each.
/// What came back and was not taken for the draft stands at its end, after a line `[not taken]`.
enum PromptRecord {
    /// One call.
    struct Call {
        var name: String
        var messages: [PromptMessage]
    }

    static func text(shared: [PromptMessage], calls: [Call]) -> String {
        let parts = calls.enumerated().map { index, call in
            "[call \(index + 1): \(call.name)]\n" + RealizationPrompts.text(of: call.messages)
        }
        return ([RealizationPrompts.text(of: shared)] + parts).joined(separator: "\n\n")
    }
}

extension String {
    /// Notes in the record of a prompt what of the answer is no part of the draft; nothing when that is nothing.
    public mutating func note(notTaken lines: [String]) {
        guard !lines.isEmpty else { return }
        self += "\n\n[not taken]\n" + lines.joined(separator: "\n")
    }
}
