import CausalEngine

/// Writes again what a run wrote before: the same draft for the same skeleton and attempt, failures included.
///
/// Nothing is asked of anybody, so that a run with a language model can be stepped through offline. What is read and judged
/// is read and judged anew.
public struct TranscriptRealizer: Realizer {
    private let transcript: Transcript
    private let isCounterfactual: Bool

    /// A writer that has a transcript.
    public init(_ transcript: Transcript) {
        self.init(transcript, isCounterfactual: false)
    }

    private init(_ transcript: Transcript, isCounterfactual: Bool) {
        self.transcript = transcript
        self.isCounterfactual = isCounterfactual
    }

    /// A transcript, by the model whose words it holds.
    public var identity: RealizerIdentity {
        RealizerIdentity(kind: "transcript", model: transcript.writer.model ?? transcript.writer.kind)
    }

    /// The draft that the transcript has for a request.
    ///
    /// The stream throws a ``TranscriptError``, which stops the run, when it has none.
    public func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        AsyncThrowingStream { continuation in
            do {
                let draft = try recorded(request)
                continuation.yield(.prompt(draft.prompt))
                for piece in DraftStream.pieces(of: draft.text) { continuation.yield(.text(piece)) }
                if let failure = draft.failure {
                    throw RecordedFailure(reason: draft.end.reason, description: failure)
                }
                continuation.yield(.finished(draft.end))
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    /// Twins were written as they stand in the transcript, and nothing is edited again.
    public func editor(of note: FactualNote) -> any Realizer {
        TranscriptRealizer(transcript, isCounterfactual: true)
    }

    /// Checks that the transcript has a first draft for a skeleton.
    ///
    /// - Throws: ``TranscriptError``.
    public func check(_ skeleton: Skeleton, isCounterfactual: Bool) throws(TranscriptError) {
        let place = Transcript.Place(row: skeleton.row, isCounterfactual: isCounterfactual)
        _ = try recorded(attempt: 0, at: place, seed: skeleton.seed, values: skeleton.values)
    }

    private func recorded(_ request: DraftRequest) throws(TranscriptError) -> Transcript.Draft {
        let place = Transcript.Place(row: request.row, isCounterfactual: isCounterfactual)
        return try recorded(attempt: request.attempt, at: place, seed: request.seed, values: request.values)
    }

    private func recorded(
        attempt: Int, at place: Transcript.Place, seed: UInt64, values: [Value]
    ) throws(TranscriptError) -> Transcript.Draft {
        guard seed == transcript.seed else {
            throw .otherSeed(name: transcript.name, recorded: transcript.seed, found: seed)
        }
        guard let entry = transcript.entries[place] else { throw .noRow(name: transcript.name, place) }
        guard entry.values == values else { throw .otherValues(name: transcript.name, place) }
        guard entry.drafts.indices.contains(attempt) else {
            throw .noAttempt(name: transcript.name, place, attempt: attempt, recorded: entry.drafts.count)
        }
        return entry.drafts[attempt]
    }
}

/// A failure as it happened when the transcript was made.
private struct RecordedFailure: DraftFailure, CustomStringConvertible {
    var reason: String
    var description: String
    var stopsRun: Bool { false }
}
