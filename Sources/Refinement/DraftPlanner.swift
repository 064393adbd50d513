import CausalEngine
import Realization
import RunLedger
import Verification

/// Decides by its strategy what the next attempt on a skeleton is asked for, from the attempts before it alone.
struct DraftPlanner: Sendable {
    let network: Network
    let strategy: RefinementStrategy
    private let pieces: DraftPieces
    /// Examples for the writer, each of which the verifier has read; `nil` where none are given.
    private let book: ExemplarBook?

    init(network: Network, strategy: RefinementStrategy, verifier: Verifier) {
        self.network = network
        self.strategy = strategy
        let check = SentenceCheck(network: network, verifier: verifier)
        pieces = DraftPieces(verifier: verifier, check: check)
        book = strategy.writesPieces ? ExemplarBook(network: network, states: check.states) : nil
    }

    /// What the attempt after `attempts` is asked for.
    func request(_ skeleton: Skeleton, after attempts: [Attempt]) -> DraftRequest {
        var request = DraftRequest(network: network, skeleton: skeleton, attempt: attempts.count)
        // A draft that broke off tells nothing; the next one is asked for as it was.
        let drafts = attempts.filter { $0.failure == nil && $0.end.reason == Attempt.End.complete }
        switch strategy {
        case .oneShot, .blind: break
        case .targeted: request.correction = correction(of: drafts.last)
        case .targetedThenFresh: request.correction = repeatsFault(drafts) ? nil : correction(of: drafts.last)
        case .jsonSchema:
            request.form = .object
            request.correction = correction(of: drafts.last)
        case .bestOf(let count):
            request.correction = drafts.count < count ? nil : correction(of: best(of: drafts))
        case .sentences, .joinedSentences: request.form = .pieces(pieces.sentences(request, after: drafts.last))
        case .surgical:
            if let last = drafts.last { request.form = .pieces(pieces.surgical(request, after: last)) }
        }
        if case .pieces = request.form, let book {
            request.exemplars = book.bank(Self.bank(of: request), for: request.persona)
        }
        return request
    }

    /// A draft with one sentence in each place, and what was not taken; `nil` when there is no choice.
    func settled(_ request: DraftRequest, _ text: String) -> (text: String, rest: [String])? {
        guard strategy == .sentences || strategy == .joinedSentences, case .pieces(let written) = request.form else {
            return nil
        }
        return pieces.settled(written, text, values: request.values)
    }

    /// What joins the sentences of an accepted draft, each two to one; `nil` where the strategy does not, or there is nothing
    /// to join.
    func joining(_ attempt: Attempt, of request: DraftRequest) -> DraftRequest? {
        guard strategy == .joinedSentences, attempt.isAccepted, let book else { return nil }
        let pieces = pieces.joining(attempt)
        guard !pieces.isEmpty else { return nil }
        var joining = request
        joining.form = .pieces(pieces)
        joining.joinExemplars = book.joins(Self.bank(of: request), for: request.persona)
        return joining
    }

    /// The text in which every two sentences that were joined truly stand joined, and the others as they were.
    func joined(_ joining: DraftRequest, _ text: String) -> String {
        guard case .pieces(let joins) = joining.form else { return text }
        return pieces.joined(joins, text, values: joining.values)
    }

    /// Each row and each attempt has the next bank.
    private static func bank(of request: DraftRequest) -> Int {
        Int((request.row &+ UInt64(request.attempt)) % UInt64(ExemplarBook.bankCount))
    }

    private func correction(of draft: Attempt?) -> Correction? {
        draft.flatMap { Correction(of: $0, variables: network.variables) }
    }

    /// The draft with the fewest faults; of several the last one.
    private func best(of drafts: [Attempt]) -> Attempt? {
        func faults(_ draft: Attempt) -> Int { draft.check?.verdicts.violations.count ?? .max }
        return drafts.reversed().min { faults($0) < faults($1) }
    }

    /// Whether the last draft was a correction and has a fault of the draft before it.
    private func repeatsFault(_ drafts: [Attempt]) -> Bool {
        var asksFresh = false
        for (earlier, later) in zip(drafts, drafts.dropFirst()) {
            // A draft that was made afresh is no correction, so its faults repeat nothing.
            asksFresh = !asksFresh && !faults(earlier).isDisjoint(with: faults(later))
        }
        return asksFresh
    }

    private struct Fault: Hashable {
        var variable: Int
        var kind: Verdict.Kind
        var found: Value?
    }

    private func faults(_ attempt: Attempt) -> Set<Fault> {
        Set(
            (attempt.check?.verdicts.violations ?? []).map {
                Fault(variable: $0.variable, kind: $0.kind, found: $0.found)
            })
    }
}
