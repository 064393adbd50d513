import CausalEngine
import Realization
import RunLedger

extension RunScheduler {
    /// Who refines a skeleton: for a counterfactual twin whoever edits the note of its unit; `nil` when the unit has none.
    func refiner(for unit: RunSkeleton) throws -> Refiner? {
        guard let position = unit.counterfactualOf else { return refiner }
        let factual = try ledger.skeletons(of: run, in: network, positions: position..<position + 1).first
        guard let factual, let note = try ledger.attempts(on: position, of: run, in: network).last, note.isAccepted
        else { return nil }
        return refiner.editing(
            FactualNote(
                note, factual: factual.skeleton.values, twin: unit.skeleton.values, variables: network.variables))
    }

    /// Gives up a twin whose unit was never realized: there is nothing to be edited.
    func giveUp(
        _ unit: RunSkeleton, after earlier: [Attempt], _ report: @Sendable (RunEvent) -> Void
    ) async throws -> Bool {
        report(.attempting(position: unit.position, attempt: earlier.count))
        let attempt = Attempt(
            number: earlier.count, prompt: "", text: "", end: Attempt.End(reason: Attempt.End.unpaired),
            failure: "the note of its unit was not realized, so that there is nothing to edit")
        try await ledger.record(attempt, on: unit.position, of: run, in: network)
        report(.attempted(position: unit.position, attempt))
        let outcome = RefinementOutcome(skeleton: unit.skeleton, attempts: earlier + [attempt])
        report(.ended(position: unit.position, outcome))
        return true
    }

    /// The open skeletons, those together that have to be refined one after the other: a twin follows its unit.
    static func grouped(_ open: [SkeletonProgress], hasTwins: Bool) -> [[SkeletonProgress]] {
        guard hasTwins else { return open.map { [$0] } }
        var groups: [[SkeletonProgress]] = []
        for item in open {
            if let last = groups.last?.last, last.position / 2 == item.position / 2 {
                groups[groups.count - 1].append(item)
            } else {
                groups.append([item])
            }
        }
        return groups
    }
}
