import CausalEngine
import Verification

/// One line of the verdicts: what the skeleton wants of a variable, and what the two latest drafts made of it.
struct VerdictRow: Sendable, Equatable {
    var variable: Int
    /// The value wanted; `nil` for what must not be named.
    var wanted: Value?
    var before: Verdict?
    var now: Verdict?
    /// Whether the verdict is another one than in the draft before.
    var isChanged: Bool

    /// The rows of the attempt that is looked at, in the order of the network; where they do not all fit this is not changed, so
    /// that a variable stays in its place from iteration to iteration.
    static func rows(of model: Model) -> [VerdictRow] {
        let values = model.selectedValues
        let draft = model.shownDraft
        let previous = model.previousDraft
        let rows = model.subject.nodes.indices.map { variable in
            let now = draft?.verdict(on: variable)
            let before = previous?.verdict(on: variable)
            let isLatent = model.subject.nodes[variable].variable.isLatent
            return VerdictRow(
                variable: variable, wanted: isLatent ? nil : values?[variable], before: before, now: now,
                isChanged: previous != nil && (now?.kind != before?.kind || now?.found != before?.found))
        }
        guard model.showsOnlyProblems, draft != nil else { return rows }
        return rows.filter { $0.isChanged || $0.now.map { $0.kind != .match } ?? false }
    }
}
