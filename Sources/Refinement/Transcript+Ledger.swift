import CausalEngine
import Realization
import RunLedger

extension Transcript {
    /// The drafts of a run in a ledger; a network of the same text as the run's can replay them.
    ///
    /// - Throws: ``TranscriptError/otherNetwork(name:)``, ``LedgerError``.
    /// - Complexity: O(attempts).
    public init(of run: Run, in ledger: Ledger, for network: Network) throws {
        guard network.origin?.model.text == run.source.model.text else {
            throw TranscriptError.otherNetwork(name: ledger.path)
        }
        var entries: [Place: Entry] = [:]
        try ledger.forEachRecord(of: run, in: network, detail: .verdicts) { record in
            let place = Place(
                row: record.unit.skeleton.row, isCounterfactual: record.unit.counterfactualOf != nil)
            entries[place] = Entry(
                values: record.unit.skeleton.values, drafts: record.attempts.map { Draft($0) })
        }
        guard !entries.isEmpty else { throw TranscriptError.empty(name: ledger.path) }
        self.init(
            name: ledger.path, seed: run.seed,
            writer: RealizerIdentity(kind: run.writer.kind, model: run.writer.model), entries: entries)
    }
}

extension Transcript.Draft {
    fileprivate init(_ attempt: Attempt) {
        self.init(
            prompt: attempt.prompt, text: attempt.text,
            end: DraftEnd(
                reason: attempt.end.reason, promptTokens: attempt.end.promptTokens,
                completionTokens: attempt.end.completionTokens), failure: attempt.failure)
    }
}
