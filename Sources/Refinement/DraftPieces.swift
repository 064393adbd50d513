import CausalEngine
import Realization
import RunLedger
import Verification

/// Decides which sentences of a draft stand as they are, and which are written anew.
///
/// All that is known comes from the draft's text and its verdicts, so that a run which was killed goes on as it would have.
struct DraftPieces: Sendable {
    let verifier: Verifier
    let check: SentenceCheck

    /// One sentence for each fact that does not follow from others: those of `previous` that state their fact and nothing
    /// else stand to the letter, the others are written.
    func sentences(_ request: DraftRequest, after previous: Attempt?) -> [DraftPiece] {
        let order = PieceOrder.variables(request)
        let found = previous.map { statements(of: $0, values: request.values) } ?? [:]
        // Where every sentence is true by itself and the whole is not, keeping them would change nothing.
        let kept = order.allSatisfy { found[$0] != nil } ? [:] : found
        return order.flatMap { variable -> [DraftPiece] in
            if let sentence = kept[variable] { return [.kept(sentence)] }
            return Array(repeating: .written(variable: variable), count: Self.tries(in: request.attempt))
        }
    }

    /// How many sentences an attempt asks for where one is open: one at first, one more with each failure, so that what is hard
    /// to say costs more and what is easy does not.
    private static func tries(in attempt: Int) -> Int { min(max(1, attempt), mostTries) }

    /// The most sentences that an attempt asks for in one place.
    private static let mostTries = 5

    /// The text with one sentence in each place: of several that were written, the first that states its fact and nothing else,
    /// or the first where none does.
    ///
    /// - Returns: the text, and what was not taken; `nil` when there is no choice.
    func settled(_ pieces: [DraftPiece], _ text: String, values: [Value]) -> (text: String, rest: [String])? {
        let cut = SentenceText(text, verifier: verifier)
        guard pieces.hasChoices, cut.sentences.count == pieces.count else { return nil }
        let sentences = cut.sentences.map { cut[$0] }
        let isInPlace = zip(pieces, sentences).allSatisfy { piece, sentence in
            if case .kept(let words) = piece { words == sentence } else { true }
        }
        guard isInPlace else { return nil }
        var taken: [String] = []
        var rest: [String] = []
        var start = 0
        while start < pieces.count {
            let end = pieces[start...].firstIndex { $0 != pieces[start] } ?? pieces.count
            var choice = start
            if case .written(let variable) = pieces[start] {
                choice = (start..<end).first { check.soleFact(of: sentences[$0], among: values) == variable } ?? start
            }
            taken.append(sentences[choice])
            rest += (start..<end).filter { $0 != choice }.map { sentences[$0] }
            start = end
        }
        return (taken.joined(separator: " "), rest)
    }

    private func statements(of attempt: Attempt, values: [Value]) -> [Int: String] {
        let text = SentenceText(attempt.text, verifier: verifier)
        var statements: [Int: String] = [:]
        for range in text.sentences {
            let sentence = text[range]
            guard let variable = check.soleFact(of: sentence, among: values), statements[variable] == nil else {
                continue
            }
            statements[variable] = sentence
        }
        return statements
    }

    /// The text of `previous` with every sentence that has a fault taken out and its facts written anew in its place; facts
    /// that it never states are written at its end.
    func surgical(_ request: DraftRequest, after previous: Attempt) -> [DraftPiece] {
        guard let verdicts = previous.check?.verdicts else { return [] }
        let text = SentenceText(previous.text, verifier: verifier)
        let faulty = text.positions(of: verdicts.violations.flatMap(\.spans))
        let places = places(of: request, verdicts: verdicts, in: text, faulty: faulty)
        var pieces: [DraftPiece] = []
        var start = 0
        func keep(upTo end: Int) {
            let words = text[start..<max(start, end)]
            if !words.allSatisfy(\.isWhitespace) { pieces.append(.kept(words)) }
        }
        for position in text.sentences.indices where faulty.contains(position) {
            keep(upTo: text.sentences[position].lowerBound)
            pieces += (places[position] ?? []).map { .written(variable: $0) }
            start = text.sentences[position].upperBound
        }
        keep(upTo: text.count)
        return pieces + (places[text.sentences.count] ?? []).map { .written(variable: $0) }
    }

    /// The facts to be written anew, by the sentence in whose place they are written; what stands nowhere has a place after
    /// the last one.
    private func places(
        of request: DraftRequest, verdicts: Verdicts, in text: SentenceText, faulty: Set<Int>
    ) -> [Int: [Int]] {
        var places: [Int: [Int]] = [:]
        for fact in request.facts {
            guard let verdict = verdicts[fact.variable] else { continue }
            let spoken = text.positions(of: verdict.spans)
            // A true statement beside a faulty one goes with its sentence; a fact that may be left unsaid is.
            let stands = verdict.kind == .match && (spoken.isEmpty || !spoken.isSubset(of: faulty))
            guard !stands, !fact.isDerivable else { continue }
            places[spoken.min() ?? text.sentences.count, default: []].append(fact.variable)
        }
        return places
    }

    /// Each two sentences of a draft, to be joined; of an odd number the last one stays.
    func joining(_ attempt: Attempt) -> [DraftPiece] {
        let text = SentenceText(attempt.text, verifier: verifier)
        let sentences = text.sentences.map { text[$0] }
        guard sentences.count > 1 else { return [] }
        return stride(from: 0, to: sentences.count, by: 2).map { start in
            start + 1 < sentences.count ? .joined([sentences[start], sentences[start + 1]]) : .kept(sentences[start])
        }
    }

    /// The text of the pieces, in which of `text` only those sentences stand that say what their parts say.
    func joined(_ pieces: [DraftPiece], _ text: String, values: [Value]) -> String {
        let whole = SentenceText(text, verifier: verifier)
        let found = Dictionary(
            whole.sentences.compactMap { range in
                check.facts(of: whole[range], among: values).map { ($0, whole[range]) }
            },
            uniquingKeysWith: { first, _ in first })
        let words = pieces.map { piece -> String in
            guard case .joined(let parts) = piece else { return piece.words }
            let facts = Set(parts.compactMap { check.facts(of: $0, among: values) }.joined())
            return found[facts.sorted()] ?? piece.words
        }
        return words.joined(separator: " ")
    }
}

extension [DraftPiece] {
    /// Whether some place is written more than once.
    fileprivate var hasChoices: Bool { zip(self, dropFirst()).contains { $0 == $1 } }
}

extension DraftPiece {
    /// The words of a piece that is not written: as they are, unjoined.
    fileprivate var words: String {
        switch self {
        case .kept(let words): words
        case .written: ""
        case .joined(let sentences): sentences.joined(separator: " ")
        }
    }
}
