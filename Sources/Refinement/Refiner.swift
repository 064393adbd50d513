import CausalEngine
import Realization
import RunLedger
import Verification

/// Iterative consistency verification of one skeleton after another: draft, read, correct, until the text agrees.
///
/// A draft is accepted when every verdict on it is a match. After one that is not, the strategy decides what is asked for;
/// an attempt that fails or is cut short counts as an attempt with its reason, and the next one is asked as it was.
public struct Refiner: Sendable {
    /// How drafts are checked and corrected.
    public let settings: RefinementSettings
    private var realizer: any Realizer
    /// Whether texts are edits of others, in which no sentence may be moved.
    private var isEditing = false
    private let verifier: Verifier
    private let planner: DraftPlanner

    /// A refiner of the texts of a network.
    public init(network: Network, realizer: any Realizer, settings: RefinementSettings = .init()) {
        self.realizer = realizer
        self.settings = settings
        verifier = Verifier(network: network, mode: settings.verification)
        planner = DraftPlanner(network: network, strategy: settings.strategy, verifier: verifier)
    }

    /// A refiner of counterfactual twins, which are worded by editing the note of their unit.
    func editing(_ note: FactualNote) -> Refiner {
        var refiner = self
        refiner.realizer = realizer.editor(of: note)
        refiner.isEditing = true
        return refiner
    }

    /// Refines one skeleton, from where earlier attempts have left it.
    ///
    /// The next attempt begins without waiting for whoever reads the stream; to hold it back until an attempt is recorded,
    /// use ``refine(_:after:report:)``. Letting go of the stream cancels the attempt in flight.
    public func refine(
        _ skeleton: Skeleton, after earlier: [Attempt] = []
    ) -> AsyncThrowingStream<RefinementEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    _ = try await refine(skeleton, after: earlier) { event in
                        if case .terminated = continuation.yield(event) { return false }
                        return true
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Refines one skeleton, from where earlier attempts have left it, waiting for `report` after each event.
    ///
    /// - Parameters:
    ///   - skeleton: a unit of the refiner's network.
    ///   - earlier: the attempts already made on it, in order.
    ///   - report: told of each event; returns whether to go on. The next attempt begins after it has returned.
    /// - Returns: how the skeleton fared; `nil` when `report` ended it before.
    /// - Throws: `CancellationError` when the task is cancelled, a ``DraftFailure`` that stops the run, or what `report`
    ///   throws. Any other failure of the realizer is an attempt.
    public func refine(
        _ skeleton: Skeleton, after earlier: [Attempt] = [], report: @Sendable (RefinementEvent) async throws -> Bool
    ) async throws -> RefinementOutcome? {
        var attempts = earlier
        while let request = nextRequest(for: skeleton, after: attempts) {
            guard try await report(.began(attempt: request.attempt)) else { return nil }
            guard var attempt = try await attempt(request, report) else { return nil }
            if !isEditing, let joining = planner.joining(attempt, of: request) {
                guard try await join(&attempt, joining, report) else { return nil }
            }
            attempts.append(attempt)
            guard try await report(.attempted(attempt)) else { return nil }
        }
        let outcome = RefinementOutcome(skeleton: skeleton, attempts: attempts)
        _ = try await report(.ended(outcome))
        return outcome
    }

    /// What is asked for next on a skeleton; `nil` when it gets no further attempt.
    public func nextRequest(for skeleton: Skeleton, after attempts: [Attempt]) -> DraftRequest? {
        guard !(attempts.last?.isAccepted ?? false), attempts.count < settings.attemptBudget else { return nil }
        return planner.request(skeleton, after: attempts)
    }

    /// The attempt that somebody else's draft is, read and judged.
    ///
    /// - Parameters:
    ///   - request: what was asked for.
    ///   - prompt: the prompt as it was sent.
    ///   - text: the draft, as far as it came.
    ///   - end: how it ended.
    ///   - failure: why there is no draft, in words; `nil` when there is one.
    public func attempt(
        on request: DraftRequest, prompt: String, text: String, end: Attempt.End, failure: String? = nil
    ) -> Attempt {
        var draft = Draft(prompt: prompt, text: text, end: end, failure: failure)
        _ = draft.unwrap(request, verifier)
        return draft.attempt(request, seconds: nil) { verifier.check($0, against: request.values) }
    }

    /// Joins sentences of an accepted draft. What cannot be had, or would not be accepted, leaves the draft as it is.
    private func join(
        _ attempt: inout Attempt, _ joining: DraftRequest,
        _ report: @Sendable (RefinementEvent) async throws -> Bool
    ) async throws -> Bool {
        guard let joins = try await self.attempt(joining, { _ in true }) else { return false }
        attempt.add(joins)
        let text = planner.joined(joining, joins.text)
        let check = verifier.check(text, against: joining.values)
        guard joins.failure == nil, joins.end.reason == Attempt.End.complete, check.verdicts.isConsistent,
            text != attempt.text
        else { return true }
        attempt.text = text
        attempt.check = check
        guard try await report(.restarted) else { return false }
        return try await report(.text(text))
    }

    private func attempt(
        _ request: DraftRequest, _ report: @Sendable (RefinementEvent) async throws -> Bool
    ) async throws -> Attempt? {
        let clock = ContinuousClock()
        let start = clock.now
        var draft = Draft()
        do {
            for try await event in realizer.draft(for: request) {
                guard try await take(event, into: &draft, report) else { return nil }
            }
        } catch let error as ReportError {
            throw error.underlying
        } catch {
            try Task.checkCancellation()
            if let failure = error as? any DraftFailure, failure.stopsRun { throw error }
            draft.end = Attempt.End(reason: (error as? any DraftFailure)?.reason ?? "error")
            draft.failure = "\(error)"
        }
        // A cancelled task sees its stream end, not fail: what came so far is no draft.
        try Task.checkCancellation()
        if draft.failure == nil, let settled = planner.settled(request, draft.text) {
            draft.text = settled.text
            draft.prompt.note(notTaken: settled.rest)
            guard try await report(.restarted), try await report(.text(settled.text)) else { return nil }
        }
        if draft.unwrap(request, verifier) {
            guard try await report(.restarted), try await report(.text(draft.text)) else { return nil }
        }
        let seconds = (clock.now - start) / .seconds(1)
        return draft.attempt(request, seconds: seconds) { verifier.check($0, against: request.values) }
    }

    private func take(
        _ event: DraftEvent, into draft: inout Draft, _ report: @Sendable (RefinementEvent) async throws -> Bool
    ) async throws -> Bool {
        do {
            switch event {
            case .prompt(let prompt):
                draft.prompt = prompt
                return try await report(.prompt(prompt))
            case .text(let piece):
                draft.text += piece
                return try await report(.text(piece))
            case .restarted:
                draft.text = ""
                return try await report(.restarted)
            case .finished(let end):
                draft.end = Attempt.End(
                    reason: end.reason, promptTokens: end.promptTokens, completionTokens: end.completionTokens)
                return true
            }
        } catch {
            throw ReportError(underlying: error)
        }
    }
}

extension Attempt {
    /// Counts what was asked, used and waited for in a further step of the same attempt.
    fileprivate mutating func add(_ step: Attempt) {
        prompt += "\n\n" + step.prompt
        if let tokens = step.end.promptTokens { end.promptTokens = (end.promptTokens ?? 0) + tokens }
        if let tokens = step.end.completionTokens { end.completionTokens = (end.completionTokens ?? 0) + tokens }
        if let seconds = step.seconds { self.seconds = (self.seconds ?? 0) + seconds }
    }
}

/// An error of whoever listens, kept apart from those of the realizer.
private struct ReportError: Error {
    var underlying: any Error
}

/// A draft as far as it has come.
private struct Draft {
    var prompt = ""
    var text = ""
    var end: Attempt.End?
    var failure: String?

    /// Takes off what a writer says around a draft that was written at once, and notes it in the record of the prompt.
    ///
    /// - Returns: whether there was anything.
    mutating func unwrap(_ request: DraftRequest, _ verifier: Verifier) -> Bool {
        if case .pieces = request.form { return false }
        guard failure == nil else { return false }
        let answer = UnwrappedAnswer(text) { words in
            !verifier.check(words, against: request.values).reading.mentions.isEmpty
        }
        text = answer.text
        prompt.note(notTaken: answer.rest)
        return !answer.rest.isEmpty
    }

    func attempt(_ request: DraftRequest, seconds: Double?, check: (String) -> TextCheck) -> Attempt {
        let text = text.replacingNulls
        let isRead = failure == nil && end != nil
        return Attempt(
            number: request.attempt, prompt: prompt.replacingNulls, text: text,
            end: end ?? Attempt.End(reason: "incomplete"),
            check: isRead ? check(text) : nil,
            failure: failure ?? (end == nil ? "the draft ended before it was finished" : nil), seconds: seconds)
    }
}

extension String {
    /// The text with U+FFFD for each U+0000, as in CommonMark: a ledger's text ends at U+0000, and what is read has to be what
    /// is kept.
    fileprivate var replacingNulls: String {
        unicodeScalars.contains("\0") ? replacing("\0", with: "\u{fffd}") : self
    }
}
