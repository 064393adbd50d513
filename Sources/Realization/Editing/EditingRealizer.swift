import CausalEngine
import Foundation

extension Realizer {
    /// Who words the counterfactual twin of a unit by editing the unit's note.
    ///
    /// Only stretches that state something that changes are written anew, by this realizer and as a correction of what stands
    /// there; everything else is kept to the letter, whatever comes back.
    public func editor(of note: FactualNote) -> any Realizer { EditingRealizer(base: self, note: note) }
}

/// Edits the note of a unit into that of its twin, stretch by stretch.
struct EditingRealizer: Realizer {
    let base: any Realizer
    let note: FactualNote

    var identity: RealizerIdentity { base.identity }

    func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let end = try await edit(request) { continuation.yield($0) }
                    continuation.yield(.finished(end))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func edit(_ request: DraftRequest, _ report: (DraftEvent) -> Void) async throws -> DraftEnd {
        if case .pieces(let pieces) = request.form, pieces.joinsSentences {
            // What the notes of a pair share has to stay as it is, so nothing is joined.
            report(.text(pieces.text { _ in "" }))
            return DraftEnd()
        }
        var edits = edits(request)[...]
        var prompts: [String] = []
        var end = DraftEnd()
        var texts: [String] = []
        for piece in note.pieces {
            guard case .open = piece, let edit = edits.popFirst() else { continue }
            guard let request = edit.request else {
                texts.append(edit.text)
                continue
            }
            let passage = try await passage(request)
            prompts.append(passage.prompt)
            report(.prompt(prompts.joined(separator: "\n\n")))
            end.add(passage.end)
            texts.append(Self.fitted(passage.text, inPlaceOf: edit.text))
        }
        report(.prompt(prompts.joined(separator: "\n\n")))
        for piece in DraftStream.pieces(of: assembled(texts)) { report(.text(piece)) }
        try Task.checkCancellation()
        return end
    }

    private func assembled(_ texts: [String]) -> String {
        var texts = texts[...]
        return note.pieces.map { piece in
            switch piece {
            case .kept(let words): words
            case .open(let words, _): texts.popFirst() ?? words
            }
        }.joined()
    }

    /// One stretch: what stands there, and what is asked to take its place; nothing when it may stay.
    private struct Edit {
        var text: String
        var request: DraftRequest?
    }

    private func edits(_ request: DraftRequest) -> [Edit] {
        let previous = request.correction.flatMap { note.openTexts(in: $0.previous) }
        var edits: [Edit] = []
        for case .open(let words, let variables) in note.pieces {
            guard let correction = request.correction, let previous, isOwned(correction) else {
                edits.append(
                    Edit(text: words, request: excerpt(request, words, variables, changes(request, variables, words))))
                continue
            }
            let text = previous[edits.count]
            let items = correction.items.filter { variables.contains($0.variable) }
            edits.append(
                Edit(text: text, request: items.isEmpty ? nil : excerpt(request, text, variables, items)))
        }
        return edits
    }

    /// Whether something that is to be mended belongs to an open stretch; else all of them are written afresh, since one of
    /// them says what is not its own.
    private func isOwned(_ correction: Correction) -> Bool {
        let open = note.pieces.flatMap { piece -> [Int] in
            if case .open(_, let variables) = piece { return variables }
            return []
        }
        return correction.items.contains { open.contains($0.variable) }
    }

    private func excerpt(
        _ request: DraftRequest, _ text: String, _ variables: [Int], _ items: [Correction.Item]
    ) -> DraftRequest {
        var excerpt = request
        excerpt.facts = request.facts.filter { variables.contains($0.variable) }
        // What the passage speaks of has to be said again, also where it could be left unsaid.
        for index in excerpt.facts.indices { excerpt.facts[index].isDerivable = false }
        excerpt.isExcerpt = true
        if case .pieces = request.form {
            excerpt.form = .pieces(excerpt.facts.map { .written(variable: $0.variable) })
            excerpt.correction = nil
        } else {
            excerpt.form = .whole
            excerpt.correction = Correction(previous: text, items: items)
        }
        return excerpt
    }

    /// What the unit's note says otherwise than its twin has to.
    private func changes(_ request: DraftRequest, _ variables: [Int], _ words: String) -> [Correction.Item] {
        request.facts.filter { variables.contains($0.variable) && note.values[$0.variable] != $0.value }.map {
            Correction.Item(
                variable: $0.variable, problem: .contradicted, found: note.valueTexts[$0.variable], quote: words)
        }
    }

    private func passage(_ request: DraftRequest) async throws -> (prompt: String, text: String, end: DraftEnd) {
        var (prompt, text, end): (String, String, DraftEnd?) = ("", "", nil)
        for try await event in base.draft(for: request) {
            switch event {
            case .prompt(let words): prompt = words
            case .text(let piece): text += piece
            case .restarted: text = ""
            case .finished(let how): end = how
            }
        }
        // A cancelled task sees its stream end, not fail.
        try Task.checkCancellation()
        let phrases = request.facts.flatMap { [$0.name, $0.label, $0.valueText] + $0.phrases }.filter { !$0.isEmpty }
        let answer = UnwrappedAnswer(text) { words in phrases.contains { words.localizedCaseInsensitiveContains($0) } }
        prompt.note(notTaken: answer.rest)
        return (prompt, answer.text, end ?? DraftEnd(reason: "incomplete"))
    }

    /// A passage as it can stand in a line: no line ends, no list mark, a full stop where there was one and only there.
    static func fitted(_ passage: String, inPlaceOf old: String) -> String {
        let words = passage.split(whereSeparator: \.isWhitespace)
        var text = (["-", "*", "•"].contains(words.first) ? words.dropFirst() : words[...]).joined(separator: " ")
        let marks: Set<Character> = [".", "!", "?"]
        let (isEnded, wasEnded) = (text.last.map(marks.contains) ?? false, old.last.map(marks.contains) ?? false)
        if wasEnded, !isEnded, !text.isEmpty { text.append(".") }
        if !wasEnded, isEnded, text.last == "." { text.removeLast() }
        return text
    }
}

extension DraftEnd {
    /// Takes in the end of another part of the same draft: it is complete when all are, and has the tokens of all.
    fileprivate mutating func add(_ part: DraftEnd) {
        if reason == "stop" { reason = part.reason }
        if let tokens = part.promptTokens { promptTokens = (promptTokens ?? 0) + tokens }
        if let tokens = part.completionTokens { completionTokens = (completionTokens ?? 0) + tokens }
    }
}
