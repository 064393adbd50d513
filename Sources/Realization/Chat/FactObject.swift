import CausalEngine

/// A draft as a JSON object with a sentence for each fact: a server that holds its model to a schema leaves none out.
struct FactObject: Sendable {
    /// The keys, one a fact, in the order of the facts.
    let keys: [String]

    init(_ facts: [Fact]) {
        var keys: [String] = []
        for fact in facts {
            let stem = String(fact.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            var key = stem
            var number = 2
            while keys.contains(key) {
                key = "\(stem)_\(number)"
                number += 1
            }
            keys.append(key)
        }
        self.keys = keys
    }

    /// What a prompt says of the form.
    var demand: String {
        "Answer with a JSON object that has one sentence for each fact, under these keys: "
            + keys.joined(separator: ", ") + "."
    }

    /// The sentences of an answer as one text; those of an answer that was cut short or refused as they came.
    ///
    /// - Throws: ``ChatFailure/malformed(_:)`` for a complete answer that is not such an object.
    func text(from completion: ChatCompletion) throws(ChatFailure) -> String {
        guard completion.reason == "stop" else { return completion.text }
        guard let members = (try? JSONValue(parsing: Self.object(in: completion.text)))?.members else {
            throw .malformed("the draft is not the JSON object that was asked for")
        }
        let sentences = keys.compactMap { key in members.first { $0.key == key }?.value.string }
        return sentences.map { UnwrappedAnswer($0) { _ in false }.text }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The object in an answer of a model that no schema holds: some put it into a fence, or say a word before it.
    private static func object(in text: String) -> String {
        guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end else { return text }
        return String(text[start...end])
    }
}
