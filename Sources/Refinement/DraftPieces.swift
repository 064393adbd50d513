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
        return order.map { variable in kept[variable].map { .kept($0) } ?? .written(variable: variable) }
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
}
